"""A whole register on a day, against the rules of docs/states.md worked out by brute force."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.reference import World
from tests.builders.world import (
    DAYS,
    day,
    evidence,
    extend,
    obligation,
    progress,
    record,
    register,
    registers,
    return_,
    void,
    waive,
)  # fmt: skip

from spt_fazhi.engine.assess import assess, count_states
from spt_fazhi.engine.states import STATES
from spt_fazhi.model.plan import CountTarget, RateTarget, Task
from spt_fazhi.model.record import Evidence
from spt_fazhi.model.register import Register

MANY = settings(max_examples=settings.default.max_examples * 5)


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


@pytest.mark.slow
@given(registers(), DAYS)
@MANY
def test_every_duty_agrees_with_the_contract(plan, today):
    found = assess(plan, today)
    world = World(plan)
    for duties, answers in ((found.duties, world.answers(today)), (found.progress, world.progress_answers(today))):
        assert len(duties) == len(answers)
        for each in duties:
            answer = answers[tuple(each.duty.key)]
            assert (each.state, each.due, frozenset(each.records)) == answer


@given(registers(), DAYS)
def test_totals_add_up_to_the_number_of_duties(plan, today):
    found = assess(plan, today)
    assert list(count_states(found.duties)) == list(STATES)
    assert sum(count_states(found.duties).values()) == len(found.duties)
    for state in STATES:
        assert sum(status.counts[state] for status in found.tasks) == count_states(found.duties)[state]
        assert sum(status.progress[state] for status in found.tasks) == count_states(found.progress)[state]
    assert found.all_duties == (*found.duties, *found.progress)


@given(registers(), DAYS)
def test_each_tasks_state_is_its_worst(plan, today):
    found = assess(plan, today)
    world = World(plan)
    answers, reports = world.answers(today), world.progress_answers(today)
    assert [(each.task, each.state) for each in found.tasks] == [
        (task, world.task_state(task, answers, reports)) for task in plan.tasks
    ]


@given(registers(), DAYS)
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
    )
    again = assess(backwards, today)
    assert again.duties == found.duties
    assert again.progress == found.progress
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
    )
    before = {each.duty.key: each for each in found.all_duties}
    for each in assess(more, today).all_duties:
        if each.duty.key == target.key:
            assert len(each.records) == len(before[target.key].records) + 1
        else:
            assert each == before[each.duty.key]


def test_tallies_survive_as_json_numbers():
    plan = register(obligation(target=CountTarget(count=3)), records=[evidence("05-01", amount=2)])
    assert json.dumps(only(plan, "06-01").tally.amount) == "2"
