"""通报: how the plan stood in a quarter (or month, half-year, year), short enough to be signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import progress_periods
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.period import Period, PeriodKind
from spt_fazhi.reports.bulletin.annexes import (
    AnnexTitle,
    BackfillRow,
    GoodRow,
    Numbers,
    UnitRow,
    backfill_rows,
    good_rows,
    numbered,
    unit_rows,
)
from spt_fazhi.reports.bulletin.listed import Unlisted, unlisted
from spt_fazhi.reports.bulletin.missing import MissingRow, missing_rows
from spt_fazhi.reports.bulletin.news import Gathered, News, TaskNews, gather, up_to_now
from spt_fazhi.reports.bulletin.next_steps import MOST_DAYS, NextSteps, ahead_of, next_steps
from spt_fazhi.reports.bulletin.overview import (
    ClassCount,
    ReportCounts,
    SectionTable,
    addressees,
    classes_of,
    report_counts,
    section_table,
)
from spt_fazhi.reports.bulletin.space import Opening, lines_for_news
from spt_fazhi.reports.bulletin.trouble import NONE, Problem, Troubles, by_pace, for_the_text, problems_told, troubles
from spt_fazhi.reports.figures.counts import Counts, counts
from spt_fazhi.reports.figures.extent import Extent, extent
from spt_fazhi.reports.inspections.inspected import Inspected, inspected, not_told
from spt_fazhi.reports.parts import Head, Span, head, span
from spt_fazhi.reports.request import ReportRequest

NAME: Final = "quarter"
TITLE: Final = "季度通报"
DESCRIPTION: Final = "落实情况的通报，也可按月、半年、全年出"
TEMPLATE: Final = "quarter.md.j2"
PERIODS: Final[tuple[PeriodKind, ...]] = ("quarter", "half", "year", "month")
SUBJECT: Final = ""


@frozen
class QuarterValues:
    """quarter.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    title: Annotated[str, "标题"]
    addressees: Annotated[
        tuple[str, ...],
        "主送：设置里写的，没有写的用计划里责任单位所用的组名；没有包括可能点名的单位的，后面加 有关单位",
    ]
    period: Annotated[Span, "本期"]
    ahead: Annotated[Span, "下一期：下一步要求写到它的最后一天"]
    extent: Annotated[Extent, "任务、事项和单位有多少"]
    unlisted: Annotated[Unlisted | None, "不列入附件的：本办公室和区政府这样的单位承担的；没有的没有值"]
    totals: Annotated[Counts, "各单位的项次合计，政府以外的单位不计"]
    classes: Annotated[tuple[ClassCount, ...], "应完成、还没有完成的各类情形，没有的一类不列"]
    due_by_now: Annotated[Counts, "totals 中印发以来到期的：时限在数据截至日以前"]
    table: Annotated[SectionTable, "总体情况的表"]
    reports: Annotated[ReportCounts, "本期进展报送份数"]
    news: Annotated[tuple[TaskNews, ...], "主要进展"]
    troubles: Annotated[Troubles, "存在的问题"]
    inspected: Annotated[Inspected | None, "本期的督察和整改情况；没有督察的没有值"]
    in_short: Annotated[bool, "正文放不下、督察和整改情况只写一句，其余在附件里"]
    problems: Annotated[tuple[Problem, ...], "各单位在本期进展中反映、同意公开的问题"]
    next: Annotated[NextSteps, "下一步要求"]
    annexes: Annotated[tuple[AnnexTitle, ...], "各附件的编号和名称"]
    numbers: Annotated[Numbers, "各附件的编号，没有的是 0"]
    overdue: Annotated[tuple[UnitRow, ...], "未按期完成清单，项次多的单位在前"]
    good: Annotated[tuple[GoodRow, ...], "进度较好的任务"]
    lacking: Annotated[tuple[UnitRow, ...], "待佐证和退回待重报清单"]
    backfill: Annotated[tuple[BackfillRow, ...], "待补录清单"]
    behind: Annotated[tuple[UnitRow, ...], "进度滞后清单"]
    missing: Annotated[tuple[MissingRow, ...], "未报进展清单"]
    more_news: Annotated[tuple[TaskNews, ...], "正文没有写的进展"]
    more_problems: Annotated[tuple[Problem, ...], "正文没有写的问题"]
    left_out: Annotated[tuple[str, ...], "正文没有写、核对时要知道的，印在核对版"]


VALUES = QuarterValues


_TABLE: Final = ((MOST_DAYS, True, True), (1, True, True), (1, False, True))
_NO_TABLE: Final = ((MOST_DAYS, True, False), (1, False, False))
_SHAPES: Final = tuple(
    (*shape, in_short) for shapes in (_TABLE, _NO_TABLE) for in_short in (False, True) for shape in shapes
)
"""How many days ahead are spelled out, whether problems and the table stand in the text, visits in a sentence.

The first with room is it.
"""


_LISTS: Final = ("overdue", "good", "lacking", "backfill", "behind", "missing", "findings", "news", "problems")


@frozen
class _Text:
    """What the text says, as much of it as three pages hold."""

    troubles: Troubles
    table: SectionTable
    problems: tuple[Problem, ...]
    more_problems: tuple[Problem, ...]
    steps: NextSteps
    news: News
    in_short: bool


@frozen
class _Lists:
    """What the annexes hold."""

    overdue: tuple[UnitRow, ...] = ()
    good: tuple[GoodRow, ...] = ()
    lacking: tuple[UnitRow, ...] = ()
    backfill: tuple[BackfillRow, ...] = ()
    behind: tuple[UnitRow, ...] = ()
    missing: tuple[MissingRow, ...] = ()
    news: tuple[TaskNews, ...] = ()
    problems: tuple[Problem, ...] = ()
    findings: bool = False
    sections: bool = False

    def filled(self) -> Iterator[str]:
        """The names of those that hold something."""
        return (name for name in (*_LISTS, "sections") if getattr(self, name))


def build(request: ReportRequest) -> QuarterValues:
    """The bulletin of `request.period`, with every figure as of the assessment's day."""
    period = request.period
    if period is None:
        raise ValueError("a bulletin is about a period")
    register, day = request.assessment.register, request.assessment.day
    judged, reports = _judged(request)
    reporting = tuple(each.text for each in progress_periods(register) if each.last in period)
    top, now, after = head(request), span(period, day), ahead_of(period, day)
    opening = _opening(request, judged, top, now)
    lists = _lists(request, judged, reports)
    text = _text(request, (judged, reports), opening, reporting, len(lists.good[:1]))
    lists = _with_rest(lists, text, opening.inspected)
    numbers, titles = numbered(lists.filled())
    return QuarterValues(
        head=top,
        title=opening.title,
        addressees=addressees(request, (*judged, *reports, *filter(request.scored, request.assessment.rectification))),
        period=now,
        ahead=span(after, day),
        extent=opening.extent,
        unlisted=opening.unlisted,
        totals=opening.totals,
        classes=opening.classes,
        due_by_now=opening.due_by_now,
        table=text.table,
        reports=report_counts(request, [each for each in reports if each.duty.period in reporting], now.title),
        news=text.news.shown,
        troubles=text.troubles,
        inspected=opening.inspected,
        in_short=text.in_short,
        problems=text.problems,
        next=text.steps,
        annexes=titles,
        numbers=numbers,
        overdue=lists.overdue,
        good=lists.good,
        lacking=lists.lacking,
        backfill=lists.backfill,
        behind=lists.behind,
        missing=lists.missing,
        more_news=lists.news,
        more_problems=lists.problems,
        left_out=(*_left_out(request, period, reporting, numbers), *not_told(request, opening.inspected)),
    )  # fmt: skip


def _with_rest(lists: _Lists, text: _Text, told: Inspected | None) -> _Lists:
    """The annexes with what the text has no room for."""
    return replace(
        lists, news=text.news.rest, problems=text.more_problems, sections=not text.table.fits,
        findings=_has_annex(told, text.in_short),
    )  # fmt: skip


def _opening(request: ReportRequest, judged: Sequence[Assessed], top: Head, now: Span) -> Opening:
    totals = counts("totals", "各单位合计", judged)
    return Opening(
        title=f"关于《{top.title}》{now.title}{'任务' if top.notice else '落实'}情况的通报",
        numbered=bool(top.number),
        extent=extent(request),
        totals=totals,
        classes=classes_of(totals),
        due_by_now=_due_by_now(request, judged),
        unlisted=unlisted(request, judged) if request.assessment.register.in_use else None,
        inspected=inspected(request),
    )


def _text(
    request: ReportRequest, judged: tuple[Sequence[Assessed], Sequence[Assessed]], opening: Opening,
    reporting: Sequence[str], annexes: int,
) -> _Text:  # fmt: skip
    """The text, at most three pages with a sentence of news a section; what has no room goes to the annexes.

    First the later days and the problems told by units, then the table. `annexes`: how many there are besides.
    """
    duties, period, day = judged[0], request.period, request.assessment.day
    assert period is not None, "build has looked"  # noqa: S101 - a defect, not bad data
    used, after = request.assessment.register.in_use, ahead_of(period, day)
    known = troubles(request, *judged, reporting) if used else NONE
    agreed = problems_told(request, reporting) if used else ()
    table = section_table(request, duties, in_use=used)
    visits = opening.inspected.number.records if opening.inspected else ()
    now = up_to_now(request, period)
    found = gather(request, duties, now, reporting, visits) if used else Gathered(tasks=(), items={})
    steps_of = {days: next_steps(request, *judged, after, days) for days in {shape[0] for shape in _SHAPES}}
    for days, told, fits, in_short in _SHAPES:
        shown, rest = for_the_text(agreed) if told else ((), agreed)
        steps, placed = steps_of[days], replace(table, fits=table.fits and (fits or not used))
        beside = annexes + bool(rest) + _has_annex(opening.inspected, in_short)
        room = lines_for_news(
            opening, placed, known, shown, steps, more_problems=bool(rest), annexes=beside, in_short=in_short
        )
        if room >= found.least:
            break
    return _Text(
        troubles=known, table=placed, problems=shown, more_problems=rest, steps=steps, news=found.fitted(room),
        in_short=in_short,
    )  # fmt: skip


def _has_annex(told: Inspected | None, in_short: bool) -> bool:
    """Whether an annex tells of visits and findings: which are overdue, or all the text has no room for."""
    return told is not None and (in_short or bool(told.late))


def _judged(request: ReportRequest) -> tuple[list[Assessed], list[Assessed]]:
    """The duties that somebody is judged for: of obligations, and to report progress."""
    assessment = request.assessment
    duties, reports = assessment.duties, assessment.progress
    return [each for each in duties if request.scored(each)], [each for each in reports if request.scored(each)]


def _due_by_now(request: ReportRequest, judged: Sequence[Assessed]) -> Counts:
    issued, day = request.assessment.register.info.issued, request.assessment.day
    return counts("due_by_now", "印发以来到期的", [each for each in judged if issued <= each.due < day])


def _lists(request: ReportRequest, duties: Sequence[Assessed], reports: Sequence[Assessed]) -> _Lists:
    """What the annexes hold but for what the text has no room for."""
    if not request.assessment.register.in_use:
        return _Lists()
    return _Lists(
        overdue=unit_rows(request, duties, "overdue"),
        good=good_rows(request, duties),
        lacking=(*unit_rows(request, duties, "unproved"), *unit_rows(request, duties, "returned")),
        backfill=backfill_rows(request, duties),
        behind=tuple(row for own in by_pace(duties) for row in unit_rows(request, own, "behind")),
        missing=missing_rows(request, reports),
    )


def _left_out(request: ReportRequest, period: Period, reporting: Sequence[str], numbers: Numbers) -> Iterator[str]:
    """What is known and not in the text: for whoever checks it."""
    assessment = request.assessment
    invited = [each for each in assessment.duties if not request.scored(each)]
    if invited:
        given = sum(each.tally.records > 0 for each in invited)
        yield f"商请政府以外单位的 {len(invited)} 项次（已有情况的 {given} 项次）不列入通报，另用商请函。"
    outside = {entry.value.unit for entry in assessment.matching.extra_progress if request.is_outside(entry.value.unit)}
    if outside or any(not request.scored(each) and each.duty.period in reporting for each in assessment.progress):
        yield "政府以外单位报来的进展不列入通报。"
    if numbers.news:
        yield f"正文的主要进展只写消息多的几条任务，其余的和没有写完的见附件{numbers.news}。"
    kept = _kept_back(request, reporting)
    if kept:
        yield f"{kept} 份进展反映了问题、没有同意公开，没有写。"
    if not period.last < assessment.day:
        yield f"本期到 {period.last.isoformat()} 才结束，数据是期中的。"


def _kept_back(request: ReportRequest, reporting: Sequence[str]) -> int:
    """How many accounts tell of a problem that may not be printed."""
    found: dict[tuple[int, str, str], bool] = {}
    for key, entries in request.assessment.matching.progress.items():
        known = [entry.value for entry in entries if entry.value.recorded <= request.assessment.day]
        if key.period in reporting and known:
            found[key.task, key.unit, key.period] = bool(known[-1].problems) and not known[-1].publish_problems
    return sum(found.values())
