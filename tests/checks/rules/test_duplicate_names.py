"""Names, aliases and codes that mean two."""

from __future__ import annotations

import pytest
from tests.builders.checks import GROUPS, UNITS, context, found, ids, register, unit

from spt_fazhi.checks.rules import duplicate_names
from spt_fazhi.model.unit import Group, GroupMembers, Unit


@pytest.mark.parametrize(
    ("other", "where"),
    [
        (unit("区司法局", "x"), "name"),
        (unit("司法局", "x"), "name"),
        (unit("区甲局", "sfj"), "code"),
        (unit("区甲局", "x", aliases=("甲局", "东镇")), "aliases"),
        (unit("区甲局", "x", aliases=("甲局", "甲局")), "aliases"),
        (unit("区甲局", "x", full_name="区财政局"), "full_name"),
        (unit("区甲局", "x", aliases=("\uff23\uff3a\uff2a",)), "aliases"),
    ],
)
def test_a_second_bearer(other: Unit, where: str) -> None:
    (problem,) = found(duplicate_names, context(register(units=(*UNITS, other))))
    assert problem.severity == "error"
    assert problem.where[:3] == ("units", 3, where)


def test_a_group_named_like_a_unit() -> None:
    group = Group(name="东镇", members=GroupMembers(kinds=("township",)))
    (problem,) = found(duplicate_names, context(register(groups=(*GROUPS, group))))
    assert problem.where == ("groups", 2, "name")


def test_own_full_name_and_distinct_names() -> None:
    own = unit("区甲局", "jia", aliases=("甲局",), full_name="区甲局")
    assert ids(duplicate_names, context(register(units=(*UNITS, own)))) == []
