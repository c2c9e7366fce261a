"""Days of visits and of findings that no plan of this year can have to do with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spt_fazhi.checks.context import PLAN, CheckContext
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.problem import Problem, Severity, Where
from spt_fazhi.model.register import Entry

RULES = {
    "finding-too-far": "整改时限在计划年度的下一年以后",
    "inspection-too-early": "督察在计划年度的上一年以前",
    "inspection-long": "一次督察超过一年",
}
NEEDS = frozenset({PLAN})
SCOPE = "entry"
_LONG: Final = 366
_OLD: Final = 10
"""Years for which a finding may be carried from register to register."""


def check(context: CheckContext) -> Iterator[Problem]:
    """A due day as far as any extension may go; a visit of this year or the last, unless it was carried."""
    year = context.register.info.year
    for entry in context.register.inspections:
        visit = entry.value
        carried = visit.recorded.year < year
        if visit.from_.year < year - (_OLD if carried else 1):
            said = f"from（开始日）{visit.from_} 早于计划年度的上一年（{year - 1} 年）"
            yield _problem("inspection-too-early", entry, said, "请核对年份", ("from",), "error")
        elif (visit.to - visit.from_).days > _LONG:
            said = f"从 {visit.from_} 到 {visit.to}，一次督察超过一年"
            yield _problem("inspection-long", entry, said, "请核对年份；几次督察的，一次登记一份", ("from",), "warning")
        for place, each in enumerate(visit.findings):
            if each.due.year > year + 1:
                said = f"问题 {each.id} 的 due（整改时限）{each.due} 太远，最多到 {year + 1}-12-31"
                yield _problem(
                    "finding-too-far", entry, said, "请写实际要求整改完成的日子", ("findings", place, "due"), "error"
                )


def _problem(  # noqa: PLR0913, PLR0917 - the parts of a Problem
    rule: str, entry: Entry[Inspection], message: str, hint: str, where: Where, severity: Severity
) -> Problem:
    return Problem(rule=rule, severity=severity, file=entry.file, message=message, hint=hint, where=where)
