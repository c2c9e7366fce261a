"""Entering what was sent out: the files as sent, the figures as printed, the register they came from."""

from __future__ import annotations

from typing import Any

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.query import Answering
from spt_fazhi.model.entries.issued import PrintedFigure
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.period import parse_period
from spt_fazhi.reports.bulletin.overview import addressees
from spt_fazhi.reports.catalog import Report
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.services.issue.draft import IssuedDraft, issued_duty
from spt_fazhi.services.issue.sent import held_against, title_of
from spt_fazhi.services.origin import printed_by, require_origin
from spt_fazhi.services.report import marked_markdown, require_text
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.marks import marked_in


def report_draft(
    workspace: Workspace, report: Report, request: ReportRequest, draft: IssuedDraft
) -> tuple[IssuedDraft, tuple[str, ...]]:
    """`draft` with what a report of the workspace's day says: title, period, figures as printed, duties it is about.

    Beside it what whoever sends it should know, in sentences: of files that nobody could hold against the report.

    The request bears the 文号 that the files print, none where they print none. Raises RefusedError for a report that
    could not be made again.
    """
    commit = require_origin(workspace, printed_by(workspace, report))
    values = report.build(request)
    marked = marked_markdown(workspace, report, values)
    require_text(workspace, report.TEMPLATE, marked)
    when = request.period.text if request.period else None
    unit = request.unit.name if request.unit else None
    whole = replace(
        draft,
        to=draft.to or ((unit,) if unit else _addressees(values, request)),
        title=draft.title or title_of(marked) or report.TITLE,
        period=when,
        inspection=request.inspection.id if request.inspection else None,
        as_of=workspace.day,
        commit=commit,
        figures=printed(marked),
        duties=tuple(issued_duty(each, unit) for each in _spoken_of(workspace, values, unit, when)),
    )
    return whole, held_against(whole, unit, marked)


def _addressees(values: Any, request: ReportRequest) -> tuple[str, ...]:
    """Whom a report goes to: as it prints it, else as bulletins do."""
    told: tuple[str, ...] | None = getattr(values, "addressees", None)
    return addressees(request, list(filter(request.scored, request.assessment.all_duties))) if told is None else told


def printed(marked: str) -> tuple[PrintedFigure, ...]:
    """The figures of a marked text as it prints them, each once."""
    found = {each.key: each.text for each in marked_in(marked)}
    return tuple(PrintedFigure(key, text) for key, text in found.items() if text.strip())


def _spoken_of(workspace: Workspace, values: Any, unit: str | None, period: str | None) -> list[Assessed]:
    """The duties a report is about: what is overdue and fell due by the end of its period, less the office's own.

    A report on findings says itself which of them it speaks of.
    """
    findings: tuple[str, ...] | None = getattr(values, "findings", None)
    if findings is not None:
        return [each for each in workspace.assessment.rectification if each.duty.key.finding in findings]
    last = parse_period(period).last if period else workspace.day
    answering = Answering(assessment=workspace.assessment)
    late = [each for each in workspace.assessment.all_duties if each.state == "overdue" and each.due <= last]
    return [
        each
        for each in late
        if (unit in answering.judged(each) if unit else answering.judged(each) != (answering.office,))
    ]
