"""What a bulletin asks for next, each by a day: what is out, what falls due in the period ahead, what is to be sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import SETTLED, State
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import Period, parse_period
from spt_fazhi.reports.bulletin.annexes import again_by_days
from spt_fazhi.reports.bulletin.listed import listed
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.parts import following, receiver
from spt_fazhi.reports.request import ReportRequest, record_ids
from spt_fazhi.views.notices.reply_day import answer_day
from spt_fazhi.views.wording import by_day_text, due_mark, short_period_text

MOST_DAYS: Final = 2
_MOST_TITLES: Final = 2
_TO_COME: Final[frozenset[State]] = frozenset({"due-soon", "behind", "in-progress", "pending", "scheduled"})


@frozen
class DueDay:
    """一天前要完成的事项。"""

    by: Annotated[str, "什么时候前，如 9月30日前、年底前"]
    day: Annotated[date, "最后一天（含延期）"]
    titles: Annotated[tuple[str, ...], "项次多的几个事项的名称"]
    obligations: Annotated[Figure, "事项数"]
    number: Annotated[Figure, "项次"]
    assumed: Annotated[Figure, "其中时限由办公室推定、原文没有写的项次"]
    all_titles: Annotated[bool, "列出的事项是否就是全部"]


@frozen
class ReportRound:
    """一次进展报送。"""

    period: Annotated[str, "期间，如 上半年、第三季度"]
    by: Annotated[str, "什么时候前"]
    number: Annotated[Figure, "还应报的份数，本办公室自己的不计"]


@frozen
class NextSteps:
    """下一步要求：只写到下一期末要办的；本办公室自己承担的不写。"""

    ask_by: Annotated[str, "未按期完成的、待佐证的最迟何时补报，如 7月25日前"]
    ask_day: Annotated[date, "就是那一天；周六、周日的已提前到周五"]
    overdue: Annotated[bool, "有没有要催办的未按期事项"]
    behind: Annotated[bool, "有没有滞后的事项"]
    unproved: Annotated[bool, "有没有待佐证的事项"]
    missing: Annotated[bool, "有没有逾期未报的进展"]
    again_by: Annotated[tuple[str, ...], "退回的各在什么时候前重报"]
    backfill_by: Annotated[str, "待补录的最迟何时补录；没有的为空"]
    due: Annotated[tuple[DueDay, ...], "要到期的事项，先到期的在前；日子多的只写最先的几天"]
    more_due: Annotated[Figure | None, "没有写出的各天还有多少项次；都写出的没有值"]
    rounds: Annotated[tuple[ReportRound, ...], "要报送的进展，下一期末之后才截止的也写"]
    to: Annotated[str, "报给谁：落款的单位自称，如 我办"]
    ahead_by: Annotated[str, "要到期的最后一天，不晚于下一期末，如 9月30日前、年底前"]


def ahead_of(period: Period, day: date) -> Period:
    """The first period of the same kind after `period` that has not ended on the day."""
    found = following(period)
    while found.last < day:
        found = following(found)
    return found


def next_steps(
    request: ReportRequest,
    judged: Sequence[Assessed],
    reports: Sequence[Assessed],
    ahead: Period,
    days: int = MOST_DAYS,
) -> NextSteps:
    """What is asked of judged units, the office left out, from the day on to the end of `ahead`; `days` spelled out."""
    info, day = request.assessment.register.info, request.assessment.day
    asked, reports = ([each for each in found if listed(request, each)] for found in (judged, reports))
    states = {each.state for each in asked}
    backfill = "backfill" in states and day <= info.last_backfill_day
    due, more, last = _due(request, asked, ahead, days)
    answer = answer_day(day, info)
    return NextSteps(
        ask_by=by_day_text(answer, info.year),
        ask_day=answer,
        overdue="overdue" in states,
        behind="behind" in states,
        unproved="unproved" in states,
        missing=any(each.state == "overdue" for each in reports),
        again_by=tuple(by_day_text(each, info.year) for each in again_by_days(asked)),
        backfill_by=by_day_text(info.last_backfill_day, info.year) if backfill else "",
        due=due,
        more_due=more,
        rounds=_rounds(request, reports, ahead),
        to=request.ourselves if info.office or info.signature else receiver(info),
        ahead_by=by_day_text(min(ahead.last, last) if last else ahead.last, info.year),
    )


def _due(
    request: ReportRequest, asked: Iterable[Assessed], ahead: Period, days: int
) -> tuple[tuple[DueDay, ...], Figure | None, date | None]:
    """What falls due, by day: the nearest days, what falls due later, and the last day."""
    by_day: dict[date, list[Assessed]] = {}
    for each in asked:
        if each.state in _TO_COME and request.assessment.day <= each.due <= ahead.last:
            by_day.setdefault(each.due, []).append(each)
    chosen = sorted(by_day)[:days]
    year = request.assessment.register.info.year
    found = tuple(_due_day(day, by_day[day], year) for day in chosen)
    rest = [each for day, own in by_day.items() if day not in chosen for each in own]
    more = number("next.more", len(rest), "到下一期末到期、没有逐日写出的项次", record_ids(rest)) if rest else None
    return found, more, max(by_day, default=None)


def _due_day(day: date, own: Sequence[Assessed], year: int) -> DueDay:
    titles: dict[str, tuple[str, int]] = {}
    for each in own:
        key = each.duty.key.obligation
        titles[key] = (each.duty.title, titles.get(key, ("", 0))[1] + 1)
    ordered = sorted(titles.values(), key=lambda pair: -pair[1])
    guessed = [each for each in own if due_mark(each)]
    what = f"{day.isoformat()} 到期、还没有完成的"
    return DueDay(
        by=by_day_text(day, year),
        day=day,
        titles=tuple(title for title, _ in ordered[:_MOST_TITLES]),
        obligations=number(f"next.{day.isoformat()}.obligations", len(titles), f"{what}事项"),
        number=number(f"next.{day.isoformat()}.number", len(own), f"{what}项次", record_ids(own)),
        assumed=number(
            f"next.{day.isoformat()}.assumed", len(guessed), f"{what}项次，其中时限由办公室推定的", record_ids(guessed)
        ),
        all_titles=len(ordered) <= _MOST_TITLES,
    )


def _rounds(request: ReportRequest, reports: Iterable[Assessed], ahead: Period) -> tuple[ReportRound, ...]:
    """Reports of periods that end by the end of `ahead` and are still in time, though they may be due after it."""
    day, year = request.assessment.day, request.assessment.register.info.year
    found: dict[tuple[date, str], int] = {}
    for each in reports:
        period = each.duty.key.period
        if each.state not in SETTLED and day <= each.due and parse_period(period).last <= ahead.last:
            found[each.due, period] = found.get((each.due, period), 0) + 1
    return tuple(
        ReportRound(
            period=short_period_text(period),
            by=by_day_text(due, year),
            number=number(f"next.reports.{period}.{due.isoformat()}", found[due, period], f"{period} 还应报的进展份数"),
        )
        for due, period in sorted(found)
    )
