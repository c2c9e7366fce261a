"""A whole register on a day, against the rules of docs/states.md worked out by brute force."""

import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.reference.table import Sum
from tests.builders.reference.world import NOTHING, Answer, World
from tests.builders.strategies import DAYS, ENDS, registers
from tests.builders.world import (
    attachment,
    day,
    evidence,
    extend,
    obligation,
    progress,
    record,
    redact,
    register,
    return_,
    void,
    waive,
)  # fmt: skip

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.assessed import count_states, totals_of
from spt_fazhi.engine.states import STATES
from spt_fazhi.model.entries.decision import Return
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.plan import CountTarget, RateTarget, Task
from spt_fazhi.model.register import Register

MANY = settings(max_examples=settings.default.max_examples * 4)


def only(plan, when):
    (duty,) = assess(plan, day(when)).duties
    return duty


def test_withdrawn_records_do_not_count_and_what_is_left_does():
    first, second = evidence("05-01"), evidence("06-01", number=1)
    owed = obligation(due="06-30")
    assert only(register(owed, records=[first, second]), "07-01").records == (first.id, second.id)
    left = only(register(owed, records=[first, second], decisions=[return_(second.id)]), "07-01")
    assert (left.state, left.records, left.tally.amount) == ("done", (first.id,), 1)
    assert only(register(owed, records=[first, void(first.id)]), "07-01").state == "overdue"


def test_an_extension_holds_even_on_a_day_before_it_was_decided():
    plan = register(obligation(due="06-30"), decisions=[extend("09-30", "06-20")])
    duty = only(plan, "06-10")
    assert (duty.state, duty.due, duty.extended_by) == ("pending", day("09-30"), plan.decisions[0].id)
    assert only(plan, "10-01").state == "overdue"
    proof = evidence("09-30")
    assert only(register(obligation(due="06-30"), records=[proof], decisions=plan.decisions), "10-01").state == "done"


def test_an_extension_past_the_issue_ends_backfill_and_stretches_the_pace():
    plan = register(obligation(due="03-01"), issued="04-09", decisions=[extend("12-31", "02-20")])
    assert only(register(obligation(due="03-01"), issued="04-09"), "06-01").state == "backfill"
    assert only(plan, "06-01").state == "pending"
    ten = obligation(due="04-10", target=CountTarget(count=10))
    assert only(register(ten, due_soon_days=0), "04-05").state == "behind"
    assert only(register(ten, due_soon_days=0, decisions=[extend("12-31", "01-02")]), "01-20").state == "pending"


def test_a_waived_duty_says_by_which_decision():
    plan = register(obligation(), decisions=[waive()])
    duty = only(plan, "07-01")
    assert (duty.state, duty.waived_by) == ("waived", plan.decisions[0].id)


def test_a_waiver_after_the_due_day_is_seen_as_such():
    owed, late = obligation(due="06-30"), waive("07-01")
    assert not only(register(owed, decisions=[waive("06-30")]), "12-01").late_decision
    assert only(register(owed, decisions=[late]), "12-01").late_decision
    assert not only(register(owed), "12-01").late_decision
    assert not only(register(owed, decisions=[late, extend("09-30", "06-20", number=1)]), "12-01").late_decision
    task = Task(id=1, section="一", title="x", text="x", lead=("甲局",))
    waived = [waive(when, task=1, period=period) for when, period in (("07-11", "2024H1"), ("2025-01-10", "2024H2"))]
    reports = assess(register(tasks=(task,), progress="half", decisions=waived), date(2025, 3, 1)).progress
    assert [(each.state, each.late_decision) for each in reports] == [("waived", True), ("waived", False)]


def test_of_several_waivers_the_first_counts():
    plan = register(obligation(due="06-30"), decisions=[waive("07-05"), waive("06-05", number=1)])
    assert (only(plan, "12-01").waived_by, only(plan, "12-01").late_decision) == (plan.decisions[1].id, False)


def test_a_record_that_was_returned_may_be_reported_again_though_its_unit_voids_it():
    proof = evidence("06-15")
    back = return_(proof.id, "06-20", again_by="07-10")
    for records in ([proof], [proof, void(proof.id, recorded="06-21")]):
        plan = register(obligation(due="06-30"), records=records, decisions=[back])
        assert [only(plan, when).state for when in ("07-10", "07-11")] == ["returned", "overdue"]
    gone = register(obligation(due="06-30"), records=[proof], decisions=[back, redact(proof.id, number=1)])
    assert only(gone, "07-10").state == "overdue"


def test_of_several_returns_the_first_decided_counts_in_whatever_order_they_lie():
    proof = evidence("06-15")
    decisions = [return_(proof.id, "06-20", again_by="07-10"), return_(proof.id, "06-25", number=1, again_by="09-10")]
    for order in (decisions, decisions[::-1]):
        plan = register(obligation(due="06-30"), records=[proof], decisions=order)
        assert [only(plan, when).state for when in ("07-10", "07-11")] == ["returned", "overdue"]


def test_without_the_files_that_were_let_go_a_record_proves_by_what_else_it_has():
    shown = attachment("a.jpg"), attachment("b.jpg")
    cases: list[tuple[dict[str, Any], list[str], str]] = [
        ({"files": shown}, ["a.jpg"], "done"),
        ({"files": shown}, ["a.jpg", "b.jpg"], "unproved"),
        ({"files": shown, "link": "https://example.org"}, ["a.jpg", "b.jpg"], "done"),
        ({"files": shown}, [], "pending"),
        ({"files": shown[:1]}, ["c.jpg"], "done"),
    ]
    for more, names, state in cases:
        proof = evidence("05-01", **{"document": None, **more})
        plan = register(obligation(), records=[proof], decisions=[redact(proof.id, *names)])
        assert only(plan, "06-01").state == state, (more, names)
        assert bool(only(plan, "06-01").records) is (state != "pending")


def test_nothing_to_do_is_a_rate_over_nothing():
    rate = RateTarget(rate=Decimal(1), of="件")
    assert only(register(obligation(target=rate), records=[evidence("05-01", reached=0, of=0)]), "12-31").nothing_to_do
    assert not only(register(obligation(target=rate)), "12-31").nothing_to_do
    some = register(obligation(target=rate), records=[evidence("05-01", reached=1, of=1)])
    assert not only(some, "12-31").nothing_to_do
    assert not only(register(obligation(), records=[evidence("05-01")]), "12-31").nothing_to_do


def test_progress_recorded_after_the_day_is_not_counted():
    report = progress("07-05")
    plan = register(records=[report], progress="quarter", issued="04-09")
    on = {when: assess(plan, day(when)).progress[0] for when in ("07-04", "07-05")}
    assert (on["07-04"].state, on["07-04"].records) == ("due-soon", ())
    assert (on["07-05"].state, on["07-05"].records) == ("done", (report.id,))


def test_a_task_takes_its_worst_duty_and_without_obligations_its_worst_progress():
    with_one = Task(id=1, section="一", title="x", text="x", lead=("甲局",),
                    obligations=(obligation("1.1"), obligation("1.2", due="03-01")))  # fmt: skip
    without = Task(id=2, section="一", title="x", text="x", lead=("甲局", "乙局"))
    bare = Task(id=3, section="一", title="x", text="x", lead=("无名局",))
    records = [evidence("02-01"), progress("07-01", task=2, period="2024Q2")]
    plan = register(tasks=(with_one, without, bare), records=records, progress="quarter", issued="04-01")
    statuses = assess(plan, day("07-20")).tasks
    assert [(status.task.id, status.state) for status in statuses] == [(1, "backfill"), (2, "overdue"), (3, "pending")]
    assert {state: n for state, n in statuses[0].counts.items() if n} == {"done": 1, "backfill": 1}
    assert {state: n for state, n in statuses[1].progress.items() if n} == {
        "done": 1,
        "overdue": 1,
        "pending": 2,
        "scheduled": 2,
    }


def test_the_year_is_over_after_its_last_day():
    plan = register(obligation())
    assert not assess(plan, date(2024, 12, 31)).year_is_over
    assert assess(plan, date(2025, 1, 1)).year_is_over


def days_to_look_at(plan, *days):
    """These days, and those on which a quarter, a reform or a return changes something."""
    ends = [unit.until + timedelta(days=1) for unit in plan.units if unit.until]
    again = [
        entry.value.again_by for entry in plan.decisions if isinstance(entry.value, Return) and entry.value.again_by
    ]
    return sorted({*days, *ends, *again, *ENDS})


def told(each):
    """Everything that is judged of a duty."""
    achieved, claimed = (Sum(Fraction(sum_.amount), sum_.reached, sum_.of) for sum_ in (each.tally, each.claimed))
    if each.duty.kind == "progress":
        achieved = claimed = NOTHING
    return Answer(
        each.state, each.due, frozenset(each.records), achieved, claimed, each.duty.owners, each.former, each.invited,
        each.ended, each.late_decision, each.figures_end,
    )  # fmt: skip


def agree(plan, *days):
    world = World(plan)
    for today in days_to_look_at(plan, *days):
        found = assess(plan, today)
        answers = world.all_answers(today)
        assert len(found.all_duties) == len(answers)
        assert {tuple(each.duty.key): told(each) for each in found.all_duties} == answers


@pytest.mark.slow
@given(registers(), DAYS, DAYS)
@MANY
def test_every_duty_agrees_with_the_contract(plan, one, other):
    agree(plan, one, other)


@pytest.mark.slow
@given(registers(reforms=True), DAYS, DAYS)
@MANY
def test_every_duty_agrees_with_the_contract_where_units_begin_and_end(plan, one, other):
    agree(plan, one, other)


@given(registers(reforms=True), DAYS)
def test_totals_add_up_to_the_number_of_duties(plan, today):
    found = assess(plan, today)
    assert list(count_states(found.duties)) == list(STATES)
    assert found.all_duties == (*found.duties, *found.progress, *found.rectification)
    totals = totals_of(found.all_duties)
    put_right = (totals.rectification, totals.invited_rectification)
    counted = (totals.obligations, totals.progress, totals.invited, totals.invited_progress)
    assert sum(sum(each.values()) for each in put_right) == len(found.rectification)
    assert sum(sum(each.values()) for each in counted) == len(found.duties) + len(found.progress)
    for state in STATES:
        by_task = [
            [each.counts[state], each.progress[state], each.invited[state], each.invited_progress[state]]
            for each in found.tasks
        ]
        assert [sum(column) for column in zip(*by_task, strict=True)] == [each[state] for each in counted]


@given(registers(reforms=True), DAYS)
def test_units_outside_the_government_are_in_no_total_of_judged_units_and_never_late(plan, today):
    found = assess(plan, today)
    chased = {"overdue", "due-soon", "behind", "backfill", "returned", "pending", "in-progress"}
    outside = [each for each in found.all_duties if each.invited]
    assert {each.state for each in outside}.isdisjoint(chased)
    assert all(each.invited for each in found.all_duties if each.state == "invited")
    apart = totals_of(outside)
    asked = (apart.invited, apart.invited_progress, apart.invited_rectification)
    assert sum(sum(each.values()) for each in asked) == len(outside)
    assert [sum(each.values()) for each in (apart.obligations, apart.progress, apart.rectification)] == [0, 0, 0]


@given(registers(reforms=True), DAYS)
def test_each_tasks_state_is_its_worst(plan, today):
    found = assess(plan, today)
    world = World(plan)
    answers, reports = world.answers(today), world.progress_answers(today)
    assert [(each.task, each.state) for each in found.tasks] == [
        (task, world.task_state(task, answers, reports)) for task in plan.tasks
    ]


@given(registers(reforms=True), DAYS)
def test_assessing_twice_gives_the_same_and_needs_no_order_of_files(plan, today):
    found = assess(plan, today)
    backwards = Register(
        info=plan.info,
        sections=plan.sections,
        tasks=plan.tasks,
        units=plan.units,
        groups=plan.groups,
        records=plan.records[::-1],
        decisions=plan.decisions[::-1],
        inspections=plan.inspections[::-1],
    )
    again = assess(backwards, today)
    assert again.duties == found.duties
    assert again.progress == found.progress
    assert {each.duty.key: each for each in again.rectification} == {
        each.duty.key: each for each in found.rectification
    }
    assert sorted(fault.sort_key for fault in again.faults) == sorted(fault.sort_key for fault in found.faults)


@given(registers(), DAYS, st.data())
def test_evidence_moves_only_the_duty_it_speaks_of(plan, today, data):
    found = assess(plan, today)
    if not found.duties:
        return
    target = data.draw(st.sampled_from(found.duties)).duty
    rate = isinstance(target.obligation.target, RateTarget)
    value = Evidence(
        unit=target.owners[0], obligation=target.obligation.id, date=today, title="x", recorded=today,
        period=target.period, reached=1 if rate else None, of=1 if rate else None,
    )  # fmt: skip
    more = Register(
        info=plan.info,
        sections=plan.sections,
        tasks=plan.tasks,
        units=plan.units,
        groups=plan.groups,
        records=(*plan.records, record(value, 999)),
        decisions=plan.decisions,
        inspections=plan.inspections,
    )
    before = {each.duty.key: each for each in found.all_duties}
    for each in assess(more, today).all_duties:
        if each.duty.key == target.key:
            assert len(each.records) == len(before[target.key].records) + 1
        else:
            assert each == before[each.duty.key]


@given(registers(), DAYS)
def test_what_is_awaited_again_is_so_until_its_day_and_no_longer(plan, today):
    for each in assess(plan, today).all_duties:
        assert (each.again_by is not None) == (each.state == "returned")
        if each.again_by is None:
            continue
        assert each.again_by >= today
        (after,) = (
            other for other in assess(plan, each.again_by + timedelta(1)).all_duties if other.duty.key == each.duty.key
        )
        assert after.again_by is None or after.again_by > each.again_by  # another one was handed back meanwhile


def test_tallies_survive_as_json_numbers():
    plan = register(obligation(target=CountTarget(count=3)), records=[evidence("05-01", amount=2)])
    assert json.dumps(only(plan, "06-01").tally.amount) == "2"
