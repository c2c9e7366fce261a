"""The page of one visit: what it was, and of each finding how far it is, what was reported and decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.errors import UsageError
from spt_fazhi.model.entries.decision import Close, Decision, Extend, Redact, Return, Waive
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.record import Record, Rectify
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.references import finding_id
from spt_fazhi.model.register import Entry, entered_order
from spt_fazhi.views.dossiers.lines import DossierLine, decision_line, issued_line, record_line
from spt_fazhi.views.findings.lines import FindingLine, Visit, visits_of
from spt_fazhi.views.findings.visit_list import counts_of, finding_json, visit_json
from spt_fazhi.views.json_document import head_json


@frozen
class FindingPage:
    """A finding with its reports (withdrawn ones too), the decisions on it and what was sent about it, by day."""

    line: FindingLine
    reports: tuple[DossierLine, ...]
    decisions: tuple[DossierLine, ...]
    issued: tuple[DossierLine, ...]


@frozen
class VisitPage:
    """A visit, its findings, and the obligations it counts for (id → title)."""

    visit: Visit
    findings: tuple[FindingPage, ...]
    counts_for: Mapping[str, str]


def visit_page(assessment: Assessment, entry: Entry[Inspection]) -> VisitPage:
    """The page of an inspection; of what was added later, the page of the visit it belongs to.

    Raises UsageError for one that had not ended by the day.
    """
    visit = next((each for each in visits_of(assessment) if entry in (each.entry, *each.added)), None)
    if visit is None:
        message = f"到 {assessment.day} 督察 {entry.id} 还没有结束（{entry.value.to} 结束）"
        raise UsageError(message, "请去掉 --as-of，或写督察结束以后的日子")
    return VisitPage(
        visit=visit,
        findings=tuple(_finding_page(assessment, line) for line in visit.lines),
        counts_for=counts_of(assessment, visit),
    )


def _finding_page(assessment: Assessment, line: FindingLine) -> FindingPage:
    register, day = assessment.register, assessment.day
    reports = [
        entry
        for entry in sorted(register.records, key=entered_order)
        if isinstance(entry.value, Rectify) and _is_on(entry.value, line) and entry.value.date <= day
    ]
    own = frozenset(entry.id for entry in reports)
    decided = [
        entry
        for entry in sorted(register.decisions, key=entered_order)
        if _concerns(entry.value, line, own) and entry.value.recorded <= day
    ]
    return FindingPage(
        line=line,
        reports=tuple(record_line(_as_record(entry), assessment) for entry in reports),
        decisions=tuple(map(decision_line, decided)),
        issued=tuple(map(issued_line, line.each.letters)),
    )


def _as_record(entry: Entry[Any]) -> Entry[Record]:
    return entry


def _is_on(value: Rectify | Extend | Waive | Close, line: FindingLine) -> bool:
    """Whether an entry names the finding."""
    if value.inspection is None or value.finding is None:
        return False
    return finding_id(value.inspection, value.finding) == line.id


def _concerns(decision: Decision, line: FindingLine, reports: frozenset[str]) -> bool:
    """Whether a decision is on the finding or on one of its `reports`."""
    if isinstance(decision, Return | Redact):
        return decision.record in reports
    return _is_on(decision, line)


def page_json(assessment: Assessment, page: VisitPage, revision: str | None) -> dict[str, Any]:
    """The document of `inspect show`."""
    lines = [each.line for each in page.findings]
    document = visit_json(page.visit, lines, page.counts_for)
    document["findings"] = [
        {
            **finding_json(each.line),
            "reports": [_line_json(one) for one in each.reports],
            "decisions": [_line_json(one) for one in each.decisions],
            "issued": [_line_json(one) for one in each.issued],
        }
        for each in page.findings
    ]
    return {**head_json(assessment, revision), "inspection": document}


def _line_json(line: DossierLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "day": line.day,
        "word": line.word,
        "unit": line.unit or None,
        "text": line.text,
        "files": line.files,
        "withdrawn_by": line.withdrawn or None,
    }
