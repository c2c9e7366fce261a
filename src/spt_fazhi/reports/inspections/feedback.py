"""反馈意见: to one unit that was visited, what was found there, what is asked by when, and how to answer."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Final

from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.period import PeriodKind
from spt_fazhi.model.unit import Unit
from spt_fazhi.reports.figures.figure import Figure
from spt_fazhi.reports.inspections.figures import number_of
from spt_fazhi.reports.inspections.rows import FindingRow, finding_row
from spt_fazhi.reports.inspections.visit import VisitText, visit_text
from spt_fazhi.reports.parts import Head, head
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.views.findings.lines import FindingLine, Visit, visits_of

NAME: Final = "feedback"
TITLE: Final = "反馈意见"
DESCRIPTION: Final = "发给督察到的一家单位：发现什么问题，要求哪天前怎样整改，怎样报送；政府以外的单位只商请"
TEMPLATE: Final = "feedback.md.j2"
PERIODS: Final[tuple[PeriodKind, ...]] = ()
SUBJECT: Final = "unit"
_OPEN: Final = frozenset({"open", "partial", "submitted"})


@frozen
class FeedbackValues:
    """feedback.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    title: Annotated[str, "标题"]
    to: Annotated[str, "主送：单位的全称（已核实的）或名称；由别的单位承办的写承办的单位"]
    unit: Annotated[str, "反馈的是哪家单位的问题"]
    through: Annotated[bool, "是不是写给承办的单位的"]
    you: Annotated[str, "怎样称呼它：政府系统的 你单位，其余和垂直管理的 贵单位，管台账的单位自己 本单位"]
    outside: Annotated[bool, "是否党委、人大、政协、法院、检察院机关（只商请，不提要求）"]
    is_office: Annotated[bool, "是不是管这本台账的单位自己"]
    visit: Annotated[VisitText, "这次督察：在该单位发现问题的最近一次"]
    found: Annotated[Figure, "这次在该单位发现的问题个数"]
    rows: Annotated[tuple[FindingRow, ...], "这次在该单位发现的问题"]
    at_once: Annotated[Figure, "其中立行立改的"]
    answer_by: Annotated[date | None, "最晚一个还没有到的整改时限；都过了的没有值"]
    earlier: Annotated[tuple[FindingRow, ...], "以前督察反馈、还没有销号的问题"]
    earlier_number: Annotated[Figure, "以前督察反馈、还没有销号的问题个数"]
    findings: Annotated[tuple[str, ...], "这次的问题里还没有销号的编号，登记发出时记下"]
    left_out: Annotated[tuple[str, ...], "没有写、核对时要知道的，印在核对版"]


VALUES = FeedbackValues


def build(request: ReportRequest) -> FeedbackValues:
    """What the last visit that found something in a unit found. Raises UsageError for a unit without findings."""
    unit = request.unit
    if unit is None:
        raise ValueError("feedback is to one unit")
    request = dataclasses.replace(request, signed_by_office=True)
    visit, lines, before = _of_unit(request, unit)
    left = [each for each in before if each.stage in _OPEN]
    due = [each.each.due for each in lines if each.stage in _OPEN and each.each.due >= request.assessment.day]
    said = visit_text(request, visit, lines)
    is_office = unit.name == request.answers.office
    outside = request.is_outside(unit.name)
    return FeedbackValues(
        head=head(request),
        title=f"关于{said.title}发现问题的反馈意见",
        to=_addressee(request, unit),
        unit=unit.name,
        through=unit.acts_through is not None,
        you="本单位" if is_office else "贵单位" if outside or unit.kind == "vertical" else "你单位",
        outside=outside,
        is_office=is_office,
        visit=said,
        found=number_of("found", lines, f"这次督察在{unit.name}发现的问题", found=True),
        rows=tuple(_row(request, each, outside=outside) for each in lines),
        at_once=number_of("at_once", [each for each in lines if each.at_once], "其中要求立行立改", found=True),
        answer_by=max(due, default=None),
        earlier=tuple(finding_row(request, each) for each in left),
        earlier_number=number_of("earlier", left, f"以前督察反馈{unit.name}、还没有销号的问题"),
        findings=tuple(each.id for each in lines if each.stage in _OPEN),
        left_out=tuple(_left_out(before, left)),
    )


def _row(request: ReportRequest, line: FindingLine, *, outside: bool) -> FindingRow:
    """A finding; what is only proposed is not called so twice."""
    row = finding_row(request, line)
    return replace(row, demand=row.demand.removeprefix("建议")) if outside else row


def _of_unit(request: ReportRequest, unit: Unit) -> tuple[Visit, list[FindingLine], list[FindingLine]]:
    """The last visit that found something in a unit, what it found, and what earlier ones had found."""
    known = [
        (visit, [each for each in visit.lines if each.unit == unit.name]) for visit in visits_of(request.assessment)
    ]
    with_some = [(visit, lines) for visit, lines in known if lines]
    if not with_some:
        day = request.assessment.day
        raise UsageError(
            f"截至 {day}，没有督察反馈给“{unit.name}”的问题，不用出反馈意见", "用 fazhi inspect list 查看各次督察和问题"
        )
    visit, lines = with_some[-1]
    return visit, lines, [each for _, own in with_some[:-1] for each in own]


def _addressee(request: ReportRequest, unit: Unit) -> str:
    """Whoever acts for a unit, by its full name where that was confirmed."""
    found = request.directory.unit(unit.acts_through) if unit.acts_through else unit
    found = found or unit
    return found.full_name if found.verified and found.full_name else found.name


def _left_out(before: Sequence[FindingLine], left: Sequence[FindingLine]) -> Iterator[str]:
    """What the paper does not say, for whoever checks it."""
    settled = len(before) - len(left)
    if settled:
        yield f"以前督察反馈、已经销号或不再要求的 {settled} 个问题没有写。"
