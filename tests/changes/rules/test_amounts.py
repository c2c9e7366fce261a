"""An amount out of line with the others."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.checks import evidence, void
from tests.builders.reviews import adding, found, told

from spt_fazhi.changes.rules import amounts as rule
from spt_fazhi.model.register import Entry


def many(number: int, first: str = "a", **given: Any) -> tuple[Entry[Any], ...]:
    return tuple(evidence(f"2024-05-{n + 1:02}-1.1-{first}aaa", **given) for n in range(number))


NEW = evidence("2024-06-12-1.1-zzzz", amount=100)


def test_far_above_the_median() -> None:
    context = adding(NEW, before=many(5, amount=2))
    assert told(rule, context) == [("ask", "amount-unusual", NEW.file, ("amount",))]
    assert "（5 条的中位数是 2）" in found(rule, context)[0].message


@pytest.mark.parametrize(
    ("before", "settings"),
    [
        (many(4), {}), (many(5, amount=10), {}), (many(5), {"amount_times": 0}), (many(5), {"amount_times": 100}),
        (many(5), {"amount_peers": 6}), ((), {"amount_peers": 0}),
    ],
)  # fmt: skip
def test_harmless_twins(before: tuple[Entry[Any], ...], settings: dict[str, int]) -> None:
    assert told(rule, adding(NEW, before=before, settings=settings)) == []


def test_without_an_amount_it_is_one() -> None:
    assert told(rule, adding(evidence("2024-06-12-1.1-zzzz"), before=many(5))) == []
    assert len(told(rule, adding(evidence("2024-06-12-1.1-zzzz", amount=11), before=many(5)))) == 1
    assert told(rule, adding(evidence("2024-06-12-1.1-zzzz", amount=10), before=many(5))) == []


def test_many_new_ones_do_not_hide_one_another() -> None:
    flood = many(20, "b", amount=100)
    assert len(told(rule, adding(*flood, before=many(5)))) == 20


def test_all_new_the_odd_one_still_shows() -> None:
    assert told(rule, adding(NEW, *many(9))) == [("ask", "amount-unusual", NEW.file, ("amount",))]


def test_withdrawn_ones_do_not_count() -> None:
    before = many(5)
    context = adding(NEW, void(before[0].id), before=before)
    assert told(rule, context) == []


@given(st.lists(st.decimals(0, 1000, places=2), min_size=1))
def test_median(numbers: list[Decimal]) -> None:
    middle = rule.median(numbers)
    assert sum(each < middle for each in numbers) <= len(numbers) / 2
    assert sum(each > middle for each in numbers) <= len(numbers) / 2
