"""Groups picked by tags and kinds nobody has."""

from __future__ import annotations

from typing import Any

from tests.builders.checks import GROUPS, UNITS, context, found, ids, register, unit

from spt_fazhi.checks.rules import unknown_tags
from spt_fazhi.model.unit import Group, GroupMembers

TAGGED = (*UNITS, unit("区示范局", "sfanj", tags=("enforcement",)))


def with_group(*, complete: bool = True, **members: Any) -> list[tuple[str, str]]:
    group = Group(name="新组", members=GroupMembers(**members), complete=complete)
    return ids(unknown_tags, context(register(units=TAGGED, groups=(*GROUPS, group))))


def test_a_tag_nobody_has() -> None:
    assert with_group(tags=("enforcment",)) == [("unknown-tag", "error")]


def test_the_nearest_tag_is_named() -> None:
    group = Group(name="新组", members=GroupMembers(tags=("enforcment",)))
    (problem,) = found(unknown_tags, context(register(units=TAGGED, groups=(group,))))
    assert "“enforcement”" in problem.hint
    assert problem.where == ("groups", 0, "members", "tags", 0)


def test_a_kind_nobody_is_of() -> None:
    assert with_group(kinds=("government", "npc")) == [("unused-kind", "warning")]


def test_a_kind_nobody_is_of_yet_in_a_list_that_lacks_members() -> None:
    assert with_group(kinds=("government", "npc"), complete=False) == []
    assert with_group(tags=("enforcment",), complete=False) == [("unknown-tag", "error")]


def test_used_tags_and_kinds() -> None:
    assert with_group(tags=("enforcement",), kinds=("township",)) == []


def test_nothing_is_said_while_a_unit_is_unreadable() -> None:
    group = Group(name="新组", members=GroupMembers(tags=("x",)))
    assert ids(unknown_tags, context(register(groups=(group,), unreadable_units=frozenset({"区某局"})))) == []
