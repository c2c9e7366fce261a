"""New units and groups put into a units.yaml that people edit: only lines are added, nothing else moves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spt_fazhi.model.unit import Group, Unit, UnitsFile
from spt_fazhi.store.yaml.plan_writer import units_yaml
from spt_fazhi.store.yaml.reader import YamlFault, read_tree
from spt_fazhi.store.yaml.validate import validate


def with_new_units(
    text: str,
    units: Sequence[Unit],
    groups: Sequence[Group],
    notes: Mapping[str, Sequence[str]],
    by: str = "fazhi rollover",
) -> str | None:
    """`text` with these units and groups added, marked as added `by` a command.

    None where it is written in a way that lines cannot be added to.
    """
    if not units and not groups:
        return text
    fresh = units_yaml(units, groups, notes)
    unit_lines = _part(fresh, "units") if units else ""
    group_lines = _part(fresh, "groups") if groups else ""
    made = text if text.endswith("\n") else f"{text}\n"
    place = re.search(r"^groups:[ \t]*(?:#.*)?$", made, re.MULTILINE)
    if unit_lines:
        head = f"  # ---- 由 {by} 新增 ----\n"
        at = place.start() if place else len(made)
        made = f"{made[:at].rstrip(chr(10))}\n{head}{unit_lines}\n{made[at:]}" if place else f"{made}{head}{unit_lines}"
    if group_lines:
        made = f"{made}{group_lines}" if place else f"{made}\ngroups:\n{group_lines}"
    return made if _holds(made, text, units, groups) else None


def _part(text: str, key: str) -> str:
    """The lines of a list of `units.yaml` as it is drafted."""
    match = re.search(rf"^{key}:\n((?:  .*\n)+)", text, re.MULTILINE)
    return match[1] if match else ""


def _holds(made: str, text: str, units: Sequence[Unit], groups: Sequence[Group]) -> bool:
    """Whether the new text is the old one's units and groups, and then the new ones."""
    try:
        after, _ = validate(UnitsFile, read_tree(made), "")
        before, _ = validate(UnitsFile, read_tree(text), "")
    except YamlFault:
        return False
    return (
        after is not None
        and before is not None
        and after.units == (*before.units, *units)
        and after.groups == (*before.groups, *groups)
    )
