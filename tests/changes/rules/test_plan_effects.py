"""What the plan's change alone does to the states."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import UNITS, evidence, finding, info, inspection, obligation, register, task, unit
from tests.builders.reviews import TODAY, compare, found, told

from spt_fazhi.changes.rules import plan_effects as rule
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import CountTarget, ProgressSettings
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


def eased(old: Register, new: Register) -> list[str]:
    """What is said of the duties that are let off."""
    return [each.message for each in found(rule, compare(old, new)) if each.rule == "plan-eases"]


def test_an_overdue_duty_that_is_no_more() -> None:
    """Periods in place of a day: the one that was over before the issue is 待补录, the next is not due yet."""
    measured = {"progress": ProgressSettings(every="none")}
    for new in (plan(measured, every="half", after=20), plan(measured, every="quarter", start=date(2024, 7, 1))):
        assert eased(plan(measured, due=JUNE), new) == [
            "只因计划改动，2 条责任原为逾期，现在没有了：1.1 区司法局、1.1 区财政局"
        ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"every": "half"}, {"every": "quarter"}),
        ({"every": "half"}, {"every": "month"}),
        ({"due": JUNE}, {"every": "quarter"}),
        ({"every": "quarter", "start": date(2024, 4, 1)}, {"due": JUNE}),
        ({"due": date(2024, 12, 31)}, {"every": "half", "after": 40}),
    ],
)
def test_periods_cut_otherwise_in_which_as_much_is_overdue(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert eased(plan(**old), plan(**new)) == []


def test_one_overdue_period_in_place_of_several() -> None:
    """May and June are overdue, of the half only itself: one of the two is let off."""
    monthly = plan(every="month", start=date(2024, 5, 1))
    assert "只因计划改动，2 条责任原为逾期，现在没有了：1.1 区司法局、1.1 区财政局" in eased(
        monthly, plan(every="half")
    )


def test_overdue_progress_that_a_new_obligation_makes_vanish() -> None:
    asked = {"progress": ProgressSettings(every="quarter", of="unmeasured", grace_days=5)}
    bare, measured = (register(info=info(**asked), tasks=(task(obligations=each),)) for each in ((), (obligation(),)))
    assert eased(bare, measured) == ["只因计划改动，1 条责任原为逾期，现在没有了：任务 1 的进展 区司法局"]
    assert eased(measured, bare) == []


def test_progress_that_is_not_due_yet_may_give_way_to_an_obligation() -> None:
    asked = {"progress": ProgressSettings(every="quarter", of="unmeasured", grace_days=20)}
    bare, measured = (register(info=info(**asked), tasks=(task(obligations=each),)) for each in ((), (obligation(),)))
    assert "due-soon" in {each.state for each in compare(bare, measured).before.all_duties}
    assert eased(bare, measured) == []


def test_a_longer_time_of_due_soon_hides_what_is_behind() -> None:
    behind = plan(target=CountTarget(count=8))
    assert eased(behind, plan({"due_soon_days": 400}, target=CountTarget(count=8))) == [
        "只因计划改动，2 条责任由滞后变为临期：1.1 区司法局、1.1 区财政局"
    ]
    assert eased(behind, plan({"due_soon_days": 60}, target=CountTarget(count=8))) == []
    assert eased(plan(), plan({"due_soon_days": 400})) == []
    assert eased(behind, plan(target=CountTarget(count=8), due=date(2024, 8, 1))) == []


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


def test_findings_hang_on_the_plan_too() -> None:
    visit = inspection(findings=(finding(task=1),))
    old = register(inspections=(visit,))
    gone = replace(old, units=UNITS[:2])
    assert eased(old, gone) == ["只因计划改动，1 条责任原为逾期，现在没有了：问题 k7q2.1 的整改 东镇"]
    assert eased(gone, old) == []
    no_task = replace(old, tasks=(task(id=2, obligations=(obligation(id="2.1"),)),))
    assert [each for each in eased(old, no_task) if "k7q2.1" in each] == []  # the finding is what it was
    assert [each for each in eased(old, replace(old, inspections=())) if "k7q2.1" in each] == []
