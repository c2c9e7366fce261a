"""Tasks of which nothing would ever be known."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import PLAN, CheckContext
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.model.problem import Problem

RULES = {"task-unmeasured": "任务既没有事项，也不要求报进展"}
NEEDS = frozenset({PLAN})
SCOPE = "plan"


def check(context: CheckContext) -> Iterator[Problem]:
    """A task without obligations is judged by its progress; without that, by nothing."""
    info = context.register.info
    if info.progress.every != "none":
        return
    broken = context.register.unreadable_tasks
    for task, where in context.tasks():
        if not task.obligations and task.id not in broken:
            yield Problem(
                rule="task-unmeasured",
                severity="notice",
                file=TASKS_FILE,
                message=f"任务 {task.id} 没有分解出事项，本计划又不要求报送进展，无从掌握",
                hint="请分解出可考核的事项，或把 register 的 progress 的 every 改为 half 或 quarter",
                where=(*where, "id"),
            )
