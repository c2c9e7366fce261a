"""What a unit owes when it ends (机构改革): its past stays, what it had not met goes to its successor, or ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import Duty, DutyKey
from spt_fazhi.engine.states import State
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import days_after

StateOf = Callable[[Duty, "Carried", date], State]
"""The state of a duty on a day by what it is carried by."""

_STAYS = frozenset({"done", "done-late", "waived"})


class Carried(NamedTuple):  # a tuple: see Duty
    """The keys whose records and decisions a duty rests on, its own first; `since` is the last day of the last unit
    that handed something on to it.
    """

    keys: tuple[DutyKey, ...]
    since: date | None = None


@frozen
class Handover:
    """What became of the duties of units that have ended by a day.

    `stays` are duties that stay with the unit that has ended, judged as of its last day; `ended` those that end with
    it; `handed_on` those that are now another's; `received` says of a duty what it took over.
    """

    stays: dict[DutyKey, date]
    ended: set[DutyKey]
    handed_on: set[DutyKey]
    received: dict[DutyKey, Carried]

    @property
    def keys(self) -> set[DutyKey]:
        """The duties that something became of."""
        return {*self.stays, *self.ended, *self.handed_on, *self.received}

    def carried(self, key: DutyKey) -> Carried:
        """What the duty of this key rests on."""
        return self.received.get(key) or Carried((key,))


def hand_over(duties: Iterable[Duty], directory: Directory, day: date, state_of: StateOf) -> Handover:
    """Go through the units that ended before `day`, the first to end first; joint duties have no such unit.

    Whatever is not met on the last day goes to the unit that exists on the day after, so that a successor which ended
    before, or on the same day, is passed over.
    """
    last_days = _last_days(directory, day)
    own: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.key.unit in last_days:
            own[duty.key.unit].append(duty)
    found = Handover(stays={}, ended=set(), handed_on=set(), received={})
    for name, last in last_days.items():
        heir = directory.bearer(name, days_after(last, 1))
        for duty in own[name]:
            if duty.inherits and duty.key not in found.received:
                continue
            carried = found.carried(duty.key)
            if state_of(duty, carried, last) in _STAYS:
                found.stays[duty.key] = last
            elif heir is None:
                found.ended.add(duty.key)
            else:
                found.handed_on.add(duty.key)
                to = duty.key._replace(unit=heir)
                found.received[to] = Carried((*found.carried(to).keys, *carried.keys), last)
    return found


def _last_days(directory: Directory, day: date) -> dict[str, date]:
    """The units that ended before `day` and their last days, the earliest first."""
    found: dict[str, date] = {}
    for unit in directory.ending:
        if unit.until is not None and unit.until < day and directory.unit(unit.name) is unit:
            found[unit.name] = unit.until
    return found


def together(duty: Duty, directory: Directory, day: date, state_of: StateOf) -> tuple[tuple[str, ...], bool]:
    """Who bears a joint duty on a day, and whether it has ended because nobody is left to.

    A unit that ends leaves it to its successor, unless it was met (or waived) by then: then it stays among those who
    met it.
    """
    owners = duty.holders
    for name, last in _last_days(directory, day).items():
        if name not in owners or state_of(duty, Carried((duty.key,)), last) in _STAYS:
            continue
        left = directory.bearers(owners, days_after(last, 1))
        if not left:
            return owners, True
        owners = left
    return owners, False
