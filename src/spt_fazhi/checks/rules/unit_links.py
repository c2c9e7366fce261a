"""Units that act through, or are carried on by, themselves."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import UNITS, CheckContext
from spt_fazhi.model.paths import UNITS_FILE
from spt_fazhi.model.problem import Problem, Where

RULES = {"unit-link": "代办、承接的单位写成了自己，或转了几道又回到自己"}
NEEDS = frozenset({UNITS})
SCOPE = "plan"


def check(context: CheckContext) -> Iterator[Problem]:
    """Who acts for another has a desk of its own; who carries on is not carried on by the one that ended."""
    directory = context.directory
    for unit, where in context.units():
        desk = directory.unit(unit.acts_through) if unit.acts_through else None
        if desk is not None and (desk.name == unit.name or desk.acts_through):
            message = f"“{unit.name}”由“{desk.name}”代办，它自己却没有办事机构"
            if desk.name == unit.name:
                message = f"“{unit.name}”的 acts_through（代办单位）写的是它自己"
            yield _problem(message, "请写有办事机构的那一家；自己办的不写 acts_through", (*where, "acts_through"))
        seen = {unit.name}
        heir = directory.successor(unit.name)
        while heir is not None and heir not in seen:
            seen.add(heir)
            heir = directory.successor(heir)
        if heir == unit.name:
            message = f"“{unit.name}”的 succeeded_by（承接单位）转来转去又是它自己"
            yield _problem(
                message, "请写撤并以后还在的那一家；没有单位承接的不写 succeeded_by", (*where, "succeeded_by")
            )


def _problem(message: str, hint: str, where: Where) -> Problem:
    return Problem(rule="unit-link", severity="error", file=UNITS_FILE, message=message, hint=hint, where=where)
