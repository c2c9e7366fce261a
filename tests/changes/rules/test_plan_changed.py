"""The plan changed at all: apart from progress."""

from __future__ import annotations

from tests.builders.checks import UNITS, evidence, info, obligation, register, task, unit
from tests.builders.reviews import adding, compare, told

from spt_fazhi.changes.context import FileDifference
from spt_fazhi.changes.rules import plan_changed as rule

PLAN = FileDifference(path="data/tasks.yaml", action="modified", kind="plan")


def test_one_finding_a_file() -> None:
    new = register(
        info=info(title="新"), tasks=(task(obligations=(obligation(title="乙"),)),), units=(*UNITS, unit("丙局", "bj"))
    )
    assert told(rule, compare(register(), new, files=(PLAN,))) == [
        ("ask", "plan-changed", "data/tasks.yaml", ("register", "title")),
        ("ask", "plan-changed", "data/units.yaml", ("units", 3)),
    ]


def test_a_comment_alone() -> None:
    assert told(rule, compare(register(), register(), files=(PLAN,))) == [
        ("ask", "plan-changed", "data/tasks.yaml", ())
    ]


def test_with_progress_and_without() -> None:
    new = register(info=info(title="新"), records=(evidence(),))
    assert [each[1] for each in told(rule, compare(register(), new))] == ["plan-changed", "plan-and-progress"]
    assert told(rule, adding(evidence())) == []
