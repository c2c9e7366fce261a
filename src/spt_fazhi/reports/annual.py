"""年度报告: what was done, the chapter on reviews of legality, what falls short, what the head did, next year."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated, Final

from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.period import PeriodKind
from spt_fazhi.model.plan import Obligation
from spt_fazhi.reports.chapters.ahead import AheadTheme, ahead
from spt_fazhi.reports.chapters.left_out import left_out
from spt_fazhi.reports.chapters.naming import is_of_the_head, title_of
from spt_fazhi.reports.chapters.opening import Overview, judged_duties, overview
from spt_fazhi.reports.chapters.shortfalls import Shortfalls, shortfalls
from spt_fazhi.reports.chapters.special import HeadChapter, ReviewChapter, head_chapter, review_chapter, reviewing
from spt_fazhi.reports.chapters.themes import Theme, themes
from spt_fazhi.reports.chapters.told import accounts_in, done_in, plans_in, problems_in
from spt_fazhi.reports.gaps import Gap, gaps_in
from spt_fazhi.reports.inspections.inspected import inspected, not_told
from spt_fazhi.reports.parts import Head, Span, head, span
from spt_fazhi.reports.request import ReportRequest

NAME: Final = "annual"
TITLE: Final = "年度报告"
DESCRIPTION: Final = "法治政府建设年度情况报告的底稿，台账里没有的留出补写处"
TEMPLATE: Final = "annual.md.j2"
PERIODS: Final[tuple[PeriodKind, ...]] = ("year",)
SUBJECT: Final = ""


@frozen
class AnnualValues:
    """annual.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    title: Annotated[str, "标题"]
    draft: Annotated[bool, "这一年到数据截至日是否还没有结束；没有结束的是讨论稿"]
    addressee_gap: Annotated[Gap, "主送机关要补写"]
    period: Annotated[Span, "本期"]
    overview: Annotated[Overview, "总体情况"]
    themes: Annotated[tuple[Theme, ...], "主要举措和成效，按方面"]
    review: Annotated[ReviewChapter | None, "合法性审查工作情况和备案情况；工作要点没有提到的没有值"]
    shortfalls: Annotated[Shortfalls, "存在的不足和原因"]
    leader: Annotated[HeadChapter, "主要负责人履行推进法治建设第一责任人职责情况"]
    ahead: Annotated[tuple[AheadTheme, ...], "尚未到期的事项和各单位的下一步工作，按方面"]
    ahead_gap: Annotated[Gap, "下一年度安排要补写什么"]
    others_gap: Annotated[Gap, "其他要报告的情况要补写什么"]
    signature: Annotated[str, "落款：印发工作要点的政府；不是政府印发的为空，要补写"]
    signature_gap: Annotated[Gap | None, "落款要补写；有落款的没有值"]
    gaps: Annotated[int, "全文要补写的处数"]
    left_out: Annotated[tuple[str, ...], "正文没有写、核对时要知道的，只在核对版里印"]


VALUES = AnnualValues


def build(request: ReportRequest) -> AnnualValues:
    """The report on the plan's year, with every figure as of the assessment's day."""
    period = request.period
    if period is None:
        raise ValueError("an annual report is about a year")
    judged, entries = judged_duties(request), accounts_in(request, period)
    info = request.assessment.register.info
    reviews, heads = _elsewhere(request)
    visits = inspected(request)
    year = span(period, request.assessment.day)
    signature = info.issuer if info.issuer.endswith("政府") else ""
    values = AnnualValues(
        head=replace(head(request), signature_gap=None),  # it is not signed by who runs the register
        title=title_of(info, f"{info.year}年度", "情况报告"),
        draft=not year.over,
        addressee_gap=Gap(text="主送机关"),
        period=year,
        overview=overview(request, judged, office=info.office or info.issuer),
        themes=themes(request, done_in(request, entries), _ids((*reviews, *heads)), visits),
        review=review_chapter(request, reviews),
        shortfalls=shortfalls(request, judged, problems_in(request, entries), visits),
        leader=head_chapter(request, heads),
        ahead=ahead(request, judged, plans_in(request, period, entries), period),
        ahead_gap=Gap(text=f"{info.year + 1}年度主要工作安排"),
        others_gap=Gap(text="其他需要报告的情况，没有的删去本部分"),
        signature=signature,
        signature_gap=None if signature else Gap(text="落款"),
        gaps=0,
        left_out=(*left_out(request, period, entries, judged), *not_told(request, None)),
    )
    return replace(values, gaps=len(gaps_in(values)))


def _elsewhere(request: ReportRequest) -> tuple[Sequence[Obligation], Sequence[Obligation]]:
    """The obligations that have a chapter of their own: on reviews of legality, and on what heads of bodies do."""
    obligations = [each for task in request.assessment.register.tasks for each in task.obligations]
    reviews = reviewing(request.assessment.register.tasks)
    known = _ids(reviews)
    return reviews, [each for each in obligations if is_of_the_head(each) and each.id not in known]


def _ids(obligations: Sequence[Obligation]) -> Collection[str]:
    return {each.id for each in obligations}
