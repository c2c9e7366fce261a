"""The units and their groups: `data/units.yaml` as values."""

from __future__ import annotations

from datetime import date
from typing import Final

from spt_fazhi.model import choices as c
from spt_fazhi.model import fields as s
from spt_fazhi.model.pairs import GroupAssumed, UnitAssumed
from spt_fazhi.model.value import value

OUTSIDE: Final[frozenset[c.UnitKind]] = frozenset({"party", "npc", "cppcc", "judicial"})
"""Kinds of units outside the government: they are asked, never chased and never scored."""


@value
class Unit:
    """One unit. `name` is the document's wording and the key everywhere; `code` names its folder of records.

    `owners` are the people or teams on the forge who answer for that folder (`@name`, `@team/name`, an e-mail).
    `phone` is an office line. A unit that `acts_through` another has no desk of its own: what is sent to it goes
    there, and its records may lie there. `from_` and `until` are the first and last day on which it exists;
    `succeeded_by` names the unit that carries its open duties on.
    """

    name: s.Text
    code: s.Code
    kind: c.UnitKindText
    tags: tuple[s.Text, ...] = ()
    aliases: tuple[s.Text, ...] = ()
    owners: tuple[s.Owner, ...] = ()
    full_name: s.OptionalText = None
    verified: s.Flag = False
    phone: s.OptionalText = None
    acts_through: s.OptionalText = None
    from_: s.OptionalDay = None
    until: s.OptionalDay = None
    succeeded_by: s.OptionalText = None
    assumed: UnitAssumed = ()

    def exists_on(self, day: date) -> bool:
        """Whether it exists on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)

    def __post_init__(self) -> None:
        """Refuse a successor without a last day, and a last day before the first."""
        if self.succeeded_by is not None and self.until is None:
            raise ValueError("写了 succeeded_by（承接单位），还要写 until（最后一天）")
        if self.from_ is not None and self.until is not None and self.until < self.from_:
            raise ValueError(f"until（最后一天）{self.until} 早于 from（第一天）{self.from_}")

    @property
    def assumed_fields(self) -> tuple[str, ...]:
        """The fields the document does not state."""
        return tuple(each.field for each in self.assumed)


@value
class GroupMembers:
    """Who is in a group: the units of these kinds, with these tags, or named, less `except`."""

    kinds: tuple[c.UnitKindText, ...] = ()
    tags: tuple[s.Text, ...] = ()
    units: tuple[s.Text, ...] = ()
    except_: tuple[s.Text, ...] = ()


@value
class Group:
    """A name the document uses for several units (各乡镇).

    `complete: false` says that the list is known to lack members.
    """

    name: s.Text
    members: GroupMembers
    complete: s.Flag = True
    assumed: GroupAssumed = ()

    @property
    def assumed_fields(self) -> tuple[str, ...]:
        """The fields the document does not state."""
        return tuple(each.field for each in self.assumed)


@value
class UnitsFile:
    """The whole of `data/units.yaml`."""

    units: tuple[Unit, ...]
    groups: tuple[Group, ...] = ()
