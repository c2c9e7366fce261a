"""Records and decisions that fit no duty: what the assessment could not count, word for word."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.model.problem import Problem

RULES = {
    "unknown-unit": "单位名单里没有的单位",
    "record-unit-unreadable": "单位在名单里读不出来",
    "name-mismatch": "文件名写的事项或任务与内容不符",
    "record-folder": "记录不在本单位的文件夹里",
    "record-unknown-obligation": "没有这个事项",
    "record-task-unreadable": "任务在计划里读不出来",
    "record-unknown-task": "没有这个任务",
    "record-not-owed": "单位不承担这个事项、任务或问题",
    "record-period": "期间不对",
    "record-amount": "数量的写法与考核方式不符",
    "record-figure": "另报了事项没有要求的数",
    "record-by": "代填的单位不能替别人填报",
    "record-unit-ended": "佐证的日子单位还没有设立，或已经撤并",
    "record-unknown-target": "要作废或退回的记录不存在",
    "record-waived": "事项或问题已定为不适用",
    "inspection-unknown": "补充的问题写的督察不存在，或本身就是补充",
    "inspection-not-owed": "督察单位都不承担督察计入的事项",
    "finding-unknown": "没有这次督察，或督察里没有这个问题",
    "rectify-early": "整改日早于督察开始日",
    "close-without-report": "没有有效的整改完成报告就销号",
    "void-other-unit": "作废了别的单位的记录",
    "decision-unit": "决定应写或不应写单位",
    "extension-late": "到期之后才决定延期",
    "extension-earlier": "新到期日不晚于原到期日",
    "extension-too-far": "新到期日太远",
    "return-too-far": "重报期限太远",
    "redact-mismatch": "要去除的附件不是该记录登记过的",
    "redact-revives": "去除的作废记录，它作废的记录又会计入",
}


def check(context: CheckContext) -> Iterator[Problem]:
    """Pass on the engine's faults."""
    yield from context.matching.faults
