"""Entering what was sent out: the files as sent, the figures as printed, the register they came from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from spt_fazhi.engine.assess import Assessed
from spt_fazhi.engine.query import Answering
from spt_fazhi.errors import FazhiError, RefusedError
from spt_fazhi.model.entries.issued import PrintedFigure
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.period import parse_period
from spt_fazhi.reports.bulletin.overview import addressees
from spt_fazhi.reports.catalog import Report
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.services.issue.draft import IssuedDraft, issued_duty, new_issued
from spt_fazhi.services.issue.sent import held_against, title_of
from spt_fazhi.services.origin import printed_by, require_origin
from spt_fazhi.services.record.record import Copying, quietly, record
from spt_fazhi.services.record.written import Written
from spt_fazhi.services.report import marked_markdown, report_request, require_text
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.disk.typed import read_typed
from spt_fazhi.store.documents.read import document_from
from spt_fazhi.text.marks import marked_in
from spt_fazhi.text.sensitive import INTERNAL_MARK, find

_LONGEST: Final = 64 * 1024 * 1024
_READ: Final = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".eml", ".ics", ".csv"})


def issue(
    workspace: Workspace,
    draft: IssuedDraft,
    recorded: date | None = None,
    *,
    commit: bool = False,
    copying: Copying = quietly,
) -> Written:
    """Enter what was sent or said on `recorded` (the workspace's day). The files as sent are copied beside the entry.

    Raises FazhiError with nothing written: for personal numbers in a text that can be read, and for whatever `check`
    would call an error.
    """
    refuse_personal(draft.files)
    at = workspace if recorded is None else Workspace(workspace.root, workspace.source, workspace.loaded, recorded)
    return record(at, new_issued(at, draft), commit=commit, copying=copying)


def report_draft(
    workspace: Workspace, report: Report, *, subject: str | None, period: str | None, draft: IssuedDraft
) -> tuple[IssuedDraft, tuple[str, ...]]:
    """`draft` with what a report of the workspace's day says: title, period, figures as printed, duties it is about.

    Beside it what whoever sends it should know, in sentences: of files that nobody could hold against the report.

    Raises UsageError for a subject or period that does not fit, RefusedError where it could not be made again.
    """
    commit = require_origin(workspace, printed_by(workspace, report))
    request = report_request(workspace, report, subject, period)
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
        as_of=workspace.day,
        commit=commit,
        figures=printed(marked),
        duties=tuple(issued_duty(each, unit) for each in _spoken_of(workspace, unit, when)),
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


def _spoken_of(workspace: Workspace, unit: str | None, period: str | None) -> list[Assessed]:
    """The duties a report is about: what is overdue and fell due by the end of its period, less the office's own."""
    last = parse_period(period).last if period else workspace.day
    answering = Answering(assessment=workspace.assessment)
    late = [each for each in workspace.assessment.all_duties if each.state == "overdue" and each.due <= last]
    return [
        each
        for each in late
        if (unit in answering.judged(each) if unit else answering.judged(each) != (answering.office,))
    ]


def refuse_personal(files: Sequence[Path]) -> None:
    """Raise RefusedError for a personal number or a secrecy mark in the text of a file that is sent.

    What cannot be read as text is left to `check`; a mobile number is refused here, for the text is published.
    """
    for path in files:
        if path.suffix.lower() not in _READ or not path.is_file():
            continue
        found = [each for each in find(_text_of(path)) if each.kind is not INTERNAL_MARK]
        if found:
            said = "、".join(dict.fromkeys(f"{each.kind.word} {each.shown}" for each in found))
            raise RefusedError(
                f"没有登记：“{path.name}”里疑似有{said}", "发出的文书里不得有这些内容，请删去或改用办公电话后再发"
            )


def _text_of(path: Path) -> str:
    try:
        data = read_typed(str(path), "文件", _LONGEST)
        document = document_from(data, path.name, path.suffix.lower())
    except FazhiError:  # a picture in a .docx, an odd encoding: what it is cannot be told, and it is copied as it is
        return ""
    return document.text
