"""Units and groups changed so that somebody owes less or is checked by somebody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import GROUPS, UNITS, register, unit
from tests.builders.reviews import compare, found, told

from spt_fazhi.changes.rules import units_weakened as rule
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.register import Register
from spt_fazhi.model.unit import Group, GroupMembers

JUNE = date(2024, 6, 30)


def with_unit(**given: Any) -> Register:
    return register(units=(UNITS[0], unit("区财政局", "czj", **given), UNITS[2]))


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ({}, {"kind": "party"}, "kind", "由考核改为商请，kind “government”→“party”"),
        ({"kind": "judicial"}, {"kind": "vertical"}, "kind", "由商请改为考核"),
        ({}, {"until": JUNE, "succeeded_by": "区司法局"}, "until",
         "单位“区财政局”的起止被改：到 2024-06-30 为止，没有完成的由“区司法局”承担"),
        ({}, {"until": JUNE}, "until", "到 2024-06-30 为止，没有完成的不再承担"),
        ({"until": JUNE}, {"until": date(2024, 9, 30)}, "until", "到 2024-09-30 为止"),
        ({"until": JUNE}, {}, "until", "不再写明起止"),
        ({"until": JUNE, "succeeded_by": "区司法局"}, {"until": JUNE, "succeeded_by": "东镇"}, "succeeded_by", "由“东镇”承担"),
        ({}, {"from_": JUNE}, "from", "从 2024-06-30 起"),
        ({}, {"acts_through": "区司法局"}, "acts_through", "由谁代办被改，acts_through （无）→“区司法局”"),
        ({"acts_through": "区司法局"}, {"acts_through": "东镇"}, "acts_through", "由谁代办被改"),
        ({}, {"owners": ("@li",)}, "owners", "在平台上由谁负责被改，owners （无）→“@li”"),
        ({"owners": ("@li",)}, {}, "owners", "在平台上由谁负责被改"),
    ],
)  # fmt: skip
def test_units(old: dict[str, Any], new: dict[str, Any], field: str, said: str) -> None:
    (one,) = found(rule, compare(with_unit(**old), with_unit(**new)))
    assert (one.level, one.rule, one.spot.file) == ("block", "unit-weakened", "data/units.yaml")
    assert one.spot.where == ("units", 1, field)
    assert said in one.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({}, {"kind": "vertical"}), ({"kind": "party"}, {"kind": "npc"}), ({}, {"full_name": "示例区财政局"}),
        ({}, {"verified": True}), ({}, {"phone": "0955-1234567"}), ({}, {"aliases": ("财政局",)}), ({}, {"tags": ("执法",)}),
    ],
)  # fmt: skip
def test_harmless_twins(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert told(rule, compare(with_unit(**old), with_unit(**new))) == []


def test_a_new_unit_takes_nothing_away() -> None:
    joined = unit("区医保局", "ybj", from_=JUNE, owners=("@li",), acts_through="区司法局", kind="party")
    assert told(rule, compare(register(), register(units=(*UNITS, joined)))) == []


def grouped(**given: Any) -> Register:
    members = given.pop("members", {"kinds": ("government",)})
    return register(groups=(GROUPS[0], Group(name="各部门", members=GroupMembers(**members), **given)))


@pytest.mark.parametrize(
    ("members", "field"),
    [
        ({"kinds": ("government",), "except_": ("区财政局",)}, "except"), ({"kinds": ("vertical",)}, "kinds"),
        ({"units": ("区司法局",)}, "kinds"),
    ],
)  # fmt: skip
def test_members_who_drop_out(members: dict[str, Any], field: str) -> None:
    (one,) = found(rule, compare(grouped(), grouped(members=members)))
    assert (one.level, one.rule, one.spot.where[:3]) == ("block", "group-weakened", ("groups", 1, "members"))
    assert one.spot.where[3] == field
    assert one.message.startswith("单位组“各部门”的成员减少：区")
    assert told(rule, compare(grouped(members=members), grouped())) == []


def test_the_same_members_told_otherwise_or_renamed() -> None:
    assert told(rule, compare(grouped(), grouped(members={"units": ("区财政局", "区司法局")}))) == []
    renamed = (UNITS[0], unit("区财政金融局", "czj"), UNITS[2])
    named = grouped(members={"units": ("区财政金融局", "区司法局")})
    assert told(rule, compare(grouped(), replace(named, units=renamed))) == []


def test_a_list_no_longer_said_to_lack_members() -> None:
    hits = told(rule, compare(grouped(complete=False), grouped()))
    assert hits == [("block", "group-weakened", "data/units.yaml", ("groups", 1, "complete"))]
    assert told(rule, compare(grouped(), grouped(complete=False))) == []


def test_allowed_it_is_still_shown() -> None:
    context = compare(with_unit(), with_unit(until=JUNE), allow_register=True)
    assert [each[:2] for each in told(rule, context)] == [("ask", "unit-weakened")]
