"""The units of a task in every way a district writes them: lists, verbs, times, sentences, labels, rules for who leads."""

from __future__ import annotations

from typing import Final

from tests.intake.kinds.case import Case, Want

HEAD: Final = "示例县2025年法治建设工作要点\n一、任务\n"


def one(kind: str, name: str, end: str, want: Want, **more) -> Case:
    """A document of one task whose units stand in `end`."""
    return Case(kind, name, f"{HEAD}1.编制清单。梳理并编制权责清单。{end}\n", (want,), **more)


UNKNOWN_ENDINGS: Final = [
    one("ending", "a press, a station, a museum and an archive",
        "（县委宣传部牵头，示例日报社、县融媒体中心、县电视台、县博物馆、县档案馆配合）",
        Want(lead=("县委宣传部",), responsible=("示例日报社", "县融媒体中心", "县电视台", "县博物馆", "县档案馆")),
        unasked=("不像常见的单位名称", "没有读出单位")),
    one("ending", "banks, customs and companies",
        "（责任单位：示例海关、示例农商行、中国银行示例分行、邮储示例支行、县烟草专卖局、国网示例县供电公司）",
        Want(has=("示例海关", "示例农商行", "中国银行示例分行", "邮储示例支行", "县烟草专卖局", "国网示例县供电公司"))),
    one("ending", "an unknown name among known ones is taken and asked",
        "（县司法局、县电影放映、各乡镇负责）",
        Want(lead=("县司法局",), responsible=("县电影放映", "各乡镇")), asked=("“县电影放映”不像常见的单位名称",)),
    one("ending", "zones, business groups and mass organisations",
        "（高新区、示例空港新区、县总商会、县律协、团县委、县妇联、县关工委按职责分工负责）",
        Want(has=("高新区", "示例空港新区", "县总商会", "县律协", "团县委", "县妇联", "县关工委"))),
    one("ending", "offices whose names end like verbs and verbs after them",
        "（县人大办、县政协办、县委农办、县总工会办、县督导室、县统筹城乡办负责，县科协协办、县甲协会会办）",
        Want(lead=("县人大办",),
             responsible=("县政协办", "县委农办", "县总工会办", "县督导室", "县统筹城乡办", "县科协", "县甲协会"))),
    one("ending", "a banner's words", "（旗司法局牵头，各苏木乡镇、旗直各部门配合）",
        Want(lead=("旗司法局",), responsible=("各苏木乡镇", "旗直各部门"))),
    one("ending", "what can be no name in a labelled list is asked",
        "（责任单位：县司法局、每年不少于2次）", Want(lead=("县司法局",), responsible=()), asked=("每年不少于2次",)),
]  # fmt: skip

BETWEEN_NAMES: Final = [
    one("between", "together with and other units", "（责任单位：县司法局会同县财政局、县审计局等单位）",
        Want(lead=("县司法局",), responsible=("县财政局", "县审计局")), asked=("等单位",), not_units=("县审计局等单位",)),
    one("between", "and, as well as", "（牵头单位：县委编办；责任单位：县法院及县检察院、县公安局以及县直有关部门）",
        Want(lead=("县委编办",), responsible=("县法院", "县检察院", "县公安局", "县直有关部门"))),
    one("between", "and within names stays", "（县住房和城乡建设局、县人力资源和社会保障局和县文化和旅游局负责）",
        Want(has=("县住房和城乡建设局", "县人力资源和社会保障局", "县文化和旅游局"))),
    one("between", "ways of sharing the work are no names",
        "（县司法局牵头，县财政局、各乡镇结合工作实际抓好落实，按各自职责分工负责）",
        Want(lead=("县司法局",), responsible=("县财政局", "各乡镇"))),
    one("between", "twelve departments", "（县发改局等12个部门）", Want(lead=("县发改局",)), asked=("等12个部门",)),
    one("between", "Party committees and governments", "（县委组织部牵头，各乡镇党委、政府落实）",
        Want(lead=("县委组织部",), responsible=("各乡镇党委", "各乡镇政府"))),
    one("between", "the role in a bracket of its own", "（县司法局（牵头）、县财政局、各镇（街道））",
        Want(lead=("县司法局",), responsible=("县财政局", "各镇（街道）"))),
]  # fmt: skip

FIRST_LEADS: Final = [
    Case("first leads", "in the preface, for the whole document", """示例区2025年营商环境工作方案
各项任务列在首位的责任单位为牵头单位，其余为配合单位。
一、任务
1.压减材料。压减申请材料。（责任单位：区审批局、区住建局）
2.公开目录。公开事项目录。（区发改局、各镇街）
""", (Want(lead=("区审批局",), responsible=("区住建局",)), Want(lead=("区发改局",), responsible=("各镇街",))),
         asked=("据此定了 2 项任务",), unasked=("原文没有写牵头单位",)),
    Case("first leads", "at the end, for the whole document", f"""{HEAD}1.压减材料。压减申请材料。（县审批局、县住建局）
2.公开目录。公开事项目录。（县发改局、县财政局负责）
注：排名第一的单位为牵头单位。
""", (Want(lead=("县审批局",)), Want(lead=("县发改局",), responsible=("县财政局",))), unasked=("原文没有写牵头单位",)),
    Case("first leads", "from there on", f"""{HEAD}1.压减材料。压减申请材料。（县审批局、县住建局）
2.公开目录。公开事项目录。（县发改局、县财政局，位列第一的为牵头部门，以下同）
3.精简环节。精简办事环节。（县财政局、县审计局）
""", (Want(lead=("县审批局",)), Want(lead=("县发改局",)), Want(lead=("县财政局",), responsible=("县审计局",))),
         asked=("原文没有写牵头单位，暂把“县审批局”", "据此定了 2 项任务")),
    Case("first leads", "for its own task only", f"""{HEAD}1.压减材料。压减申请材料。（县审批局、县住建局；第一责任单位为牵头单位）
2.公开目录。公开事项目录。（县发改局、县财政局）
""", (Want(lead=("县审批局",), responsible=("县住建局",)), Want(lead=("县发改局",))),
         asked=("据此定了 1 项任务", "暂把“县发改局”")),
    Case("first leads", "where no lead is named", """示例县2025年民生实事任务分解
未明确牵头单位的，排名第一的责任单位为牵头单位。
1.改造路灯。改造路灯。（责任单位：县住建局、县城管局）
2.建设步道。建设步道。（牵头单位：县体育局、县住建局；责任单位：各乡镇）
""", (Want(lead=("县住建局",), responsible=("县城管局",)), Want(lead=("县体育局", "县住建局"), responsible=("各乡镇",)))),
]  # fmt: skip

ALL_LEAD: Final = [
    Case("all lead", "in the preface", """示例县2025年法治建设工作要点
未列牵头单位的，责任单位均为牵头单位。
一、任务
1.编制清单。编制清单。（责任单位：县司法局、县财政局）
2.公开清单。公开清单。（牵头单位：县审计局；责任单位：各乡镇）
""", (Want(lead=("县司法局", "县财政局"), responsible=("县司法局", "县财政局")),
      Want(lead=("县审计局",), responsible=("各乡镇",))), asked=("据此定了 1 项任务",), unasked=("没有采用",)),
    Case("all lead", "in brackets under the title", """示例县2025年法治建设工作要点
（没有牵头单位的任务，责任单位即为牵头单位）
一、任务
1.编制清单。编制清单。（责任单位：县司法局、县财政局）
""", (Want(lead=("县司法局", "县财政局"), responsible=("县司法局", "县财政局")),)),
    Case("all lead", "only responsible units are listed", f"""{HEAD}1.编制清单。编制清单。
责任单位：县司法局、县信访局
配合单位：县财政局
只列责任单位的，责任单位即牵头单位。
""", (Want(lead=("县司法局", "县信访局"), responsible=("县司法局", "县信访局", "县财政局")),)),
]  # fmt: skip

FIRST_LEADS_INSIDE: Final = [
    one("first leads", name, end, Want(lead=("县司法局",), responsible=("县财政局",)), unasked=("没有读懂", "原文没有写牵头单位"))
    for name, end in (
        ("in a bracket of its own", "（责任单位：县司法局、县财政局（列第一位的为牵头单位，下同））"),
        ("beside the label", "（责任单位（排首位的为牵头单位）：县司法局、县财政局）"),
        ("before the names", "（牵头单位列首位，下同。县司法局、县财政局）"),
        ("after a labelled sentence", "责任单位：县司法局、县财政局。（排第一的为牵头单位，下同）"),
    )
]  # fmt: skip

VERBS: Final = [
    one("verb", "by whom", "（由县司法局牵头负责，县财政局、县审计局协助）",
        Want(lead=("县司法局",), responsible=("县财政局", "县审计局"))),
    one("verb", "both lead", "（县卫健局与县医保局共同牵头，县疾控中心参与，各医疗机构落实）",
        Want(lead=("县卫健局", "县医保局"), responsible=("各医疗机构", "县疾控中心"))),
    one("verb", "lead and do with another", "（县司法局牵头，会同县妇联、县残联办理）",
        Want(lead=("县司法局",), responsible=("县妇联", "县残联"))),
    one("verb", "several leads in one bracket", "（县司法局、县信访局按照职责分工分别牵头，各乡镇、各部门配合落实）",
        Want(lead=("县司法局", "县信访局"), responsible=("各乡镇", "各部门"))),
    one("verb", "a bracket that ends in a verb and is not understood is quoted", "（县司法局负责）（公安、民政等方面负责）",
        Want(), asked=("（公安、民政等方面负责）",)),
    one("verb", "is the leading unit", "（县司法局为牵头单位，各镇、各部门为责任单位）",
        Want(lead=("县司法局",), responsible=("各镇", "各部门"))),
    one("verb", "the leading unit is", "（牵头单位为县司法局，责任单位为各镇）", Want(lead=("县司法局",), responsible=("各镇",))),
    one("verb", "this work is led by", "（此项工作由县司法局牵头，各部门配合）",
        Want(lead=("县司法局",), responsible=("各部门",))),
]  # fmt: skip

TIMES: Final = [
    one("time", "first, before a label", "（长期坚持；牵头单位：县司法局；责任单位：各乡镇）",
        Want(lead=("县司法局",), responsible=("各乡镇",))),
    one("time", "in the middle", "（县司法局牵头，2025年8月底前完成，各乡镇配合）",
        Want(lead=("县司法局",), responsible=("各乡镇",), due=("2025-08-31",))),
    one("time", "after a plain name", "（县司法局 10月底前完成）", Want(lead=("县司法局",), due=("2025-10-31",))),
    one("time", "in a bracket beside", "（责任单位：县司法局）（2025年6月底前）", Want(lead=("县司法局",), due=("2025-06-30",))),
    one("time", "after the bracket", "（责任单位：县司法局）2025年6月底前完成。",
        Want(lead=("县司法局",), due=("2025-06-30",))),
    one("time", "a rhythm after names", "（县司法局、各乡镇，每季度末月25日前）", Want(lead=("县司法局",), responsible=("各乡镇",))),
    one("time", "on a line of its own with a label", "\n责任单位：县司法局\n办结时限：9月底前",
        Want(lead=("县司法局",), due=("2025-09-30",))),
]  # fmt: skip

SENTENCES: Final = [
    one("sentence", "two sentences", "由县司法局牵头。各乡镇配合。", Want(lead=("县司法局",), responsible=("各乡镇",))),
    one("sentence", "after a comma", "年底前公布，由县司法局牵头，各乡镇配合。",
        Want(lead=("县司法局",), responsible=("各乡镇",), due=("2025-12-31",))),
    one("sentence", "a dash", "——牵头单位：县司法局；责任单位：各乡镇", Want(lead=("县司法局",), responsible=("各乡镇",))),
    one("sentence", "a label without a colon", "责任单位 县司法局、各乡镇", Want(lead=("县司法局",), responsible=("各乡镇",))),
    one("sentence", "labels in brackets of their own", "\n【牵头单位】县司法局\n【责任单位】各乡镇",
        Want(lead=("县司法局",), responsible=("各乡镇",))),
    one("sentence", "three brackets", "〔牵头单位：县司法局〕〔责任单位：各乡镇（街道）〕〔完成时限：5月底前〕",
        Want(lead=("县司法局",), responsible=("各乡镇（街道）",), due=("2025-05-31",))),
    one("sentence", "a paragraph of its own", "\n由县司法局牵头，各乡镇配合。", Want(lead=("县司法局",), responsible=("各乡镇",))),
    one("sentence", "a sentence with more in it stays text", "县司法局要切实负责。（责任单位：县财政局）",
        Want(lead=("县财政局",), text="梳理并编制权责清单。县司法局要切实负责。")),
    one("sentence", "a last clause that names units is asked", "编印成册，县司法局、县财政局按职责分工负责。",
        Want(), asked=("县司法局、县财政局按职责分工负责",)),
]  # fmt: skip

LABELS: Final = [
    one("label", "sponsor and helper", "\n主办单位：县司法局\n协办单位：各乡镇\n完成期限：2025年6月底前",
        Want(lead=("县司法局",), responsible=("各乡镇",), due=("2025-06-30",))),
    one("label", "subject, person in charge, overseer",
        "\n责任主体：县司法局、各乡镇\n责任领导：张某某\n督查单位：县委督查室",
        Want(lead=("县司法局",), responsible=("各乡镇",)), left_out=("张某某", "县委督查室"), not_units=("县委督查室",)),
    one("label", "sections of an office", "（牵头科室：法规科；配合科室：办公室、各科室）",
        Want(lead=("法规科",), responsible=("办公室", "各科室"))),
    one("label", "only helpers: one of them leads, and is no helper too", "（配合单位：县财政局、各乡镇）",
        Want(lead=("县财政局",), responsible=("各乡镇",)), asked=("原文只写了配合单位，暂把“县财政局”作牵头单位",)),
    one("label", "a label that is not known is asked", "（试点单位：县司法局）", Want(), asked=("（试点单位：县司法局）",)),
    one("label", "who builds", "（业主单位：县城投公司；完成时间：9月底前）",
        Want(lead=("县城投公司",), due=("2025-09-30",))),
    one("label", "a second lead", "（第一牵头单位：县司法局；第二牵头单位：县财政局；时间：6月底前）",
        Want(lead=("县司法局", "县财政局"), responsible=(), due=("2025-06-30",))),
    Case("label", "the foot of a web page is none", f"""{HEAD}1.编制清单。编制清单。（责任单位：县司法局）
主办单位：示例县人民政府办公室 备案号：示例00000000号
""", (Want(lead=("县司法局",), responsible=()),), not_units=("示例县人民政府办公室",)),
]  # fmt: skip

LINES: Final = [
    one("line", "a list that goes on", "\n责任单位：县司法局、县财政局、\n县审计局、各乡镇",
        Want(lead=("县司法局",), responsible=("县财政局", "县审计局", "各乡镇"))),
    one("line", "labels alone on their lines", "\n牵头单位\n县司法局\n责任单位：\n各乡镇、各部门\n完成时限\n6月底前",
        Want(lead=("县司法局",), responsible=("各乡镇", "各部门"), due=("2025-06-30",))),
    one("line", "names after the units are asked", "\n责任单位：县司法局\n县财政局、县审计局",
        Want(lead=("县司法局",)), asked=("县财政局、县审计局",)),
    Case("line", "the foot of a page after labelled lines", f"""{HEAD}1.编制清单。编制清单。
责任单位：县司法局
主办：示例县人民政府 承办：示例县大数据中心
""", (Want(lead=("县司法局",), responsible=()),), not_units=("示例县人民政府", "示例县大数据中心")),
]  # fmt: skip

TEXT_BRACKETS: Final = [
    one("text bracket", name, f"{words}。\n责任单位：县司法局", Want(lead=("县司法局",), responsible=(), text=f"梳理并编制权责清单。{words}。"))
    for name, words in (
        ("a part of a figure", "办理案件（其中职务犯罪案件）"),
        ("on trial", "印发办法（试行）"),
        ("online too", "开展培训（含网上）"),
        ("where it is done", "送法上门（进机关、进乡村、进社区、进学校）"),
        ("places in general", "覆盖基层（乡镇、街道）"),
        ("files of units", "清理文件（县政府及部门文件）"),
        ("people", "召开座谈会（企业、商会代表）"),
        ("an annex", "逐项公开（见附件）"),
        ("levels", "申报示范（国家级、省级）"),
        ("with volunteers", "办好活动（包括志愿服务队）"),
    )
]  # fmt: skip

CASES: Final = [
    *UNKNOWN_ENDINGS, *BETWEEN_NAMES, *FIRST_LEADS, *FIRST_LEADS_INSIDE, *ALL_LEAD, *VERBS, *TIMES, *SENTENCES, *LABELS, *LINES, *TEXT_BRACKETS,
]  # fmt: skip
