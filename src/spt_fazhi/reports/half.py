"""半年总结: chapters by the plan's sections with counts, what falls short, and the plan for the half-year ahead."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Annotated, Final

from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.period import PeriodKind
from spt_fazhi.reports.chapters.ahead import AheadTheme, ahead
from spt_fazhi.reports.chapters.left_out import left_out
from spt_fazhi.reports.chapters.naming import numeral, title_of
from spt_fazhi.reports.chapters.opening import Overview, judged_duties, overview
from spt_fazhi.reports.chapters.shortfalls import Shortfalls, shortfalls
from spt_fazhi.reports.chapters.themes import Theme, themes
from spt_fazhi.reports.chapters.told import accounts_in, done_in, plans_in, problems_in
from spt_fazhi.reports.gaps import Gap, gaps_in
from spt_fazhi.reports.inspections.inspected import inspected, not_told
from spt_fazhi.reports.parts import Head, Span, following, head, span
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.views.wording import period_text

NAME: Final = "half"
TITLE: Final = "半年总结"
DESCRIPTION: Final = "按工作要点各方面写的半年工作总结，台账里没有的留出补写处"
TEMPLATE: Final = "half.md.j2"
PERIODS: Final[tuple[PeriodKind, ...]] = ("half",)
SUBJECT: Final = ""


@frozen
class HalfValues:
    """half.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    title: Annotated[str, "标题"]
    draft: Annotated[bool, "这个半年到数据截至日是否还没有结束；没有结束的是讨论稿"]
    period: Annotated[Span, "本期"]
    since: Annotated[date | None, "各项数字从哪一天起累计；上半年就是本期，没有值"]
    next: Annotated[Span, "下一期"]
    overview: Annotated[Overview, "总体情况"]
    themes: Annotated[tuple[Theme, ...], "各方面"]
    shortfalls_mark: Annotated[str, "“存在的不足”的序号"]
    shortfalls: Annotated[Shortfalls, "存在的不足"]
    ahead_mark: Annotated[str, "“工作安排”的序号"]
    ahead: Annotated[tuple[AheadTheme, ...], "下一步工作，按方面"]
    ahead_gap: Annotated[Gap, "下一步工作里要补写什么"]
    gaps: Annotated[int, "全文要补写的处数"]
    left_out: Annotated[tuple[str, ...], "正文没有写、核对时要知道的，只在核对版里印"]


VALUES = HalfValues


def build(request: ReportRequest) -> HalfValues:
    """The summary of `request.period`, with every figure as of the assessment's day."""
    period = request.period
    if period is None:
        raise ValueError("a summary is about a period")
    request = dataclasses.replace(request, signed_by_office=True)
    judged, entries = judged_duties(request), accounts_in(request, period)
    info, after = request.assessment.register.info, following(period)
    visits = inspected(request)
    chapters = themes(request, done_in(request, entries), visits=visits)
    now, then = span(period, request.assessment.day), span(after, request.assessment.day)
    values = HalfValues(
        head=head(request),
        title=title_of(info, period_text(period.text), "工作总结"),
        draft=not now.over,
        period=now,
        since=None if period.first.month == 1 else period.first.replace(month=1),
        next=then,
        overview=overview(request, judged),
        themes=chapters,
        shortfalls_mark=numeral(len(chapters) + 1),
        shortfalls=shortfalls(request, judged, problems_in(request, entries), visits),
        ahead_mark=numeral(len(chapters) + 2),
        ahead=ahead(request, judged, plans_in(request, period, entries), period),
        ahead_gap=Gap(text=f"{then.title}其他工作安排"),
        gaps=0,
        left_out=(*left_out(request, period, entries, judged), *not_told(request, None)),
    )
    return replace(values, gaps=len(gaps_in(values)))
