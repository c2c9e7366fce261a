"""Figures of a rate with nothing behind them, and a whole that shrinks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.builders.reviews import compare, found, told
from tests.builders.world import evidence, obligation, register, return_, share, void

from spt_fazhi.changes.rules import rate_figures as rule
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import RateTarget
from spt_fazhi.model.register import Entry, Register


def plan(**given: Any) -> Register:
    values: dict[str, Any] = {"rate": Decimal(1), "of": "人员"}
    return register(obligation(target=RateTarget(**(values | given)), due="06-30"))


def adding(world: Register, *entries: Entry[Any], before: tuple[Entry[Any], ...] = ()) -> Any:
    known = replace(world, records=before)
    return compare(known, replace(known, records=(*before, *entries)))


BARE: dict[str, Any] = {"document": None}


@pytest.mark.parametrize(("reached", "of", "said"), [(0, 0, "没有发生（0/0）"), (1, 1, "1/1"), (14, 14, "14/14")])
def test_reached_on_a_bare_word(reached: int, of: int, said: str) -> None:
    record = share("06-12", reached, of, **BARE)
    context = adding(plan(), record)
    assert told(rule, context) == [("ask", "rate-unproved", record.file, ("reached",))]
    assert said in found(rule, context)[0].message


def test_a_lower_rate_is_reached_by_less() -> None:
    record = share("06-12", 9, 10, **BARE)
    assert [each[1] for each in told(rule, adding(plan(rate=Decimal("0.9")), record))] == ["rate-unproved"]
    assert told(rule, adding(plan(), record)) == []


@pytest.mark.parametrize(
    "proof", [{"document": "示司发〔2024〕1号"}, {"document": None, "link": "https://example.org/1"}]
)
def test_with_something_behind_it(proof: dict[str, Any]) -> None:
    assert told(rule, adding(plan(), share("06-12", 1, 1, **proof))) == []


def test_what_is_no_rate_and_what_was_there() -> None:
    assert told(rule, adding(register(obligation()), evidence("06-12", **BARE))) == []
    assert told(rule, adding(plan(), before=(share("06-12", 1, 1, **BARE),))) == []


FEW, MANY = share("06-20", 1, 1, number=1), share("06-12", 9, 14)


def test_a_whole_that_shrinks() -> None:
    context = adding(plan(settle="when-reached"), FEW, before=(MANY,))
    assert told(rule, context) == [("ask", "rate-base", FEW.file, ("of",))]
    assert found(rule, context)[0].message == f"总数报的是 1，{MANY.id} 报的是 14"
    none = share("06-20", 0, 0, number=1)
    assert [each[1] for each in told(rule, adding(plan(combine="latest"), none, before=(MANY,)))] == ["rate-base"]


def test_a_whole_that_stays_or_adds() -> None:
    half = share("06-20", 7, 7, number=1)
    assert told(rule, adding(plan(settle="when-reached"), half, before=(MANY,))) == []
    assert told(rule, adding(plan(), FEW, before=(MANY,))) == []
    assert told(rule, adding(plan(settle="when-reached"), FEW)) == []
    gone = replace(plan(settle="when-reached"), records=(MANY,), decisions=(return_(MANY.id),))
    assert told(rule, compare(gone, replace(gone, records=(MANY, FEW)))) == []


@pytest.mark.parametrize("given", [{}, {"settle": "when-reached"}, {"combine": "latest"}])
def test_a_whole_smaller_than_what_the_branch_voids(given: dict[str, Any]) -> None:
    context = adding(plan(**given), FEW, void(MANY.id), before=(MANY,))
    assert told(rule, context) == [("ask", "rate-base", FEW.file, ("of",))]
    assert found(rule, context)[0].message == f"总数报的是 1，{MANY.id} 报的是 14"
    half = share("06-20", 7, 7, number=1)
    assert told(rule, adding(plan(**given), half, void(MANY.id), before=(MANY,))) == []
    assert told(rule, adding(plan(**given), FEW, before=(MANY, void(MANY.id)))) == []


def test_what_another_period_voids_is_not_compared_with() -> None:
    target = RateTarget(rate=Decimal(1), of="案件")
    world = register(obligation(target=target, every="quarter"))
    first = share("02-12", 9, 14)
    assert told(rule, adding(world, FEW, void(first.id), before=(first,))) == []
