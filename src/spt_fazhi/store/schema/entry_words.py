"""What an editor says about each field of records, decisions, inspections and what was issued, in the clerk's words."""

from __future__ import annotations

from typing import Final

from spt_fazhi.store.schema.words_value import Words

_FORM: Final = "从哪张报送表收进来的，由 fazhi collect 填写，如 2024Q2-sfj-k7q2"
_RECORDED: Final = "写入台账的日子，形如 2024-06-13"
_UNIT: Final = "units.yaml 里的单位名称或别名"
_OBLIGATION: Final = '事项编号，写成 "6.1"，要加英文引号'
_PERIOD: Final = "期间：2024-05（月）、2024Q2（季）、2024H1（半年）"
_INSPECTION: Final = "督察编号：data/inspections/ 下的文件名，不带 .yaml，如 2024-05-24-k7q2"
_FINDING_TOO: Final = "对督察问题的决定写督察编号和 finding，不写 obligation 和 task"
_RECORD_ID: Final = "记录编号：单位代码/文件名，不带 .yaml，如 sfj/2024-06-12-6.1-k7q2"

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
            "through": ("数据截至", "比率目标用：数字统计到哪一天，不写就是 date"),
            "period": ("期间", "只在周期性事项、且 date 不在那一期时写。" + _PERIOD),
            "title": ("标题", "一句话说清做了什么"),
            "detail": ("说明", "需要多说几句时写"),
            "figures": ("另报的数", "事项要求另报的数，如 {旁听人数: 36}"),
            "document": ("文号", "如 沙司发〔2024〕12号"),
            "link": ("链接", "公开网页的地址"),
            "files": ("附件", "与记录同名的文件夹里的文件，由 fazhi record 填写"),
            "by": ("代填单位", "掌握数据的单位或牵头单位替本单位填报时写；自己报的不写"),
            "form": ("报送表编号", _FORM),
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
            "publish_problems": ("问题可否公开", "同意写进通报的写 yes"),
            "next": ("下一步", "没有可以不写"),
            "form": ("报送表编号", _FORM),
            "recorded": ("录入日期", _RECORDED),
        },
    ),
    "Rectify": Words(
        "整改",
        "责任单位对督察发现的一个问题做了什么；不写 stage 就是请求销号",
        {
            "kind": ("种类", "rectify"),
            "unit": ("单位", _UNIT),
            "inspection": ("督察", _INSPECTION),
            "finding": ("问题编号", "该次督察里的第几个问题"),
            "date": ("整改日期", "整改做到这一步的日子，不是录入的日子"),
            "title": ("标题", "一句话说清怎么整改的"),
            "detail": ("说明", "需要多说几句时写"),
            "stage": ("阶段", "只完成了一部分（阶段性整改）的写 partial，问题不销号"),
            "document": ("文号", "如 东政发〔2024〕12号"),
            "link": ("链接", "公开网页的地址"),
            "files": ("附件", "与记录同名的文件夹里的文件，由 fazhi record 填写"),
            "form": ("报送表编号", _FORM),
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
            "again_by": ("重报期限", "到这天为止重报的，按第一次报的日子算"),
            "recorded": ("决定日期", "作出决定的日子"),
        },
    ),
    "Extend": Words(
        "延期",
        "到期前批准延期",
        {
            "kind": ("种类", "extend"),
            "obligation": ("事项", _OBLIGATION + "；对进展报送的决定不写"),
            "task": ("任务", "对进展报送的决定写任务编号和 period，不写 obligation"),
            "inspection": ("督察", _FINDING_TOO),
            "finding": ("问题编号", "该次督察里的第几个问题"),
            "unit": ("单位", _UNIT + "；共同完成的事项和督察问题不写"),
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
            "obligation": ("事项", _OBLIGATION + "；对进展报送的决定不写"),
            "task": ("任务", "对进展报送的决定写任务编号和 period，不写 obligation"),
            "inspection": ("督察", _FINDING_TOO),
            "finding": ("问题编号", "该次督察里的第几个问题"),
            "unit": ("单位", _UNIT + "；共同完成的事项和督察问题不写"),
            "period": ("期间", "周期性事项要写。" + _PERIOD),
            "approved_by": ("批准依据", "批准的文号或会议"),
            "reason": ("原因", "为什么不适用"),
            "recorded": ("决定日期", "作出决定的日子"),
        },
    ),
    "Close": Words(
        "销号",
        "整改经复核属实，一个问题就此了结；没有整改完成报告的不能销号",
        {
            "kind": ("种类", "close"),
            "inspection": ("督察", _INSPECTION),
            "finding": ("问题编号", "该次督察里的第几个问题"),
            "checked_by": ("复核人", "谁复核的：单位、处室或复核组，不写个人联系方式"),
            "reason": ("说明", "复核看到了什么，可以不写"),
            "recorded": ("决定日期", "销号的日子"),
        },
    ),
    "Redact": Words(
        "去除",
        "个人信息、涉密等不该留在这里的，去除附件或整条记录，只留校验值",
        {
            "kind": ("种类", "redact"),
            "record": ("哪条记录", _RECORD_ID),
            "files": ("去除的附件", "从记录的 files 里照抄名称和校验值"),
            "whole": ("整条去除", "整条记录都去除的写 yes"),
            "sha256": ("记录的校验值", "整条去除时写：记录文件的 SHA-256"),
            "reason": ("原因", "为什么去除"),
            "recorded": ("决定日期", "作出决定的日子"),
        },
    ),
    "RedactedFile": Words(
        "去除的附件",
        "一个去除的附件的名称和指纹",
        {"name": ("文件名", "附件的文件名"), "sha256": ("指纹", "文件内容的 SHA-256，64 位小写十六进制")},
    ),
}

_ISSUED: Final = {
    "Issued": Words(
        "发出登记",
        "发出的一份文书，或说过的一次话；由 fazhi issue 填写，不要手改",
        {
            "name": ("名称", "报告或文书的名称，如 quarter、urge；电话 call、上门 visit、会议 meeting"),
            "number": ("文号", "如 沙依法办发〔2024〕5号"),
            "title": ("标题", "文书的标题"),
            "to": ("主送", "发给谁、跟谁说的"),
            "period": ("期间", "报告写的是哪一期。" + _PERIOD),
            "inspection": ("督察", "报告写的是哪次督察，最初那个文件的编号，如 2024-05-24-k7q2"),
            "as_of": ("按哪一天算", "报告按哪一天的情况生成，形如 2024-06-30"),
            "commit": ("依据的版本", "生成时台账的 git 提交编号"),
            "duties": ("所说事项", "说到、催到的事项"),
            "answer": ("答复", "对方怎么答复、答应何时办好"),
            "reply_by": ("答复期限", "要求最迟哪天办好或答复"),
            "figures": ("印出的数", "发出时各个数印成了什么"),
            "files": ("文件", "发出时的文件，放在与本文件同名的文件夹里"),
            "recorded": ("发出日期", "发出或说的那一天"),
        },
    ),
    "IssuedDuty": Words(
        "所说事项",
        "文书说到的一件应办事项",
        {
            "obligation": ("事项", _OBLIGATION + "；说的是进展报送的不写"),
            "task": ("任务", "说的是进展报送的写任务编号和 period，不写 obligation"),
            "inspection": ("督察", "说的是督察问题的写督察编号和 finding"),
            "finding": ("问题编号", "该次督察里的第几个问题"),
            "unit": ("单位", _UNIT + "；共同完成的事项写对谁说的，可以不写"),
            "period": ("期间", "周期性事项要写。" + _PERIOD),
        },
    ),
}

_INSPECTIONS: Final = {
    "Inspection": Words(
        "督察",
        "一次实地督察和发现的问题；由 fazhi inspect 填写，以后发现的另写一个文件",
        {
            "title": ("名称", "如 2024年第一次法治建设实地督察"),
            "obligation": ("计入事项", '这次督察算完成了哪个事项，如 "4.1"；几个事项写成列表'),
            "adds_to": ("补充到哪次督察", "以后发现的问题另写一个文件时，写最初那次的编号"),
            "from": ("开始日", "形如 2024-05-20"),
            "to": ("结束日", "最后一天，文件名用这一天"),
            "by": ("督察单位", "units.yaml 里的单位名称或别名，牵头的写在前面"),
            "visited": ("到了哪些单位", "单位或分组的名称"),
            "document": ("文号", "督察通知或通报的文号"),
            "findings": ("发现的问题", "每个问题由一个单位整改"),
            "recorded": ("录入日期", _RECORDED),
        },
    ),
    "Finding": Words(
        "问题",
        "督察发现的一个问题，由一个单位在时限前整改",
        {
            "id": ("编号", "在这次督察里的序号，从 1 起"),
            "unit": ("责任单位", _UNIT),
            "task": ("任务", "涉及计划里的哪条任务，没有可以不写"),
            "kind": ("问题类型", "tasks.yaml 里 finding_kinds 的一种"),
            "severity": ("严重程度", "一般或突出"),
            "problem": ("问题", "发现了什么"),
            "demand": ("整改要求", "要怎么改"),
            "due": ("整改时限", "最后一天，形如 2024-06-30；督察期间就改好的（立行立改）写督察期间的日子"),
        },
    ),
}

ENTRY_WORDS: Final[dict[str, Words]] = {**_RECORDS, **_DECISIONS, **_INSPECTIONS, **_ISSUED}
