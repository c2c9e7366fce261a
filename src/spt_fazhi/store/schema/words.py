"""What an editor says about each field of the files, in the clerk's words; the keys are those of the files."""

from __future__ import annotations

from typing import Final

from spt_fazhi.model.choices import UNIT_KINDS
from spt_fazhi.store.schema.entry_words import ENTRY_WORDS
from spt_fazhi.store.schema.words_value import Words

_KINDS: Final = "、".join(f"{kind} {word}" for kind, word in UNIT_KINDS.items())

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
            "format": ("格式", "数据文件的格式，写 2"),
            "year": ("年度", "工作要点所属的年份，如 2024"),
            "title": ("标题", "文件的标题"),
            "issuer": ("发文机关", "印发文件的机关"),
            "issued": ("印发日期", "形如 2024-04-09；早于这天到期又没有佐证的，算待补录，不算逾期"),
            "source": ("原文", "原文文本的位置，相对 data/ 文件夹"),
            "also": ("沿用的原文", "文件改过以后，仍有任务沿用其文字的上一版原文，相对 data/ 文件夹"),
            "office": ("承办机构", "管这本台账的单位；它自己的事照样判断，但不给自己发文"),
            "signature": ("落款", "发出的文书署谁的名"),
            "due_soon_days": ("临期天数", "到期前多少天内算临期，默认 30"),
            "backfill_until": ("补录截止", "待补录到哪一天为止，默认本年度最后一天；过后算逾期"),
            "progress": ("进展报送", "哪些任务要用文字报进展、多久一次、期满后几天内报"),
            "attachment_limit_mib": ("附件上限", "单个附件最大多少 MiB，默认 20"),
            "review": ("审阅尺度", "fazhi review 从哪里起请审核人看一眼，都可以不写；写 0 就不查"),
            "letters": ("催办尺度", "逾期几天催办、几天督办，同一件事几天内不再发文"),
            "number": ("文号式样", "如 沙依法办发〔{year}〕{n}号，{year} 是年度，{n} 是顺序号"),
            "addressees": ("主送", "通报发给谁：单位组或单位；不写时是计划里责任单位所用的单位组"),
            "finding_kinds": ("问题类型", "督察发现的问题按哪几类归"),
        },
    ),
    "ProgressSettings": Words(
        "进展报送",
        "哪些任务要用文字报进展、多久一次、期满后几天内报",
        {
            "every": ("周期", "month 每月、quarter 每季度、half 每半年、none 不报，默认 half"),
            "of": ("范围", "unmeasured 只要没有事项的任务（默认）、all 全部任务"),
            "grace_days": ("宽限天数", "每期结束后多少天内报送，默认 10"),
        },
    ),
    "LetterSettings": Words(
        "催办尺度",
        "逾期几天催办、几天督办，同一件事几天内不再发文",
        {
            "urge_after": ("催办", "逾期多少天起催办，默认 0"),
            "supervise_after": ("督办", "逾期多少天起督办，默认 15"),
            "not_again_within": ("不重复", "同一件事多少天内不再发文，默认 10"),
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
            "due_day": (
                "当期几日",
                "与 every 一起写：当期最后一个月的几日到期，如 每月25日前 写 25",
            ),
            "after": ("期满后几天", "与 every 一起写：当期结束后多少天内，如 每季度结束后10日内 写 10"),
            "start": ("从何时起", "与 every 一起写：从哪天起按期报，如 7月起每月 写 2024-07-01"),
            "phrase": ("原文的时限说法", "如 年底前、3月1日前；原文没写时限的不填"),
            "proof": ("什么算佐证", "印在报送表上，如 旁听通知、签到表或法院回执"),
            "holder": ("数据在谁手里", "掌握数据、可以替别的单位填报的单位"),
            "figures": ("另报的数", "除佐证外还要报的数，报告里汇总"),
            "recurs": ("每年都有", "法定的年度事项写 yearly，结转到下一年"),
            "basis": ("法定依据", "知道确切出处的才写"),
            "assumed": ("推定", "原文没有写明、由办公室定的字段，每个写一句理由；打印时标（推定）"),
        },
    ),
    "AskedFigure": Words(
        "另报的数",
        "除佐证外还要报的一个数",
        {"name": ("名称", "如 旁听人数"), "unit": ("单位", "如 人，可以不写")},
    ),
    "CountTarget": Words(
        "次数目标",
        "要做到多少次（件、场）",
        {
            "count": ("数量", "大于 0 的数，不带单位"),
            "unit": ("单位", "次、件、场等，默认 次"),
            "pace": ("序时进度", "even 按时间均匀推进（默认）；none 不看序时进度"),
        },
    ),
    "RateTarget": Words(
        "比率目标",
        "要达到的比率；按佐证里的 reached 和 of 累计",
        {
            "rate": ("比率", "如 100%"),
            "of": ("总数是什么", "如 行政执法人员"),
            "reached": ("达到数是什么", "如 达到60学时"),
            "settle": ("何时算完成", "at-due 到期日结算（默认）；when-reached 达到就算完成"),
            "combine": (
                "几次怎么合",
                "add 各次相加（案件）；latest 取最新一次（人头）；默认随 settle",
            ),
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
            "phone": ("办公电话", "座机，不写个人手机"),
            "acts_through": ("由谁代办", "自己没有办事机构的（如区政府），写代它收发、报送的单位"),
            "from": ("从哪天起", "新设单位写，此前的事与它无关"),
            "until": ("到哪天止", "撤并单位的最后一天"),
            "succeeded_by": ("承接单位", "撤并后没办完的事由谁接着办"),
            "assumed": ("推定", "类别、标签里由办公室定的，写一句理由"),
        },
    ),
    "Group": Words(
        "单位组",
        "文件用一个词指的一批单位",
        {
            "name": ("名称", "文件里的写法，如 各乡镇"),
            "members": ("成员", "哪些单位在内"),
            "complete": ("名单是否核全", "还缺单位的写 false，有关合计都会标“名单未核全”"),
            "assumed": ("推定", "成员由办公室定的，写一句理由"),
        },
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

WORDS: Final[dict[str, Words]] = {**_PLAN, **_UNITS, **ENTRY_WORDS}
