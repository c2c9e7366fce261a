"""What a record, a decision, an inspection or something issued says, on one line."""

from __future__ import annotations

from spt_fazhi.changes.values import Change
from spt_fazhi.model.entries.decision import Close, Extend, Redact, Return, Waive
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import STAGES, Evidence, Progress, Rectify, Void
from spt_fazhi.model.references import short_finding
from spt_fazhi.reports.catalog import catalog
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.sensitive import conceal
from spt_fazhi.views.lists.issued import issued_word
from spt_fazhi.views.wording import names_text


def safe(text: str, limit: int | None = None) -> str:
    """Text from data on one line, personal numbers masked."""
    return conceal(one_line(text, limit))


def about(change: Change) -> str:
    """What an entry is about, who, when, and what it says."""
    value = change.new if change.new is not None else change.old
    if isinstance(value, Issued):
        number = f" {safe(value.number, 40)}" if value.number else ""
        titles = {name: report.TITLE for name, report in catalog().items()}
        return f"{safe(issued_word(value, titles), 40)}{number} → {safe(names_text(value.to, 4), 40)}"
    if isinstance(value, Inspection):
        found = f"，发现问题 {len(value.findings)} 个" if value.findings else ""
        counted = f"（计入 {'、'.join(value.obligation)}）" if value.obligation else ""
        return f"{safe(value.title, 40)} {value.from_} 至 {value.to}{counted}{found}"
    if isinstance(value, Void | Return | Redact):
        return f"{safe(value.record)}：{safe(value.reason, 40)}"
    if isinstance(value, Extend | Waive | Close):
        return _decision(value)
    return _record(value)


def _record(value: Evidence | Progress | Rectify) -> str:
    if isinstance(value, Rectify):
        stage = f"（{STAGES[value.stage]}）" if value.stage else ""
        name = _finding(value.inspection, value.finding)
        return f"{name} {safe(value.unit)} {value.date}：{stage}{safe(value.title, 40)}"
    if isinstance(value, Progress):
        return f"任务 {value.task} {safe(value.unit)} {value.period}：{safe(value.done, 40)}"
    return f"{value.obligation} {safe(value.unit)} {value.date}：{safe(value.title, 40)}"


def _decision(value: Extend | Waive | Close) -> str:
    if isinstance(value, Close):
        seen = f"，{safe(value.reason, 40)}" if value.reason else ""
        return f"{_finding(value.inspection, value.finding)}：{safe(value.checked_by, 40)}核实{seen}"
    until = f" 至 {value.due}" if isinstance(value, Extend) else ""
    if value.inspection is not None and value.finding is not None:
        return f"{_finding(value.inspection, value.finding)}{until}：{safe(value.reason, 40)}"
    what = value.obligation or f"任务 {value.task} 的进展"
    period = f" {value.period}" if value.period else ""
    return f"{what}{period} {safe(value.unit or '共同')}{until}：{safe(value.reason, 40)}"


def _finding(inspection: str, number: int) -> str:
    """`问题 k7q2.1`."""
    return f"问题 {short_finding(inspection, number)}"
