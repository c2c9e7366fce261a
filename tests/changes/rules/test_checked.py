"""What `check` finds after and not before."""

from __future__ import annotations

from tests.builders.checks import register
from tests.builders.reviews import compare, found, told

from spt_fazhi.changes.rules import checked as rule
from spt_fazhi.model.problem import Problem


def test_errors_block_warnings_ask_notices_pass() -> None:
    problems = tuple(
        Problem(
            rule=f"rule-{severity}",
            severity=severity,
            file="data/x.yaml",
            message=f"有误：{severity}",
            hint="请改",
            where=("a", 1),
            within="甲",
        )
        for severity in ("error", "warning", "notice")
    )
    context = compare(register(), register(), introduced=problems)
    assert told(rule, context) == [
        ("block", "check-error", "data/x.yaml", ("a", 1)), ("ask", "check-warning", "data/x.yaml", ("a", 1)),
    ]  # fmt: skip
    first = found(rule, context)[0]
    assert (first.message, first.within, first.hint) == ("有误：error（rule-error）", "甲", "请改")
    assert told(rule, compare(register(), register())) == []
