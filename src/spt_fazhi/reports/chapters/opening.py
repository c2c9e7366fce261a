"""What a summary opens with: the plan in numbers, and how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from spt_fazhi.engine.assess import Assessed
from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.figures.counts import Counts, counts
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.request import ReportRequest


@frozen
class Overview:
    """总体情况。"""

    tasks: Annotated[int, "原文编了号的任务数"]
    appendix: Annotated[bool, "编号任务之外是否还有附则"]
    obligations: Annotated[int, "具体事项数"]
    units: Annotated[Figure, "承担具体事项的单位数，商请的不计"]
    asked: Annotated[bool, "是否还商请了政府以外的单位，它们不计入各项数字"]
    assumed: Annotated[bool, "是否有原文没有写、由办公室推定的"]
    totals: Annotated[Counts, "政府系统的项次"]
    due: Annotated[Counts, "其中时限已到的：到期日早于数据截至日"]


def overview(request: ReportRequest, judged: Sequence[Assessed]) -> Overview:
    """The plan in numbers, of `judged` duties."""
    register = request.assessment.register
    names = request.in_order(name for each in judged for name in request.scored(each))
    return Overview(
        tasks=sum(task.is_numbered for task in register.tasks),
        appendix=not all(task.is_numbered for task in register.tasks),
        obligations=sum(len(task.obligations) for task in register.tasks),
        units=number("units", len(names), "政府系统承担具体事项的单位"),
        asked=len(judged) < len(request.assessment.duties),
        assumed=any(each.assumed for each in judged) or any(group.assumed for group in register.groups),
        totals=counts("totals", "政府系统", judged),
        due=counts("due", "政府系统，时限已过", [each for each in judged if each.due < request.assessment.day]),
    )


def judged_duties(request: ReportRequest) -> list[Assessed]:
    """The duties of units of the government: those of others are asked for, and counted nowhere."""
    return [each for each in request.assessment.duties if not each.invited]
