"""The tables of what was entered: records, decisions, what was sent out and said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.model.entries.decision import DECISION_WORDS, Close, Decision, Extend, Return, Waive
from spt_fazhi.model.entries.record import RECORD_WORDS, STAGES, Evidence, Progress, Record, Rectify, Void
from spt_fazhi.model.references import short_finding
from spt_fazhi.model.register import Entry, entered_order
from spt_fazhi.views.dossiers.lines import closing_text
from spt_fazhi.views.lists.issued import IssuedLine
from spt_fazhi.views.tables.table import Cell, Table, TableRow
from spt_fazhi.views.wording import number_text, period_text

_RECORDS: Final = {
    "任务": 5, "事项": 6, "种类": 6, "单位": 16, "期间": 11, "日期": 11, "内容": 36, "数量": 6,
    "达到数": 7, "总数": 6, "文号": 18, "附件": 16, "去向": 14, "记录": 28, "填报单位": 12, "详情": 30,
    "数据截至": 12, "另报的数": 18, "网址": 20, "存在的问题": 24, "问题可否公开": 8, "下一步": 24, "录入日": 12,
    "报送表": 20,
}  # fmt: skip
_PRINTED: Final = 13
_DECISIONS: Final = {
    "决定": 28, "种类": 8, "事项": 7, "任务": 5, "单位": 14, "期间": 14, "对哪条记录": 28, "新时限": 12,
    "重报期限": 12, "批准文件": 20, "原因": 34, "决定日": 12,
}  # fmt: skip
_ISSUED: Final = {
    "编号": 28, "是什么": 12, "文号": 20, "标题": 34, "对象": 20, "期间": 14, "说到的责任": 34, "答复": 30,
    "答复期限": 12, "文件": 30, "发出日": 12,
}  # fmt: skip


def records_table(assessment: Assessment, records: Iterable[Entry[Record]]) -> Table:
    """The records in the order in which they were entered; the last column says what became of each."""
    became = _became(assessment)
    rows = [
        TableRow(cells={**_record(assessment, each), "去向": _end(assessment, each, became)})
        for each in sorted(records, key=entered_order)
    ]
    return Table(name="记录", columns=_RECORDS, rows=tuple(rows), printed=_PRINTED)


def _record(assessment: Assessment, entry: Entry[Record]) -> dict[str, Cell]:
    value = entry.value
    head: dict[str, Cell] = {
        "记录": entry.id,
        "种类": RECORD_WORDS[value.kind],
        "单位": value.unit,
        "录入日": value.recorded,
    }
    if isinstance(value, Evidence):
        return head | _evidence(value, assessment.matching.redacted.get(entry.id, frozenset()))
    if isinstance(value, Progress):
        return head | _progress(value)
    if isinstance(value, Rectify):
        return head | _rectify(value, assessment.matching.redacted.get(entry.id, frozenset()))
    return {**head, "内容": f"作废 {value.record}", "详情": value.reason}


def _evidence(value: Evidence, let_go: frozenset[str]) -> dict[str, Cell]:
    return {
        "填报单位": value.by,
        "任务": int(value.obligation.partition(".")[0]),
        "事项": value.obligation,
        "期间": _period(value.period),
        "日期": value.date,
        "内容": value.title,
        "详情": value.detail,
        "数量": value.amount,
        "达到数": value.reached,
        "总数": value.of,
        "数据截至": value.through,
        "另报的数": "；".join(f"{each.name} {number_text(each.amount)}" for each in value.figures),
        "文号": value.document,
        "网址": value.link,
        "附件": _files(value, let_go),
        "报送表": value.form,
    }


def _files(value: Evidence | Rectify, let_go: frozenset[str]) -> str:
    return "、".join(f"{each.name}{'（已去除）' if each.name in let_go else ''}" for each in value.files)


def _rectify(value: Rectify, let_go: frozenset[str]) -> dict[str, Cell]:
    return {
        "事项": f"整改{short_finding(value.inspection, value.finding)}",
        "日期": value.date,
        "内容": value.title + (f"（{STAGES[value.stage]}）" if value.stage else ""),
        "详情": value.detail,
        "文号": value.document,
        "网址": value.link,
        "附件": _files(value, let_go),
        "报送表": value.form,
    }


def _progress(value: Progress) -> dict[str, Cell]:
    return {
        "任务": value.task,
        "期间": _period(value.period),
        "内容": value.done,
        "存在的问题": value.problems,
        "问题可否公开": ("可" if value.publish_problems else "否") if value.problems else None,
        "下一步": value.next,
        "报送表": value.form,
    }


def _became(assessment: Assessment) -> dict[str, str]:
    """What became of the records that stand, by id; whether one proves goes by what was not let go of it."""
    matching = assessment.matching
    counted = frozenset(record for each in assessment.all_duties for record in each.records)
    unproved = {each.id for known in matching.evidence.values() for each in known if not each.value.proves}
    extra = {each.id: "照印，没有要求报" for each in matching.extra_progress}
    return extra | {record: "待佐证" if record in unproved else "计入" for record in counted}


def _end(assessment: Assessment, entry: Entry[Record], became: Mapping[str, str]) -> str:
    withdrawn = _withdrawn(assessment, entry)
    return became.get(entry.id, "没有计入") if withdrawn is None else withdrawn


def _withdrawn(assessment: Assessment, entry: Entry[Record]) -> str | None:
    """By which entry a record was withdrawn by the day; "" for one that only withdraws another, None for the others."""
    if isinstance(entry.value, Void):
        return ""
    by = assessment.matching.withdrawn.get(entry.id)
    if by is None or by.value.recorded > assessment.day:
        return None
    return f"{'作废' if isinstance(by.value, Void) else DECISION_WORDS[by.value.kind]}（{by.id}）"


def decisions_table(decisions: Iterable[Entry[Decision]]) -> Table:
    """The office's decisions in the order in which they were taken."""
    rows = [TableRow(cells=_decision(each)) for each in sorted(decisions, key=entered_order)]
    return Table(name="决定", columns=_DECISIONS, rows=tuple(rows))


def _decision(entry: Entry[Decision]) -> dict[str, Cell]:
    value = entry.value
    found: dict[str, Cell] = {
        "决定": entry.id,
        "种类": DECISION_WORDS[value.kind],
        "原因": value.reason,
        "决定日": value.recorded,
    }
    if isinstance(value, Close):
        name = short_finding(value.inspection, value.finding)
        return {
            **found,
            "事项": f"整改{name}",
            "原因": closing_text(value),
        }
    if not isinstance(value, Extend | Waive):
        again = value.again_by if isinstance(value, Return) else None
        return {**found, "对哪条记录": value.record, "重报期限": again}
    return {
        **found,
        "事项": _subject(value),
        "任务": value.task,
        "单位": value.unit or ("共同" if value.inspection is None else None),
        "期间": _period(value.period),
        "新时限": value.due if isinstance(value, Extend) else None,
        "批准文件": value.approved_by,
    }


def _subject(value: Extend | Waive) -> str | None:
    if value.inspection is None or value.finding is None:
        return value.obligation
    return f"整改{short_finding(value.inspection, value.finding)}"


def issued_table(lines: Iterable[IssuedLine]) -> Table:
    """What was sent out and said, in the order of the lines."""
    return Table(name="印发和催办", columns=_ISSUED, rows=tuple(TableRow(cells=_issued(each)) for each in lines))


def _issued(line: IssuedLine) -> dict[str, Cell]:
    value = line.entry.value
    return {
        "编号": line.entry.id,
        "是什么": line.word,
        "文号": value.number,
        "标题": value.title,
        "对象": "、".join(value.to),
        "期间": _period(value.period),
        "说到的责任": "、".join(line.about),
        "答复": value.answer,
        "答复期限": value.reply_by,
        "文件": "、".join(each.name for each in value.files),
        "发出日": value.recorded,
    }


def _period(period: str | None) -> str | None:
    return period_text(period) if period else None
