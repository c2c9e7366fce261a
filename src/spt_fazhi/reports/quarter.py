"""通报: how the plan stood in a quarter (or month, half-year, year), in the parts an office's bulletin has."""

from __future__ import annotations

from typing import Annotated, Final

from spt_fazhi.engine.duties import progress_periods
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import PeriodKind
from spt_fazhi.reports.bulletin.annexes import SlowLine, SteadyLine, slow_lines, steady_lines
from spt_fazhi.reports.bulletin.news import SectionNews, Statement, problems_told, sections
from spt_fazhi.reports.bulletin.next_steps import Invitation, ReportRound, UpcomingLine, invitations, rounds, upcoming
from spt_fazhi.reports.bulletin.overview import ReportFigures, addressees, evidence_in, report_figures
from spt_fazhi.reports.bulletin.trouble import (
    BackfillLine,
    LackingLine,
    MissingReport,
    UnitBehind,
    backfilled,
    behind,
    lacking,
    missing,
)
from spt_fazhi.reports.parts import Figures, Head, Span, figures, following, head, span
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
    addressees: Annotated[tuple[str, ...], "主送：计划里责任单位所用的组名"]
    period: Annotated[Span, "本期"]
    next: Annotated[Span, "下一期"]
    tasks: Annotated[int, "原文编了号的任务数"]
    appendix: Annotated[bool, "编号任务之外是否还有附则"]
    obligations: Annotated[int, "具体事项数"]
    units: Annotated[int, "承担具体事项的单位数，含政府以外的"]
    totals: Annotated[Figures, "政府系统的项次合计"]
    invited: Annotated[Figures, "商请政府以外单位办理的项次合计，不计入 totals"]
    due_by_now: Annotated[Figures, "totals 中时限在数据截至日及以前的"]
    completed: Annotated[int, "本期内办结的项次，政府系统"]
    completed_records: Annotated[tuple[str, ...], "本期内办结各项次所依据的记录编号"]
    evidence: Annotated[int, "本期内发生、有文件、附件或网址的佐证条数"]
    reports: Annotated[ReportFigures, "本期进展报送份数"]
    sections: Annotated[tuple[SectionNews, ...], "各方面的数字和进展"]
    behind: Annotated[tuple[UnitBehind, ...], "有逾期或滞后事项的单位，逾期多的在前"]
    missing: Annotated[tuple[MissingReport, ...], "到报送截止日仍未报进展的单位，含以前各期"]
    awaited: Annotated[tuple[MissingReport, ...], "报送期未满、尚未报进展的单位"]
    problems: Annotated[tuple[Statement, ...], "各单位在本期进展中反映、同意公开的问题"]
    backfill: Annotated[tuple[BackfillLine, ...], "待补录的事项"]
    lacking: Annotated[tuple[LackingLine, ...], "报了还不能算完成的事项：待佐证的，退回待重报的"]
    upcoming: Annotated[tuple[UpcomingLine, ...], "到下一期末前到期、还没有完成的事项，先到期的在前"]
    rounds: Annotated[tuple[ReportRound, ...], "到下一期末前要报送的进展"]
    invitations: Annotated[tuple[Invitation, ...], "商请政府以外单位支持的事项"]
    slow: Annotated[tuple[SlowLine, ...], "慢序时任务清单"]
    steady: Annotated[tuple[SteadyLine, ...], "按序时任务清单"]


VALUES = QuarterValues


def build(request: ReportRequest) -> QuarterValues:
    """The bulletin of `request.period`, with every figure as of the assessment's day."""
    period = request.period
    if period is None:
        raise ValueError("a bulletin is about a period")
    assessment = request.assessment
    register, day = assessment.register, assessment.day
    scored = [each for each in assessment.duties if request.scored(each)]
    outside = [each for each in assessment.duties if not request.scored(each)]
    after = following(period)
    reporting = tuple(each.text for each in progress_periods(register) if each.last in period)
    news = sections(request, period, reporting)
    done_now = [part for section in news for task in section.news for part in task.completed]
    top, now = head(request), span(period, day)
    return QuarterValues(
        head=top,
        title=f"关于《{top.title}》{now.title}落实情况的通报",
        addressees=addressees(request),
        period=now,
        next=span(after, day),
        tasks=sum(task.is_numbered for task in register.tasks),
        appendix=not all(task.is_numbered for task in register.tasks),
        obligations=sum(len(task.obligations) for task in register.tasks),
        units=len({name for each in assessment.duties for name in each.duty.owners}),
        totals=figures(scored),
        invited=figures(outside),
        due_by_now=figures([each for each in scored if each.due <= day]),
        completed=sum(part.number for part in done_now),
        completed_records=tuple(dict.fromkeys(record for part in done_now for record in part.records)),
        evidence=evidence_in(request, period),
        reports=report_figures(request, reporting),
        sections=news,
        behind=behind(request, scored),
        missing=missing(request, period, late=True),
        awaited=missing(request, period, late=False),
        problems=problems_told(request, reporting),
        backfill=backfilled(request, scored),
        lacking=lacking(request, scored),
        upcoming=upcoming(request, scored, after),
        rounds=rounds(request, after),
        invitations=invitations(request, after, reporting),
        slow=slow_lines(request),
        steady=steady_lines(request),
    )
