"""The names of a district and of a task, and which of them the words of a document mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from spt_fazhi.intake.obligations.who.alike import are_alike, core_of
from spt_fazhi.intake.obligations.who.groups import core_of_group, is_group
from spt_fazhi.text.normalise import normalise

_LONGEST: Final = 40  # a longer name is found nowhere
_FEW: Final = 100  # of a task with more names a bracket inside it knows its own only
_THROUGH: Final = frozenset({"人大", "政协", "政府", "委"})  # they act through their offices
_PLACES: Final = re.compile("[乡镇街道苏木]+")
_OFFICE: Final = re.compile("政府办(?:公室)?$|^府办$")


class _Index:
    """Names by their first two characters, so that looking for one costs the same however many there are."""

    def __init__(self, names: Iterable[str]) -> None:
        self.written: dict[str, str] = {}
        lengths: dict[str, set[int]] = {}
        for name in names:
            flat = normalise(name).text
            if 1 < len(flat) <= _LONGEST:
                self.written.setdefault(flat, name)
                lengths.setdefault(flat[:2], set()).add(len(flat))
        self.lengths = {start: tuple(sorted(some, reverse=True)) for start, some in lengths.items()}

    def at(self, text: str, place: int) -> tuple[str, int]:
        """The longest name that stands at a place of a normal copy, and where it ends; ("", place) when none does."""
        for length in self.lengths.get(text[place : place + 2], ()):
            found = self.written.get(text[place : place + length])
            if found is not None:
                return found, place + length
        return "", place


class District:
    """All names of a register: made once, used for every task. `groups` have their members, `others` are units."""

    def __init__(self, groups: Mapping[str, Sequence[str]], others: Iterable[str] = ()) -> None:
        """Index every name once; groups that share one list of members cost it once."""
        self.members = groups
        distinct = {id(each): each for each in groups.values()}
        units = dict.fromkeys(name for each in distinct.values() for name in each)
        self.index = _Index({**dict.fromkeys(groups), **units, **dict.fromkeys(others)})
        self._sets = {key: frozenset(each) for key, each in distinct.items()}

    @cached_property
    def cores(self) -> dict[str, str]:
        """The shortest group by what it says of its members."""
        found: dict[str, str] = {}
        for name in sorted(self.members, key=len):
            found.setdefault(core_of_group(name), name)
        return found

    @cached_property
    def enforcing(self) -> tuple[str, ...]:
        """The shortest group of units that enforce the law, or none."""
        return _shortest(name for name in self.members if "执法" in name)

    @cached_property
    def offices(self) -> tuple[str, ...]:
        """The office that acts for the government, the longest name, or none."""
        found = [name for name in self.index.written.values() if _OFFICE.search(name)]
        return (max(found, key=len),) if found else ()

    def has(self, group: str, name: str) -> bool:
        """Whether a unit is in a group."""
        return group in self.members and name in self._sets[id(self.members[group])]


class Names:
    """Finds the units and groups that words of a task's text mean: first among the task's own, then the district's."""

    def __init__(
        self, lead: tuple[str, ...], responsible: tuple[str, ...], district: District, *, stated: bool = False
    ) -> None:
        """The task's own names in order; each of them is known whether or not the district has it.

        `stated`: the document says of this very sentence that the leads owe it.
        """
        self.lead, self.responsible, self.district, self.stated = lead, responsible, district, stated
        self.own = tuple(dict.fromkeys((*lead, *responsible)))
        self.groups = tuple(name for name in self.own if name in district.members or is_group(name))
        self._index = _Index(self.own)
        self._inside: dict[str, bool] = dict.fromkeys(self.own, True)
        self._found: dict[tuple[str, ...], tuple[str, ...]] = {}

    def led_by(self, names: tuple[str, ...]) -> Names:
        """The same task where a sentence of it is owed by `names`."""
        if names == self.lead:
            return Names(names, self.responsible, self.district, stated=True)
        others = tuple(name for name in self.own if name not in set(names)) if len(self.own) <= _FEW else ()
        return Names(names, others, self.district, stated=True)

    def is_alone(self, names: tuple[str, ...]) -> bool:
        """Whether these names (none: all the task's own) are one unit and no group."""
        meant = names or self.own
        return len(meant) == 1 and meant[0] not in self.district.members and not is_group(meant[0])

    def at(self, clause: str, place: int) -> tuple[str, int]:
        """The longest known name at a place of a normalised clause, and where it ends; ("", place) when none is."""
        own, district = self._index.at(clause, place), self.district.index.at(clause, place)
        return own if own[1] >= district[1] else district

    def is_inside(self, name: str) -> bool:
        """Whether a name is among the task's own, in one of its groups, or a group that one of them holds."""
        if name not in self._inside:
            held = name in self.district.members and self._holds(core_of_group(name))
            self._inside[name] = held or any(self.district.has(group, name) for group in self.groups)
        return self._inside[name]

    def _holds(self, core: str) -> bool:
        """各部门 hold 各行政执法部门, 各乡镇（街道） hold 各乡镇."""
        if core.endswith("部门") and "驻" not in core and "部门" in self._cores:
            return True
        places = _PLACES.fullmatch(core)
        return places is not None and any(_PLACES.fullmatch(own) and set(core) <= set(own) for own in self._cores)

    def expert(self, words: str) -> tuple[str, ...]:
        """The only lead whose field (生态环境, 巡察) the words name, or none."""
        fits = [name for name, field in self._fields if field in words]
        return tuple(fits) if len(fits) == 1 else ()

    @cached_property
    def _fields(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, _field(name)) for name in self.lead[:_LONGEST])

    def group(self, *words: str, without: str = "(?!)") -> tuple[str, ...]:
        """The shortest of the task's groups whose name has all the words, as one name or none."""
        key = (without, *words)
        if key not in self._found:
            fits = (
                each for each in self.groups if all(word in each for word in words) and not re.search(without, each)
            )
            self._found[key] = _shortest(fits)
        return self._found[key]

    def said(self, words: str) -> tuple[str, ...]:
        """The group of the task, else of the district, that says the same as the words (县政府各部门: 各部门)."""
        core = core_of_group(words)
        own = self._cores.get(core) or self.district.cores.get(core) if core else None
        return (own,) if own else ()

    @cached_property
    def _cores(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in self.groups:
            found.setdefault(core_of_group(name), name)
        return found

    def meant(self, words: str) -> tuple[str, bool]:
        """The only one of the task's units that a short or long form of its name means (县法院), and whether surely."""
        core = core_of(words)
        same, near = self._units.get(core, []), self._near.get((core[:1], core[-1:]), [])
        if len(same) == 1:
            return same[0], True
        offices = self._units.get(f"{core}办", []) if core in _THROUGH and not same else []
        if len(offices) == 1:
            return offices[0], False
        alike = [name for name in near[:_FEW] if are_alike(core, core_of(name))] if not same else []
        return (alike[0], False) if len(alike) == 1 else ("", False)

    @cached_property
    def _units(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.own:
            if not is_group(name):
                found.setdefault(core_of(name), []).append(name)
        return found

    @cached_property
    def _near(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for core, names in self._units.items():
            found.setdefault((core[:1], core[-1:]), []).extend(names)
        return found

    @cached_property
    def government(self) -> tuple[str, ...]:
        """The office that acts for the government itself: the task's own, else the district's."""
        own = [name for name in self.own if _OFFICE.search(name)]
        return (max(own, key=len),) if own else self.district.offices

    def townships(self) -> tuple[str, ...]:
        """The task's group of townships, whatever the document calls it."""
        return self.group("乡镇") or self.group("镇") or self.group("乡") or self.group("街道")

    def departments(self) -> tuple[str, ...]:
        """The task's group of departments in general."""
        return self.group("部门", without="执法|组成|监管") or self.group("单位", without="执法")

    def enforcing(self, *, outside: bool = True) -> tuple[str, ...]:
        """The group of units that enforce the law: the task's own, else the district's, else the task's departments.

        Not `outside`: none that the task's groups do not hold.
        """
        known = tuple(name for name in self.district.enforcing if outside or self.is_inside(name))
        return self.group("执法") or known or (self.departments() if outside else ())

    def organs(self) -> tuple[str, ...]:
        """All organs of administration (行政机关) the task names; where it names them all, the government too."""
        townships, departments = self.townships(), self.departments()
        office = tuple(name for name in self.government if name in self.own or (townships and departments))
        return (*office, *townships, *departments)


def _shortest(names: Iterable[str]) -> tuple[str, ...]:
    found = min(names, key=len, default="")
    return (found,) if found else ()


def _field(name: str) -> str:
    """What a unit is in charge of, from its name; an unlikely word where the name says little."""
    field = re.sub("^[区县市旗州省]委?|(?:监督)?(?:管理)?(?:分局|局|委员会|办公室|办|委|部|中心)$", "", name)
    return (
        field if len(field) > 2 or field in {"巡察", "财政", "审计", "税务", "统计", "信访", "民政", "水务"} else "\n"
    )
