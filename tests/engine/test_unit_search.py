"""A unit is found by whatever only it has; what several have lists them all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.unit_search import search_units
from spt_fazhi.model.unit import Group, GroupMembers, Unit
from spt_fazhi.text.alike.initials import initials


def unit(name: str, code: str, *aliases: str, full: str | None = None) -> Unit:
    return Unit(name=name, code=code, kind="government", aliases=aliases, full_name=full)


UNITS = (
    unit("示范区司法局", "sifa", "司法局"),
    unit("示范区市场监督管理分局", "scjgj", "市场监管分局", full="中卫市市场监督管理局示范区分局"),
    unit("示范区退役军人事务局", "tyjr"),
    unit("示范区公安分局", "gongan"),
    unit("示范区生态环境分局", "sthj"),
    unit("示范区教育局", "jy"),
    unit("示范区交通局", "jt"),
    unit("东镇", "dz"),
    unit("东园镇", "dyz"),
    unit("示范区人民法院", "fy", "法院"),
    unit("示范区发展和改革局", "fgj", "发改局"),
)
NAMES = {each.name for each in UNITS}


def found(typed: str) -> list[str]:
    return [each.code for each in search_units(UNITS, typed)]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("示范区司法局", ["sifa"]),
        ("司法局", ["sifa"]),
        ("ＳＩＦＡ", ["sifa"]),
        (" 司 法 局 ", ["sifa"]),
        ("司法", ["sifa"]),
        ("sfj", ["sifa"]),
        ("SFJ", ["sifa"]),
        ("市监局", ["scjgj"]),
        ("市场监管局", ["scjgj"]),
        ("中卫市市场监督管理局示范区分局", ["scjgj"]),
        ("scjdgl", ["scjgj"]),
        ("退役局", ["tyjr"]),
        ("tyj", ["tyjr"]),
        ("退伍局", []),
        ("公安局", ["gongan"]),
        ("gaj", ["gongan"]),
        ("gafj", ["gongan"]),
        ("环保局", []),
        ("环境局", ["sthj"]),
        ("环局", ["sthj"]),
        ("生态局", ["sthj"]),
        ("法院", ["fy"]),
        ("人民院", ["fy"]),
        ("区法院", ["fy"]),
        ("东镇", ["dz"]),
        ("东园", ["dyz"]),
        ("dz", ["dz"]),
        ("dyz", ["dyz"]),
        ("东", ["dz", "dyz"]),
        ("镇", ["dz", "dyz"]),
        ("局", ["sifa", "scjgj", "tyjr", "gongan", "sthj", "jy", "jt", "fgj"]),
        ("jyj", ["jy"]),
        ("j", ["sifa", "scjgj", "tyjr", "gongan", "sthj", "jy", "jt", "fgj"]),
        ("sjj", ["scjgj", "sthj"]),
        ("fgw", []),
        ("发改", ["fgj"]),
        ("展局", ["fgj"]),
        ("没有", []),
        ("zzz", []),
        ("", []),
        (" \u200b ", []),
    ],
)
def test_what_a_person_types(typed: str, codes: list[str]) -> None:
    assert found(typed) == codes


@given(st.sampled_from(UNITS), st.data())
def test_every_name_and_code_finds_its_unit_alone(one: Unit, data: st.DataObject) -> None:
    typed = data.draw(st.sampled_from([one.name, one.code, one.code.upper(), *one.aliases]))
    assert search_units(UNITS, typed) == (one,)


@given(st.sampled_from(UNITS), st.data())
def test_any_part_of_a_name_finds_its_unit_among_those_that_have_it(one: Unit, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(one.name) - 1))
    part = one.name[start : data.draw(st.integers(start + 1, len(one.name)))]
    codes = found(part)
    assert codes
    assert one.code in codes or len(codes) == 1  # one: the part is another unit's whole name, as people say it


@given(st.sampled_from(UNITS), st.data())
def test_characters_left_out_find_the_unit_unless_something_nearer_is_meant(one: Unit, data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(one.name), max_size=len(one.name)))
    name = one.name.removeprefix("示范区")
    typed = name[0] + "".join(c for c, keep in zip(name[1:-1], kept, strict=False) if keep) + name[-1]
    for sought in (typed, initials(typed)):
        assert search_units((one,), sought) == (one,)
        assert search_units(UNITS, sought)


@given(st.text(max_size=8))
def test_nothing_is_found_that_has_not_the_characters(typed: str) -> None:
    for one in search_units(UNITS, typed):
        assert one in UNITS


def test_a_group_is_found_with_and_without_its_first_word() -> None:
    groups = (Group(name="各乡镇", members=GroupMembers(units=("东镇",))), Group(name="司法局", members=GroupMembers()))
    directory = Directory(UNITS, groups)
    assert directory.group("各乡镇") == directory.group(" 乡镇") == groups[0]
    assert directory.group("司法局") is None  # a unit's name goes before
    assert directory.group("各局") is None
