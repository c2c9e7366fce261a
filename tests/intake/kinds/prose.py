"""Plans in running text from anywhere: broken lines, lost characters, units in sentences, at the end, in other scripts."""

from __future__ import annotations

from typing import Final

from tests.intake.kinds.case import Case, Want

_HEAD: Final = "示例县2025年法治政府建设工作要点\n"
_BY: Final = "（责任单位：县司法局）"
_OWN: Final = ("县司法局",)

_DAMAGED: Final = [
    Case(
        "prose",
        "lines broken where they are full",
        "示例区2025年法治政府建设工作要点\n\n　　一、转变职能\n"
        "　　（一）深化“放管服”改革。动态调整权责清单，5月底前向社\n会公布；推行“一件事一次办”事项不少于15项。（区行政审批服\n"
        "务局牵头，区委编办、区直有关部门配合，6月底前完成）\n"
        "　　（二）落实公平竞争审查制度。对增量政策措施审查率达到100\n%，开展存量清理1次。（区市场监督管理局负责）\n",
        (
            Want(
                lead=("区行政审批服务局",),
                responsible=("区委编办", "区直有关部门"),
                due=("2025-05-31", "2025-06-30"),
                counts=("15",),
            ),
            Want(lead=("区市场监督管理局",), rates=("100%",), counts=("1",)),
        ),
        not_units=("务局", "区行政审批服"),
    ),
    Case(
        "prose",
        "a page ends in the middle of a sentence and of a bracket",
        f"{_HEAD}示例县公报\n— 1 —\n1.开展执法大练兵，组织知识竞赛1次，抽考执法\n示例县公报\n- 2 -\n人员200人。{_BY}\n"
        "2.推行包容审慎监管，制定清单。（县市场监管局、\n第 3 页 共 4 页\n县应急局负责）\n",
        (
            Want(lead=_OWN, counts=("1", "200"), text="开展执法大练兵，组织知识竞赛1次，抽考执法人员200人。"),
            Want(lead=("县市场监管局",), responsible=("县应急局",)),
        ),
        left_out=("示例县公报",),
        unasked=("第 3 页",),
    ),
    Case(
        "prose",
        "paragraphs of one line each are not joined",
        f"{_HEAD}一、任务\n（一）健全重大行政决策合法性审查和集体讨论机制（县司法局）\n按时公布年度目录并做好动态调整工作\n"
        "（二）完善行政执法和刑事司法衔接的各项工作机制（县公安局）\n每季度通报一次案件移送办理情况\n",
        (Want(lead=_OWN), Want(lead=("县公安局",), every=("quarter",))),
        unasked=("断开",),
    ),
    Case(
        "prose",
        "blanks between characters, full-width digits",
        "示 例 县 ２０２５ 年 法 治 建 设 工 作 要 点\n一 、 完 善 制 度\n１ ． 加 强 协 调 ， ６ 月 底 前 提 出 意 见 书 。"
        " （ 责 任 单 位 ： 县 司 法 局 ）\n２ ． 组 织 评 估 ２ 次 。 （ 责 任 单 位 ： 县 财 政 局 ）\n",
        (Want(lead=_OWN, due=("2025-06-30",), number=1), Want(lead=("县财政局",), counts=("2",), number=2)),
        year=2025,
        asked=("空格已去掉",),
    ),
    Case(
        "prose",
        "lost characters are asked about",
        f"{_HEAD}1.审查合同不少于□0件。{_BY}\n2.每？度通报复议情况。{_BY}\n",
        (Want(lead=_OWN), Want(lead=_OWN)),
        asked=("不少于□0件", "每？度通报"),
    ),
    Case(
        "prose",
        "a bracket that nobody closes",
        f"{_HEAD}1.培训执法人员150人。（县司法局牵头，各行政执法部门配合\n2.开展评查1次。{_BY}\n",
        (Want(lead=_OWN, responsible=("各行政执法部门",), counts=("150",)), Want(counts=("1",))),
        asked=("括号不成对",),
    ),
    Case(
        "prose",
        "numbers with a blank or a comma after them",
        "示例县2015年法制工作要点\n一 重点工作\n1 完善法律顾问制度 6月底前聘请法律顾问3名\n责任单位 县法制办 县司法局\n"
        "2 开展行政复议规范化建设 全年办结复议案件不少于20件\n责任单位 县法制办\n",
        (
            Want(lead=("县法制办",), responsible=_OWN, counts=("3",), due=("2015-06-30",)),
            Want(lead=("县法制办",), counts=("20",)),
        ),
        year=2015,
    ),
    Case(
        "prose",
        "half-width marks throughout",
        "示例县2025年法治乡村建设工作要点\n1,建设示范村.全年创建市级示范村5个,6月底前上报名单.(县司法局,县民政局负责)\n"
        "2,推进人民调解.每月28日前报送数据.(责任单位:县司法局)\n",
        (
            Want(lead=_OWN, responsible=("县民政局",), counts=("5",), due=("2025-06-30",)),
            Want(lead=_OWN, every=("month 28日",)),
        ),
    ),
    Case(
        "prose",
        "traditional characters",
        "示例縣2025年法治政府建設工作要點\n一、完善依法行政制度\n（一）開展規範性文件清理，6月底前公布結果。"
        "（責任單位：縣司法局、縣政府辦公室）\n（二）組織案卷評查2次。（牽頭單位：縣司法局；配合單位：縣財政局）\n",
        (
            Want(
                lead=_OWN,
                responsible=("县政府办公室",),
                due=("2025-06-30",),
                text="開展規範性文件清理，6月底前公布結果。",
            ),
            Want(lead=_OWN, responsible=("县财政局",), counts=("2",)),
        ),
        year=2025,
        asked=("繁体字",),
    ),
]
_UNITS: Final = [
    Case(
        "prose",
        "units that only sentences name",
        f"{_HEAD}一、县司法局要会同县政府办公室，于3月底前编制计划，全年完成审查80件以上。\n"
        "二、各乡镇要建立法律顾问制度，6月底前配备到位。\n三、县委组织部牵头，县委党校配合，举办专题班1期。\n"
        "四、每季度召开1次联席会议，由县法院和县司法局轮流召集。\n五、增强法治意识。\n",
        (
            Want(lead=_OWN, responsible=("县政府办公室",), due=("2025-03-31",), counts=("80",)),
            Want(lead=("各乡镇",), due=("2025-06-30",)),
            Want(lead=("县委组织部",), responsible=("县委党校",), counts=("1",)),
            Want(has=("县法院", "县司法局"), every=("quarter",)),
            Want(lead=(), responsible=()),
        ),
        asked=("从句子里读出来的", "没有读出牵头单位"),
    ),
    Case(
        "prose",
        "one sentence at the end for all",
        "示例旗2025年普法工作要点\n一、全年举办讲座3场。\n二、9月底前完成测评。\n"
        "以上工作由旗司法局牵头，旗教育局配合，于11月底前将落实情况报旗委依法治旗办。\n",
        (
            Want(lead=("旗司法局",), responsible=("旗教育局",), counts=("3",), obligations=1),
            Want(lead=("旗司法局",), responsible=("旗教育局",), due=("2025-09-30",), obligations=1),
        ),
        left_out=("以上工作由",),
        asked=("以上工作由…", "11月底前"),
    ),
    Case(
        "prose",
        "what the last paragraph asks of everybody is not the last task's",
        f"{_HEAD}1.推进改扩建，力争年底通车。（县交通运输局负责）\n各牵头单位要于4月10日前制定实施方案。\n",
        (Want(lead=("县交通运输局",), due=("2025-12-31",), obligations=1),),
        left_out=("各牵头单位要于4月10日前",),
        asked=("4月10日前",),
    ),
    Case(
        "prose",
        "sections of an office in brackets",
        "示例县司法局2025年工作任务分解\n1、举办庭审观摩1次（行政复议科）\n2、培训不少于2期（基层科、各司法所）\n3、办证500件（公证处）\n",
        (
            Want(lead=("行政复议科",), counts=("1",)),
            Want(lead=("基层科",), responsible=("各司法所",), counts=("2",)),
            Want(lead=("公证处",), counts=("500",)),
        ),
    ),
    Case(
        "prose",
        "who drives the work is no unit of it, who pays for it is",
        f"{_HEAD}1.开展回访50家，4月底前拿出方案。（县委依法治县办负责督办）\n2.聘请专家3名（由县司法局牵头，县财政局保障）。\n",
        (
            Want(lead=(), responsible=()),
            Want(lead=_OWN, responsible=("县财政局",), counts=("3",)),
        ),
        not_units=("县委依法治县办负责督办", "县财政局保障"),
        left_out=("县委依法治县办",),
        asked=("没有读出牵头单位",),
    ),
    Case(
        "prose",
        "tasks with neither number nor verb",
        "示例县2025年法治惠民项目\n建设法律服务圈。年底前建成服务点86个。（县司法局，各乡镇）\n"
        "开展根治欠薪行动。化解案件200件。（县人社局牵头，县法院配合）\n",
        (
            Want(lead=_OWN, responsible=("各乡镇",), counts=("86",)),
            Want(lead=("县人社局",), responsible=("县法院",), counts=("200",)),
        ),
    ),
    Case(
        "prose",
        "tasks named by a word and a blank",
        "示例县卫健局2025年普法任务\n任务一 宣传传染病防治法\n内容：举办培训班2期\n时间：5月20日前\n责任科室：疾控科\n"
        "任务二 宣传职业病防治法\n内容：进企业不少于8家\n时间：4月25日至5月1日\n责任科室：职业健康科、卫生监督所\n",
        (
            Want(lead=("疾控科",), counts=("2",), due=("2025-05-20",)),
            Want(lead=("职业健康科",), responsible=("卫生监督所",), counts=("8",), due=("2025-05-01",)),
        ),
    ),
    Case(
        "prose",
        "no task is read: what names units is asked about",
        "示例县2025年工作通报\n责任科室：法规科\n县政府文件由起草部门提出意见后报送。\n",
        (),
        asked=("法规科", "由起草部门提出意见"),
    ),
    Case(
        "prose",
        "a labelled line is no issuer",
        f"{_HEAD}责任单位 县法制办 县司法局\n任务另行通知。\n",
        None,
        issuer="",
    ),
]
_FIGURES: Final = [
    Case(
        "prose",
        "a title line of its own ends before the first day",
        f"{_HEAD}一、建设法治公园1处\n一季度完成选址，四季度建成开放。责任单位：县司法局\n",
        (Want(counts=("1",), due=("2025-03-31", "2025-12-31"), who={"建设法治公园1处": _OWN}),),
        unasked=("建设法治公园1处\n",),
    ),
    Case(
        "prose",
        "copies of a paper are no number owed, no error and no session is each person's",
        f"{_HEAD}1.5月20日前报送自查报告（一式3份）。{_BY}\n2.脱漏管率为零。{_BY}\n3.全县调解员培训不少于2期。{_BY}\n",
        (Want(due=("2025-05-20",), obligations=1), Want(lead=_OWN), Want(counts=("2",))),
        asked=("脱漏管率为零",),
        unasked=("3份",),
    ),
    Case(
        "prose",
        "the time of a stage is that of all it says",
        f"{_HEAD}1.审核阶段（5月16日至6月30日）。对意见进行审核，召开论证会2次。{_BY}\n",
        (Want(lead=_OWN, counts=("2",), due=("2025-06-30",)),),
        unasked=("原文未写时限",),
    ),
    Case(
        "prose",
        "what is then reported has the day before it",
        f"{_HEAD}1.各乡镇要于5月31日前制定要点，并报县政府办公室备案。（各乡镇负责）\n",
        (Want(lead=("各乡镇",), due=("2025-05-31",), obligations=2),),
        unasked=("原文未写时限",),
        asked=("前面写的时限先当作也管这一句",),
    ),
]
_SECOND: Final = [
    Case(
        "prose",
        "a lead that the task's own sentence names wins over that of the last of the section",
        f"{_HEAD}一、任务\n（一）整治\n1.整治突出问题。对反映强烈的问题，由县司法局牵头，各执法部门配合，9月底前形成清单。\n"
        "2.建立基准。10月31日前公布。\n责任单位：县财政局\n二、保障措施\n（一）县财政局要将经费纳入预算。\n（二）各单位要高度重视。\n",
        (
            Want(lead=_OWN, responsible=("各执法部门",), due=("2025-09-30",)),
            Want(lead=("县财政局",), due=("2025-10-31",)),
        ),
        asked=("县财政局要将经费纳入预算",),
        unasked=("各单位要高度重视",),
    ),
    Case(
        "prose",
        "with whom a unit acts, behind a time",
        f"{_HEAD}1.实地督察。5月至6月，县委依法治县办会同县纪委监委机关、县委组织部，对12个单位开展督察。\n2.书面督察。{_BY}\n",
        (
            Want(lead=("县委依法治县办",), responsible=("县纪委监委机关", "县委组织部"), counts=("12",)),
            Want(lead=_OWN),
        ),
        asked=("从句子里读出来的",),
        unasked=("“县委”不在",),
    ),
    Case(
        "prose",
        "units behind a dash and nothing else",
        "示例区2025年行动方案\n（一）推行综合查。7月1日前出台清单。——区司法局、区市场监管局\n（二）完善修复。修复150家。——区发改局\n",
        (
            Want(lead=("区司法局",), responsible=("区市场监管局",), due=("2025-07-01",)),
            Want(lead=("区发改局",), counts=("150",)),
        ),
    ),
    Case(
        "prose",
        "parts of a total in the next sentence, and a length of time",
        f"{_HEAD}一、新建改建农村公路120公里\n实施提质改造，其中新建40公里、改建80公里。责任单位：县交通运输局\n"
        f"二、听取意见不少于30日。{_BY}\n",
        (Want(counts=("120", "40", "80")), Want(unsure=True)),
        asked=("可能是分项", "时间的长短"),
    ),
    Case(
        "prose",
        "the issuer in the title of the notice",
        "示例区人民政府办公室关于印发2025年示例区政务公开工作要点的通知\n各镇人民政府：\n2025年5月6日\n2025年示例区政务公开工作要点\n"
        "一、任务\n1.解读文件。文件印发后3个工作日内公开解读材料。（责任单位：区财政局）\n",
        (Want(lead=("区财政局",), unsure=True),),
        issuer="示例区人民政府办公室",
        issued="2025-05-06",
        asked=("从本文件印发之日（2025年5月6日）算起",),
    ),
    Case(
        "prose",
        "paragraphs that begin with 一是",
        "2025年示例乡法治建设方案\n一是强化领导。乡长每季度主持学法一次。（党政办公室）\n二是规范执法全年开展执法12次。（执法大队）\n",
        (
            Want(title="强化领导", every=("quarter",)),
            Want(title="规范执法全年开展执法12次", counts=("12",)),
        ),
    ),
]
_THIRD: Final = [
    Case(
        "prose",
        "a report with a plan: the past is no task",
        "示例县2024年法治政府建设工作情况报告及2025年工作安排\n一、2024年工作情况\n（一）制度建设。全年审查文件56件。\n"
        "二、2025年工作安排\n（一）健全制度。县司法局在上半年完成清理，全年审核文件不少于60件。\n"
        "（二）强化监督。县司法局牵头评查案卷300件以上。\n（三）提升实效。县委宣传部、县司法局联合开展活动20场。\n",
        (
            Want(lead=_OWN, counts=("60",), due=("2025-06-30",)),
            Want(lead=_OWN, counts=("300",)),
            Want(lead=("县委宣传部",), responsible=_OWN, counts=("20",)),
        ),
        left_out=("审查文件56件",),
    ),
    Case(
        "prose",
        "labels of a rectification, one glued to the number before it",
        "示例县2025年法治督察整改任务\n一、程序问题。整改目标：10月底前建立台账。整改责任人：县政府办主任张某。整改责任单位：县政府办公室。\n"
        "二、案卷问题。评查案卷20件责任单位：县司法局，县民政局\n",
        (
            Want(lead=("县政府办公室",), responsible=(), due=("2025-10-31",)),
            Want(lead=_OWN, responsible=("县民政局",), counts=("20",)),
        ),
        not_units=("县政府办主任张某",),
    ),
    Case(
        "prose",
        "how long something may take is no time for what follows; a lost dash between months",
        f"{_HEAD}1.企业开办时间压缩至3个工作日，新增市场主体2000户以上。{_BY}\n2.3月10月开展宣传2场。{_BY}\n"
        "3.公布结果。清理结果由县政府办公室汇总，6月30日前公布。\n",
        (
            Want(counts=("2000",), due=("2025-12-31",)),
            Want(counts=("2",)),
            Want(lead=("县政府办公室",), due=("2025-06-30",)),
        ),
        asked=("3个工作日", "“3月10月”可能丢了连接号"),
        unasked=("原文写的是“3个工作日”",),
    ),
]
_FOURTH: Final = [
    Case(
        "prose",
        "a month in the middle of a clause, before what then happens",
        f"{_HEAD}1.建设平台。平台10月上线。{_BY}\n2.修路。环线9月通车。（责任单位：县交通运输局）\n",
        (Want(due=("2025-10-31",)), Want(due=("2025-09-30",))),
    ),
    Case(
        "prose",
        "a colon after a unit, tasks by the line; 万人比 is no number of people",
        f"{_HEAD}一、组织方面\n县委组织部：纳入干部考察，覆盖率100%。\n二、执法方面\n县司法局：开展案卷评查不少于2次，律师万人比达到3.5。\n",
        (
            Want(lead=("县委组织部",), rates=("100%",)),
            Want(lead=_OWN, counts=("2",)),
        ),
        asked=("3.5", "从句子里读出来的"),
        unasked=("10000",),
    ),
    Case(
        "prose",
        "the title of a notice asks nothing of anybody",
        f"关于印发示例县2025年法治政府建设工作要点的通知\n{_HEAD}1.开展评查2次。{_BY}\n",
        (Want(lead=_OWN, counts=("2",)),),
        unasked=("关于印发",),
    ),
]
CASES: Final = [*_FOURTH, *_THIRD, *_SECOND, *_DAMAGED, *_UNITS, *_FIGURES]
