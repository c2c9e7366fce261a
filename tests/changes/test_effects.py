"""What changes do to the duties, in numbers and in words."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from tests.builders.checks import (
    close,
    decision,
    evidence,
    finding,
    inspection,
    obligation,
    progress,
    rectify,
    register,
    task,
    unit,
)
from tests.builders.reviews import TODAY
from tests.builders.strategies import registers

from spt_fazhi.changes.effects import effects, totals, totals_of
from spt_fazhi.changes.identity import renamed_key, renames
from spt_fazhi.changes.values import DutyChange
from spt_fazhi.changes.words import value_text
from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.model.entries.decision import Extend, Waive
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import CountTarget
from spt_fazhi.model.register import Register


def moved(old: Register, new: Register) -> list[tuple[str, str, str | None, str | None]]:
    """Obligation (or period), unit, state before and after."""
    return [
        (each.key.obligation or each.key.period, each.key.unit, each.before and each.before.state,
         each.after and each.after.state)
        for each in effects(assess(old, TODAY), assess(new, TODAY))
    ]  # fmt: skip


def test_nothing_changes() -> None:
    assert moved(register(), register()) == []


def test_evidence_and_progress() -> None:
    new = register(records=(evidence(document="示司发〔2024〕1号"), progress()))
    assert moved(register(), new) == [("1.1", "区司法局", "pending", "done"), ("2024Q2", "区司法局", "overdue", "done")]
    assert moved(register(), register(records=(evidence(),))) == [("1.1", "区司法局", "pending", "unproved")]


def test_more_that_is_said_and_not_proved_shows_though_the_state_stays() -> None:
    plan = (task(obligations=(obligation(target=CountTarget(count=9), due=date(2024, 7, 20)),)),)
    (one,) = effects(*(assess(register(tasks=plan, records=each), TODAY) for each in ((), (evidence(),))))
    assert (one.before.state, one.after.state, one.after.tally.amount, one.after.claimed.amount) == (
        "due-soon", "due-soon", 0, 1,
    )  # fmt: skip


def test_part_of_a_count_shows_though_the_state_stays() -> None:
    plan = (task(obligations=(obligation(target=CountTarget(count=9), due=date(2024, 7, 20)),)),)
    old, new = register(tasks=plan, records=(evidence(),)), register(tasks=plan, records=(
        evidence(), evidence("2024-06-12-1.1-bbbb")))  # fmt: skip
    assert moved(old, new) == [("1.1", "区司法局", "due-soon", "due-soon")]


def test_decisions() -> None:
    waive = decision(Waive, "2024-06-18-waive-aaaa", obligation="1.1", unit="区司法局")
    extend = decision(Extend, "2024-06-18-extend-aaaa", obligation="1.1", unit="区财政局", due=date(2025, 3, 1))
    found = effects(assess(register(), TODAY), assess(register(decisions=(waive, extend)), TODAY))
    assert [(each.key.unit, each.before.state, each.after.state) for each in found if each.before and each.after] == [
        ("区司法局", "pending", "waived"), ("区财政局", "pending", "pending"),
    ]  # fmt: skip
    assert found[1].present.due == date(2025, 3, 1)


def test_a_waiver_that_comes_too_late_is_another_waiver() -> None:
    plan = (task(obligations=(obligation(due=date(2024, 6, 15)),)),)
    in_time, late = (
        register(tasks=plan, decisions=(decision(Waive, f"2024-06-{day}-waive-aaaa", obligation="1.1", unit="区司法局",
                                                 recorded=date(2024, 6, day)),)) for day in (15, 16)
    )  # fmt: skip
    (one,) = effects(assess(in_time, TODAY), assess(late, TODAY))
    assert (one.before.late_decision, one.after.late_decision) == (False, True)


def test_a_unit_of_another_name_owes_what_it_owed() -> None:
    renamed = register(units=(unit("区司法和信访局", "sfj", aliases=("区司法局", "司法局")), *register().units[1:]))
    assert renames(register(), renamed) == {"区司法局": "区司法和信访局"}
    assert moved(register(), renamed) == []
    with_record = replace(renamed, records=(evidence(document="示司发〔2024〕1号"),))
    assert moved(register(), with_record) == [("1.1", "区司法和信访局", "pending", "done")]


def test_two_units_that_change_their_names_with_each_other() -> None:
    swapped = register(units=(unit("区财政局", "sfj"), unit("区司法局", "czj"), register().units[2]))
    named = {"区司法局": "区财政局", "区财政局": "区司法局"}
    assert renames(register(), swapped) == named
    assert renamed_key(DutyKey(1, "1.1", "区司法局", ""), named).unit == "区财政局"
    assert renamed_key(DutyKey(1, "1.1", "", ""), named).unit == ""


def handed(heir: str | None, *, own: bool) -> list[tuple[str, str | None, str | None, str]]:
    """What becomes of what 区财政局 owes when it ends: unit, states, and to whom it went."""
    who = ("区财政局", "东镇") if own else ("区财政局",)
    plan = (task(lead=("区司法局",), obligations=(obligation(who=who),)),)
    old = register(tasks=plan)
    gone = unit("区财政局", "czj", until=date(2024, 7, 1), succeeded_by=heir)
    new = replace(old, units=(old.units[0], gone, old.units[2]))
    found = effects(assess(old, TODAY), assess(new, TODAY))
    return [
        (each.present.duty.key.unit, each.before and each.before.state, each.after and each.after.state, each.handed_to)
        for each in found
    ]


def test_a_unit_that_ends_hands_on_what_it_owed() -> None:
    assert handed("东镇", own=False) == [("东镇", "pending", "pending", "")]
    # who owes the same anyway owes it once
    assert handed("东镇", own=True) == [("区财政局", "pending", None, "东镇")]
    assert handed(None, own=False) == [("区财政局", "pending", "waived", "")]


def test_duties_that_come_and_go() -> None:
    more = register(units=(*register().units, unit("区公安局", "gaj")))
    assert moved(register(), more) == [("1.1", "区公安局", None, "pending")]
    assert moved(more, register()) == [("1.1", "区公安局", "pending", None)]


def test_a_duty_on_neither_side_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="neither"):
        _ = DutyChange(key=DutyKey(1, "1.1", "", ""), before=None, after=None).present


@given(registers(), registers())
def test_totals_are_those_of_the_duties(one: Register, other: Register) -> None:
    before, after = assess(one, TODAY), assess(other, TODAY)
    whole = totals(before.all_duties, after.all_duties)
    for side, duties, progress_duties, invited, reports in (
        (before, whole.before.obligations, whole.before.progress, whole.before.invited, whole.before.invited_progress),
        (after, whole.after.obligations, whole.after.progress, whole.after.invited, whole.after.invited_progress),
    ):
        for counted, told in (
            (duties, [each for each in side.duties if not each.invited]),
            (progress_duties, [each for each in side.progress if not each.invited]),
            (invited, [each for each in side.duties if each.invited]),
            (reports, [each for each in side.progress if each.invited]),
        ):
            assert Counter({key: value for key, value in counted.items() if value}) == Counter(e.state for e in told)
    part = totals_of(effects(before, after))
    # what does not change cancels out: both tell the same difference
    (old, new), (was, now) = ((each.before.obligations, each.after.obligations) for each in (part, whole))
    assert {s: new[s] - old[s] for s in new} == {s: now[s] - was[s] for s in now}


@given(registers())
def test_records_left_out_are_the_only_effects(world: Register) -> None:
    bare = replace(world, records=(), decisions=())
    for each in effects(assess(bare, TODAY), assess(world, TODAY)):
        assert each.before is not None
        assert each.after is not None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "（无）"), ((), "（无）"), (True, "是"), (False, "否"), (date(2024, 1, 2), " 2024-01-02 "),
        (Decimal("0.50"), " 0.5 "), (Decimal(100), " 100 "), (3, " 3 "), ("甲\n乙\x1b[31m", "“甲 乙[31m”"),
        (("甲", "乙"), "“甲、乙”"), (CountTarget(count=2), "“count 2，unit 次”"), ("字" * 100, f"“{'字' * 59}…”"),
    ],
)  # fmt: skip
def test_values_in_words(value: object, text: str) -> None:
    assert value_text(value) == text


def test_a_finding_is_one_on_both_sides_whatever_task_it_bears_on() -> None:
    old = register(inspections=(inspection(findings=(finding(task=1),)),))
    new = replace(old, tasks=(), records=(rectify(),))
    (both,) = (each for each in effects(assess(old, TODAY), assess(new, TODAY)) if each.key.finding)
    assert (both.before and both.before.state, both.after and both.after.state) == ("overdue", "submitted")


def test_a_renamed_unit_keeps_its_findings() -> None:
    old = register(inspections=(inspection(),), records=(rectify(),))
    renamed = (*old.units[:2], unit("东街道", "dz", kind="township", aliases=("东镇",)))
    assert moved(old, replace(old, units=renamed)) == []


def test_findings_are_counted_apart() -> None:
    old, new = register(), register(inspections=(inspection(),), records=(rectify(),), decisions=(close(),))
    counted = totals(assess(old, TODAY).all_duties, assess(new, TODAY).all_duties)
    assert counted.before.obligations == counted.after.obligations
    assert (sum(counted.before.rectification.values()), counted.after.rectification["done"]) == (0, 1)
