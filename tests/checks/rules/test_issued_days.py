"""Nothing is sent about a plan that was not issued yet."""

from datetime import date

import pytest
from tests.builders.checks import context, found, ids, info, register, sent

from spt_fazhi.checks.context import PLAN
from spt_fazhi.checks.rules import issued_days

ISSUED = date(2024, 4, 9)


@pytest.mark.parametrize("given", [{}, {"name": "call", "files": ()}, {"name": "quarter", "duties": ()}])
def test_before_the_plan_was_issued(given: dict[str, object]) -> None:
    entry = sent("2024-04-08-urge-aaaa", recorded=date(2024, 4, 8), **given)
    (problem,) = found(issued_days, context(register(info=info(issued=ISSUED), issued=(entry,))))
    assert (problem.rule, problem.severity, problem.where) == ("issued-before-plan", "error", ("recorded",))
    assert "2024-04-09" in problem.message


def test_on_that_day_it_is_fine() -> None:
    reg = register(info=info(issued=ISSUED), issued=(sent(recorded=ISSUED),))
    assert ids(issued_days, context(reg)) == []
    assert PLAN in issued_days.NEEDS
