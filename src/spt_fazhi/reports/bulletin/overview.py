"""What a bulletin begins with: who it goes to, and the counts of what came in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from spt_fazhi.engine.states import MET
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import Period
from spt_fazhi.reports.request import ReportRequest, record_ids


@frozen
class ReportFigures:
    """本期进展报送的份数（一个牵头单位就一条任务报一份）。"""

    expected: Annotated[int, "政府系统牵头单位应报"]
    received: Annotated[int, "其中已报"]
    late: Annotated[int, "已报中逾期报送的"]
    missing: Annotated[int, "其中未报"]
    invited: Annotated[int, "另商请政府以外的单位提供"]
    invited_received: Annotated[int, "其中已收到"]
    records: Annotated[tuple[str, ...], "政府系统已报各份的记录编号"]


def addressees(request: ReportRequest) -> tuple[str, ...]:
    """Who bulletins go to: as set, else the groups that tasks name as responsible, less those within another one."""
    if request.assessment.register.info.addressees:
        return request.assessment.register.info.addressees
    named = dict.fromkeys(name for task in request.assessment.register.tasks for name in task.responsible)
    members = {
        name: {unit.name for unit in request.directory.members(name)}
        for name in named
        if name in request.directory.groups
    }
    return tuple(name for name, own in members.items() if own and not any(own < other for other in members.values()))


def evidence_in(request: ReportRequest, period: Period) -> int:
    """How many pieces of evidence that prove something happened in the period."""
    return sum(
        entry.value.date in period and entry.value.proves
        for each in request.assessment.duties
        for entry in request.evidence(each)
    )


def report_figures(request: ReportRequest, reporting: Iterable[str]) -> ReportFigures:
    """The reports of progress asked for in the periods, and those that are in."""
    wanted = set(reporting)
    own = [each for each in request.assessment.progress if each.duty.period in wanted and each.state != "waived"]
    scored = [each for each in own if request.scored(each)]
    invited = [each for each in own if not request.scored(each)]
    received = [each for each in scored if each.state in MET]
    return ReportFigures(
        expected=len(scored),
        received=len(received),
        late=sum(each.state == "done-late" for each in received),
        missing=len(scored) - len(received),
        invited=len(invited),
        invited_received=sum(each.state in MET for each in invited),
        records=record_ids(received),
    )
