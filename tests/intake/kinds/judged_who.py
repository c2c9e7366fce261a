"""Who owes what, as a reader who did not know the program found it read wrongly."""

from __future__ import annotations

from typing import Final

from tests.intake.kinds.case import Case, Want

HEAD = "示例县2025年平安建设工作要点\n一、任务\n"
TAIL = "示例县人民政府\n2025年3月8日\n"
_LED = "按牵头单位计"
_VAGUE = "没有写要交出什么"


def _of(name: str, body: str, tasks: tuple[Want, ...] | None = None, **more: tuple[str, ...]) -> Case:
    return Case("who", f"judged {name}", f"{HEAD}{body}{TAIL}", tasks, **more)  # type: ignore[arg-type]  # words only


CASES: Final = [
    _of(
        "the only unit of a task owes all of it and nothing is assumed",
        """1.开展排查。完成隐患排查4次，整改率达到90%。（责任单位：县应急局）
2.开展巡查。完成河道巡查6次。（牵头单位：县水利局）
""",
        (Want(counts=("4",), rates=("90%",)), Want(counts=("6",))),
        unasked=(_LED,),
    ),
    _of(
        "a lead with others is still assumed",
        "1.开展排查。完成隐患排查4次。（牵头单位：县应急局；责任单位：县水利局）\n",
        asked=(_LED,),
    ),
    _of(
        "a group alone is still assumed",
        "1.开展排查。完成隐患排查4次。（责任单位：各乡镇）\n",
        asked=(_LED,),
    ),
    _of(
        "plain acts need no word on their proof",
        """1.部署。4月20日前召开平安建设推进会。（牵头单位：县委政法委）
2.出台。6月底前出台若干措施。（牵头单位：县委政法委）
3.储备。救灾物资9月15日前入库。（牵头单位：县应急局）
4.排查。第一轮摸排于5月31日结束。（牵头单位：县公安局）
5.公布。10月底前公布先进村镇。（牵头单位：县委政法委）
6.通车。8月底前全部通车。（牵头单位：县交通运输局）
7.摸底。11月底前结束入户摸底。（牵头单位：县统计局）
""",
        tuple(
            Want(due=(day,), obligations=1)
            for day in (
                "2025-04-20",
                "2025-06-30",
                "2025-09-15",
                "2025-05-31",
                "2025-10-31",
                "2025-08-31",
                "2025-11-30",
            )
        ),
        unasked=(_VAGUE,),
    ),
    _of(
        "a vague verb with a day is asked about",
        "1.推进。6月底前加强重点部位管控。（牵头单位：县公安局）\n",
        (Want(due=("2025-06-30",), unsure=True),),
        asked=(_VAGUE,),
    ),
    _of(
        "units joined before a comma owe it together",
        "1.培训。县教育局、县公安局会同县司法局，举办护校骨干培训班不少于3期。（牵头单位：县教育局、县公安局；责任单位：县司法局）\n",
        (Want(counts=("3",), who={"培训班": ("县教育局", "县公安局", "县司法局")}),),
        unasked=("句中没有写由谁负责",),
    ),
    _of(
        "a unit that is not known is not cut in half",
        """1.培训。县委组织部、县委党校会同县公安局，举办培训班2期。（牵头单位：县公安局）
2.宣讲。县委宣传部会同县公安局开展宣讲4场。（牵头单位：县公安局）
""",
        (Want(who={"培训班": ("县公安局",)}), Want(counts=("4",))),
        asked=("“县委组织部、县委党校”不在单位名录里", "“县委宣传部”不在单位名录里"),
        unasked=("“县委”",),
    ),
    _of(
        "two subjects with a rhythm each",
        "1.督导。县级包联干部每季度、村级网格员每月走访1次。（牵头单位：县委政法委；责任单位：各乡镇）\n",
        (Want(every=("quarter", "month"), rates=("100%",), obligations=2),),
        asked=("“县级包联干部”没有写是哪些单位的", "“村级网格员”没有写是哪些单位的"),
    ),
    _of(
        "kinds of places are subjects",
        """1.演练。养老院、加油站6月份各开展演练一次。（牵头单位：县民政局、县应急局）
2.演练。各学校、幼儿园每季度开展演练一次。（牵头单位：县教育局）
""",
        (Want(counts=("1",)), Want(every=("quarter",))),
        asked=("“养老院、加油站”不在单位名录里", "“各学校、幼儿园”不在单位名录里"),
        unasked=("原文没有写是否分头办",),
    ),
    _of(
        "kinds of places that are looked at are no subjects",
        "1.抽检。农贸市场每季度抽检2次，学校、医院6月底前各检查1次。（牵头单位：县市场监管局）\n",
        (Want(counts=("2", "1"), who={"抽检": ("县市场监管局",), "各检查": ("县市场监管局",)}),),
        unasked=("不在单位名录里",),
    ),
    _of(
        "a meeting is a subject",
        "1.研究。县委班子会、主任办公会每半年至少听取一次平安建设汇报。（牵头单位：县委政法委；责任单位：县公安局）\n",
        (Want(every=("half",), unsure=True),),
        asked=("不在单位名录里",),
        unasked=(_LED,),
    ),
    _of(
        "each of several that the clause does not name",
        """1.配备。各乡镇矛盾调处率达到90%，6月底前配备专职调解员各2名。（牵头单位：县司法局；责任单位：各乡镇）
2.配备。6月底前配备应急广播各1套。（牵头单位：县应急局；责任单位：各乡镇）
""",
        (Want(who={"各2名": ("各乡镇",)}), Want(unsure=True)),
        asked=("“各2名”是每家的数", "“各1套”是每家的数"),
    ),
    _of(
        "the lead owes what others take part in",
        "1.清理。由县公安局牵头，各乡镇参与，开展车辆清理，8月底前公布清理结果。（牵头单位：县公安局；责任单位：各乡镇）\n",
        (Want(who={"车辆清理": ("县公安局",), "清理结果": ("县公安局",)}),),
        unasked=("句中没有写由谁负责",),
    ),
    _of(
        "whoever a clause begins with 会同 does it with the one before",
        """1.甲。县公安局牵头，会同县教育局、县卫健局，6月底前制定管理办法。（牵头单位：县公安局；责任单位：县教育局、县卫健局）
2.乙。县公安局要会同县教育局，每季度开展督查1次。（牵头单位：县公安局；责任单位：县教育局）
3.丙。会同县教育局开展宣讲4场。（牵头单位：县公安局；责任单位：县教育局）
""",
        (
            Want(who={"管理办法": ("县公安局", "县教育局", "县卫健局")}),
            Want(every=("quarter",), who={"督查": ("县公安局", "县教育局")}),
            Want(counts=("4",), who={"宣讲": ("县公安局", "县教育局")}),
        ),
        unasked=("句中没有写由谁负责", "按前句的"),
    ),
    _of(
        "a clause that says no more than how they share the work",
        """1.甲。县公安局、县教育局按照职责分工，9月底前完成清理。（牵头单位：县公安局；责任单位：县教育局）
2.乙。县公安局要发挥牵头作用，各部门密切配合，年底前建成平台。（牵头单位：县公安局；责任单位：各部门）
""",
        (Want(who={"清理": ("县公安局", "县教育局")}), Want(who={"平台": ("县公安局",)})),
        unasked=("句中没有写由谁负责",),
    ),
]
