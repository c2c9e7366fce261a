"""Records and decisions dated where they cannot or hardly can be."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import PLAN, CheckContext
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.problem import Problem

RULES = {"future-date": "日期在今天之后", "evidence-before-year": "佐证发生在计划年度之前"}
NEEDS: frozenset[str] = frozenset()
SCOPE = "entry"


def check(context: CheckContext) -> Iterator[Problem]:
    """Nothing was done or entered after today; little before the plan's year."""
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
        if not isinstance(value, Evidence):
            continue
        if value.date > today:
            yield Problem(
                rule="future-date",
                severity="error",
                file=entry.file,
                message=f"date（发生日）{value.date} 在今天（{today}）之后",
                hint="事情发生之后再录入；请核对年月日",
                where=("date",),
            )
        elif first_day is not None and value.date < first_day:
            yield Problem(
                rule="evidence-before-year",
                severity="warning",
                file=entry.file,
                message=f"date（发生日）{value.date} 早于计划年度 {context.register.info.year} 年",
                hint="请核对年份；年份不错的照样计入，不该算到本年度的请作废",
                where=("date",),
            )
