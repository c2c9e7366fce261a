"""Obligations said to be met together by one unit alone."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.engine.duties import owners_of
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.model.problem import Problem

RULES = {"joint-alone": "共同完成的事项只有一家单位"}
SCOPE = "plan"


def check(context: CheckContext) -> Iterator[Problem]:
    """Together takes two: one unit alone owes it by itself, and is then found under its own name."""
    for task, obligation, where in context.obligations():
        owners = owners_of(obligation, task, context.directory)
        if obligation.scope == "joint" and len(owners) == 1:
            yield Problem(
                rule="joint-alone",
                severity="error",
                file=TASKS_FILE,
                message=f"事项 {obligation.id} 写的是 joint（共同完成），承担的却只有“{owners[0]}”一家",
                hint="一家承担的请删去 scope；漏写了单位的请补进 who",
                where=(*where, "scope"),
            )
