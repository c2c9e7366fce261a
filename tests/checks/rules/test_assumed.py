"""A mark belongs to a value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.builders.checks import context, found, ids, obligation, register, task

from spt_fazhi.checks.rules import assumed
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import Obligation, RateTarget


def marked(name: str, **given: object) -> Obligation:
    return obligation(assumed=(Assumption(name, "原文未写"),), **given)


@pytest.mark.parametrize("each", [marked("every"), marked("period"), marked("settle"), marked("due", every="half")])
def test_a_mark_without_a_value(each: Obligation) -> None:
    (problem,) = found(assumed, context(register(tasks=(task(obligations=(each,)),))))
    assert (problem.rule, problem.severity) == ("assumed-unused", "warning")
    assert problem.where == ("tasks", 0, "obligations", 0, "assumed", each.assumed[0].field)


@pytest.mark.parametrize(
    "each",
    [
        marked("due"), marked("who"), marked("scope"), marked("target"), marked("every", every="half"),
        marked("period", every="half"), marked("due", every="half", due_day=25), marked("due", every="half", after=10),
        marked("settle", target=RateTarget(rate=Decimal(1), of="案件")), obligation(),
    ],
)  # fmt: skip
def test_a_mark_beside_its_value(each: Obligation) -> None:
    assert ids(assumed, context(register(tasks=(task(obligations=(each,)),)))) == []
