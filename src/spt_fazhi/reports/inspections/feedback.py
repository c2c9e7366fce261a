"""反馈意见: to one unit that was visited, what was found there, if anything, what is asked by when, how to answer."""

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
from spt_fazhi.reports.inspections.asked import asked_day, is_past, reply_by, to_do
from spt_fazhi.reports.inspections.figures import number_of
from spt_fazhi.reports.inspections.rows import FindingRow, finding_row
from spt_fazhi.reports.inspections.visit import VisitText, visit_text
from spt_fazhi.reports.parts import Head, head
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.views.findings.counting import everyone
from spt_fazhi.views.findings.lines import FindingLine, Visit
from spt_fazhi.views.lists.returns import missing_again
from spt_fazhi.views.wording import chinese_date

NAME: Final = "feedback"
TITLE: Final = "反馈意见"
DESCRIPTION: Final = "发给督察到的一家单位：发现什么问题（没有发现的也写明），要求哪天前怎样整改；政府以外的单位只商请"
TEMPLATE: Final = "feedback.md.j2"
PERIODS: Final[tuple[PeriodKind, ...]] = ()
SUBJECT: Final = "unit"
FINDINGS_ONLY: Final = True
OF_VISIT: Final = True
_OPEN: Final = frozenset({"open", "partial", "submitted"})


@frozen
class FeedbackRow:
    """反馈给这家单位的一个问题。"""

    row: Annotated[FindingRow, "问题"]
    now: Annotated[str, "到数据截至日的情况，接在整改时限后面，如 已销号（2024年5月27日）、已过32天；还早的为空"]
    last: Annotated[date | None, "时限已过的、退回重报的，要求哪天前报送整改情况；其余没有值"]
    again: Annotated[bool, "是不是退回、在重报期限里的"]


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
    visited: Annotated[bool, "这次督察是否到了该单位；没有到的，只是发现了由它整改的问题"]
    visit: Annotated[VisitText, "这次督察：最近一次到了该单位、或者发现它的问题的"]
    found: Annotated[Figure, "这次在该单位发现的问题个数；没有发现的是 0"]
    rows: Annotated[tuple[FeedbackRow, ...], "这次在该单位发现的问题"]
    earlier: Annotated[tuple[FeedbackRow, ...], "以前督察反馈、还没有销号的问题"]
    earlier_number: Annotated[Figure, "以前督察反馈、还没有销号的问题个数"]
    asked: Annotated[Figure, "还要整改的问题个数，以前的也算；没有的不再提整改要求"]
    at_once: Annotated[Figure, "还要整改的里面要求立行立改的"]
    in_time: Annotated[Figure, "还要整改的里面时限没有过的，立行立改的不算"]
    late: Annotated[Figure, "还要整改的里面时限已过的，立行立改的不算"]
    reply_by: Annotated[date | None, "时限已过的，要求哪天前报送整改情况，与当天的函一样；都没有过的没有值"]
    answer_by: Annotated[date | None, "还要整改的里面最晚一个还没有到的时限；没有的没有值"]
    submitted: Annotated[Figure, "已报整改、等复核的问题个数，以前的也算"]
    findings: Annotated[tuple[str, ...], "这次的问题里还没有销号的、以前的里面还要整改的编号，登记发出时记下"]
    left_out: Annotated[tuple[str, ...], "没有写、核对时要知道的，印在核对版"]


VALUES = FeedbackValues


def build(request: ReportRequest) -> FeedbackValues:
    """What a visit to a unit, the last where none is asked for, found there, or that it found nothing.

    Raises UsageError for a unit that no visit, or not the one asked for, has to do with.
    """
    unit = request.unit
    if unit is None:
        raise ValueError("feedback is to one unit")
    request = dataclasses.replace(request, signed_by_office=True)
    visit, lines, before = _of_unit(request, unit)
    left = [each for each in before if each.stage in _OPEN]
    asked = to_do((*lines, *left))
    past = [each for each in asked if is_past(request, each)]
    later = [each for each in asked if not each.at_once]
    waiting = [each for each in (*lines, *left) if each.stage == "submitted"]
    coming = [asked_day(request, each) for each in asked if each not in past]
    is_office = unit.name == request.answers.office
    outside = request.is_outside(unit.name)
    you = "本单位" if is_office else "贵单位" if outside or unit.kind == "vertical" else "你单位"
    said = visit_text(request, visit, lines, {} if is_office or unit.acts_through else {unit.name: you})
    return FeedbackValues(
        head=head(request),
        title=f"关于{said.title}{'发现问题' if lines else ''}的反馈意见",
        to=_addressee(request, unit),
        unit=unit.name,
        through=unit.acts_through is not None,
        you=you,
        outside=outside,
        is_office=is_office,
        visited=unit.name in everyone(visit, request.answers),
        visit=said,
        found=number_of("found", lines, f"这次督察在{unit.name}发现的问题", found=True),
        rows=tuple(_row(request, each, outside=outside) for each in lines),
        earlier=tuple(_row(request, each, outside=outside) for each in left),
        earlier_number=number_of("earlier", left, f"以前督察反馈{unit.name}、还没有销号的问题"),
        asked=number_of("asked", asked, f"{unit.name}还要整改的问题"),
        at_once=number_of("at_once", [each for each in asked if each.at_once], "其中要求立行立改"),
        in_time=number_of("in_time", [each for each in later if each not in past], "其中时限没有过"),
        late=number_of("late", [each for each in later if each in past], "其中时限已过"),
        reply_by=reply_by(request) if past and not outside else None,
        answer_by=max(coming, default=None),
        submitted=number_of("submitted", waiting, f"{unit.name}已报整改、等复核的问题"),
        findings=tuple(each.id for each in (*lines, *to_do(left)) if each.stage in _OPEN),
        left_out=tuple(_left_out(before, left)),
    )


def _row(request: ReportRequest, line: FindingLine, *, outside: bool) -> FeedbackRow:
    """A finding; what is only proposed is not called so twice."""
    row = finding_row(request, line)
    again = line.state == "returned"
    asks = not outside and line.stage in {"open", "partial"} and (again or is_past(request, line))
    return FeedbackRow(
        row=replace(row, demand=row.demand.removeprefix("建议")) if outside else row,
        now=_now(request, line, row),
        last=asked_day(request, line) if asks else None,
        again=again,
    )


def _now(request: ReportRequest, line: FindingLine, row: FindingRow) -> str:
    """How far it is, as its unit is told; nothing of what was found and is not due yet."""
    if line.invited or line.stage == "waived":
        return row.progress
    if line.stage == "closed":
        return row.closed
    if line.stage == "submitted":
        return f"已于{chinese_date(line.reports[-1].value.date)}报送整改情况，待复核销号"
    late = line.each.days_overdue(request.assessment.day)
    said = "已报阶段性整改" if line.stage == "partial" else missing_again([line.each], request.assessment)
    return "，".join(filter(None, (f"已过{late}天" if late else "", said)))


def _of_unit(request: ReportRequest, unit: Unit) -> tuple[Visit, list[FindingLine], list[FindingLine]]:
    """The visit asked for, else the last that has to do with a unit, what it found of it, and what earlier ones had."""
    known = [
        (visit, [each for each in visit.lines if each.unit == unit.name])
        for visit in request.visits
        if unit.name in everyone(visit, request.answers) or any(each.unit == unit.name for each in visit.lines)
    ]
    if not known:
        day = request.assessment.day
        raise UsageError(
            f"截至 {day}，没有登记过到“{unit.name}”的督察，不用出反馈意见", "用 fazhi inspect list 查看各次督察和问题"
        )
    asked = request.inspection or known[-1][0].entry
    at = next((at for at, (visit, _) in enumerate(known) if visit.id == asked.id), None)
    if at is None:
        own = "、".join(each.id for each, _ in known)
        raise UsageError(
            f"{asked.id} 这次督察截至 {request.assessment.day} 没有到“{unit.name}”，也没有发现它的问题",
            f"与该单位有关的督察：{own}",
        )
    visit, lines = known[at]
    return visit, lines, [each for _, own in known[:at] for each in own]


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
