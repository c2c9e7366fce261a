"""The pattern of 文号."""

from __future__ import annotations

import pytest
from tests.builders.checks import context, found, ids, info, register

from spt_fazhi.checks.rules import number_pattern


@pytest.mark.parametrize(
    "pattern", ["示〔2024〕5号", "示〔{year}〕号", "{n}{n}", "〔{year}〕〔{year}〕{n}", "〔{年}〕{n}号", "{n}号}"]
)
def test_a_pattern_that_gives_no_number(pattern: str) -> None:
    (problem,) = found(number_pattern, context(register(info=info(number=pattern))))
    assert (problem.rule, problem.severity, problem.where) == ("number-pattern", "error", ("register", "number"))
    assert f"“{pattern}”" in problem.message
    assert "{n}号" in problem.hint


@pytest.mark.parametrize("pattern", [None, "示依法办〔{year}〕{n}号", "第{n}期"])
def test_a_pattern_that_does(pattern: str | None) -> None:
    assert ids(number_pattern, context(register(info=info(number=pattern)))) == []
