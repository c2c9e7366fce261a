"""Fields marked as assumed that say nothing."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import PLAN, CheckContext
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.model.plan import Obligation, RateTarget
from spt_fazhi.model.problem import Problem

RULES = {"assumed-unused": "标了推定的字段没有写"}
NEEDS = frozenset({PLAN})
SCOPE = "plan"


def check(context: CheckContext) -> Iterator[Problem]:
    """A mark belongs to a value, else it is printed beside nothing; who, scope and target have defaults."""
    for _, obligation, where in context.obligations():
        for name in obligation.assumed_fields:
            if not _is_there(obligation, name):
                yield Problem(
                    rule="assumed-unused",
                    severity="warning",
                    file=TASKS_FILE,
                    message=f"事项 {obligation.id} 把 {name} 标为推定，却没有写 {name}",
                    hint=f"请删去 assumed 里的 {name}，或补写 {name}",
                    where=(*where, "assumed", name),
                )


def _is_there(obligation: Obligation, name: str) -> bool:
    if name == "due":
        return obligation.due is not None or obligation.due_day is not None or obligation.after is not None
    if name in {"every", "period"}:
        return obligation.every is not None
    return name != "settle" or isinstance(obligation.target, RateTarget)
