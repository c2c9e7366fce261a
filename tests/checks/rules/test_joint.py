"""Together takes two."""

from __future__ import annotations

from tests.builders.checks import context, found, ids, obligation, register, task

from spt_fazhi.checks.rules import joint


def test_one_unit_together() -> None:
    plan = (task(obligations=(obligation(who=("司法局",), scope="joint"),)),)
    (problem,) = found(joint, context(register(tasks=plan)))
    assert (problem.rule, problem.severity) == ("joint-alone", "error")
    assert problem.where == ("tasks", 0, "obligations", 0, "scope")
    assert "区司法局" in problem.message


def test_two_together_or_one_by_itself() -> None:
    plan = (task(obligations=(obligation(scope="joint"), obligation(id="1.2", who=("司法局",)))),)
    assert ids(joint, context(register(tasks=plan))) == []
