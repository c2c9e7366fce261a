"""What a summary opens with: the plan in numbers, and how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.figures.counts import Counts, counts
from spt_fazhi.reports.figures.extent import Extent, extent
from spt_fazhi.reports.request import ReportRequest


@frozen
class Overview:
    """总体情况。"""

    extent: Annotated[Extent, "工作要点有多少任务、事项，由多少单位承担，应完成多少项次"]
    assumed: Annotated[bool, "是否有原文没有写、由办公室推定的"]
    office: Annotated[str, "管台账的单位在文中的称呼：由它落款的是 我办 之类，由别的机关落款的是它的名称"]
    totals: Annotated[Counts, "政府系统的项次"]
    due: Annotated[Counts, "其中时限已到的：到期日早于数据截至日"]


def overview(request: ReportRequest, judged: Sequence[Assessed], *, office: str | None = None) -> Overview:
    """The plan in numbers, of `judged` duties; `office` is what the office is called, None for 我办 and the like."""
    register = request.assessment.register
    return Overview(
        extent=extent(request, office=office),
        assumed=any(each.assumed for each in judged) or any(group.assumed for group in register.groups),
        office=office or request.ourselves,
        totals=counts("totals", "政府系统", judged),
        due=counts("due", "政府系统，时限已过", [each for each in judged if each.due < request.assessment.day]),
    )


def judged_duties(request: ReportRequest) -> list[Assessed]:
    """The duties of units of the government: those of others are asked for, and counted nowhere."""
    return [each for each in request.assessment.duties if not each.invited]
