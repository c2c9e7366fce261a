"""Obligations numbered for another task."""

from __future__ import annotations

from tests.builders.checks import context, found, ids, obligation, register, task

from spt_fazhi.checks.rules import obligation_prefix


def test_a_number_of_another_task() -> None:
    plan = (task(obligations=(obligation(), obligation(id="11.1"))),)
    (problem,) = found(obligation_prefix, context(register(tasks=plan)))
    assert (problem.severity, problem.where) == ("error", ("tasks", 0, "obligations", 1, "id"))


def test_the_own_number() -> None:
    assert ids(obligation_prefix, context()) == []
