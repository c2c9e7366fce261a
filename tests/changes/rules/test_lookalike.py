"""New names that look like another's."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders.checks import GROUPS, UNITS, register, unit
from tests.builders.reviews import compare, found, told

from spt_fazhi.changes.rules import lookalike as rule
from spt_fazhi.model.register import Register
from spt_fazhi.model.unit import Group, GroupMembers


def adding(name: str, **given: Any) -> Register:
    return register(units=(*UNITS, unit(name, "xin", **given)))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("区财政局\u3164", "含有看不见的字符（U+3164），与“区财政局”看起来一样"),
        ("区\u200b财政局", "含有看不见的字符（U+200B），与“区财政局”看起来一样"),
        ("区⻔局", "用部首冒充了汉字（U+2ED4）"),
        ("区财政局（）", "与“区财政局”看起来一样"),
        ("司法局 ", "与“司法局”看起来一样"),
        ("各部⻔", "用部首冒充了汉字（U+2ED4），与“各部门”看起来一样"),
        ("\u3164", "含有看不见的字符（U+3164）"),
    ],
)
def test_a_unit(name: str, said: str) -> None:
    (one,) = found(rule, compare(register(), adding(name)))
    assert (one.level, one.rule, one.spot.file, one.spot.where) == (
        "ask",
        "name-alike",
        "data/units.yaml",
        ("units", 3, "name"),
    )
    assert one.message.endswith(f"”{said}")


def test_aliases_full_names_and_groups() -> None:
    hits = told(
        rule, compare(register(), adding("区卫健局", aliases=("区卫生局", "东镇\u2060"), full_name="区财政局\u3164"))
    )
    assert [each[3] for each in hits] == [("units", 3, "full_name"), ("units", 3, "aliases", 1)]
    group = Group(name="各鎮", members=GroupMembers()), Group(name="各镇\u3164", members=GroupMembers())
    assert [each[3] for each in told(rule, compare(register(), register(groups=(*GROUPS, *group))))] == [
        ("groups", 3, "name")
    ]


def test_a_unit_renamed_to_look_like_another() -> None:
    renamed = (UNITS[0], unit("司法局\u3164", "czj", aliases=("区财政局",)), UNITS[2])
    (one,) = found(rule, compare(register(), register(units=renamed)))
    assert one.spot.where == ("units", 1, "name")
    assert "与“司法局”看起来一样" in one.message


def test_harmless_twins() -> None:
    assert told(rule, compare(register(), adding("区卫健局", aliases=("卫健局",)))) == []
    # another way of writing its own name
    own = (UNITS[0], unit("区财政局", "czj", aliases=("区 财政局",)), UNITS[2])
    assert told(rule, compare(register(), register(units=own))) == []
    odd = adding("区财政局\u3164")
    assert told(rule, compare(odd, odd)) == []
    assert told(rule, compare(odd, register())) == []
