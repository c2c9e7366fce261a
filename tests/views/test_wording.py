"""Days, amounts, shares and names are worded in one place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spt_fazhi.text.numerals import share_text
from spt_fazhi.views.wording import chinese_date, due_text, month_day, names_text, number_text, rate_text

TARGETS = st.integers(1, 1_000_000).map(
    lambda part: Decimal(part) / 1_000_000
)  # as files write them: up to 100%, four decimals


def read(said: str) -> Fraction:
    """A share as it is shown."""
    return Fraction(Decimal(said.removeprefix("不足").removesuffix("%"))) / 100


@pytest.mark.parametrize(
    ("reached", "of", "target", "said"),
    [
        (35, 36, "1", "97.2%"), (36, 36, "1", "100%"), (0, 36, "1", "0%"), (1, 2, "1", "50%"), (37, 36, "1", "102.8%"), (2, 3, "1", "66.7%"),
        (1999, 2000, "1", "99.95%"), (19999, 20000, "1", "99.995%"), (199999, 200000, "1", "99.9995%"), (9999999, 10000000, "1", "不足100%"),
        (1849, 2000, "0.925", "92.45%"), (1850, 2000, "0.925", "92.5%"), (79999, 100000, "0.8", "79.999%"), (7999999999, 10000000000, "0.8", "不足80%"),
        (8001, 10001, "0.8", "80%"), (1, 3, "0.333333", "33.3333%"), (2, 3, "0.667", "66.67%"),
    ],
)  # fmt: skip
def test_a_share_is_never_rounded_up_to_its_target(reached: int, of: int, target: str, said: str) -> None:
    assert share_text(Fraction(reached, of), Decimal(target)) == said


@given(of=st.integers(1, 10**9), part=st.fractions(0, 1), target=TARGETS, digits=st.integers(0, 4))
@example(of=10**9, part=Fraction(10**9 - 1, 10**9), target=Decimal(1), digits=0)
def test_a_shown_share_stands_where_the_share_does(of: int, part: Fraction, target: Decimal, digits: int) -> None:
    share = Fraction(int(part * of), of)
    said = share_text(share, target, digits)
    shown, wanted = read(said), Fraction(target)
    if said.startswith("不足"):
        assert share < wanted == shown
        assert wanted - share <= Fraction(1, 2 * 10**6)
        return
    assert (shown < wanted) == (share < wanted)
    decimals = len(said.rstrip("%").partition(".")[2])
    assert decimals <= 4
    assert abs(shown - share) <= Fraction(1, 2 * 10 ** (2 + max(decimals, digits)))


@given(near=st.integers(1, 10**8), target=TARGETS)
def test_closely_below_the_target_it_is_never_shown_as_reached(near: int, target: Decimal) -> None:
    share = Fraction(target) * (1 - Fraction(1, near + 1))
    said = share_text(share, target)
    assert said.startswith("不足") or read(said) < Fraction(target)


def test_days_and_numbers() -> None:
    day = date(2024, 3, 1)
    assert chinese_date(day) == "2024年3月1日"
    assert month_day(day) == "3月1日"
    assert due_text(day, "3月1日前") == "3月1日前（2024年3月1日）"
    assert due_text(day) == "2024年3月1日前"
    assert number_text(Decimal("2.50")) == "2.5"
    assert number_text(Decimal(100)) == "100"
    assert rate_text(Decimal("0.925")) == "92.5%"
    assert rate_text(Decimal(1)) == "100%"


@pytest.mark.parametrize(
    ("most", "said"),
    [(0, "甲、乙、丙"), (3, "甲、乙、丙"), (2, "甲、乙等 3 家"), (1, "甲等 3 家"), (9, "甲、乙、丙")],
)
def test_names(most: int, said: str) -> None:
    assert names_text(["甲", "乙", "丙"], most) == said
    assert names_text([], most) == ""
