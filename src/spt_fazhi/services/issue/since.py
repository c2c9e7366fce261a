"""What has changed since a report was last issued."""

from __future__ import annotations

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.errors import UsageError
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.frozen import as_dict
from spt_fazhi.model.register import Entry, entered_order
from spt_fazhi.render.template.jinja import render
from spt_fazhi.reports.catalog import Report
from spt_fazhi.reports.figures.figure import figures_in
from spt_fazhi.reports.figures.since import TEMPLATE, Side, SinceValues, since
from spt_fazhi.reports.inspections.visit import lines_of, visits_in
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.services.issue.issue import printed
from spt_fazhi.services.issue.past import issued_from_commit, past_workspace
from spt_fazhi.services.issue.verify import subject_of, visit_of
from spt_fazhi.services.report import library_of, marked_markdown, report_request
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.marks import without_marks


def since_issued(workspace: Workspace, report: Report, request: ReportRequest, *, period_typed: bool) -> SinceValues:
    """What of the last one that was issued (of the period asked for, if one was typed) is no longer so on the day.

    Raises UsageError where none was issued, FazhiError where the register it was made from cannot be read.
    """
    entry = _last(workspace, report, request, period_typed=period_typed)
    past = past_workspace(workspace, entry.value)
    request = _request(workspace, report, entry.value)
    was, now = _side(past, report, entry.value), _side(workspace, report, entry.value)
    return since(request, entry, was, now, _findings(request) if getattr(report, "FINDINGS_ONLY", False) else None)


def _findings(request: ReportRequest) -> list[Assessed]:
    """The findings that a report is about: of its visit, period and unit."""
    unit = request.unit
    lines = lines_of(visits_in(request))
    return [line.each for line in lines if unit is None or unit.name in line.each.duty.owners]


def _request(workspace: Workspace, report: Report, issued: Issued) -> ReportRequest:
    period = issued.period if report.PERIODS else None
    visit = visit_of(report, issued)
    return report_request(workspace, report, subject_of(report, issued), period, inspection=visit)


def _side(workspace: Workspace, report: Report, issued: Issued) -> Side:
    values = report.build(_request(workspace, report, issued))
    return Side(
        printed=printed(marked_markdown(workspace, report, values)),
        figures=figures_in(values),
        assessment=workspace.assessment,
    )


def since_markdown(workspace: Workspace, values: SinceValues) -> str:
    """What has changed, as Markdown. Raises FazhiError for a template that cannot be rendered."""
    return without_marks(render(library_of(workspace), TEMPLATE, as_dict(values)))


def _last(workspace: Workspace, report: Report, request: ReportRequest, *, period_typed: bool) -> Entry[Issued]:
    period = request.period.text if request.period and period_typed else None
    unit = request.unit.name if request.unit else None
    inspection = request.inspection.id if request.inspection else None
    found = [
        each
        for each in issued_from_commit(workspace, report.NAME)
        if period in {None, each.value.period}
        and inspection in {None, each.value.inspection}
        and (unit is None or unit in workspace.directory.expand(each.value.to))
    ]
    if not found:
        which = f"{period or inspection} 的" if period or inspection else ""
        raise UsageError(f"还没有登记过印发{which}{report.TITLE}", "印发以后用 fazhi issue 文件 --report … 登记")
    return max(found, key=entered_order)
