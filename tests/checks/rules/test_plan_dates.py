"""Days outside the plan's year."""

from __future__ import annotations

from datetime import date

import pytest
from tests.builders.checks import context, found, ids, info, obligation, register, task

from spt_fazhi.checks.rules import plan_dates


@pytest.mark.parametrize("due", [date(2023, 12, 31), date(2025, 4, 1), date(2034, 3, 1)])
def test_a_due_day_of_another_year(due: date) -> None:
    plan = (task(obligations=(obligation(due=due),)),)
    (problem,) = found(plan_dates, context(register(tasks=plan)))
    assert (problem.rule, problem.severity) == ("due-outside-year", "warning")
    assert problem.where == ("tasks", 0, "obligations", 0, "due")


def test_the_year_and_the_first_quarter_after_it_are_inside() -> None:
    plan = (task(obligations=(obligation(due=date(2024, 1, 1)), obligation(id="1.2", due=date(2024, 12, 31)),
                              obligation(id="1.3", every="quarter"), obligation(id="1.4", due=date(2025, 3, 1)),
                              obligation(id="1.5", due=date(2025, 3, 31)))),)  # fmt: skip
    assert ids(plan_dates, context(register(tasks=plan))) == []


def test_issued_long_before_the_year() -> None:
    reg = register(info=info(issued=date(2021, 4, 9)))
    assert ids(plan_dates, context(reg)) == [("issued-outside-year", "warning")]
    assert ids(plan_dates, context(register(info=info(issued=date(2023, 12, 20))))) == []
