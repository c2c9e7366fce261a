"""Units and groups that share a name, an alias or a code."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from spt_fazhi.checks.context import UNITS, CheckContext
from spt_fazhi.model.paths import UNITS_FILE
from spt_fazhi.model.problem import Problem, Where

RULES = {"duplicate-name": "单位名称、别名、代码、全称或单位组名称重复"}
NEEDS = frozenset({UNITS})
SCOPE = "plan"


def check(context: CheckContext) -> Iterator[Problem]:
    """The second and later bearers of a name; width and letter case make no difference."""
    first: dict[str, tuple[str, str]] = {}
    for owner, what, name, where in _names(context):
        key = unicodedata.normalize("NFKC", name).casefold()
        if key not in first:
            first[key] = (owner, what)
            continue
        other, other_what = first[key]
        if other == owner and {what, other_what} & {"代码", "全称"}:
            continue  # a unit may well have its name as its full name
        yield Problem(
            rule="duplicate-name",
            severity="error",
            file=UNITS_FILE,
            message=f"{what}“{name}”重复：它已是{other}的{other_what}",
            hint="每个名称、别名和代码只能指一个单位或单位组，请改掉其中一个",
            where=where,
        )


def _names(context: CheckContext) -> Iterator[tuple[str, str, str, Where]]:
    """Owner, kind of name, the name, and its place."""
    for number, (unit, where) in enumerate(context.units(), 1):
        owner = f"第 {number} 个单位“{unit.name}”"
        yield owner, "名称", unit.name, (*where, "name")
        yield owner, "代码", unit.code, (*where, "code")
        for index, alias in enumerate(unit.aliases):
            yield owner, "别名", alias, (*where, "aliases", index)
        if unit.full_name:
            yield owner, "全称", unit.full_name, (*where, "full_name")
    for number, (group, where) in enumerate(context.groups(), 1):
        yield f"第 {number} 个单位组“{group.name}”", "名称", group.name, (*where, "name")
