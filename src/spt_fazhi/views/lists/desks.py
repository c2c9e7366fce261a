"""At whose desk a duty is spoken of: the unit itself, or the one it acts through; never at the office's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import NO_TASK, DutyKey
from spt_fazhi.engine.query import Answering


class Owed(NamedTuple):  # a tuple: one for each open duty
    """A duty, and for whom of those who owe it one desk is spoken to."""

    duty: Assessed
    names: tuple[str, ...]


def place_of(owed: Owed) -> tuple[DutyKey, int]:
    """What puts duties of one day in order: as in the plan; findings by their visit and their number in it."""
    key, finding = owed.duty.duty.key, owed.duty.duty.finding
    if finding is None:
        return key, 0
    return key._replace(task=NO_TASK, finding=key.finding.rpartition(".")[0]), finding.id


def desk_of(name: str, answering: Answering) -> str:
    """Where a unit is reached: at the unit it acts through, if it acts through one."""
    unit = answering.directory.unit(name)
    return answering.directory.canonical(unit.acts_through if unit else None) or name


def by_desk(found: Iterable[tuple[Assessed, tuple[str, ...]]], answering: Answering) -> dict[str, dict[DutyKey, Owed]]:
    """Duties, each with the names it is to be taken up with, by the desk they are reached at; the office has none."""
    desks: dict[str, dict[DutyKey, Owed]] = {}
    for each, names in found:
        for name in names:
            desk = desk_of(name, answering)
            if answering.office in {name, desk}:
                continue
            own = desks.setdefault(desk, {})
            before = own.get(each.duty.key)
            own[each.duty.key] = Owed(each, (*before.names, name) if before else (name,))
    return desks


def spoken_for(owed: Iterable[Owed]) -> tuple[str, ...]:
    """The units that are spoken to about some duties, each once."""
    return tuple(dict.fromkeys(name for each in owed for name in each.names))
