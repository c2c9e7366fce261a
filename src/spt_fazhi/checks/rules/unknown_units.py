"""Names in the plan and in groups that no list of units knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.intake.nobody import NOBODY
from spt_fazhi.model.paths import TASKS_FILE, UNITS_FILE
from spt_fazhi.model.problem import Problem, Where

RULES = {"unknown-unit": "牵头、责任、承担单位或单位组里写了名单里没有的单位"}
SCOPE = "plan"
_BETWEEN: Final = re.compile("[，、；;,]")
"""What a person may put between several names, of which YAML takes none for a comma inside quotes or in full width."""


def check(context: CheckContext) -> Iterator[Problem]:
    """Look up what the plan names (lead, responsible, who, holder, office, addressees) and what the units name."""
    for task, where in context.tasks():
        for key, names in (("lead", task.lead), ("responsible", task.responsible)):
            for index, name in enumerate(names):
                yield from _unknown(context, name, (*where, key, index))
    for _, obligation, where in context.obligations():
        for index, name in enumerate(obligation.who):
            yield from _unknown(context, name, (*where, "who", index))
        yield from _no_unit(context, TASKS_FILE, obligation.holder, (*where, "holder"))
    yield from _no_unit(context, TASKS_FILE, context.register.info.office, ("register", "office"))
    for index, name in enumerate(context.register.info.addressees):
        yield from _unknown(context, name, ("register", "addressees", index))
    for unit, where in context.units():
        yield from _no_unit(context, UNITS_FILE, unit.acts_through, (*where, "acts_through"))
        yield from _no_unit(context, UNITS_FILE, unit.succeeded_by, (*where, "succeeded_by"))
    for group, where in context.groups():
        for key, names in (("units", group.members.units), ("except", group.members.except_)):
            for index, name in enumerate(names):
                yield from _no_unit(context, UNITS_FILE, name, (*where, "members", key, index))


def _unknown(context: CheckContext, name: str, where: Where) -> Iterator[Problem]:
    if name == NOBODY:
        yield Problem(
            rule="unknown-unit",
            severity="error",
            file=TASKS_FILE,
            message=f"这里还没有写单位：“{NOBODY}”是起草时占位置的",
            hint="请换成负责的单位；不要把它登记到单位名单里",
            where=where,
        )
    elif not context.directory.knows(name) and name not in context.register.unreadable_units:
        yield Problem(
            rule="unknown-unit",
            severity="error",
            file=TASKS_FILE,
            message=f"单位名单里没有“{name}”",
            hint=_hint(context, name),
            where=where,
        )


def _no_unit(context: CheckContext, file: str, name: str | None, where: Where) -> Iterator[Problem]:
    """A name that must be of one unit, if it is given."""
    if name is None or context.directory.unit(name) is not None or name in context.register.unreadable_units:
        return
    if name in context.directory.groups:
        message, hint = (
            f"“{name}”是单位组，这里只能写单位",
            "请写一个单位的名称；要列好几家的逐个写，或用 kinds、tags 选取",
        )
    else:
        message, hint = f"单位名单里没有“{name}”", _hint(context, name)
    yield Problem(rule="unknown-unit", severity="error", file=file, message=message, hint=hint, where=where)


def _hint(context: CheckContext, name: str) -> str:
    several = [part.strip() for part in _BETWEEN.split(name) if part.strip()]
    if len(several) > 1 and any(map(context.directory.knows, several)):
        return f"几个单位之间要用英文逗号加空格隔开，请写成 [{', '.join(several)}]"
    if context.register.unreadable_units:  # one of them may be meant, whatever it is called
        return f"{UNITS_FILE} 里有读不出来的单位，请先改正它们"
    near = context.directory.nearest(name)
    return f"是不是“{near}”？" if near else "请先在 data/units.yaml 里登记该单位或单位组"
