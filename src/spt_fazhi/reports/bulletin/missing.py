"""The annex of reports of progress that were asked for and did not come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.bulletin.listed import in_this_order, listed, most_first
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.names import task_title
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.views.wording import short_period_text


@frozen
class MissingRow:
    """未报进展清单的一行：一条任务的一期。"""

    task: Annotated[int, "任务编号"]
    title: Annotated[str, "任务名称"]
    period: Annotated[str, "哪一期，如 上半年"]
    by: Annotated[date, "报送截止日"]
    units: Annotated[tuple[str, ...], "没有报的单位，整组的写组名"]
    number: Annotated[Figure, "份数"]


def missing_rows(request: ReportRequest, reports: Iterable[Assessed]) -> tuple[MissingRow, ...]:
    """The reports of progress that were asked for and are overdue, by task and period."""
    found: dict[tuple[int, str, date], list[Assessed]] = {}
    for each in reports:
        if each.state == "overdue" and listed(request, each):
            found.setdefault((each.duty.task, each.duty.key.period, each.due), []).append(each)
    order = most_first(request, (each for own in found.values() for each in own))
    return tuple(
        MissingRow(
            task=task,
            title=task_title(request.tasks[task]),
            period=short_period_text(period),
            by=due,
            units=request.group_names(in_this_order(request, order, own)),
            number=number(
                f"row.missing.{task}.{period}.{due.isoformat()}", len(own), f"任务{task}，{period} 未报的份数"
            ),
        )
        for (task, period, due), own in sorted(found.items())
    )
