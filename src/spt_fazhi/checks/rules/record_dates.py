"""Days that lie after today, or before the plan's year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spt_fazhi.checks.context import PLAN, CheckContext
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.record import Evidence, Rectify
from spt_fazhi.model.problem import Problem

RULES = {
    "future-date": "日期在今天之后",
    "evidence-before-year": "佐证发生在计划年度之前",
    "inspection-before-year": "计入事项的督察在计划年度之前",
}
NEEDS: frozenset[str] = frozenset()
SCOPE = "entry"


def check(context: CheckContext) -> Iterator[Problem]:
    """Nothing was done or entered after today; little that counts before the plan's year.

    An inspection of a former year may well be there for its findings: it only may not count for this year's plan.
    """
    today = context.today
    first_day = None if PLAN in context.lacking else context.register.info.first_day
    for entry in context.entries:
        value = entry.value
        if value.recorded > today:
            yield Problem(
                rule="future-date",
                severity="error",
                file=entry.file,
                message=f"recorded（录入日）{value.recorded} 在今天（{today}）之后",
                hint="请核对年月日和本机的日期",
                where=("recorded",),
            )
        if not isinstance(value, Evidence | Rectify | Inspection):
            continue
        key, word, day = _happened(value)
        if day > today:
            yield Problem(
                rule="future-date",
                severity="error",
                file=entry.file,
                message=f"{key}（{word}）{day} 在今天（{today}）之后",
                hint="事情发生之后再录入；请核对年月日",
                where=(key,),
            )
        elif first_day is not None and day < first_day and not isinstance(value, Rectify):
            yield from _before_year(entry.file, value, context.register.info.year)


def _happened(value: Evidence | Rectify | Inspection) -> tuple[str, str, date]:
    """The key of the day something happened on, what it is called, and the day."""
    if isinstance(value, Inspection):
        return "to", "结束日", value.to
    return "date", "整改日" if isinstance(value, Rectify) else "发生日", value.date


def _before_year(file: str, value: Evidence | Inspection, year: int) -> Iterator[Problem]:
    if isinstance(value, Inspection) and not value.obligation:
        return
    key, word, day = _happened(value)
    is_visit = isinstance(value, Inspection)
    yield Problem(
        rule="inspection-before-year" if is_visit else "evidence-before-year",
        severity="warning",
        file=file,
        message=f"{key}（{word}）{day} 早于计划年度 {year} 年" + ("，却计入本年度的事项" if is_visit else ""),
        hint="请核对年份；上一年度的督察，只跟踪问题的整改，不写 obligation"
        if is_visit
        else "请核对年份；年份不错的照样计入，不该算到本年度的请作废",
        where=(key,),
    )
