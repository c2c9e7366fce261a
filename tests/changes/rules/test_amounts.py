"""An amount out of line with the others."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.checks import evidence, obligation, task, void
from tests.builders.reviews import adding, found, told

from spt_fazhi.changes.rules import amounts as rule
from spt_fazhi.model.pairs import Figure
from spt_fazhi.model.plan import AskedFigure, CountTarget, RateTarget
from spt_fazhi.model.register import Entry


def many(number: int, first: str = "a", **given: Any) -> tuple[Entry[Any], ...]:
    return tuple(evidence(f"2024-05-{n + 1:02}-1.1-{first}aaa", **given) for n in range(number))


NEW = evidence("2024-06-12-1.1-zzzz", amount=100)
OF_101 = (task(obligations=(obligation(target=CountTarget(count=101)),)),)
"""What is owed; without enough to compare with, an amount is held against it."""


def test_far_above_the_median() -> None:
    context = adding(NEW, before=many(5, amount=2), tasks=OF_101)
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
    assert told(rule, adding(NEW, before=before, settings=settings, tasks=OF_101)) == []


@pytest.mark.parametrize(("target", "fires"), [(1, True), (33, True), (101, False)])
def test_without_peers_it_is_held_against_the_target(target: int, fires: bool) -> None:
    tasks = (task(obligations=(obligation(target=CountTarget(count=target)),)),)
    for before in ((), many(4)):
        hits = found(rule, adding(NEW, before=before, tasks=tasks))
        assert [each.spot.where for each in hits] == ([("amount",)] if fires else [])
        assert all(f"超过目标（{target}次）的 3 倍" in each.message for each in hits)
    assert told(rule, adding(NEW, tasks=tasks, settings={"amount_times": 0})) == []
    milestone = (task(obligations=(obligation(target=None),)),)
    assert told(rule, adding(NEW, tasks=milestone)) == []


@pytest.mark.parametrize(
    ("target", "amount", "fires"), [(12, 36, True), (12, 12, True), (2, 2, True), (12, 10, False), (1, 1, False), (1, 3, False)]
)  # fmt: skip
def test_one_record_that_meets_the_target_alone(target: int, amount: int, fires: bool) -> None:
    tasks = (task(obligations=(obligation(target=CountTarget(count=target)),)),)
    for before in ((), many(5)):
        hits = found(rule, adding(evidence("2024-06-12-1.1-zzzz", amount=amount), before=before, tasks=tasks))
        assert len(hits) == fires
    assert fires == any(
        f"一条就达到目标（{target}次）" in each.message
        for each in found(rule, adding(evidence("2024-06-12-1.1-zzzz", amount=amount), tasks=tasks))
    )
    alike = many(5, amount=target)
    assert told(rule, adding(evidence("2024-06-12-1.1-zzzz", amount=amount), before=alike, tasks=tasks)) == []


def rated(stem: str, of: int) -> Entry[Any]:
    return evidence(stem, reached=of, of=of)


def test_the_whole_of_a_rate_and_the_figures_besides() -> None:
    rate = RateTarget(rate=Decimal("0.9"), of="案件")
    asked = (AskedFigure(name="旁听人数", unit="人"),)
    tasks = (task(obligations=(obligation(target=rate, figures=asked),)),)
    before = tuple(rated(f"2024-05-0{n}-1.1-aaaa", 20) for n in range(1, 6))
    assert [
        each[3] for each in told(rule, adding(rated("2024-06-12-1.1-zzzz", 999999), before=before, tasks=tasks))
    ] == [("of",)]
    assert told(rule, adding(rated("2024-06-12-1.1-zzzz", 200), before=before, tasks=tasks)) == []
    none = tuple(rated(f"2024-05-0{n}-1.1-aaaa", 0) for n in range(1, 6))
    assert told(rule, adding(rated("2024-06-12-1.1-zzzz", 10), before=none, tasks=tasks)) == []
    heads = [evidence(f"2024-05-0{n}-1.1-aaaa", figures=(Figure("旁听人数", 30),)) for n in range(1, 6)]
    one, other = (evidence("2024-06-12-1.1-zzzz", figures=(Figure("旁听人数", n),)) for n in (301, 300))
    counted = (task(obligations=(obligation(figures=asked),)),)
    assert [each[3] for each in told(rule, adding(one, before=tuple(heads), tasks=counted))] == [
        ("figures", "旁听人数")
    ]
    assert told(rule, adding(other, before=tuple(heads), tasks=counted)) == []


def test_without_an_amount_it_is_one() -> None:
    assert told(rule, adding(evidence("2024-06-12-1.1-zzzz"), before=many(5))) == []
    assert len(told(rule, adding(evidence("2024-06-12-1.1-zzzz", amount=11), before=many(5)))) == 1
    assert told(rule, adding(evidence("2024-06-12-1.1-zzzz", amount=10), before=many(5))) == []


def test_many_new_ones_do_not_hide_one_another() -> None:
    flood = many(20, "b", amount=100)
    assert len(told(rule, adding(*flood, before=many(5)))) == 20


def test_all_new_the_odd_one_still_shows() -> None:
    assert told(rule, adding(NEW, *many(9), tasks=OF_101)) == [("ask", "amount-unusual", NEW.file, ("amount",))]


def test_withdrawn_ones_do_not_count() -> None:
    before = many(5)
    context = adding(NEW, void(before[0].id), before=before, tasks=OF_101)
    assert told(rule, context) == []


@given(st.lists(st.decimals(0, 1000, places=2), min_size=1))
def test_median(numbers: list[Decimal]) -> None:
    middle = rule.median(numbers)
    assert sum(each < middle for each in numbers) <= len(numbers) / 2
    assert sum(each > middle for each in numbers) <= len(numbers) / 2
