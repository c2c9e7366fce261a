"""Names in the plan and in groups that no list of units knows."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.model.paths import TASKS_FILE, UNITS_FILE
from spt_fazhi.model.problem import Problem, Where

RULES = {"unknown-unit": "牵头、责任、承担单位或单位组里写了名单里没有的单位"}
SCOPE = "plan"


def check(context: CheckContext) -> Iterator[Problem]:
    """Look up lead, responsible and who of the plan, units and except of the groups."""
    for task, where in context.tasks():
        for key, names in (("lead", task.lead), ("responsible", task.responsible)):
            yield from _unknown(context, names, (*where, key))
    for _, obligation, where in context.obligations():
        yield from _unknown(context, obligation.who, (*where, "who"))
    for group, where in context.groups():
        for key, names in (("units", group.members.units), ("except", group.members.except_)):
            yield from _no_unit(context, names, (*where, "members", key))


def _unknown(context: CheckContext, names: tuple[str, ...], where: Where) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if not context.directory.knows(name) and name not in context.register.unreadable_units:
            yield Problem(
                rule="unknown-unit",
                severity="error",
                file=TASKS_FILE,
                message=f"单位名单里没有“{name}”",
                hint=_hint(context, name),
                where=(*where, index),
            )


def _no_unit(context: CheckContext, names: tuple[str, ...], where: Where) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if context.directory.unit(name) is not None or name in context.register.unreadable_units:
            continue
        if name in context.directory.groups:
            message, hint = f"“{name}”是单位组，单位组里只能列单位", "请逐个写出单位，或用 kinds、tags 选取"
        else:
            message, hint = f"单位名单里没有“{name}”", _hint(context, name)
        yield Problem(
            rule="unknown-unit", severity="error", file=UNITS_FILE, message=message, hint=hint, where=(*where, index)
        )


def _hint(context: CheckContext, name: str) -> str:
    if context.register.unreadable_units:  # one of them may be meant, whatever it is called
        return f"{UNITS_FILE} 里有读不出来的单位，请先改正它们"
    near = context.directory.nearest(name)
    return f"是不是“{near}”？" if near else "请先在 data/units.yaml 里登记该单位或单位组"
