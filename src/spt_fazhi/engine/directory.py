"""Names to units: aliases, groups and what a clerk types."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple, Protocol

from spt_fazhi.engine.unit_search import search_units, typed_name
from spt_fazhi.model.period import days_after
from spt_fazhi.model.unit import OUTSIDE, Group, Unit


class Owed(Protocol):
    """What is owed from a day on, by a day."""

    @property
    def start(self) -> date:
        """The first day of its period."""

    @property
    def due(self) -> date:
        """The last day in time."""


class Inheritance(NamedTuple):
    """A unit that may come to owe what others owe, and the first day on which it carries on for one of them."""

    unit: str
    since: date


class Directory:
    """Looks up units by the document's wording. The first of two equal names wins (a check reports the second)."""

    def __init__(self, units: Iterable[Unit], groups: Iterable[Group]) -> None:
        """Index the units and groups of units.yaml, in its order."""
        self.units = tuple(units)
        self.groups: dict[str, Group] = {}
        for group in groups:
            self.groups.setdefault(group.name, group)
        self._by_name: dict[str, Unit] = {}
        for unit in self.units:
            self._by_name.setdefault(unit.name, unit)
        for unit in self.units:
            for alias in unit.aliases:
                self._by_name.setdefault(alias, unit)
        self._by_code = {unit.code: unit for unit in reversed(self.units)}
        self._members: dict[str, tuple[Unit, ...]] = {}
        self._heirs: dict[tuple[str, ...], tuple[Inheritance, ...]] = {}

    def unit(self, name: str) -> Unit | None:
        """The unit with this name or alias."""
        return self._by_name.get(name)

    def by_code(self, code: str) -> Unit | None:
        """The unit with this code."""
        return self._by_code.get(code)

    def canonical(self, name: str | None) -> str | None:
        """The name in units.yaml of what may be an alias; None when there is none such."""
        unit = self._by_name.get(name) if name else None
        return unit.name if unit else None

    def is_outside(self, name: str) -> bool:
        """Whether a unit stands outside the government."""
        unit = self._by_name.get(name)
        return unit is not None and unit.kind in OUTSIDE

    @cached_property
    def ending(self) -> tuple[Unit, ...]:
        """The units that end, the first to end first."""
        return tuple(sorted((unit for unit in self.units if unit.until), key=lambda unit: unit.until or date.max))

    @cached_property
    def changes(self) -> bool:
        """Whether any unit begins or ends on a day."""
        return any(unit.from_ or unit.until for unit in self.units)

    @cached_property
    def _beginning(self) -> dict[str, date]:
        """The first days of the units that begin on one."""
        return {name: unit.from_ for name, unit in self._by_name.items() if unit.from_ is not None}

    def successor(self, name: str) -> str | None:
        """Who carries on what a unit owes when it ends."""
        unit = self._by_name.get(name)
        return self.canonical(unit.succeeded_by) if unit else None

    def line(self, name: str) -> tuple[str, ...]:
        """A unit, who carries on what it owes when it ends, and so on, each once; whether or not they have ended."""
        found = [name]
        while (heir := self.successor(found[-1])) is not None and heir not in found:
            found.append(heir)
        return tuple(found)

    def heirs(self, names: tuple[str, ...]) -> tuple[Inheritance, ...]:
        """Those who come to owe what these units owe, and are not among them."""
        if not self.ending:
            return ()
        if names not in self._heirs:
            found: dict[str, date] = {}
            owing = frozenset(names)
            ending = [name for name in names if self._by_name[name].until is not None]
            for unit in self.ending:
                since = days_after(unit.until or date.max, 1)
                for bearer in self.bearers(ending, since):
                    if bearer not in owing:
                        found.setdefault(bearer, since)
            self._heirs[names] = tuple(Inheritance(*each) for each in found.items())
        return self._heirs[names]

    def bearer(self, name: str, day: date) -> str | None:
        """Who bears on a day what a unit owes: itself, after its last day its successor; None when there is none."""
        seen = set()
        bearer: str | None = name
        while bearer is not None and (until := self._by_name[bearer].until) is not None and until < day:
            seen.add(bearer)
            bearer = self.successor(bearer)
            if bearer in seen:
                return None
        return bearer

    def bearers(self, names: Iterable[str], day: date) -> tuple[str, ...]:
        """Who bears on a day what these units owe, each once; nobody bears what a unit without successor owed."""
        return tuple(dict.fromkeys(bearer for name in names if (bearer := self.bearer(name, day)) is not None))

    def takes_over(self, name: str) -> date | None:
        """The first day on which a unit carries on what another owed; None when it never does."""
        days = (days_after(unit.until or date.max, 1) for unit in self.ending)
        ended = [unit.name for unit in self.ending if unit.name != name]
        return next((day for day in days if any(self.bearer(other, day) == name for other in ended)), None)

    def owing(self, names: tuple[str, ...], span: Owed) -> tuple[str, ...]:
        """Those of these units that owe what begins and falls due on these days: not what was due before they began."""
        beginning = self._beginning
        if not beginning:
            return names
        return tuple(
            name for name in names if (first := beginning.get(name)) is None or span.due >= first or span.start >= first
        )

    def desks(self, name: str) -> frozenset[str]:
        """The codes of the folders where a unit's records may lie: its own, and that of the unit it acts through."""
        unit = self._by_name.get(name)
        if unit is None:
            return frozenset()
        through = self._by_name.get(unit.acts_through) if unit.acts_through else None
        return frozenset({unit.code, through.code} if through else {unit.code})

    def members(self, group_name: str) -> tuple[Unit, ...]:
        """The units of a group in the order of units.yaml; empty when there is no such group."""
        if group_name not in self._members:
            group = self.groups.get(group_name)
            self._members[group_name] = () if group is None else self._expand_group(group)
        return self._members[group_name]

    def _expand_group(self, group: Group) -> tuple[Unit, ...]:
        wanted = group.members
        tags = set(wanted.tags)
        named = {unit.name for name in wanted.units if (unit := self.unit(name))}
        left_out = {unit.name for name in wanted.except_ if (unit := self.unit(name))}
        return tuple(
            unit
            for unit in self.units
            if unit.name not in left_out
            and (unit.kind in wanted.kinds or not tags.isdisjoint(unit.tags) or unit.name in named)
        )

    def expand(self, names: Iterable[str]) -> tuple[str, ...]:
        """Names of units, aliases and groups → canonical unit names, each once, in the order written.

        Unknown names are left out (a check reports them).
        """
        found: dict[str, None] = {}
        for name in names:
            unit = self.unit(name)
            if unit is not None:
                found[unit.name] = None
            else:
                found.update((member.name, None) for member in self.members(name))
        return tuple(found)

    def knows(self, name: str) -> bool:
        """Whether `name` is a unit, an alias or a group."""
        return name in self._by_name or name in self.groups

    def nearest(self, name: str) -> str | None:
        """The known name most like `name`, if any is."""
        from difflib import get_close_matches

        known = [*self._by_name, *self.groups]
        inside = [each for each in known if name and (name in each or each in name)]
        near = get_close_matches(name, known, 1, 0.5) or inside
        return near[0] if near else None

    def search(self, typed: str) -> tuple[Unit, ...]:
        """The units a person may mean, see `unit_search.search_units`."""
        return search_units(self.units, typed)

    def group(self, typed: str) -> Group | None:
        """The group a person means, with or without its 各; None for what is no group or is a unit's name."""
        text = typed_name(typed)
        if text in self._by_name:
            return None
        by_name = {typed_name(name): group for name, group in self.groups.items()}
        return by_name.get(text) or (by_name.get(f"各{text}") if len(text) > 1 else None)
