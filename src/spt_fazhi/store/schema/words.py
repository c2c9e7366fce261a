"""What an editor says about each field of the files, in the clerk's words; the keys are those of the files."""

from __future__ import annotations

from typing import Final, NamedTuple

from spt_fazhi.model.fields import UNIT_KINDS


class Words(NamedTuple):  # a tuple: the table below is written by position, one line a class
    """A value class in Chinese: its name, what it is, and for each key its name and what to write there."""

    title: str
    text: str
    fields: dict[str, tuple[str, str]]


_RECORDED: Final = "写入台账的日子，形如 2024-06-13"
_UNIT: Final = "units.yaml 里的单位名称或别名"
_OBLIGATION: Final = '事项编号，写成 "6.1"，要加英文引号'
_PERIOD: Final = "期间：2024-05（月）、2024Q2（季）、2024H1（半年）"
_KINDS: Final = "、".join(f"{kind} {word}" for kind, word in UNIT_KINDS.items())
_RECORD_ID: Final = "记录编号：单位代码/文件名，不带 .yaml，如 sfj/2024-06-12-6.1-k7q2"

_PLAN: Final = {
    "TasksFile": Words(
        "任务登记册",
        "data/tasks.yaml：文件里的每条任务，以及从原文分解出的事项",
        {
            "register": ("文件信息和设置", "这份工作要点是什么文件，按什么周期报送"),
            "sections": ("部分", "文件的各部分，按原文顺序"),
            "tasks": ("任务", "文件的各条任务，按原文顺序"),
        },
    ),
    "RegisterInfo": Words(
        "文件信息和设置",
        "这份工作要点是什么文件，按什么周期报送",
        {
            "year": ("年度", "工作要点所属的年份，如 2024"),
            "title": ("标题", "文件的标题"),
            "issuer": ("发文机关", "印发文件的机关"),
            "issued": ("印发日期", "形如 2024-04-09；早于这天到期又没有佐证的，算待补录，不算逾期"),
            "source": ("原文", "原文文本的位置，相对 data/ 文件夹"),
            "due_soon_days": ("临期天数", "到期前多少天内算临期，默认 30"),
            "progress": ("报送周期", "牵头单位多久报一次进展：quarter 每季度、half 每半年、none 不报"),
            "progress_grace_days": ("报送宽限天数", "每期结束后多少天内报送，默认 10"),
            "attachment_limit_mib": ("附件上限", "单个附件最大多少 MiB，默认 20"),
            "review": ("审阅尺度", "fazhi review 从哪里起请审核人看一眼，都可以不写；写 0 就不查"),
        },
    ),
    "ReviewSettings": Words(
        "审阅尺度",
        "fazhi review 从哪里起请审核人看一眼，都可以不写；写 0 就不查",
        {
            "late_days": ("迟录天数", "发生之后超过多少天才录入的，请审核人看，默认 60"),
            "copied_percent": ("雷同比例", "进展文字与别处相同到百分之几算雷同，默认 90"),
            "amount_times": ("数量倍数", "数量超过同事项中位数的多少倍，请审核人看，默认 10"),
            "amount_peers": ("比较条数", "同事项至少有几条别的佐证才比较数量，默认 5"),
            "short_text": ("过短字数", "标题或正文少于几个字，请审核人看，默认 6"),
        },
    ),
    "Section": Words(
        "部分",
        "文件的一个部分",
        {"id": ("序号", "原文的序号，如 一"), "title": ("标题", "这一部分的标题")},
    ),
    "Task": Words(
        "任务",
        "文件里的一条任务，文字与原文一字不差",
        {
            "id": ("编号", "任务在原文里的编号"),
            "section": ("所属部分", "sections 里的序号，如 一"),
            "title": ("标题", "任务的标题"),
            "text": ("原文", "标题之后、单位括号之前的整段原文"),
            "lead": ("牵头单位", "至少一个；写单位或单位组的名称"),
            "responsible": ("责任单位", "写单位或单位组的名称，可以不写"),
            "obligations": ("事项", "从这条任务里分解出来、能判断完成没有的事"),
            "carried_from": ("结转自", "从哪一年结转来的，如 2024；正文是那一年文件的原文，不与今年的核对"),
        },
    ),
    "Obligation": Words(
        "事项",
        "一件能判断完成没有的事；到期日 due 与周期 every 写且只写一个",
        {
            "id": ("编号", '任务编号.序号，写成 "6.1"，要加英文引号'),
            "title": ("标题", "一句话说清要做什么"),
            "quote": ("原文依据", "从这条任务的原文里逐字摘出的一段"),
            "who": ("谁来做", "单位或单位组的名称；不写就是牵头单位和责任单位"),
            "scope": ("怎么算", "each 各单位分别完成（默认）；joint 合起来完成，由牵头单位负责"),
            "target": (
                "目标",
                "次数写 {count: 2, unit: 次}；比率写 {rate: 100%, of: 什么人或事}；不写就是报一条佐证即完成",
            ),
            "due": ("到期日", "最后一天仍算按时，形如 2024-12-31"),
            "every": ("周期", "month 每月、quarter 每季度、half 每半年，各期期末到期"),
            "phrase": ("原文的时限说法", "如 年底前、3月1日前；原文没写时限的不填"),
        },
    ),
    "CountTarget": Words(
        "次数目标",
        "要做到多少次（件、场）",
        {"count": ("数量", "大于 0 的数，不带单位"), "unit": ("单位", "次、件、场等，默认 次")},
    ),
    "RateTarget": Words(
        "比率目标",
        "要达到的比率；按佐证里的 reached 和 of 累计",
        {
            "rate": ("比率", "如 100%"),
            "of": ("总数是什么", "如 行政执法人员"),
            "reached": ("达到数是什么", "如 达到60学时"),
            "settle": ("何时算完成", "at-due 到期日结算（默认）；when-reached 达到就算完成"),
        },
    ),
}

_UNITS: Final = {
    "UnitsFile": Words(
        "单位名录",
        "data/units.yaml：文件里出现的单位和单位组",
        {"units": ("单位", "所有单位"), "groups": ("单位组", "各乡镇、各部门这样的统称")},
    ),
    "Unit": Words(
        "单位",
        "一个单位",
        {
            "name": ("名称", "文件里的写法，全部数据都用它"),
            "code": ("代码", "小写字母开头的短码，用作记录的文件夹名，定下后不要改"),
            "kind": ("类别", _KINDS),
            "tags": ("标签", "供单位组挑选用，如 enforcement（行政执法部门）"),
            "aliases": ("别名", "其他写法，不能与别的单位重复"),
            "owners": (
                "负责人",
                '平台上谁负责这家单位的文件夹："@用户"、"@组织/小组"（加英文引号）或邮箱，供 fazhi codeowners 用',
            ),
            "full_name": ("全称", "核实过的正式全称，用于公文"),
            "verified": ("是否核实", "名称出自文件或已核实写 true，否则写 false"),
        },
    ),
    "Group": Words(
        "单位组",
        "文件用一个词指的一批单位",
        {"name": ("名称", "文件里的写法，如 各乡镇"), "members": ("成员", "哪些单位在内")},
    ),
    "GroupMembers": Words(
        "成员",
        "类别、标签、点名三样里占一样就在内，再减去 except",
        {
            "kinds": ("按类别", "如 [township]"),
            "tags": ("按标签", "如 [enforcement]"),
            "units": ("按名称", "点名列入的单位"),
            "except": ("除外", "点名除去的单位"),
        },
    ),
}

_RECORDS: Final = {
    "Evidence": Words(
        "佐证",
        "证明某个事项做了（或做了一部分）",
        {
            "kind": ("种类", "evidence"),
            "unit": ("单位", _UNIT),
            "obligation": ("事项", _OBLIGATION),
            "date": ("发生日期", "事情发生的日子，不是录入的日子"),
            "amount": ("数量", "次数目标用，默认 1"),
            "reached": ("达到数", "比率目标用，与 of 一起写"),
            "of": ("总数", "比率目标用，与 reached 一起写"),
            "period": ("期间", "只在周期性事项、且 date 不在那一期时写。" + _PERIOD),
            "title": ("标题", "一句话说清做了什么"),
            "detail": ("说明", "需要多说几句时写"),
            "document": ("文号", "如 沙司发〔2024〕12号"),
            "link": ("链接", "公开网页的地址"),
            "files": ("附件", "与记录同名的文件夹里的文件，由 fazhi record 填写"),
            "recorded": ("录入日期", _RECORDED),
        },
    ),
    "Attachment": Words(
        "附件",
        "一个附件的名称、指纹和大小；由 fazhi record 填写，不要手改",
        {
            "name": ("文件名", "附件的文件名"),
            "sha256": ("指纹", "文件内容的 SHA-256，64 位小写十六进制"),
            "size": ("大小", "字节数"),
        },
    ),
    "Progress": Words(
        "进展",
        "某单位某一期在某条任务上的进展",
        {
            "kind": ("种类", "progress"),
            "unit": ("单位", _UNIT),
            "task": ("任务", "任务编号"),
            "period": ("期间", _PERIOD),
            "done": ("主要做法和成效", "这一期做了什么"),
            "problems": ("存在的问题", "没有可以不写"),
            "next": ("下一步", "没有可以不写"),
            "recorded": ("录入日期", _RECORDED),
        },
    ),
    "Void": Words(
        "作废",
        "本单位撤回自己的一条记录",
        {
            "kind": ("种类", "void"),
            "unit": ("单位", _UNIT),
            "record": ("哪条记录", _RECORD_ID),
            "reason": ("原因", "为什么作废"),
            "recorded": ("录入日期", _RECORDED),
        },
    ),
}

_DECISIONS: Final = {
    "Return": Words(
        "退回",
        "材料不足，退回一条记录，它不再计入",
        {
            "kind": ("种类", "return"),
            "record": ("哪条记录", _RECORD_ID),
            "reason": ("原因", "为什么退回、要补什么"),
            "recorded": ("决定日期", "作出决定的日子"),
        },
    ),
    "Extend": Words(
        "延期",
        "到期前批准延期",
        {
            "kind": ("种类", "extend"),
            "obligation": ("事项", _OBLIGATION),
            "unit": ("单位", _UNIT + "；共同完成的事项不写"),
            "period": ("期间", "周期性事项要写。" + _PERIOD),
            "due": ("新的到期日", "要晚于原到期日"),
            "approved_by": ("批准依据", "批准的文号或会议"),
            "reason": ("原因", "为什么延期"),
            "recorded": ("决定日期", "不得晚于原到期日"),
        },
    ),
    "Waive": Words(
        "不适用",
        "某事项不适用于某单位，免去",
        {
            "kind": ("种类", "waive"),
            "obligation": ("事项", _OBLIGATION),
            "unit": ("单位", _UNIT + "；共同完成的事项不写"),
            "period": ("期间", "周期性事项要写。" + _PERIOD),
            "approved_by": ("批准依据", "批准的文号或会议"),
            "reason": ("原因", "为什么不适用"),
            "recorded": ("决定日期", "作出决定的日子"),
        },
    ),
}

WORDS: Final[dict[str, Words]] = {**_PLAN, **_UNITS, **_RECORDS, **_DECISIONS}
