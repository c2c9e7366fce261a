"""The reports in words that a unit owes: one line a period, with what is in and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import MET
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import days_after, parse_period
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.parts import TaskName, task_name
from spt_fazhi.reports.request import ReportRequest, record_ids
from spt_fazhi.views.wording import period_text


@frozen
class AccountRound:
    """一期进展报送。"""

    period: Annotated[str, "期间，中文"]
    due: Annotated[date, "报送截止日（含延期）"]
    received: Annotated[tuple[TaskName, ...], "按期已报的任务"]
    late: Annotated[tuple[TaskName, ...], "逾期报送的任务"]
    overdue: Annotated[tuple[TaskName, ...], "逾期还没有报的任务；政府以外的单位没有"]
    missing: Annotated[tuple[TaskName, ...], "还没有报、不算逾期的任务"]
    records: Annotated[tuple[str, ...], "进展记录编号"]


@frozen
class AccountCounts:
    """进展份数（一条任务一期一份），不含不适用；应报 = 已报 + 未报。

    期间已经结束的和提前报的；政府以外的单位是近期要提供的和已提供的，与商请函所列相同。
    """

    expected: Annotated[Figure, "应报"]
    received: Annotated[Figure, "已报，含逾期报送"]
    missing: Annotated[Figure, "未报"]


def rounds(request: ReportRequest, reports: Sequence[Assessed], *, neutral: bool) -> tuple[AccountRound, ...]:
    """The reports by period and due day, the earliest first, those that need not be given left out."""
    by_round: dict[tuple[date, str], list[Assessed]] = {}
    for each in reports:
        if each.state != "waived":
            by_round.setdefault((each.due, each.duty.key.period), []).append(each)

    def names(known: Sequence[Assessed], *states: str) -> tuple[TaskName, ...]:
        return tuple(task_name(request, task) for task in sorted({e.duty.task for e in known if e.state in states}))

    found = []
    for (due, period), known in sorted(by_round.items()):
        states = {each.state for each in known}
        found.append(
            AccountRound(
                period=period_text(period),
                due=due,
                received=names(known, *(MET if neutral else {"done"})),
                late=() if neutral else names(known, "done-late"),
                overdue=() if neutral else names(known, "overdue"),
                missing=names(known, *(states - MET - (frozenset() if neutral else {"overdue"}))),
                records=record_ids([each for each in known if each.state in MET]),
            )
        )
    return tuple(found)


def account_counts(request: ReportRequest, reports: Sequence[Assessed], *, neutral: bool) -> AccountCounts:
    """How many reports there should be by the day, and how many there are.

    Of a unit that is only asked those count that a letter of the day asks for: what falls due before long.
    """
    day = request.assessment.day
    soon = days_after(day, request.assessment.register.info.due_soon_days)
    received = [each for each in reports if each.state in MET]
    missing = [
        each
        for each in reports
        if each.state not in {*MET, "waived"}
        and (each.due <= soon if neutral else parse_period(each.duty.key.period).last < day)
    ]
    what = "近期要提供的和已提供的进展，不含不适用" if neutral else "期间已经结束的和提前报的进展，不含不适用"
    given = ("商请的", "已提供的", "待提供的") if neutral else ("应报的", "已报的", "未报的")
    return AccountCounts(
        expected=number("reports.expected", len(received) + len(missing), f"{what}，{given[0]}份数"),
        received=number("reports.received", len(received), f"{what}，{given[1]}份数", record_ids(received)),
        missing=number("reports.missing", len(missing), f"{what}，{given[2]}份数"),
    )
