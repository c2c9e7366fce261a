"""Names to units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.reference.units import Units
from tests.builders.strategies import DAYS, registers
from tests.builders.world import GROUPS, MORE_UNITS, UNITS, day, units

from spt_fazhi.engine.directory import Directory, Inheritance
from spt_fazhi.engine.duties import Span
from spt_fazhi.model.unit import Group, GroupMembers, Unit

DIRECTORY = Directory(UNITS, GROUPS)


def names(units):
    return [unit.name for unit in units]


def test_a_unit_is_found_by_name_alias_and_code():
    assert DIRECTORY.unit("甲局") == DIRECTORY.unit("甲") == DIRECTORY.by_code("jia") == UNITS[0]
    assert DIRECTORY.unit("各部门") is None
    assert DIRECTORY.by_code("甲局") is None


def test_groups_are_kinds_tags_and_units_less_exceptions_in_the_order_of_the_file():
    assert names(DIRECTORY.members("各乡镇")) == ["丙镇", "丁镇"]
    assert names(DIRECTORY.members("各执法单位")) == ["甲局", "乙局"]
    assert DIRECTORY.members("空组") == DIRECTORY.members("没有的组") == ()


def test_exceptions_and_members_may_be_written_by_alias():
    group = Group(name="组", members=GroupMembers(kinds=("government",), units=("丁乡",), except_=("甲",)))
    assert names(Directory(UNITS, (group,)).members("组")) == ["乙局", "丁镇"]


def test_expand_keeps_the_order_written_and_each_unit_once():
    assert DIRECTORY.expand(("丁乡", "各部门", "甲", "丁镇", "无名局")) == ("丁镇", "甲局", "乙局")


def test_a_unit_goes_before_a_group_of_the_same_name_and_the_first_of_two_wins():
    twin = Unit(name="乙局", code="yi2", kind="party")
    group = Group(name="甲局", members=GroupMembers(kinds=("township",)))
    other = Group(name="甲局", members=GroupMembers(kinds=("party",)))
    directory = Directory((*UNITS, twin), (group, other))
    assert directory.expand(["甲局", "乙局"]) == ("甲局", "乙局")
    assert directory.unit("乙局").code == "yi"
    assert names(directory.members("甲局")) == ["丙镇", "丁镇"]


def test_a_name_goes_before_another_units_alias():
    alias = Unit(name="戊局", code="wu", kind="party", aliases=("乙局",))
    assert Directory((alias, *UNITS), ()).unit("乙局").code == "yi"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("甲局", ["甲局"]),
        ("甲", ["甲局"]),
        ("YI", ["乙局"]),
        (" 丁乡 ", ["丁镇"]),
        ("镇", ["丙镇", "丁镇"]),
        ("局", ["甲局", "乙局"]),
        ("没有", []),
        ("", []),
        ("  ", []),
    ],
)
def test_what_a_clerk_types(typed, found):
    assert names(DIRECTORY.search(typed)) == found


def test_nearest_suggests_a_known_name_or_nothing():
    assert DIRECTORY.nearest("各乡") == "各乡镇"
    assert DIRECTORY.nearest("xyz") is None
    assert DIRECTORY.nearest("") is None


def test_knows_units_aliases_and_groups():
    assert [DIRECTORY.knows(name) for name in ("甲局", "丁乡", "各部门", "无名局")] == [True, True, True, False]


@given(st.lists(st.sampled_from(["甲", "甲局", "各部门", "各乡镇", "各执法单位", "空组", "无名局"])))
def test_expanding_is_the_union_of_the_parts(written):
    whole = DIRECTORY.expand(written)
    assert len(whole) == len(set(whole))
    assert set(whole) == {name for each in written for name in DIRECTORY.expand([each])}


CHAIN = units(
    乙局={"until": day("03-31"), "succeeded_by": "甲"},
    甲局={"until": day("06-30"), "succeeded_by": "丁乡"},
    辛局={"from_": day("07-01")},
)


def test_who_bears_what_a_unit_owed_is_a_matter_of_the_day():
    directory = Directory(CHAIN, GROUPS)
    assert directory.changes
    assert [directory.bearer("乙局", day(when)) for when in ("03-31", "04-01", "06-30", "07-01")] == [
        "乙局",
        "甲局",
        "甲局",
        "丁镇",
    ]
    assert directory.bearers(("丙镇", "乙局", "甲局"), day("07-01")) == ("丙镇", "丁镇")
    assert directory.heirs(("乙局",)) == (Inheritance("甲局", day("04-01")), Inheritance("丁镇", day("07-01")))
    assert directory.heirs(("乙局", "甲局")) == (Inheritance("丁镇", day("07-01")),)
    assert directory.heirs(("丙镇",)) == ()
    assert [directory.takes_over(name) for name in ("甲局", "丁镇", "丙镇", "")] == [
        day("04-01"),
        day("07-01"),
        None,
        None,
    ]


def test_a_unit_owes_what_begins_or_falls_due_while_it_is_there():
    directory = Directory(CHAIN, GROUPS)
    spans = [Span("", day("01-01"), day(due), day(due)) for due in ("06-30", "07-01")]
    assert [directory.owing(("甲局", "辛局"), span) for span in spans] == [("甲局",), ("甲局", "辛局")]


def test_without_ends_and_beginnings_nothing_is_handed_on():
    assert not DIRECTORY.changes
    assert DIRECTORY.heirs(("甲局", "乙局")) == ()
    assert DIRECTORY.bearer("甲局", day("07-01")) == "甲局"


def test_desks_and_who_stands_outside():
    directory = Directory(units(庚府={}, 戊委={}, 己院={}), GROUPS)
    assert directory.desks("庚府") == {"fu", "jia"}
    assert directory.desks("甲局") == {"jia"}
    assert directory.desks("无名局") == frozenset()
    assert [directory.is_outside(unit.name) for unit in MORE_UNITS] == [True, True, False, False]
    assert (directory.canonical("甲"), directory.canonical(None), directory.canonical("无名局")) == ("甲局", None, None)


@given(registers(reforms=True), DAYS)
def test_successors_are_those_of_the_contract(plan, when):
    directory, reference = Directory(plan.units, plan.groups), Units(plan)
    for unit in plan.units:
        assert directory.bearer(unit.name, when) == reference.speaker(unit.name, when)
        found = {heir.unit: heir.since for heir in directory.heirs((unit.name,))}
        wanted = {name: reference.bears_from(name, [unit.name]) for name in reference.heirs([unit.name])}
        assert found == {name: since for name, since in wanted.items() if since is not None}
