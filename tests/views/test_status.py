"""The Monday-morning screen: every figure is a count of the duties that the JSON lists, and nobody outside is judged."""

from __future__ import annotations

from hypothesis import given
from tests.builders.strategies import DAYS, registers
from tests.builders.world import day, evidence, extend, obligation, progress, register, return_, units

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.query import Answering
from spt_fazhi.engine.states import MET
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import Task
from spt_fazhi.views.json_document import status_json
from spt_fazhi.views.status import StatusView, build

JUNE = day("06-01")


def shown(plan, when=JUNE, typed="") -> StatusView:
    found = assess(plan, when)
    return build(found, found.all_duties, found.tasks, typed)


@given(registers(), DAYS)
def test_the_screen_counts_what_the_json_lists(plan, when) -> None:
    found = assess(plan, when)
    view = build(found, found.all_duties, found.tasks)
    document = status_json(found, found.all_duties, found.tasks, None)
    assert (view.totals.obligations, view.totals.progress, view.totals.invited, view.totals.invited_progress) == (
        document["totals"], document["progress"], document["invited"], document["invited_progress"],
    )  # fmt: skip
    listed = [each for each in document["duties"] if not each["invited"]]
    for state, number in document["totals"].items():
        assert number == sum(each["state"] == state for each in listed if each["kind"] == "obligation")
        assert number == sum(task["counts"][state] for task in document["tasks"])
        assert document["progress"][state] == sum(
            each["state"] == state for each in listed if each["kind"] == "progress"
        )
        assert document["progress"][state] == sum(task["progress"][state] for task in document["tasks"])
        assert document["rectification"][state] == sum(
            each["state"] == state for each in listed if each["kind"] == "rectification"
        )
        for key, kind in (("invited", "obligation"), ("invited_progress", "progress")):
            asked = [each for each in document["duties"] if each["invited"] and each["kind"] == kind]
            held = sum(each["state"] == state for each in asked)
            assert document[key][state] == held == sum(task[key][state] for task in document["tasks"])
    assert document["invited"]["overdue"] == document["invited"]["backfill"] == 0
    assert view.totals.progress["overdue"] == document["progress"]["overdue"]
    counted = document["rectification"], document["invited_rectification"]
    assert (view.totals.rectification, view.totals.invited_rectification) == counted
    assert (view.findings is not None) == any(any(counts.values()) for counts in counted)
    if view.findings is not None:
        assert view.findings.overdue_number == document["rectification"]["overdue"]
        assert view.findings.waiting_number == sum(counts["submitted"] for counts in counted)
    assert sum(each.total for each in view.sections) <= sum(document["totals"].values())
    assert {each.state: each.number for each in view.lacking} == {
        state: document["totals"][state] for state in ("returned", "unproved", "backfill") if document["totals"][state]
    }


@given(registers(), DAYS)
def test_nobody_outside_the_government_is_in_a_red_list(plan, when) -> None:
    view = shown(plan, when)
    answering = Answering(assessment=assess(plan, when))
    named = [line.unit for line in view.overdue]
    named += [unit for each in view.upcoming for unit in each.units]
    named += [unit for unit, _ in view.round.missing] if view.round else []
    part = view.findings
    named += [] if part is None else [line.unit for line in part.overdue]
    named += [] if part is None else [name for each in part.ahead for name in each.duty.owners]
    assert [name for name in named if answering.is_outside(name)] == []
    assert all(answering.is_outside(line.unit) for line in view.asked)


def test_what_something_must_be_sent_for_is_told_by_state() -> None:
    back = evidence("05-02", "乙局", number=1)
    view = shown(
        register(
            obligation("1.1", who=("甲局", "乙局")), obligation("1.2", due="01-15", who=("丙镇",)), issued="02-01",
            records=[evidence("05-01", document=None), back], decisions=[return_(back.id, "05-20", again_by="06-20")],
        )
    )  # fmt: skip
    assert [(each.state, each.number, each.obligations) for each in view.lacking] == [
        ("returned", 1, ("1.1",)), ("unproved", 1, ("1.1",)), ("backfill", 1, ("1.2",)),
    ]  # fmt: skip


def test_an_assumed_day_is_marked_where_it_is_shown() -> None:
    view = shown(register(obligation("1.1", assumed=(Assumption("due", "x"),)), obligation("1.2")))
    assert [each.due_text for each in view.upcoming] == ["2024-12-31（推定）", "2024-12-31"]


def test_a_report_whose_day_was_put_off_stays_in_its_round() -> None:
    tasks = tuple(Task(id=n, section="一", title="x", text="x", lead=("乙局",)) for n in (1, 2, 3))
    plan = register(
        tasks=tasks, progress="quarter", records=[progress("07-02", "乙局", 1, "2024Q2")],
        decisions=[extend("07-31", "06-20", "乙局", task=2, period="2024Q2")],
    )  # fmt: skip
    round_ = shown(plan, day("07-05")).round
    assert round_ is not None
    assert (round_.period, round_.due, round_.total, round_.reported) == ("2024Q2", day("07-10"), 3, 1)
    assert (round_.missing, round_.extended) == ((("乙局", 2),), ((day("07-31"), 1),))
    later = shown(plan, day("07-20")).round  # the round is over, whatever was put off
    assert later is not None
    assert (later.period, later.due, later.extended) == ("2024Q3", day("10-10"), ())


def test_reports_of_the_round_are_counted_apart_for_those_who_are_asked() -> None:
    plan = register(
        obligation("1.1"), progress="quarter", units=units(己院={}),
        records=[progress("04-02", period="2024Q1")],
    )  # fmt: skip
    round_ = shown(plan, day("04-05")).round
    assert round_ is not None
    assert (round_.period, round_.total, round_.reported, round_.asked, round_.missing) == ("2024Q1", 1, 1, 0, ())


def test_the_commands_keep_what_was_typed() -> None:
    plan = register(obligation("1.1", due="03-01"))
    commands = shown(plan, typed=" --as-of 2024-06-01").next_commands
    assert commands[:2] == (
        "fazhi calls --as-of 2024-06-01", "fazhi unit 甲局 --as-of 2024-06-01",
    )  # fmt: skip
    assert shown(plan, day("2025-02-01")).next_commands == ("fazhi calls", "fazhi unit 甲局")
    assert shown(register(obligation("1.1"), records=[evidence("05-01")])).next_commands == ("fazhi list",)


@given(registers(), DAYS)
def test_only_what_is_proved_counts_as_met(plan, when) -> None:
    found = assess(plan, when)
    view = build(found, found.all_duties, found.tasks)
    met = sum(each.state in MET for each in found.duties if not each.invited)
    assert view.totals.obligations["done"] + view.totals.obligations["done-late"] == met
