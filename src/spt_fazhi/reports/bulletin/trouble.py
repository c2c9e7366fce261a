"""What lags and what is missing: by name, of the government's own units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from spt_fazhi.engine.assess import Assessed
from spt_fazhi.engine.states import STATES, State
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import Period, parse_period
from spt_fazhi.reports.parts import DutyLine, TaskName, duty_line, duty_lines, duty_title, task_name
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.views.wording import period_text, who_mark


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
    mark: Annotated[str, "由谁承担原文没有写时是（推定），否则为空"]


@frozen
class LackingLine:
    """一个报了材料、还不能算完成的事项。"""

    state: Annotated[str, "待佐证，或 退回待重报"]
    obligation: Annotated[str, "事项编号"]
    title: Annotated[str, "事项名称"]
    units: Annotated[tuple[str, ...], "要补材料的单位，整组的写组名"]
    number: Annotated[int, "项次"]
    mark: Annotated[str, "由谁承担原文没有写时是（推定），否则为空"]


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
            overdue=duty_lines(request, late.get(name, ()), name),
            behind=duty_lines(request, slow.get(name, ()), name),
        )
        for name in names
    )


def missing(request: ReportRequest, period: Period, *, late: bool) -> tuple[MissingReport, ...]:
    """Progress of this and earlier periods that government units have not sent: `late` past its day, else in time."""
    wanted = {"overdue"} if late else {"due-soon", "pending", "returned"}
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
            units=scored_units(request, group),
            number=len(group),
            mark=who_mark(group[0]),
        )
        for group in grouped([each for each in scored if each.state == "backfill"])
    )


def lacking(request: ReportRequest, scored: Sequence[Assessed]) -> tuple[LackingLine, ...]:
    """Duties that something was sent for which does not count yet: not proved first, then handed back."""
    states: tuple[State, ...] = ("unproved", "returned")
    return tuple(
        LackingLine(
            state=STATES[state],
            obligation=group[0].duty.key.obligation,
            title=duty_title(group[0]),
            units=scored_units(request, group),
            number=len(group),
            mark=who_mark(group[0]),
        )
        for state in states
        for group in grouped([each for each in scored if each.state == state])
    )


def grouped(duties: Sequence[Assessed]) -> list[list[Assessed]]:
    """Duties of one obligation, period and day together, in the order of the plan."""
    found: dict[tuple[str, str, date], list[Assessed]] = {}
    for each in duties:
        found.setdefault((each.duty.key.obligation, each.duty.key.period, each.due), []).append(each)
    return list(found.values())


def scored_units(request: ReportRequest, group: Sequence[Assessed]) -> tuple[str, ...]:
    """The government units that answer for duties, whole groups by their name."""
    return request.group_names(request.in_order(name for each in group for name in request.scored(each)))
