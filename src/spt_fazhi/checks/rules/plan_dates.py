"""Due days outside the plan's year and the first quarter after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spt_fazhi.checks.context import PLAN, CheckContext
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.model.problem import Problem

RULES = {"due-outside-year": "到期日不在计划年度内", "issued-outside-year": "印发日不在计划年度前后"}
NEEDS = frozenset({PLAN})
SCOPE = "plan"


def check(context: CheckContext) -> Iterator[Problem]:
    """A due day of another year is mostly a slip; so is a day of issue far from the plan's year.

    What reports on the year falls due in the first quarter of the next.
    """
    info = context.register.info
    last = date(info.year + 1, 3, 31)
    if abs(info.issued.year - info.year) > 1:
        yield Problem(
            rule="issued-outside-year",
            severity="warning",
            file=TASKS_FILE,
            message=f"印发日 {info.issued} 与计划年度 {info.year} 相差一年以上",
            hint="请核对 issued 和 year",
            where=("register", "issued"),
        )
    for _, obligation, where in context.obligations():
        if obligation.due is not None and not info.first_day <= obligation.due <= last:
            yield Problem(
                rule="due-outside-year",
                severity="warning",
                file=TASKS_FILE,
                message=f"事项 {obligation.id} 的到期日 {obligation.due} 不在 {info.year} 年，也不在次年第一季度",
                hint="请核对年份；确实更晚的可不改",
                where=(*where, "due"),
            )
