"""Which unit after a change is which before it: a unit is its code, whatever it is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import NO_TASK, DutyKey
from spt_fazhi.model.register import Register


def renames(old: Register, new: Register) -> dict[str, str]:
    """The units that are called otherwise: the name before → the name after."""
    after = {unit.code: unit.name for unit in reversed(new.units)}
    named = {unit.name: after.get(unit.code, unit.name) for unit in reversed(old.units)}
    return {name: now for name, now in named.items() if name != now}


def renamed_key(key: DutyKey, names: Mapping[str, str]) -> DutyKey:
    """What a duty of before is called after."""
    return same_key(key._replace(unit=names.get(key.unit, key.unit)) if names else key)


def same_key(key: DutyKey) -> DutyKey:
    """What tells a duty from the others on either side: a finding is the same whatever task it bears on."""
    return key._replace(task=NO_TASK) if key.finding else key


def codes(names: Iterable[str], directory: Directory) -> dict[str, str]:
    """The codes of units with their names, in the order given."""
    known = (directory.unit(name) for name in names)
    return {unit.code: unit.name for unit in known if unit is not None}
