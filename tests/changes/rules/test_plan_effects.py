"""What the plan's change alone does to the states."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import UNITS, evidence, info, obligation, register, task, unit
from tests.builders.reviews import TODAY, compare, found, told

from spt_fazhi.changes.rules import plan_effects as rule
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import CountTarget
from spt_fazhi.model.register import Register

JUNE = date(2024, 6, 30)
TWO = CountTarget(count=2)


def plan(settings: dict[str, Any] | None = None, **given: Any) -> Register:
    return register(info=info(**(settings or {})), tasks=(task(obligations=(obligation(**given),)),))


OLD = plan(due=JUNE)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (OLD, plan(due=date(2024, 4, 1)), "2 条责任由逾期变为待补录：1.1 区司法局、1.1 区财政局"),
        (OLD, plan({"issued": date(2024, 7, 1)}, due=JUNE), "2 条责任由逾期变为待补录"),
        (OLD, plan(due=date(2024, 8, 1)), "2 条责任由逾期变为临期"),
        (plan(due=date(2024, 8, 1)), plan({"due_soon_days": 0}, due=date(2024, 8, 1)), "2 条责任由临期变为未启动"),
        (plan(target=CountTarget(count=8)), plan(target=CountTarget(count=8, pace="none")), "2 条责任由滞后变为未启动"),
        (OLD, replace(OLD, units=(UNITS[0], unit("区财政局", "czj", until=date(2024, 7, 1)), UNITS[2])),
         "1 条责任由逾期变为不适用：1.1 区财政局"),
    ],
)  # fmt: skip
def test_whoever_is_let_off_is_named(old: Register, new: Register, said: str) -> None:
    hits = [each for each in found(rule, compare(old, new)) if "1.1" in each.message]
    (one,) = hits
    assert (one.level, one.rule) == ("block", "plan-eases")
    assert said in one.message
    assert "plan-eases" not in {each[1] for each in told(rule, compare(new, old))}


def test_records_of_the_branch_are_not_the_plans_doing() -> None:
    ahead = replace(OLD, info=info(title="另一个标题"), records=(evidence(document="示司发〔2024〕1号"),))
    assert told(rule, compare(OLD, ahead)) == []
    assert told(rule, compare(OLD, replace(OLD, records=(evidence(),)))) == []


def test_what_counts_only_now_is_told_by_its_state() -> None:
    """A name that is known now makes an old record count: nobody is let off."""
    record = evidence(unit="区法制局", document="示司发〔2024〕1号")
    unknown = replace(OLD, records=(record,))
    known = replace(unknown, units=(unit("区司法局", "sfj", aliases=("区法制局",)), *UNITS[1:]))
    assert told(rule, compare(unknown, known)) == []


def test_a_stricter_plan_and_a_new_name_let_nobody_off() -> None:
    assert told(rule, compare(plan(target=None), plan(target=TWO))) == []
    assert told(rule, compare(plan(), plan(due=JUNE))) == []
    renamed = (UNITS[0], unit("区财政金融局", "czj", aliases=("区财政局",)), UNITS[2])
    assert told(rule, compare(OLD, replace(OLD, units=renamed))) == []


def test_allowed_it_is_still_shown() -> None:
    context = compare(OLD, plan(due=date(2024, 8, 1)), allow_register=True)
    assert {each[:2] for each in told(rule, context)} == {("ask", "plan-eases")}
    assert context.before.day == TODAY
