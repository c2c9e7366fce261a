"""Groups that pick their members by a tag or kind no unit has."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from spt_fazhi.checks.context import UNITS, CheckContext
from spt_fazhi.model.choices import UNIT_KINDS
from spt_fazhi.model.paths import UNITS_FILE
from spt_fazhi.model.problem import Problem

RULES = {"unknown-tag": "单位组用了没有单位具有的标签", "unused-kind": "单位组用了没有单位属于的种类"}
NEEDS = frozenset({UNITS})
SCOPE = "plan"


def check(context: CheckContext) -> Iterator[Problem]:
    """Compare the tags and kinds of groups with those of the units."""
    register = context.register
    if register.unreadable_units:
        return  # the units that could not be read may have them
    tags = sorted({tag for unit in register.units for tag in unit.tags})
    kinds = {unit.kind for unit in register.units}
    for group, where in context.groups():
        for index, tag in enumerate(group.members.tags):
            if tag not in tags:
                near = get_close_matches(tag, tags, 1, 0.5)
                known = f"现有标签：{'、'.join(tags)}" if tags else "请先给相关单位加上这个标签（tags）"
                yield Problem(
                    rule="unknown-tag",
                    severity="error",
                    file=UNITS_FILE,
                    message=f"单位组“{group.name}”用的标签“{tag}”没有任何单位具有",
                    hint=f"是不是“{near[0]}”？" if near else known,
                    where=(*where, "members", "tags", index),
                )
        for index, kind in enumerate(group.members.kinds):
            if kind not in kinds and group.complete:  # of a list that is known to lack members there may be none yet
                yield Problem(
                    rule="unused-kind",
                    severity="warning",
                    file=UNITS_FILE,
                    message=f"单位组“{group.name}”选取的种类 {kind}（{UNIT_KINDS[kind]}）没有任何单位",
                    hint="请核对种类，或补登记这类单位",
                    where=(*where, "members", "kinds", index),
                )
