"""通报预览: what the bulletin of the running period will say, and of whom, if nothing more comes in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Final

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import DutyKey, progress_periods
from spt_fazhi.model.entries.record import Evidence, Progress, Record, Rectify
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.period import Period, PeriodKind, days_after
from spt_fazhi.model.register import Register
from spt_fazhi.reports.bulletin.annexes import UnitRow, unit_rows
from spt_fazhi.reports.bulletin.listed import Unlisted, listed, most_first, named, unlisted
from spt_fazhi.reports.figures.counts import Counts, counts
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.inspections.figures import LateUnit, late_units, number_of
from spt_fazhi.reports.inspections.inspected import LateFinding, late_finding
from spt_fazhi.reports.inspections.rows import FindingRow, finding_row
from spt_fazhi.reports.parts import Head, Span, head, span
from spt_fazhi.reports.request import ReportRequest, record_ids
from spt_fazhi.views.findings.lines import FindingLine
from spt_fazhi.views.findings.lines import judged as judged_lines
from spt_fazhi.views.notices.asking import own_day
from spt_fazhi.views.wording import by_day_text, due_words, short_period_text, who_mark

NAME: Final = "preview"
TITLE: Final = "通报预览"
DESCRIPTION: Final = "如果没有新的佐证，下一期通报会写到谁，内部掌握用"
TEMPLATE: Final = "preview.md.j2"
PERIODS: Final[tuple[PeriodKind, ...]] = ("quarter", "half", "year", "month")
SUBJECT: Final = ""
AHEAD: Final = True


@frozen
class NamedUnit:
    """一家将被列入未按期完成清单的单位。"""

    unit: Annotated[str, "单位"]
    number: Annotated[Figure, "到时逾期的项次，共同完成的各算各的，等于以下两项之和"]
    already: Annotated[Figure, "其中现在已经逾期的"]
    to_come: Annotated[Figure, "其中现在还没有逾期的"]


@frozen
class InTime:
    """一个现在办还来得及的事项。"""

    by: Annotated[str, "什么时候前，如 9月30日前"]
    day: Annotated[date, "最后一天（含延期）；退回的是重报期限，待补录的是补录期限"]
    obligation: Annotated[str, "事项编号"]
    title: Annotated[str, "事项名称，按期事项带期间"]
    when: Annotated[str, "时限，照原文并写明日期；原文没有写的标明"]
    mark: Annotated[str, "由谁承担原文没有写时是（推定），否则为空"]
    units: Annotated[tuple[str, ...], "还没有完成的单位，整组的写组名"]
    number: Annotated[Figure, "项次"]


@frozen
class FindingInTime:
    """一个现在整改还来得及的督察问题。"""

    by: Annotated[str, "什么时候前，如 9月30日前"]
    day: Annotated[date, "最后一天（含延期）；退回的是重报期限"]
    row: Annotated[FindingRow, "问题"]


@frozen
class PreviewValues:
    """preview.md.j2 的变量。"""

    head: Annotated[Head, "抬头；head.day 是推算所据的数据截至日"]
    title: Annotated[str, "标题"]
    period: Annotated[Span, "要通报的期间"]
    day: Annotated[date, "推算到哪一天：期末，期末要报进展的是报送截止日"]
    totals: Annotated[Counts, "到那一天各单位的项次合计"]
    now: Annotated[Counts, "现在的项次合计"]
    units: Annotated[Figure, "将列入清单的单位数"]
    listed: Annotated[Figure, "将列入清单的项次，等于 totals.overdue 减去 unlisted 的"]
    unlisted: Annotated[Unlisted | None, "到时逾期、不列入清单的：本办公室和区政府这样的单位承担的；没有的没有值"]
    named: Annotated[tuple[NamedUnit, ...], "将列入未按期完成清单的单位，项次多的在前"]
    overdue: Annotated[tuple[UnitRow, ...], "到时逾期的各行，同通报的未按期完成清单"]
    other: Annotated[tuple[UnitRow, ...], "到时滞后、待佐证、退回待重报、待补录的各行"]
    in_time: Annotated[tuple[InTime, ...], "现在还没有逾期、到时会逾期的事项，先到期的在前"]
    findings: Annotated[tuple[LateUnit, ...], "到时有逾期未整改的督察问题的单位，问题多的在前；管台账的单位不列"]
    findings_in_time: Annotated[tuple[FindingInTime, ...], "现在还没有逾期、到时会逾期的督察问题，先到期的在前"]
    findings_overdue: Annotated[tuple[LateFinding, ...], "到时逾期未整改的督察问题和到时逾期的天数，照单位的次序"]
    findings_late: Annotated[Figure, "到时逾期未整改、列入清单的督察问题"]
    findings_now: Annotated[Figure, "其中现在已经逾期的"]
    left_out: Annotated[tuple[str, ...], "核对时要知道的，印在核对版"]


VALUES = PreviewValues


def build(request: ReportRequest) -> PreviewValues:
    """What the bulletin of `request.period` will say on the day it is made, by what is in on the assessment's day."""
    period = request.period
    if period is None:
        raise ValueError("a preview is about a period")
    register, today = request.assessment.register, request.assessment.day
    day = would_be_day(request, period)
    later = ReportRequest(assessment=assess(known_by(register, today), day), period=period, unusable=request.unusable)
    judged = [each for each in later.assessment.duties if later.scored(each)] if register.in_use else []
    now = [each for each in request.assessment.duties if request.scored(each)]
    already = {each.duty.key for each in now if each.state == "overdue"}
    days = {each.duty.key: own_day(each, request.assessment) for each in now if each.duty.key not in already}
    late = [each for each in judged if each.state == "overdue"]
    names, shown = most_first(later, late), [each for each in late if listed(later, each)]
    problems = [each for each in judged_lines(later.findings) if each.state == "overdue" and later.is_listed(each.unit)]
    red = {each.duty.key for each in request.assessment.rectification if each.state == "overdue"}
    gone = [each for each in problems if each.each.duty.key in red]
    top, stretch = head(request), span(period, today)
    return PreviewValues(
        head=top,
        title=f"《{top.title}》{stretch.title}通报预览",
        period=stretch,
        day=day,
        totals=counts("totals", f"推算到 {day.isoformat()}，各单位合计", judged),
        now=counts("now", "现在各单位合计", now),
        units=number("units", len(names), "将列入未按期完成清单的单位"),
        listed=number("listed", len(shown), "将列入未按期完成清单的项次", record_ids(shown)),
        unlisted=unlisted(later, late),
        named=_named(later, late, names, already),
        overdue=unit_rows(later, judged, "overdue"),
        other=unit_rows(later, judged, "behind", "unproved", "returned", "backfill"),
        findings=late_units(later, problems),
        findings_in_time=_findings_in_time(request, [each for each in problems if each not in gone]),
        findings_overdue=tuple(late_finding(later, each) for each in _by_unit(later, problems)),
        findings_late=number_of("findings", problems, "到时逾期未整改、列入清单的督察问题"),
        findings_now=number_of("findings.now", gone, "其中现在已经逾期的"),
        in_time=_in_time(request, [(last, each) for each in shown if (last := days.get(each.duty.key))]),
        left_out=("推算只用现有的记录和决定，没有用预计会报来的。政府以外的单位不列入通报，也不列入预览。",),
    )


def _findings_in_time(request: ReportRequest, problems: Sequence[FindingLine]) -> tuple[FindingInTime, ...]:
    """What may still be put right, by its last day: of what was returned that is the day for sending it again."""
    now = {each.id: each for each in request.findings}
    year = request.assessment.register.info.year
    known = [(now[each.id], now[each.id].each) for each in problems if each.id in now]
    days = [(own_day(each, request.assessment) or each.due, line) for line, each in known]
    return tuple(
        FindingInTime(by=by_day_text(day, year), day=day, row=finding_row(request, line))
        for day, line in sorted(days, key=lambda pair: (pair[0], pair[1].id))
    )


def _by_unit(request: ReportRequest, problems: Sequence[FindingLine]) -> list[FindingLine]:
    """Findings by unit, those of the unit with most of them first, of one unit the latest first."""
    place = {each.unit: at for at, each in enumerate(late_units(request, problems))}
    day = request.assessment.day
    return sorted(problems, key=lambda e: (place[request.called(e.unit)], -e.each.days_overdue(day), e.id))


def known_by(register: Register, day: date) -> Register:
    """The register without evidence, accounts and inspections of later days: nothing more comes in."""
    return replace(
        register,
        records=tuple(each for each in register.records if _is_known(each.value, day)),
        inspections=tuple(each for each in register.inspections if each.value.to <= day),
    )


def _is_known(record: Record, day: date) -> bool:
    """Whether a record counts by a day; what withdraws another one always does."""
    if isinstance(record, Evidence | Rectify):
        return record.counts_on <= day
    return not isinstance(record, Progress) or record.recorded <= day


def would_be_day(request: ReportRequest, period: Period) -> date:
    """The day the bulletin is made: the day after the period, or the last day for its reports of progress.

    The day itself, when that is past.
    """
    register = request.assessment.register
    asked = any(each.last == period.last for each in progress_periods(register))
    grace = register.info.progress.grace_days if asked else 0
    return max(request.assessment.day, days_after(period.last, max(grace, 1)))


def _named(
    request: ReportRequest, late: Sequence[Assessed], names: Sequence[str], already: set[DutyKey]
) -> tuple[NamedUnit, ...]:
    by_unit: dict[str, list[Assessed]] = {name: [] for name in names}
    for each in late:
        for name in listed(request, each):
            by_unit[name].append(each)

    def figure(name: str, what: str, found: Sequence[Assessed]) -> Figure:
        return number(f"named.{name}.{what}", len(found), f"{name}，{_WHAT[what]}的项次", record_ids(found))

    return tuple(
        NamedUnit(
            unit=name,
            number=figure(name, "number", own),
            already=figure(name, "already", [each for each in own if each.duty.key in already]),
            to_come=figure(name, "to_come", [each for each in own if each.duty.key not in already]),
        )
        for name, own in by_unit.items()
    )


_WHAT: Final = {"number": "到时逾期", "already": "现在已经逾期", "to_come": "现在没有逾期、到时逾期"}


def _in_time(request: ReportRequest, late: Sequence[tuple[date, Assessed]]) -> tuple[InTime, ...]:
    """What may still be done, by its last day: of what was returned that is the day for sending it again."""
    groups: dict[tuple[date, str, str], list[Assessed]] = {}
    for day, each in late:
        groups.setdefault((day, each.duty.key.obligation, each.duty.key.period), []).append(each)
    year = request.assessment.register.info.year
    found = []
    for (last, key, period), own in groups.items():
        obligation = own[0].duty.obligation
        if obligation is not None:
            found.append(
                InTime(
                    by=by_day_text(last, year),
                    day=last,
                    obligation=key,
                    title=f"{obligation.title}（{short_period_text(period)}）" if period else obligation.title,
                    when=due_words(obligation, own[0].due, extended=own[0].extended_by is not None),
                    mark=who_mark(own[0]),
                    units=request.group_names(
                        named(request, (name for each in own for name in listed(request, each)))
                    ),
                    number=number(
                        f"in_time.{key}.{period}.{last.isoformat()}", len(own), f"{key}，现在办还来得及的项次",
                        record_ids(own),
                    ),
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda each: each.day))
