"""Sections, tasks and obligations whose number was used before."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import PLAN, CheckContext
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.model.problem import Problem

RULES = {"duplicate-id": "部分、任务或事项的编号重复"}
NEEDS = frozenset({PLAN})
SCOPE = "plan"


def check(context: CheckContext) -> Iterator[Problem]:
    """The second and later bearers of a number."""
    first: dict[tuple[str, str], str] = {}
    items = (
        *(("部分", section.id, section.title, where) for section, where in context.sections()),
        *(("任务", str(task.id), task.title, where) for task, where in context.tasks()),
        *(("事项", each.id, each.title, where) for _, each, where in context.obligations()),
    )
    for what, number, title, where in items:
        if (what, number) in first:
            yield Problem(
                rule="duplicate-id",
                severity="error",
                file=TASKS_FILE,
                message=f"{what}编号 {number} 重复：“{first[what, number]}”已经用了这个编号",
                hint="请给其中一个换一个没有用过的编号；已有记录引用的那个不要改",
                where=(*where, "id"),
            )
        first.setdefault((what, number), title)
