"""Who is who: names, groups, where records may lie, who exists when, and who carries on what somebody owed."""

from __future__ import annotations

import datetime as dt

OUTSIDE_KINDS = ["party", "npc", "cppcc", "judicial"]


class Units:
    """The units and groups of a register, looked through from the first to the last each time."""

    def __init__(self, register):
        self.all = register.units
        self.groups = register.groups
        self.office = self.name(register.info.office)

    def unit(self, written):
        """The unit of this name, else of this alias."""
        for each in self.all:
            if each.name == written:
                return each
        for each in self.all:
            if written in each.aliases:
                return each
        return None

    def name(self, written):
        """The name of the unit that is written; None when there is none."""
        each = self.unit(written)
        return None if each is None else each.name

    def named(self, names):
        """Names of units, each once, of units and groups; what is unknown is left out."""
        found = []
        for name in names:
            each = self.unit(name)
            if each is not None:
                found.append(each.name)
                continue
            for group in self.groups:
                if group.name == name:
                    found += [each.name for each in self.all if self._is_member(group.members, each)]
                    break
        return list(dict.fromkeys(found))

    def _is_member(self, members, each):
        named = [self.unit(name) for name in members.units]
        left_out = [self.unit(name) for name in members.except_]
        return each not in left_out and (
            each.kind in members.kinds or bool(set(members.tags) & set(each.tags)) or each in named
        )

    def folders(self, name):
        """The codes of the folders where a unit's records may lie."""
        each = self.unit(name)
        through = self.unit(each.acts_through)
        return [each.code] if through is None else [each.code, through.code]

    def may_owe(self, name, start, due):
        """Whether a unit owes what begins and falls due on these days: all, but for one that came into being later."""
        came = self.unit(name).from_
        return came is None or start >= came or due >= came

    def exists(self, name, day):
        """Whether a day is one of the unit's."""
        each = self.unit(name)
        return (each.from_ is None or each.from_ <= day) and (each.until is None or day <= each.until)

    def existed(self, name, first, last):
        """Whether one of these days, the first to the last, is one of the unit's."""
        each = self.unit(name)
        return (each.from_ is None or each.from_ <= last) and (each.until is None or first <= each.until)

    def ends(self, before):
        """The last days of units that have ended before a day, the earliest first."""
        return sorted({each.until for each in self.all if each.until is not None and each.until < before})

    def speaker(self, name, day):
        """Who bears on a day what this unit owed in the beginning: itself, a successor, or None."""
        passed = []
        while name is not None:
            each = self.unit(name)
            if each.until is None or each.until >= day:
                return name
            passed.append(name)
            name = self.name(each.succeeded_by)
            if name in passed:
                return None
        return None

    def becomes(self, name):
        """The units that come after this one, in order."""
        found = []
        while (name := self.name(self.unit(name).succeeded_by)) is not None and name not in found:
            found.append(name)
        return found

    def heirs(self, owners):
        """Those who may come to owe what these owe, and are not among them."""
        after = [heir for owner in owners for heir in self.becomes(owner)]
        return [each for each in dict.fromkeys(after) if each not in owners]

    def bears_from(self, name, owners):
        """The first day on which a unit bears what one of these owed; None when that never comes."""
        days = [each.until + dt.timedelta(days=1) for each in self.all if each.until is not None]
        return min((day for day in days for owner in owners if self.speaker(owner, day) == name), default=None)

    def outside(self, names):
        """Whether all of these are outside the government, and none is the office."""
        return names != [] and all(self.unit(name).kind in OUTSIDE_KINDS and name != self.office for name in names)
