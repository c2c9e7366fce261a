"""The units and their groups: `data/units.yaml` as values."""

from __future__ import annotations

from typing import Final

from spt_fazhi.model import fields as s
from spt_fazhi.model.value import value

OUTSIDE: Final[frozenset[s.UnitKind]] = frozenset({"party", "npc", "cppcc", "judicial"})
"""Kinds of units outside the government: they are asked, never chased and never scored."""


@value
class Unit:
    """One unit. `name` is the document's wording and the key everywhere; `code` names its folder of records.

    `owners` are the people or teams on the forge who answer for that folder (`@name`, `@team/name`, an e-mail).
    """

    name: s.Text
    code: s.Code
    kind: s.UnitKindText
    tags: tuple[s.Text, ...] = ()
    aliases: tuple[s.Text, ...] = ()
    owners: tuple[s.Owner, ...] = ()
    full_name: s.OptionalText = None
    verified: s.Flag = False


@value
class GroupMembers:
    """Who is in a group: the units of these kinds, with these tags, or named, less `except`."""

    kinds: tuple[s.UnitKindText, ...] = ()
    tags: tuple[s.Text, ...] = ()
    units: tuple[s.Text, ...] = ()
    except_: tuple[s.Text, ...] = ()


@value
class Group:
    """A name the document uses for several units (各乡镇)."""

    name: s.Text
    members: GroupMembers


@value
class UnitsFile:
    """The whole of `data/units.yaml`."""

    units: tuple[Unit, ...]
    groups: tuple[Group, ...] = ()
