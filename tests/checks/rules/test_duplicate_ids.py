"""Numbers used twice."""

from __future__ import annotations

from tests.builders.checks import context, found, ids, obligation, register, task

from spt_fazhi.checks.rules import duplicate_ids
from spt_fazhi.model.plan import Section


def test_sections_tasks_and_obligations() -> None:
    sections = (Section(id="一", title="甲"), Section(id="一", title="乙"))
    plan = (task(obligations=(obligation(), obligation(title="另一事项"))), task(title="另一任务", obligations=()))
    problems = found(duplicate_ids, context(register(sections=sections, tasks=plan)))
    assert [each.where for each in problems] == [
        ("sections", 1, "id"), ("tasks", 1, "id"), ("tasks", 0, "obligations", 1, "id"),
    ]  # fmt: skip
    assert {each.severity for each in problems} == {"error"}
    assert "“甲”" in problems[0].message


def test_the_same_obligation_number_in_two_tasks() -> None:
    plan = (task(), task(id=2))
    assert ids(duplicate_ids, context(register(tasks=plan))) == [("duplicate-id", "error")]


def test_different_numbers() -> None:
    plan = (task(), task(id=2, obligations=(obligation(id="2.1"), obligation(id="2.2"))))
    assert ids(duplicate_ids, context(register(tasks=plan))) == []
