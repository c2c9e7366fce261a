"""The filters and functions of templates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.exceptions import TemplateRuntimeError

from spt_fazhi.render.template.filters import (
    attribute_filter,
    counter,
    day_filter,
    iso_day_filter,
    list_filter,
    note_filter,
    percent_filter,
    records_filter,
    short_day_filter,
)
from spt_fazhi.text.marks import mark_note, mark_sources

DAY = date(2024, 4, 9)


def test_days() -> None:
    assert (day_filter(DAY), short_day_filter(DAY), iso_day_filter(DAY)) == ("2024年4月9日", "4月9日", "2024-04-09")
    for each in (day_filter, short_day_filter, iso_day_filter):
        with pytest.raises(TemplateRuntimeError, match="只能用于日期"):
            each("2024-04-09")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rate", "digits", "shown"),
    [
        (Decimal("0.352"), 1, "35.2%"), (Decimal("0.35"), 1, "35%"), (None, 1, "—"), (Decimal("0.9996"), 1, "99.96%"),
        (Decimal(1999) / 2000, 1, "99.95%"), (Decimal(1), 1, "100%"), (0.5, 0, "50%"), (Decimal("0.12345"), 9, "12.345%"),
        (Decimal("0.99999"), 0, "99.999%"), (Decimal(0), 1, "0%"),
    ],
)  # fmt: skip
def test_percent(rate: Decimal | float | None, digits: int, shown: str) -> None:
    assert percent_filter(rate, digits) == shown


@given(st.integers(1, 10**6).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_reads_as_all_only_when_it_is_all(share: tuple[int, int]) -> None:
    reached, of = share
    assert (percent_filter(Decimal(reached) / of) == "100%") == (reached == of)


def test_lists() -> None:
    assert list_filter([]) == "无"
    assert list_filter(["甲", "乙"]) == "甲、乙"
    cut = list_filter(["甲", "乙", "丙"], most=2)
    assert (cut.startswith("甲、乙"), "丙" in cut, "3 个" in cut) == (True, False, True)
    assert list_filter(["甲", "乙"], most=2) == "甲、乙"
    assert list_filter(["*甲*"]) == r"\*甲\*"


def test_attributes_are_fields_and_nothing_else() -> None:
    from tests.builders.checks import unit

    assert attribute_filter([unit("甲局", "jia")], "name") == ["甲局"]
    for name in ("_x", "__class__", "没有", "names"):
        with pytest.raises(TemplateRuntimeError, match="没有"):
            attribute_filter([unit("甲局", "jia")], name)


def test_notes_are_points_of_the_text() -> None:
    assert records_filter([]) == ""
    assert records_filter(["b/2", "a/1", "b/2"]) == mark_sources(["b/2", "a/1"])
    assert note_filter("另 *注*\n二") == mark_note("另 *注* 二")
    with pytest.raises(TemplateRuntimeError, match="要写一段文字"):
        note_filter(3)


def test_the_counter_has_an_end() -> None:
    assert list(counter(3)) == [0, 1, 2]
    assert list(counter(2, 4)) == [2, 3]
    for wrong in (10**9, "x"):
        with pytest.raises(TemplateRuntimeError, match="range 要用整数"):
            counter(wrong)  # type: ignore[arg-type]
