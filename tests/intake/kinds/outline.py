"""The outline of a document: its sections, the titles of its tasks, whose units hold for which of them."""

from __future__ import annotations

from typing import Final

from tests.intake.kinds.case import Case, Want

_HEAD: Final = "示例县2025年法治建设工作要点\n一、任务\n"
_OWN: Final = ("县司法局",)
_BY: Final = "（责任单位：县司法局）"

_FIRST_SENTENCES: Final = [
    Case(
        "k01",
        "a year's number with a comma",
        f"{_HEAD}1.全年化解矛盾纠纷不少于500件，其中疑难的60件。化解要及时。{_BY}\n",
        (Want(lead=_OWN, counts=("500",), title="化解矛盾纠纷不少于500件"),),
    ),
    Case(
        "k01",
        "a day alone in front",
        f"{_HEAD}1.9月底前公布执法人员名单。名单按月更新。{_BY}\n2.每季度开展1次抽查。抽查结果要通报。{_BY}\n",
        (Want(due=("2025-09-30",), title="公布执法人员名单"), Want(counts=("1",), every=("quarter",))),
    ),
    Case(
        "k01",
        "a sentence with a unit that leads",
        f"{_HEAD}1.县司法局牵头编制年度普法责任清单。清单要公开。{_BY}\n",
        (Want(lead=_OWN, text="县司法局牵头编制年度普法责任清单。清单要公开。"),),
    ),
    Case(
        "k01",
        "a colon after a number, and one after a title",
        f"{_HEAD}1.全年开展4次：每季度组织1次集中学习。{_BY}\n2.普法宣传：年底前举办讲座3场。{_BY}\n",
        (Want(counts=("4",)), Want(title="普法宣传", text="年底前举办讲座3场。", counts=("3",))),
    ),
    Case(
        "k01",
        "a sentence on a line of its own with more below",
        f"{_HEAD}1.年底前建成法治广场2处\n（1）选址要方便群众\n（2）设计要征求意见{_BY}\n",
        (Want(lead=_OWN, counts=("2",), due=("2025-12-31",)),),
    ),
    Case(
        "k01",
        "two halves of exhortation are a title",
        f"{_HEAD}1.强化组织领导，压实工作责任。组织述法1次。{_BY}\n",
        (Want(title="强化组织领导，压实工作责任", text="组织述法1次。", counts=("1",)),),
        unasked=("任务没有单独的标题",),
    ),
]
_TITLES_WITH_COMMAS: Final = [
    Case(
        "k01",
        f"a title: {words}",
        f"{_HEAD}1.{words}。年底前组织讲座2场。{_BY}\n",
        (Want(title=words, text="年底前组织讲座2场。", counts=("2",)),),
    )
    for words in (
        "完善突发事件应对体系，依法预防处置突发事件",
        "推动行政机关负责人出庭应诉",
        "持续推进“八五”普法，落实普法责任制，营造浓厚氛围",
        "用好“12348”热线，提供便捷服务",
    )
]
_SENTENCES: Final = [
    Case(
        "k01",
        f"a sentence: {words}",
        f"{_HEAD}1.{words}。注重实效。{_BY}\n",
        (Want(text=f"{words}。注重实效。"),),
        asked=("任务没有单独的标题",),
    )
    for words in (
        "编制权责清单，公布办事指南",
        "健全制度，年内印发细则",
        "县司法局统筹，各乡镇落实",
        "每月25日前报送进展",
        "新增法律援助站点3个",
    )
]
_GUESSED_TITLES: Final = [
    Case(
        "k19",
        "a long clause in one breath",
        f"{_HEAD}1.推动形成办事依法、遇事找法、解决问题用法、化解矛盾靠法的良好法治环境并总结推广各地各部门的好经验{_BY}\n",
        (Want(lead=_OWN),),
        unasked=("…”",),
    ),
    Case(
        "k19",
        "never half a bracket",
        f"{_HEAD}1.改造司法所8所（其中：东山、西山、南山、北山、中山、青山、白山各1所，另有新建的1所）。{_BY}\n",
        (Want(title="改造司法所8所", counts=("8",)),),
    ),
    Case(
        "k19",
        "a name in 《》 longer than a title",
        f"{_HEAD}1.印发《示例县关于进一步加强和改进新时代行政执法监督工作若干措施任务分解表（2025年版）》。{_BY}\n",
        (Want(lead=_OWN),),
    ),
]
_CLOSING_SECTIONS: Final = [
    Case(
        "k04",
        "a section of safeguards with tasks",
        f"{_HEAD}1.开展评查1次。{_BY}\n二、组织保障\n2.落实经费。（县财政局负责）\n3.配齐人员。（县委编办牵头，县人社局配合）\n",
        (Want(lead=_OWN), Want(has=("县财政局",)), Want(lead=("县委编办",), responsible=("县人社局",))),
        sections=2,
    ),
    Case(
        "k04",
        "a section of safeguards without units is left out, and that is true",
        f"{_HEAD}1.开展评查1次。{_BY}\n二、工作要求\n1.提高认识。各单位要高度重视。\n2.每月25日前报送进展。\n",
        (Want(lead=_OWN),),
        left_out=("提高认识",),
        asked=("没有写责任单位的部分",),
    ),
    Case(
        "k04",
        "one without units among its like is asked",
        f"{_HEAD}1.开展评查1次。{_BY}\n2.培训骨干30人。\n二、组织领导\n3.召开会议2次。（县委依法治县办负责）\n4.落实专人负责。\n",
        (Want(lead=_OWN), Want(lead=(), counts=("30",)), Want(has=("县委依法治县办",)), Want(lead=())),
        asked=("没有读出",),
    ),
]
_LENDERS: Final = [
    Case(
        "k21",
        "on the heading of a section",
        "示例县2025年工作要点\n第一部分 加强领导（县委依法治县办牵头）\n1.召开会议2次。\n2.组织述法1次。（县司法局负责）\n"
        "第二部分 规范执法〔责任单位：县司法局〕\n3.开展评查1次。\n",
        (Want(lead=("县委依法治县办",), counts=("2",)), Want(has=("县司法局",)), Want(lead=_OWN)),
        sections=2,
        asked=("标题里写的单位已用于下面没有写单位的任务",),
    ),
    Case(
        "k21",
        "after the last item of every section",
        "示例县2025年工作要点\n一、加强领导\n1.召开会议2次。\n2.组织述法。\n责任单位：县委依法治县办\n二、规范执法\n3.开展评查1次。\n4.公布结果。\n"
        "责任单位：县司法局\n",
        (Want(lead=("县委依法治县办",)), Want(lead=("县委依法治县办",)), Want(lead=_OWN), Want(lead=_OWN)),
        sections=2,
        asked=("只有最后一条写了单位",),
    ),
    Case(
        "k21",
        "on a middle heading whose like have units at each item",
        "示例县2025年工作要点\n一、加强领导\n（一）学习（责任单位：县委宣传部）\n1.组织学习4次。\n2.编印读本1本。\n"
        "（二）述法\n3.组织述法1次。（责任单位：县司法局）\n4.开展评议1次。（责任单位：县司法局）\n5.公布结果。（责任单位：县司法局）\n",
        (Want(lead=("县委宣传部",)), Want(lead=("县委宣传部",)), Want(lead=_OWN), Want(lead=_OWN), Want(lead=_OWN)),
        sections=1,
    ),
    Case(
        "k21",
        "on a title with its text in the next paragraph",
        "示例县2025年工作要点\n一、加强领导\n（一）强化学习（牵头单位：县委宣传部）\n全年组织学习4次。\n把学习情况纳入述法。\n"
        "（二）规范执法（牵头单位：县司法局）\n开展评查1次。\n",
        (
            Want(title="强化学习", text="全年组织学习4次。\n把学习情况纳入述法。", lead=("县委宣传部",), counts=("4",)),
            Want(title="规范执法", lead=_OWN, counts=("1",)),
        ),
    ),
]
_LENDERS_TOO: Final = [
    Case(
        "k21",
        "the heading is the unit",
        "2025年普法责任清单\n（一）区教育局\n1.开展宪法宣传3次\n2.聘任法治副校长20名\n（二）区民政局\n1.宣传民法典2场\n",
        (Want(lead=("区教育局",), counts=("3",)), Want(lead=("区教育局",)), Want(lead=("区民政局",), counts=("2",))),
        sections=2,
        asked=("标题里写的单位已用于下面没有写单位的任务",),
    ),
    Case(
        "k21",
        "a bracket alone on the line below the heading",
        "示例县2025年工作要点\n一、规范执法\n（责任单位：县司法局）\n1.开展评查1次。\n2.公布名单。\n二、普法\n（责任单位：县委宣传部）\n3.举办讲座3场。\n",
        (Want(lead=_OWN, counts=("1",)), Want(lead=_OWN), Want(lead=("县委宣传部",), counts=("3",))),
        sections=2,
    ),
    Case(
        "k21",
        "units of a heading that nobody below needs are asked",
        "示例县2025年工作要点\n一、加强领导（县委办牵头）\n1.召开会议2次。（县司法局负责）\n2.组织述法。（县财政局负责）\n",
        (Want(has=("县司法局",)), Want(has=("县财政局",))),
        asked=("标题里写的单位没有用到",),
    ),
    Case(
        "k01",
        "a title whose figure the text says again",
        "示例县2025年民生实事\n一、改造小区10个\n目标任务：改造小区10个，惠及3000户。\n牵头单位：县住建局\n",
        (Want(title="改造小区10个", text="目标任务：改造小区10个，惠及3000户。", counts=("10",)),),
    ),
]
_NUMBERS: Final = [
    Case(
        "numbering",
        "a task that says something above its parts keeps them, each with its units",
        "示例县2025年工作要点\n一、任务\n1.强化监督。全面加强监督。\n（1）开展评查2次。（县司法局负责）\n（2）开展培训1次。（县人社局负责）\n"
        "2.普法。办讲座3场。（县司法局负责）\n",
        (
            Want(
                title="强化监督",
                has=("县司法局", "县人社局"),
                who={"开展评查2次": ("县司法局",), "开展培训1次": ("县人社局",)},
            ),
            Want(number=2, counts=("3",)),
        ),
    ),
    Case(
        "numbering",
        "a page number in the middle of a task",
        "示例县2025年要点\n一、任务\n1.强化学习\n全年学习4次。\n- 3 -\n每次要有记录。（县司法局负责）\n",
        (Want(title="强化学习", has=("县司法局",), counts=("4",)),),
    ),
    Case(
        "numbering",
        "cards of labelled lines",
        "示例县2025年重点任务清单\n序号：1\n任务名称：公布清单\n责任单位：县司法局\n序号：2\n任务名称：开展评查2次\n责任单位：县财政局\n",
        (Want(title="公布清单", lead=_OWN), Want(title="开展评查2次", lead=("县财政局",), counts=("2",))),
    ),
    Case(
        "k04",
        "a task beside the sections is in none of them",
        "示例县2025年重点任务\n一、开展评查2次。（县司法局负责）\n二、普法（县委宣传部负责）\n（一）宣传3场。\n三、公布清单。（县财政局负责）\n",
        (Want(section="一"), Want(section="二", lead=("县委宣传部",)), Want(section="一", has=("县财政局",))),
    ),
    Case(
        "numbering",
        "a time and what is built between title and units",
        "示例县2025年民生实事\n一、实事\n1.新建公园\n完成时限：10月底\n建设内容：新建公园2个。\n责任单位：县住建局\n目录\n",
        (Want(title="新建公园", lead=("县住建局",), counts=("2",), due=("2025-10-31",)),),
    ),
    Case(
        "numbering",
        "1.1 under 1., and 一是 inside",
        "示例县2025年工作要点\n1.加强领导\n1.1 召开会议2次。（责任单位：县司法局）\n1.2组织述法。一是报告，二是评议。（责任单位：县司法局）\n"
        "2.规范执法\n2．1 开展评查1次。（责任单位：县司法局）\n",
        (Want(counts=("2",)), Want(title="组织述法", text="一是报告，二是评议。"), Want(counts=("1",))),
        sections=2,
        unasked=("不连续",),
    ),
    Case(
        "numbering",
        "circles and articles",
        "示例县2025年工作要点\n第一条 加强领导\n⑴召开会议2次。（责任单位：县司法局）\n⑵组织述法。（责任单位：县司法局）\n第二条 规范执法\n"
        "⑴开展评查1次。（责任单位：县司法局）\n",
        (Want(counts=("2",)), Want(), Want(counts=("1",))),
        sections=2,
    ),
    Case(
        "numbering",
        "figures at the beginning of a line are no numbers",
        "示例县2025年工作要点\n一、任务\n1.推进项目。\n6.2%的增幅要保持。\n3.5公里道路要建成。（责任单位：县司法局）\n",
        (Want(title="推进项目", lead=_OWN),),
    ),
    Case(
        "numbering",
        "paragraphs without numbers under sections",
        "示例县2025年工作要点\n一、加强领导\n召开会议2次。（责任单位：县司法局）\n组织述法1次。（责任单位：县司法局）\n二、规范执法\n开展评查3次。（责任单位：县司法局）\n",
        (
            Want(counts=("2",), section="一", number=1),
            Want(counts=("1",), section="一", number=2),
            Want(counts=("3",), section="二", number=3),
        ),
        sections=2,
        asked=("没有编号",),
    ),
    Case(
        "numbering",
        "one without a number among numbered ones",
        "示例县2025年工作要点\n一、任务\n1.召开会议2次。（责任单位：县司法局）\n组织述法1次。（责任单位：县财政局）\n2.开展评查3次。（责任单位：县司法局）\n",
        (Want(number=1), Want(lead=("县财政局",), counts=("1",), number=3), Want(number=2, counts=("3",))),
        asked=("没有编号",),
    ),
    Case(
        "numbering",
        "no numbers at all, units on lines of their own",
        "示例县2025年民生实事\n新建公园2个。\n责任单位：县住建局\n改造小区3个。\n责任单位：县住建局\n",
        (Want(lead=("县住建局",), counts=("2",)), Want(lead=("县住建局",), counts=("3",))),
        title="示例县2025年民生实事",
    ),
]

CASES: Final = [
    *_FIRST_SENTENCES,
    *_TITLES_WITH_COMMAS,
    *_SENTENCES,
    *_GUESSED_TITLES,
    *_CLOSING_SECTIONS,
    *_LENDERS,
    *_LENDERS_TOO,
    *_NUMBERS,
]
