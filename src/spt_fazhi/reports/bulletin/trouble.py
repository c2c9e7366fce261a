"""What lags, what is missing and what comes next: by name for the government's own units, neutrally for the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from spt_fazhi.engine.assess import Assessed
from spt_fazhi.engine.states import MET, OPEN
from spt_fazhi.model.fields import UNIT_KINDS
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import Period, parse_period
from spt_fazhi.reports.parts import DutyLine, TaskName, duty_line, duty_title, open_lines, task_name
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.views.wording import period_text


@frozen
class UnitBehind:
    """一个有逾期或滞后事项的单位。共同承担的事项列在各牵头承担单位名下。"""

    unit: Annotated[str, "单位"]
    overdue: Annotated[tuple[DutyLine, ...], "逾期的事项，先到期的在前"]
    behind: Annotated[tuple[DutyLine, ...], "滞后的事项，先到期的在前"]


@frozen
class MissingReport:
    """一个单位一期没有报的进展。"""

    unit: Annotated[str, "单位"]
    period: Annotated[str, "期间，中文"]
    due: Annotated[date, "报送截止日"]
    tasks: Annotated[tuple[TaskName, ...], "没有报的任务"]


@frozen
class BackfillLine:
    """一个待补录的事项。"""

    obligation: Annotated[str, "事项编号"]
    title: Annotated[str, "事项名称"]
    when: Annotated[str, "时限，照原文并写明日期"]
    units: Annotated[tuple[str, ...], "待补录的单位，整组的写组名"]
    number: Annotated[int, "项次"]


@frozen
class UpcomingLine:
    """一个即将到期的事项。"""

    obligation: Annotated[str, "事项编号"]
    title: Annotated[str, "事项名称"]
    quote: Annotated[str, "原文中的要求"]
    when: Annotated[str, "时限，照原文并写明日期"]
    due: Annotated[date, "最后一天（含延期）"]
    units: Annotated[tuple[str, ...], "还没有完成的单位，整组的写组名"]
    number: Annotated[int, "项次"]


@frozen
class ReportRound:
    """一次进展报送。"""

    period: Annotated[str, "期间，中文"]
    due: Annotated[date, "报送截止日"]
    number: Annotated[int, "政府系统牵头单位还应报的份数"]


@frozen
class Invitation:
    """商请一个政府以外的单位支持的事项。"""

    unit: Annotated[str, "单位"]
    kind: Annotated[str, "类别，中文"]
    items: Annotated[tuple[DutyLine, ...], "到下一期末前有时限、尚在办理的事项"]
    reports: Annotated[tuple[TaskName, ...], "本期进展尚未收到的任务"]


def behind(request: ReportRequest, scored: Sequence[Assessed]) -> tuple[UnitBehind, ...]:
    """Government units with overdue or behind duties: most overdue first, then most behind, then units.yaml."""
    late: dict[str, list[Assessed]] = {}
    slow: dict[str, list[Assessed]] = {}
    for each in scored:
        group = {"overdue": late, "behind": slow}.get(each.state)
        if group is not None:
            for name in request.scored(each):
                group.setdefault(name, []).append(each)
    names = sorted(
        request.in_order((*late, *slow)), key=lambda name: (-len(late.get(name, ())), -len(slow.get(name, ())))
    )
    return tuple(
        UnitBehind(
            unit=name,
            overdue=open_lines(request, late.get(name, ()), name),
            behind=open_lines(request, slow.get(name, ()), name),
        )
        for name in names
    )


def missing(request: ReportRequest, period: Period, *, late: bool) -> tuple[MissingReport, ...]:
    """Progress of this and earlier periods that government units have not sent: `late` past its day, else in time."""
    wanted = {"overdue"} if late else {"due-soon", "pending"}
    found: dict[tuple[date, str, str], list[int]] = {}
    for each in request.assessment.progress:
        span = each.duty.period
        if each.state in wanted and span and request.scored(each) and parse_period(span).last <= period.last:
            for name in request.scored(each):
                found.setdefault((each.due, span, name), []).append(each.duty.task)
    ordered = sorted(found, key=lambda key: (-key[0].toordinal(), request.unit_order.get(key[2], 0)))
    return tuple(
        MissingReport(
            unit=name,
            period=period_text(span),
            due=due,
            tasks=tuple(task_name(request, task) for task in found[due, span, name]),
        )
        for due, span, name in ordered
    )


def backfilled(request: ReportRequest, scored: Sequence[Assessed]) -> tuple[BackfillLine, ...]:
    """Duties whose day came before the plan was issued, by obligation."""
    return tuple(
        BackfillLine(
            obligation=group[0].duty.key.obligation,
            title=duty_title(group[0]),
            when=duty_line(request, group[0]).when,
            units=_units(request, group),
            number=len(group),
        )
        for group in _grouped([each for each in scored if each.state == "backfill"])
    )


def upcoming(request: ReportRequest, scored: Sequence[Assessed], after: Period) -> tuple[UpcomingLine, ...]:
    """Open duties due from the day on to the end of `after`, by due day and obligation."""
    day = request.assessment.day
    open_ = [
        each for each in scored if day <= each.due <= after.last and (each.state in OPEN or each.state == "scheduled")
    ]
    lines = [
        UpcomingLine(
            obligation=group[0].duty.key.obligation,
            title=duty_title(group[0]),
            quote=line.quote,
            when=line.when,
            due=group[0].due,
            units=_units(request, group),
            number=len(group),
        )
        for group in _grouped(open_)
        for line in (duty_line(request, group[0]),)
    ]
    return tuple(sorted(lines, key=lambda line: line.due))


def _grouped(duties: Sequence[Assessed]) -> list[list[Assessed]]:
    """Duties of one obligation, period and day together, in the order of the plan."""
    found: dict[tuple[str, str, date], list[Assessed]] = {}
    for each in duties:
        found.setdefault((each.duty.key.obligation, each.duty.key.period, each.due), []).append(each)
    return list(found.values())


def _units(request: ReportRequest, group: Sequence[Assessed]) -> tuple[str, ...]:
    return request.group_names(request.in_order(name for each in group for name in request.scored(each)))


def rounds(request: ReportRequest, after: Period) -> tuple[ReportRound, ...]:
    """Progress still to be sent from the day on to the end of `after`."""
    day = request.assessment.day
    found: dict[tuple[date, str], int] = {}
    for each in request.assessment.progress:
        if each.state not in MET and day <= each.due <= after.last and request.scored(each):
            key = (each.due, each.duty.key.period)
            found[key] = found.get(key, 0) + 1
    return tuple(ReportRound(period=period_text(span), due=due, number=found[due, span]) for due, span in sorted(found))


def invitations(request: ReportRequest, after: Period, reporting: Sequence[str]) -> tuple[Invitation, ...]:
    """What units outside the government are asked for, in the order of units.yaml."""
    items: dict[str, list[Assessed]] = {}
    reports: dict[str, list[TaskName]] = {}
    for each in request.assessment.duties:
        if each.state in OPEN and each.due <= after.last:
            for name in request.invited(each):
                items.setdefault(name, []).append(each)
    for each in request.assessment.progress:
        if each.duty.period in reporting and each.state not in MET:
            for name in request.invited(each):
                reports.setdefault(name, []).append(task_name(request, each.duty.task))
    return tuple(
        Invitation(
            unit=name,
            kind=UNIT_KINDS[unit.kind],
            items=_neutral(request, items.get(name, ()), name),
            reports=tuple(dict.fromkeys(reports.get(name, ()))),
        )
        for name in request.in_order((*items, *reports))
        if (unit := request.directory.unit(name)) is not None
    )


def _neutral(request: ReportRequest, duties: Sequence[Assessed], owner: str) -> tuple[DutyLine, ...]:
    ordered = sorted(duties, key=lambda each: (each.due, each.duty.task, each.duty.key))
    return tuple(duty_line(request, each, owner=owner, neutral=True) for each in ordered)
