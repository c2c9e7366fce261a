"""Days outside the plan's year."""

from __future__ import annotations

from datetime import date

from tests.builders.checks import context, found, ids, info, obligation, register, task

from spt_fazhi.checks.rules import plan_dates


def test_a_due_day_of_another_year() -> None:
    plan = (task(obligations=(obligation(due=date(2025, 1, 1)),)),)
    (problem,) = found(plan_dates, context(register(tasks=plan)))
    assert (problem.rule, problem.severity) == ("due-outside-year", "warning")
    assert problem.where == ("tasks", 0, "obligations", 0, "due")


def test_both_ends_of_the_year_are_inside() -> None:
    plan = (task(obligations=(obligation(due=date(2024, 1, 1)), obligation(id="1.2", due=date(2024, 12, 31)),
                              obligation(id="1.3", every="quarter"))),)  # fmt: skip
    assert ids(plan_dates, context(register(tasks=plan))) == []


def test_issued_long_before_the_year() -> None:
    reg = register(info=info(issued=date(2021, 4, 9)))
    assert ids(plan_dates, context(reg)) == [("issued-outside-year", "warning")]
    assert ids(plan_dates, context(register(info=info(issued=date(2023, 12, 20))))) == []
