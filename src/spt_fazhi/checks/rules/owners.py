"""Obligations nobody owes and groups nobody is in."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.engine.duties import owners_of
from spt_fazhi.model.paths import TASKS_FILE, UNITS_FILE
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.unit import GroupMembers

RULES = {"nobody-owes": "事项没有单位承担", "empty-group": "单位组里一个单位也没有"}
SCOPE = "plan"


def check(context: CheckContext) -> Iterator[Problem]:
    """Expand every group and every obligation; names that are unknown are reported as such, not again here."""
    directory, unreadable = context.directory, context.register.unreadable_units
    for group, where in context.groups():
        if not directory.members(group.name) and not unreadable and directory.groups.get(group.name) is group:
            yield Problem(
                rule="empty-group",
                severity="error",
                file=UNITS_FILE,
                message=f"单位组“{group.name}”里一个单位也没有",
                hint=_hint(group.members),
                where=(*where, "members"),
            )
    for task, obligation, where in context.obligations():
        names = obligation.who or (*task.lead, *task.responsible)
        if owners_of(obligation, task, directory) or any(
            name in unreadable or not directory.knows(name) for name in names
        ):
            continue
        if names and all(name in directory.groups and not directory.groups[name].complete for name in names):
            continue  # groups that still have to be filled: each of them is reported as empty
        yield Problem(
            rule="nobody-owes",
            severity="error",
            file=TASKS_FILE,
            message=f"事项 {obligation.id}（{obligation.title}）没有任何单位承担",
            hint="请核对 who，或它所用的单位组",
            where=(*where, "who") if obligation.who else where,
        )


def _hint(members: GroupMembers) -> str:
    """What fills a group: units of the kinds it picks, where it picks by nothing else."""
    if members.kinds and not (members.tags or members.units or members.except_):
        return f"请在 units 里补登记这类单位，kind 写 {' 或 '.join(members.kinds)}"
    return "请核对 members 的 kinds、tags、units 和 except"
