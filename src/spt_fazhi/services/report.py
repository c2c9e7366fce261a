"""A report: its values from the register, its text from a template."""

from __future__ import annotations

import dataclasses
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.period import Period, PeriodKind, parse_period, period_of, periods_of
from spt_fazhi.model.register import Entry
from spt_fazhi.model.unit import Unit
from spt_fazhi.render.template.jinja import render
from spt_fazhi.render.template.library import FOLDER, Library, library
from spt_fazhi.reports.catalog import Report, catalog
from spt_fazhi.reports.figures.edition import EDITIONS, TEMPLATE, Edition, check_edition
from spt_fazhi.reports.parts import number_of
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.services.inspection.find import find_inspection
from spt_fazhi.services.origin import origin_of, printed_by
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.as_typed import narrow, period_typed
from spt_fazhi.text.marks import without_marks

_KINDS: Final[dict[PeriodKind, str]] = {"month": "月份", "quarter": "季度", "half": "半年", "year": "年度"}


def find_report(name: str) -> Report:
    """The report of that name. Raises UsageError, naming the one that may be meant."""
    known = catalog()
    if name in known:
        return known[name]
    near = get_close_matches(name, known, 1, 0.6)
    hint = f"是不是 fazhi report {near[0]}？" if near else "运行 fazhi report list 看全部报表"
    raise UsageError(f"没有“{name}”这种报表", hint)


def find_edition(name: str) -> Edition:
    """The edition of that name, in English or Chinese. Raises UsageError."""
    for known, word in EDITIONS.items():
        if name in {known, word}:
            return known
    raise UsageError(f"没有“{name}”这个版本", "--edition 写 issue（印发版）或 check（核对版）")


def library_of(workspace: Workspace) -> Library:
    """The templates of the workspace and, where it has none, the program's own."""
    files: dict[str, bytes | None] = {}
    for info in workspace.source.walk(FOLDER):
        if info.is_folder:
            continue
        short = info.path[len(FOLDER) + 1 :]
        if "/" not in short and short:
            files[short] = None if info.is_link else workspace.source.read(info.path)
    return library(files)


def report_request(  # noqa: PLR0913 - what was asked
    workspace: Workspace,
    report: Report,
    subject: str | None,
    period: str | None,
    number: str | None = None,
    *,
    inspection: str | None = None,
) -> ReportRequest:
    """What a report is asked about. Raises UsageError for a subject or period that does not fit.

    `period` is as typed; None means the last one that ended by the workspace's day (everything, for a report that is
    about everything). `number` is its whole 文号. `inspection` is the visit, as typed, for a
    report on one, and for one on a unit that may be told which.
    """
    visit = _inspection(workspace, report, subject, inspection)
    if visit is not None and report.PERIODS and period is not None:
        raise UsageError("写了督察，就不再写 --period", "请去掉一个：按一次督察出，或按期间出")
    return ReportRequest(
        assessment=workspace.assessment,
        period=_period(workspace, report, period),
        unit=_unit(workspace, report, subject),
        inspection=visit,
        unusable=workspace.unusable,
        revision=workspace.source.revision,
        number=number,
    )


def report_values(  # noqa: PLR0913 - what was asked
    workspace: Workspace,
    report: Report,
    subject: str | None,
    period: str | None,
    number: str | None = None,
    *,
    inspection: str | None = None,
) -> Any:
    """The values of a report, as its template gets them. Raises as `report_request` does."""
    return report.build(report_request(workspace, report, subject, period, number, inspection=inspection))


def number_typed(workspace: Workspace, typed: str | None) -> str | None:
    """The 文号 of a report as a person means it: whole, or only its place in the year (`5`), filled into the pattern.

    Raises UsageError for a bare number where the register sets no pattern.
    """
    digits = narrow(typed or "").removesuffix("号")
    if not (digits.isascii() and digits.isdigit()):
        return typed
    filled = number_of(workspace.register.info, workspace.day, str(int(digits)))
    if not filled:
        raise UsageError(
            f"没有设置文号的式样，只写“{digits[:20]}”不知道是哪个文号",
            "请写全文号，如 沙依法办发〔2024〕5号；或在 data/tasks.yaml 的 register 里写好式样 number",
        )
    return filled


def marked_markdown(workspace: Workspace, report: Report, values: Any) -> str:
    """The report's text with its figures marked (text/marks.py): what every edition and every format is made from.

    Raises FazhiError, with file and line, for a template that cannot be rendered.
    """
    return render(library_of(workspace), report.TEMPLATE, named(values))


def require_text(workspace: Workspace, template: str, marked: str) -> None:
    """Raise FazhiError where a template has made a paper that says nothing."""
    if not any(map(str.isalnum, without_marks(marked))):
        own = f"{FOLDER}/{template}" if library_of(workspace).origin(template) == "工作区" else template
        raise FazhiError(f"没有写文件，也没有登记：模板 {own} 写出来是空的", "请改好这个模板，看过写出来的再发")


def marked_edition(workspace: Workspace, report: Report, values: Any, edition: Edition = "issue") -> str:
    """The report's text in one of its editions, figures still marked. Raises FazhiError as `marked_markdown` does."""
    marked = marked_markdown(workspace, report, values)
    return marked if edition == "issue" else with_sources(workspace, report, values, marked)


def report_markdown(workspace: Workspace, report: Report, values: Any, edition: Edition = "issue") -> str:
    """The report's text in one of its editions. Raises FazhiError, with file and line, for a template that fails."""
    return without_marks(marked_edition(workspace, report, values, edition))


def with_sources(workspace: Workspace, report: Report, values: Any, marked: str) -> str:
    """A marked text as the edition to check it by, still marked: footnotes behind the figures, and their records."""
    request = ReportRequest(assessment=workspace.assessment, unusable=workspace.unusable)
    text, notes = check_edition(request, values, marked, origin_of(workspace, printed_by(workspace, report)))
    return f"{text}\n{without_marks(render(library_of(workspace), TEMPLATE, named(notes)))}"


def named(values: Any) -> dict[str, Any]:
    """The values of a template by the names it knows them by."""
    return {field.name: getattr(values, field.name) for field in dataclasses.fields(values)}


def _unit(workspace: Workspace, report: Report, subject: str | None) -> Unit | None:
    if report.SUBJECT == "unit":
        if subject is None:
            raise UsageError(f"{report.TITLE}要写明单位", f"例如 fazhi report {report.NAME} 司法局")
        return workspace.unit(subject)
    if subject is not None and not report.SUBJECT:
        raise UsageError(f"{report.TITLE}不分单位，多写了“{subject}”", f"运行 fazhi report {report.NAME}")
    return None


def _inspection(
    workspace: Workspace, report: Report, subject: str | None, option: str | None
) -> Entry[Inspection] | None:
    """The visit a report is about: the first file, also where one that adds to it was typed.

    It is the subject of some reports; of another it tells which visit to its unit is meant.
    """
    is_subject = report.SUBJECT == "inspection"
    if option is not None and not (is_subject or takes_visit(report)):
        raise UsageError(f"{report.TITLE}不分督察，多写了 --inspection", "请去掉它")
    if is_subject and subject is not None and option is not None:
        raise UsageError(f"督察写了两次：“{subject}”和 --inspection “{option}”", "只写一个")
    typed = option if option is not None or not is_subject else subject
    if typed is None and (not is_subject or getattr(report, "WHOLE", False)):
        return None
    if typed is None:
        raise UsageError(
            f"{report.TITLE}要写明是哪次督察", f"例如 fazhi report {report.NAME} k7q2；编号用 fazhi inspect list 查看"
        )
    if report.PERIODS and _is_period(typed, workspace.register.info.year):
        raise UsageError(f"“{typed}”是期间，这里要写督察编号", f"按期间出请写 --period {typed}")
    found = find_inspection(workspace.register, typed)
    by_id = {each.id: each for each in workspace.register.inspections}
    return by_id.get(found.value.adds_to or "", found)


def takes_visit(report: Report) -> bool:
    """Whether a report on a unit may be told which visit is meant."""
    return getattr(report, "OF_VISIT", False)


def _is_period(typed: str, year: int) -> bool:
    try:
        parse_period(period_typed(typed, year))
    except ValueError:
        return False
    return True


def _period(workspace: Workspace, report: Report, typed: str | None) -> Period | None:
    if not report.PERIODS:
        if typed is not None:
            raise UsageError(f"{report.TITLE}不分期间", "请去掉 --period；按某一天看请用 --as-of")
        return None
    year = workspace.register.info.year
    if typed is None and getattr(report, "WHOLE", False):
        return None
    if typed is None:
        ahead = getattr(report, "AHEAD", False)
        return (_running if ahead else _last_ended)(report, year, workspace.day)
    try:
        found = parse_period(period_typed(typed, year))
    except ValueError as error:
        raise UsageError(f"--period {error}") from None
    example = period_of(found.first.replace(year=year), report.PERIODS[0]).text
    if found.first.year != year:
        raise UsageError(f"--period “{typed}”不在本计划年度（{year}年）内", f"例如 {example}")
    if found.kind not in report.PERIODS:
        kinds = "或".join(_KINDS[each] for each in report.PERIODS)
        way = f"请写 --period {example}，或换一种报表"
        raise UsageError(f"{report.TITLE}按{kinds}出，--period “{typed}”写的是{_KINDS[found.kind]}", way)
    return found


def _last_ended(report: Report, year: int, day: date) -> Period:
    """The last period of the report's first kind that had ended by the day; the year's first before that."""
    periods = periods_of(year, report.PERIODS[0])
    return max((each for each in periods if each.last <= day), key=lambda each: each.last, default=periods[0])


def _running(report: Report, year: int, day: date) -> Period:
    """The period of the report's first kind in which the day lies; the first or last of the year outside it."""
    periods = periods_of(year, report.PERIODS[0])
    return next((each for each in periods if day <= each.last), periods[-1])
