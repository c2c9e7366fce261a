"""How many and what share, in every form of it; and radicals that stand where characters should."""

from __future__ import annotations

from typing import Final

from tests.intake.kinds.case import Case, Want

HEAD = "示例县2025年法治建设工作要点\n一、任务\n"
FOOT = "\n示例县人民政府\n2025年3月8日\n"


def _radicals(text: str) -> str:
    """The text as a PDF has it: with radicals for some of its characters."""
    return text.translate({ord(char): chr(code) for char, code in RADICALS})


RADICALS: Final = (("门", 0x2ED4), ("一", 0x2F00), ("二", 0x2F06), ("见", 0x2EC5), ("月", 0x2F49), ("日", 0x2F47),
                   ("率", 0xF9DB), ("人", 0x2F08), ("民", 0x2EA0), ("长", 0x2ED3), ("文", 0x2F42))  # fmt: skip

CASES: Final = [
    Case(
        "radicals",
        "in the words of a task and its units",
        _radicals(
            HEAD + "1.开展学习。各部门一季度前完成学习2次。（牵头单位：县司法局；责任单位：各部门）" + FOOT
        ),
        (Want(
            title="开展学习", lead=("县司法局",), responsible=("各部门",), counts=("2",), due=("2025-03-31",),
            text=_radicals("各部门一季度前完成学习2次。"), number=1,
        ),),
        groups=("各部门",),
        sections=1,
        asked=("形似汉字的部首字符",),
    ),
    Case(
        "radicals",
        "in headings and the numbers of sections",
        _radicals("示例县2025年人民调解工作要点\n一、建强队伍\n1.加强培训。6月30日前组织人民调解员培训3次。（责任单位：县司法局）\n"
                  "二、用好门户\n2.公布文书。办结率达到95%。（牵头单位：县人民法院）" + FOOT),
        (Want(due=("2025-06-30",), counts=("3",), section="一"), Want(rates=("95%",), lead=("县人民法院",), section="二")),
        sections=2,
        issued="2025-03-08",
        year=2025,
    ),
    Case(
        "radicals",
        "none: nothing is remarked",
        HEAD + "1.开展学习。各部门完成学习2次。（牵头单位：县司法局；责任单位：各部门）" + FOOT,
        (Want(counts=("2",)),),
        unasked=("部首",),
    ),
    *(
        Case(
            "no exact number",
            words,
            f"{HEAD}1.抓好任务。{words}。（责任单位：县司法局）{FOOT}",
            (Want(counts=(count,), unsure=True, obligations=1),),
            asked=(f"{said}”写的是",),
        )
        for words, said, count in (
            ("办理法律援助案件300余件", "300余件", "300"),
            ("举办讲座20多场", "20多场", "20"),
            ("走访企业近百家", "近百家", "100"),
            ("开展排查数十次", "数十次", "10"),
            ("开展培训十余次", "十余次", "10"),
            ("惠及群众上千人次", "上千人次", "1000"),
            ("评查案卷约50件", "约50件", "50"),
            ("评查案卷50件左右", "50件左右", "50"),
            ("召开座谈会30—40次", "30—40次", "30"),
            ("组织旁听庭审１－２次", "1-2次", "1"),
            ("发放资料3万余份", "3万余份", "30000"),
            ("调处纠纷三四百件", "三四百件", "300"),
            ("开展百场宣讲", "百场", "100"),
            ("培训骨干千人", "千人", "1000"),
        )
    ),
    *(
        Case("an exact number", words, f"{HEAD}1.抓好任务。{words}。（责任单位：县司法局）{FOOT}", (want,))
        for words, want in (
            ("不少于 1 次开展督察", Want(counts=("1",))),
            ("开展督察2次以上", Want(counts=("2",))),
            ("举办法治讲座两场", Want(counts=("2",))),
            ("开展普法宣传1.2万人次", Want(counts=("12000",))),
            ("培养法律明白人四十名", Want(counts=("40",))),
            ("审核率达到100 %", Want(rates=("100%",))),
            ("群众满意度达六成以上", Want(rates=("60%",))),
            ("案件办结率达到八成", Want(rates=("80%",))),
            ("打造三个示范点", Want(counts=("3",))),
            ("建成二十个基地", Want(counts=("20",))),
            ("半数以上的村建成示范村", Want(rates=("50%",))),
            ("投诉率不低于5‰", Want(rates=("0.5%",))),
            ("律师见证率达到百分之九十五点五", Want(rates=("95.5%",))),
        )
    ),
    *(
        Case(
            "no target can be made of it",
            words,
            f"{HEAD}1.抓好任务。{words}。（责任单位：县司法局）{FOOT}",
            (Want(unsure=True, obligations=1),),
            asked=("增减幅度",),
        )
        for words in ("调解成功数量翻一番", "结案率提高3个百分点", "结案率提升两个百分点", "调解案件数增长2倍")
    ),
    *(
        Case(
            "a number that is only asked about",
            words,
            f"{HEAD}1.抓好任务。{words}。（责任单位：县司法局）{FOOT}",
            (Want(obligations=0),),
            asked=(number,),
        )
        for words, number in (("形成3馆联动的格局", "3"), ("打造2带联动的局面", "2"))
    ),
    Case(
        "no quantity",
        "articles, document numbers, telephones, names",
        HEAD + "1.抓好落实。落实《条例》第23条、第三十条，按照县政发〔2024〕3号文件和“八五”普法规划，用好12345热线、电话0955-1234567，"
        "深化“1+N”模式，一是压实责任，二是做到3个一。（责任单位：县司法局）" + FOOT,
        (Want(obligations=0),),
        unasked=("没有列为事项",),
    ),
    *(
        Case(
            "parts of a total",
            words,
            f"{HEAD}1.抓好任务。{words}。（责任单位：县住房和城乡建设局）{FOOT}",
            (Want(counts=counts, obligations=len(counts), unsure=len(counts) == 1),),
            asked=("分项",),
            unasked=("（其中”", "没有列为事项"),
        )
        for words, counts in (
            ("新建公厕75座（其中，城区10座、景区15座、农村50座）", ("75",)),
            ("新增学位500个，其中幼儿园200个、小学300个", ("500",)),
            ("旁听庭审2次（其中职务犯罪案件1次）", ("2",)),
            ("新建充电桩100个，其中，城区60个，景区40个", ("100",)),
            ("开展法治督察4次，包括实地督察2次、书面督察2次", ("4",)),
            ("培训执法人员300人次（含辅警100人次），举办讲座5场", ("300", "5")),
            ("建设示范点8个，分别为城关镇3个、东镇5个", ("8",)),
            ("改造老旧小区12个（城区8个、乡镇4个）、农贸市场2个", ("12", "2")),
            ("新建停车场9处：城区4处、景区5处", ("9",)),
            ("新建城区公厕10座、景区公厕15座，共25座", ("25",)),
            ("举办宣讲10场（每场不少于50人）", ("10",)),
        )
    ),
    Case(
        "parts of a total",
        "several counts without a total stay several",
        HEAD + "1.抓好任务。开展培训2次、演练1次、督察1次。（责任单位：县司法局）" + FOOT,
        (Want(counts=("2", "1"), obligations=3),),
        unasked=("分项",),
    ),
    Case(
        "parts of a total",
        "a task without a title of its own",
        HEAD + "1.新建公厕75座（其中，城区10座、景区15座、农村50座）。（责任单位：县住房和城乡建设局）" + FOOT,
        (Want(title="新建公厕75座", counts=("75",), obligations=1),),
    ),
    *(
        Case(
            "all or none of something",
            words,
            f"{HEAD}1.抓好任务。{words}。（责任单位：县司法局）{FOOT}",
            (Want(obligations=1, unsure=True),),
            asked=(said,),
        )
        for words, said in (
            ("实现村（社区）法律顾问全覆盖", "没有写数"),
            ("法律援助做到应援尽援", "没有写数"),
            ("政府信息应公开尽公开", "没有写数"),
            ("重点案件审理零差错", "是上限"),
            ("群众信访实现零积压", "是上限"),
        )
    ),
    *(
        Case(
            "named, with a verb of exhortation",
            words,
            f"{HEAD}1.抓好任务。{words}。（责任单位：县司法局）{FOOT}",
            (Want(obligations=count, unsure=True),),
        )
        for words, count in (
            ("深化道路交通安全专项行动", 1),
            ("积极参与全省法治乡村示范创建活动", 1),
            ("实施“薪火计划”", 1),
            ("抓好省、市对规范涉企执法三年行动的安排部署", 1),
            ("加强重大行政决策后评估工作", 1),
            ("排查化解物业领域矛盾纠纷", 1),
            ("定期听取法治工作汇报", 1),
            ("做好权责清单、证明事项清单、中介服务清单的动态调整", 3),
        )
    ),
    Case(
        "named, with a verb of exhortation",
        "exhortation alone stays what it is",
        HEAD + "1.抓好任务。深化法治思想学习，加强队伍建设，推动工作落实，营造良好氛围。（责任单位：县司法局）" + FOOT,
        (Want(obligations=0),),
    ),
]  # fmt: skip
