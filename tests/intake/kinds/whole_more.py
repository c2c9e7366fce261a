"""What whole plans taught: small documents of one fault each."""

from __future__ import annotations

from typing import Final

from tests.intake.kinds.case import Case, Want

_HEAD: Final = "示例县2025年工作要点\n一、推进依法行政\n"
_BY: Final = "（责任单位：县司法局）"
_JUSTICE: Final = ("县司法局",)
CASES: Final = [
    Case(
        "whole-who",
        "a lead in brackets after its name, offices of a township",
        "示例镇2025年法治建设工作计划\n一、主要工作\n（一）规范行政执法\n1.4月10日前完成执法证件年审。\n"
        "责任部门：综合行政执法队（牵头）、司法所\n2.3月底前完成法律顾问续聘。\n责任部门：司法所  党政综合办  财政所\n",
        (
            Want(lead=("综合行政执法队",), responsible=("司法所",), due=("2025-04-10",)),
            Want(lead=("司法所",), responsible=("党政综合办", "财政所"), due=("2025-03-31",)),
        ),
    ),
    Case(
        "whole-who",
        "a party committee of a township is a subject",
        f"{_HEAD}1.健全机制。镇党委每半年听取1次汇报。（责任单位：党政综合办、司法所）\n",
        (Want(every=("half",), unsure=True),),
        asked=("“镇党委”不在单位名录里",),
    ),
    Case(
        "whole-times",
        "a stretch with a rhythm in it is one duty",
        f"{_HEAD}1.开展检查。5月至9月每月开展1次联合执法。{_BY}\n",
        (Want(counts=("1",), every=("month 2025-05-01起",), obligations=1, unsure=True),),
        asked=("“5月至9月”以外的日子不计",),
    ),
    Case(
        "whole-times",
        "the days of a stage hold for the tasks under it",
        "示例县2025年清理方案\n一、工作步骤\n（一）自查阶段（5月1日至7月31日）\n1.开展自查20件。责任单位：县司法局\n"
        "2.形成台账，6月20日前报送。责任单位：县司法局\n",
        (Want(counts=("20",), due=("2025-07-31",)), Want(due=("2025-06-20",))),
        asked=("阶段标题里的时限",),
    ),
    Case(
        "whole-times",
        "a deadline that says how often",
        f"{_HEAD}1.加强培训。组织政法干警培训4期、800人次。（责任单位：县司法局；完成时限：每季度1期）\n"
        "2.开展督察。开展专项督察2次。（责任单位：县司法局；完成时限：6月、10月各1次）\n",
        (
            Want(counts=("4", "800"), due=("2025-12-31",), every=("quarter",), obligations=3, unsure=True),
            Want(counts=("1",), due=("2025-06-30", "2025-10-31"), obligations=2),
        ),
        asked=("时限写的是“每季度1期”，这一句的数先按全年计",),
    ),
    Case(
        "whole-figures",
        "how long something lasts is no target",
        f"{_HEAD}1.加强管理。对连续14天未更新的账号予以通报。草案征集意见时间不少于30日。全年检查4次。{_BY}\n",
        (Want(lead=_JUSTICE, counts=("4",), obligations=1),),
        asked=("14天", "不少于30日"),
    ),
    Case(
        "whole-head",
        "a day of issue at the right margin",
        f"关于印发2025年工作要点的通知\n各部门：\n现印发给你们。\n{' ' * 52}示例县人民政府\n{' ' * 54}2025年2月28日\n"
        f"{_HEAD}1.开展检查1次。{_BY}\n",
        (Want(lead=_JUSTICE, counts=("1",)),),
        issuer="示例县人民政府",
        issued="2025-02-28",
    ),
    Case(
        "whole-times",
        "a stage of another year is told in that year and asked",
        "示例县2026年普法规划\n一、重点任务\n（一）开展宣传4次。（责任单位：县司法局）\n（二）总结验收阶段（2030年下半年）。"
        "10月至11月组织验收1次。（责任单位：县司法局）\n",
        (Want(lead=_JUSTICE, counts=("4",)), Want(due=("2030-11-30",), counts=("1",), unsure=True)),
        asked=("不在 2026 年内",),
    ),
    Case(
        "whole-figures",
        "so much a head is no total, a slogan no number",
        f"{_HEAD}1.强化经费保障。按常住人口每人每年不低于1元的标准安排普法经费。{_BY}\n"
        f"2.推行综合查一次。编制联合检查事项清单15项。{_BY}\n",
        (Want(counts=("1",), unsure=True), Want(title="推行综合查一次", counts=("15",), obligations=1)),
        asked=("按每一个计的数",),
    ),
    Case(
        "whole-head",
        "the day a committee passed it is asked",
        f"示例县2025年工作要点\n（2025年3月20日县委全面依法治县委员会第九次会议审议通过）\n一、推进依法行政\n1.开展检查1次。{_BY}\n",
        (Want(lead=_JUSTICE, counts=("1",)),),
        issued="2025-03-20",
        asked=("暂用通过的日子 2025-03-20",),
    ),
    Case(
        "whole-who",
        "the one it is done with stands among the units",
        f"{_HEAD}1.开展检查1次。{_BY}\n2.加强督察。县委依法治县办、县司法局要会同县政府督查室于第四季度开展专项督察。\n",
        (Want(lead=_JUSTICE), Want(has=("县委依法治县办", "县司法局", "县政府督查室"), due=("2025-12-31",))),
        asked=("是从句子里读出来的",),
    ),
    Case(
        "whole-head",
        "who gets a copy is no text of the last task, how long somebody is hired is asked",
        f"{_HEAD}1.加强队伍建设。聘请特邀监督员15名，聘期2年。{_BY}\n2.报送信息。每月25日前报送信息1篇。\n附件1\n示例县重点任务表\n"
        "抄送：县委办公室，县人大常委会办公室，县政协办公室，县监委，县人民法院，县人民检察院，示例县人民武装部办公室。\n",
        (Want(lead=_JUSTICE, counts=("15",)), Want(text="每月25日前报送信息1篇。", every=("month 25日",))),
        asked=("2年",),
        left_out=("抄送",),
    ),
    Case(
        "whole-figures",
        "two times in turn are one by each day",
        f"{_HEAD}1.加强案卷评查。分别于5月、10月组织两次案卷评查。{_BY}\n",
        (Want(counts=("1",), due=("2025-05-31", "2025-10-31"), obligations=2),),
    ),
    Case(
        "whole-who",
        "towns and streets are both, where both are named",
        f"{_HEAD}1.推行制度。各镇（街道）配备执法记录仪不少于5台。（责任单位：县司法局，各镇人民政府、街道办事处）\n",
        (Want(counts=("5",), who={"5台": ("各镇人民政府", "街道办事处")}),),
    ),
    Case(
        "whole-times",
        "a year of its own before each number",
        f"{_HEAD}1.建设阵地。2025年新建法治广场100个，2026年新建150个，2027年新建200个。{_BY}\n",
        (Want(counts=("100", "150", "200"), due=("2025-12-31", "2026-12-31", "2027-12-31"), obligations=3),),
        asked=("“2026年”不在 2025 年内",),
    ),
    Case(
        "whole-figures",
        "so much by each person with a name in quotation marks",
        f"{_HEAD}1.发挥作用。每名“法律明白人”每年参与调解不少于3次。{_BY}\n",
        (Want(rates=("100%",), obligations=1, unsure=True),),
    ),
]
