"""Obligations whose number begins with another task's."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import PLAN, CheckContext
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.model.problem import Problem

RULES = {"obligation-prefix": "事项编号与所在任务不符"}
NEEDS = frozenset({PLAN})
SCOPE = "plan"


def check(context: CheckContext) -> Iterator[Problem]:
    """An obligation of task 6 is 6.1, 6.2, …"""
    for task, obligation, where in context.obligations():
        if obligation.task != task.id:
            yield Problem(
                rule="obligation-prefix",
                severity="error",
                file=TASKS_FILE,
                message=f"事项编号 {obligation.id} 写在任务 {task.id} 下面",
                hint=f"请改成 {task.id}.序号，或把它移到任务 {obligation.task} 下面",
                where=(*where, "id"),
            )
