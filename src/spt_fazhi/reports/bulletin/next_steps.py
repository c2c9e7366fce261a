"""What a bulletin asks for next: what falls due, what to send, and what others are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from spt_fazhi.engine.assess import Assessed
from spt_fazhi.engine.states import OPEN, SETTLED
from spt_fazhi.model.choices import UNIT_KINDS
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import Period
from spt_fazhi.reports.bulletin.trouble import grouped, scored_units
from spt_fazhi.reports.parts import DutyLine, TaskName, duty_line, duty_lines, duty_title, task_name
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.views.wording import period_text


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
    mark: Annotated[str, "由谁承担原文没有写时是（推定），否则为空"]


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
            units=scored_units(request, group),
            number=len(group),
            mark=line.mark,
        )
        for group in grouped(open_)
        for line in (duty_line(request, group[0]),)
    ]
    return tuple(sorted(lines, key=lambda line: line.due))


def rounds(request: ReportRequest, after: Period) -> tuple[ReportRound, ...]:
    """Progress still to be sent from the day on to the end of `after`."""
    day = request.assessment.day
    found: dict[tuple[date, str], int] = {}
    for each in request.assessment.progress:
        if each.state not in SETTLED and day <= each.due <= after.last and request.scored(each):
            key = (each.due, each.duty.key.period)
            found[key] = found.get(key, 0) + 1
    return tuple(ReportRound(period=period_text(span), due=due, number=found[due, span]) for due, span in sorted(found))


def invitations(request: ReportRequest, after: Period, reporting: Sequence[str]) -> tuple[Invitation, ...]:
    """What units outside the government are asked for, in the order of units.yaml."""
    items: dict[str, list[Assessed]] = {}
    reports: dict[str, list[TaskName]] = {}
    for each in request.assessment.duties:
        if (each.state in OPEN or each.state == "invited") and each.due <= after.last:
            for name in request.invited(each):
                items.setdefault(name, []).append(each)
    for each in request.assessment.progress:
        if each.duty.period in reporting and each.state not in SETTLED:
            for name in request.invited(each):
                reports.setdefault(name, []).append(task_name(request, each.duty.task))
    return tuple(
        Invitation(
            unit=name,
            kind=UNIT_KINDS[unit.kind],
            items=duty_lines(request, items.get(name, ()), name, neutral=True),
            reports=tuple(dict.fromkeys(reports.get(name, ()))),
        )
        for name in request.in_order((*items, *reports))
        if (unit := request.directory.unit(name)) is not None
    )
