"""What a unit owes when it ends (机构改革): its past stays, what it had not met goes to its successor, or ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import Duty, DutyKey
from spt_fazhi.engine.states import State
from spt_fazhi.model.frozen import frozen

Keys = tuple[DutyKey, ...]
StateOf = Callable[[Duty, Keys, date], State]
"""The state of a duty on a day by the records of these keys."""

_STAYS = frozenset({"done", "done-late", "waived"})


@frozen
class Handover:
    """What became of the duties of units that have ended by a day.

    `stays` are duties that stay with the unit that has ended, judged as of its last day; `ended` those that end with
    it; `handed_on` those that are now another's; `received` maps a duty to the keys it took over.
    """

    stays: dict[DutyKey, date]
    ended: frozenset[DutyKey]
    handed_on: frozenset[DutyKey]
    received: dict[DutyKey, Keys]


def hand_over(duties: Iterable[Duty], directory: Directory, day: date, state_of: StateOf) -> Handover:
    """Go through the units that ended before `day`, the first to end first; joint duties have no such unit."""
    ended_units = {unit.name: unit.until for unit in directory.ending if unit.until is not None and unit.until < day}
    own: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.key.unit in ended_units:
            own[duty.key.unit].append(duty)
    stays: dict[DutyKey, date] = {}
    ended: set[DutyKey] = set()
    handed_on: set[DutyKey] = set()
    received: dict[DutyKey, Keys] = {}
    for name, last in ended_units.items():
        heir = directory.successor(name)
        for duty in own[name]:
            if duty.heirs and duty.key not in received:
                continue
            keys = (duty.key, *received.get(duty.key, ()))
            if state_of(duty, keys, last) in _STAYS:
                stays[duty.key] = last
            elif heir is None or heir == name:
                ended.add(duty.key)
            else:
                handed_on.add(duty.key)
                to = duty.key._replace(unit=heir)
                received[to] = (*received.get(to, ()), *keys)
    return Handover(stays=stays, ended=frozenset(ended), handed_on=frozenset(handed_on), received=received)
