"""Due days, and days of visits, that no plan of the year can have to do with."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import context, finding, found, inspection, register

from spt_fazhi.checks.rules import inspection_days as rule


def check(**given: Any) -> list[tuple[str, str, tuple[str | int, ...]]]:
    problems = found(rule, context(register(inspections=(inspection(**given),))))
    return [(each.rule, each.severity, each.where) for each in problems]


@pytest.mark.parametrize(("due", "told"), [(date(2025, 12, 31), []), (date(2026, 1, 1), ["finding-too-far"])])
def test_a_due_day_goes_no_further_than_an_extension(due: date, told: list[str]) -> None:
    problems = check(findings=(finding(), finding(2, due=due)))
    assert problems == [(each, "error", ("findings", 1, "due")) for each in told]


def test_a_visit_of_this_year_or_the_last() -> None:
    assert check() == []
    assert check(from_=date(2023, 12, 20), to=date(2024, 1, 5)) == []
    assert check(from_=date(2023, 1, 2), to=date(2023, 1, 5)) == []
    early = [("inspection-too-early", "error", ("from",))]
    assert check(from_=date(2022, 12, 30), to=date(2023, 1, 5)) == early
    assert check(from_=date(1024, 5, 20)) == early


def test_one_that_was_carried_may_be_older() -> None:
    old: dict[str, Any] = {"from_": date(2021, 5, 20), "to": date(2021, 5, 24), "recorded": date(2021, 5, 27)}
    assert check(**old) == []
    assert check(**(old | {"from_": date(2013, 5, 20)})) == [("inspection-too-early", "error", ("from",))]


def test_a_visit_longer_than_a_year() -> None:
    assert check(from_=date(2023, 5, 20), to=date(2024, 5, 20)) == []
    assert check(from_=date(2023, 5, 20)) == [("inspection-long", "warning", ("from",))]
