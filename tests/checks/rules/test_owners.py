"""Obligations nobody owes, groups nobody is in."""

from __future__ import annotations

from tests.builders.checks import GROUPS, context, found, ids, obligation, register, task

from spt_fazhi.checks.rules import owners
from spt_fazhi.model.unit import Group, GroupMembers

EMPTY = Group(name="各直属单位", members=GroupMembers(kinds=("institution",)))


def test_an_empty_group_and_what_only_it_owes() -> None:
    reg = register(groups=(*GROUPS, EMPTY), tasks=(task(obligations=(obligation(who=("各直属单位",)),)),))
    problems = found(owners, context(reg))
    assert [(each.rule, each.severity, each.where) for each in problems] == [
        ("empty-group", "error", ("groups", 2, "members")),
        ("nobody-owes", "error", ("tasks", 0, "obligations", 0, "who")),
    ]
    assert "kind 写 institution" in problems[0].hint


def test_what_only_groups_owe_that_are_still_to_be_filled_is_reported_with_the_groups_alone() -> None:
    draft = Group(name="各村", members=GroupMembers(), complete=False)
    only = register(groups=(*GROUPS, draft), tasks=(task(obligations=(obligation(who=("各村",)),)),))
    assert ids(owners, context(only)) == [("empty-group", "error")]
    both = register(
        groups=(*GROUPS, draft, EMPTY), tasks=(task(obligations=(obligation(who=("各村", "各直属单位")),)),)
    )
    assert ids(owners, context(both)) == [("empty-group", "error"), ("empty-group", "error"), ("nobody-owes", "error")]


def test_a_group_emptied_by_its_exceptions() -> None:
    group = Group(name="甲组", members=GroupMembers(units=("东镇",), except_=("东镇",)))
    assert ids(owners, context(register(groups=(*GROUPS, group)))) == [("empty-group", "error")]


def test_one_owner_is_enough_and_unknown_names_are_reported_elsewhere() -> None:
    for who in (("各直属单位", "东镇"), ("没有的单位",), ()):
        reg = register(groups=(*GROUPS, EMPTY), tasks=(task(obligations=(obligation(who=who),)),))
        assert ids(owners, context(reg)) == [("empty-group", "error")]


def test_groups_with_members() -> None:
    assert ids(owners, context()) == []


def test_silent_while_units_are_unreadable() -> None:
    assert ids(owners, context(register(groups=(*GROUPS, EMPTY), unreadable_units=frozenset({"区某中心"})))) == []
