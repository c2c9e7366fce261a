"""Tasks in a section the plan does not have."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import PLAN, CheckContext
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.model.problem import Problem

RULES = {"unknown-section": "任务所属的部分不存在"}
NEEDS = frozenset({PLAN})
SCOPE = "plan"


def check(context: CheckContext) -> Iterator[Problem]:
    """Compare each task's section with the list of sections."""
    known = {section.id: section.title for section in context.register.sections}
    for task, where in context.tasks():
        if task.section in known:
            continue
        by_title = [number for number, title in known.items() if title == task.section]
        hint = f"请写编号：section: {by_title[0]}" if by_title else f"可写：{'、'.join(known)}"
        yield Problem(
            rule="unknown-section",
            severity="error",
            file=TASKS_FILE,
            message=f"任务 {task.id} 所属的部分“{task.section}”不在 sections 里",
            hint=hint if known else "请先在 sections 里登记各部分",
            where=(*where, "section"),
        )
