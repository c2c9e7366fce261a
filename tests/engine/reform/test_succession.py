"""Units that end, begin and carry on: the past stays, what is open passes, nothing is lost and nothing counts twice."""

from decimal import Decimal

import pytest
from hypothesis import settings
from tests.builders.world import (
    day,
    evidence,
    extend,
    obligation,
    progress,
    register,
    return_,
    units,
    waive,
)  # fmt: skip

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.entries.matching import attach
from spt_fazhi.model.plan import CountTarget, RateTarget, Task

MERGED = units(乙局={"until": day("06-30"), "succeeded_by": "甲局"})
BOTH = ("甲局", "乙局")
HEADS = RateTarget(rate=Decimal(1), of="人员", settle="when-reached")
WIDER = settings(max_examples=settings.default.max_examples * 2)


def standing(plan, when):
    """(unit, period) → state and who owed it before."""
    return {
        (each.duty.key.unit, each.duty.key.period): (each.state, each.former)
        for each in assess(plan, day(when)).all_duties
    }


def only(plan, when):
    (duty,) = assess(plan, day(when)).all_duties
    return duty


def test_up_to_the_last_day_nothing_is_different():
    plan = register(obligation(due="09-30", who=BOTH), units=MERGED, records=[evidence("05-10", unit="乙局")])
    assert standing(plan, "06-30") == {("甲局", ""): ("pending", ()), ("乙局", ""): ("done", ())}


def test_what_was_met_stays_with_the_unit_that_met_it():
    """Done, done late and waived alike; the successor's own duty is its own."""
    owed = obligation(due="03-31", who=BOTH)
    done = register(owed, units=MERGED, records=[evidence("03-10", unit="乙局")])
    assert standing(done, "07-01") == {("甲局", ""): ("overdue", ()), ("乙局", ""): ("done", ())}
    late = register(owed, units=MERGED, records=[evidence("04-10", unit="乙局")])
    assert standing(late, "07-01")["乙局", ""] == ("done-late", ())
    excused = register(owed, units=MERGED, decisions=[waive("03-01", unit="乙局")])
    assert standing(excused, "07-01") == {("甲局", ""): ("overdue", ()), ("乙局", ""): ("waived", ())}


def test_what_was_not_met_passes_with_its_due_day_and_its_evidence():
    owed = obligation(due="05-31", who=("乙局",), target=CountTarget(count=2))
    first, second = evidence("05-10", unit="乙局"), evidence("07-10", unit="甲局", number=1)
    plan = register(owed, units=MERGED, records=[first, second])
    assert standing(plan, "06-30") == {("乙局", ""): ("overdue", ())}
    assert standing(plan, "07-01") == {("甲局", ""): ("overdue", ("乙局",))}
    done = only(plan, "07-10")
    assert (done.state, done.due, done.records) == ("done-late", day("05-31"), (first.id, second.id))
    assert attach(plan).faults == []


def test_what_is_only_said_is_not_met_and_passes():
    plan = register(
        obligation(due="05-31", who=("乙局",)), units=MERGED, records=[evidence("05-10", unit="乙局", document=None)]
    )
    assert standing(plan, "07-01") == {("甲局", ""): ("unproved", ("乙局",))}


def test_where_the_successor_owes_the_same_it_is_one_duty_and_evidence_adds_up():
    owed = obligation(due="09-30", who=BOTH, target=CountTarget(count=3, pace="none"))
    mine, theirs = evidence("03-10"), evidence("05-10", unit="乙局", amount=2, number=1)
    plan = register(owed, units=MERGED, records=[mine, theirs])
    assert standing(plan, "06-30") == {("甲局", ""): ("in-progress", ()), ("乙局", ""): ("in-progress", ())}
    merged = only(plan, "07-01")
    assert (merged.state, merged.former, merged.tally.amount, merged.records) == (
        "done",
        ("乙局",),
        3,
        (mine.id, theirs.id),
    )


def test_without_a_successor_what_was_not_met_ends():
    gone = units(乙局={"until": day("06-30")})
    open_ = only(register(obligation(who=("乙局",), due="05-31"), units=gone), "07-01")
    assert (open_.state, open_.ended, open_.waived_by, open_.duty.unit) == ("waived", True, None, "乙局")
    done = register(obligation(who=("乙局",), due="05-31"), units=gone, records=[evidence("05-10", unit="乙局")])
    assert (only(done, "07-01").state, only(done, "07-01").ended) == ("done", False)
    assert only(done, "05-31").state == "done"


def test_an_extension_passes_and_may_be_extended_again():
    owed = obligation(due="05-31", who=("乙局",))
    given_before = extend("08-31", "05-20", unit="乙局")
    plan = register(owed, units=MERGED, decisions=[given_before])
    assert (only(plan, "07-01").due, only(plan, "07-01").extended_by) == (day("08-31"), given_before.id)
    again = extend("10-31", "08-30", unit="甲局", number=1)
    longer = register(owed, units=MERGED, decisions=[given_before, again])
    assert (only(longer, "09-30").state, only(longer, "09-30").due) == ("pending", day("10-31"))
    assert attach(longer).faults == []
    too_late = register(owed, units=MERGED, decisions=[given_before, extend("10-31", "09-01", unit="甲局", number=1)])
    assert [fault.rule for fault in attach(too_late).faults] == ["extension-late"]


def test_a_waiver_of_the_successors_own_part_does_not_excuse_it_from_what_it_takes_over():
    owed = obligation(due="05-31", who=BOTH)
    own = register(owed, units=MERGED, decisions=[waive("03-01")])
    assert standing(own, "06-30") == {("甲局", ""): ("waived", ()), ("乙局", ""): ("overdue", ())}
    assert standing(own, "07-01") == {("甲局", ""): ("overdue", ("乙局",))}
    both = register(owed, units=MERGED, decisions=[waive("03-01"), waive("07-05", number=1)])
    assert standing(both, "07-05") == {("甲局", ""): ("waived", ("乙局",))}
    assert only(both, "07-05").late_decision
    taken_over = register(obligation(due="05-31", who=("乙局",)), units=MERGED, decisions=[waive("05-20")])
    assert standing(taken_over, "07-01") == {("甲局", ""): ("waived", ("乙局",))}


def test_periods_go_each_its_own_way():
    owed = obligation(every="quarter", who=("乙局",))
    plan = register(
        owed, units=MERGED, records=[evidence("02-10", unit="乙局"), evidence("08-10", unit="甲局", number=1)]
    )
    assert standing(plan, "09-30") == {
        ("乙局", "2024Q1"): ("done", ()),
        ("甲局", "2024Q2"): ("overdue", ("乙局",)),
        ("甲局", "2024Q3"): ("done", ("乙局",)),
        ("甲局", "2024Q4"): ("scheduled", ("乙局",)),
    }


def test_progress_of_a_task_it_led_passes_likewise():
    task = Task(id=1, section="一", title="x", text="x", lead=("乙局",))
    reports = [
        progress("04-05", unit="乙局", period="2024Q1"),
        progress("07-08", unit="甲局", period="2024Q2", number=1),
    ]
    plan = register(tasks=(task,), progress="quarter", units=MERGED, records=reports)
    assert standing(plan, "07-08") == {
        ("乙局", "2024Q1"): ("done", ()),
        ("甲局", "2024Q2"): ("done", ("乙局",)),
        ("甲局", "2024Q3"): ("pending", ("乙局",)),
        ("甲局", "2024Q4"): ("scheduled", ("乙局",)),
    }
    assert attach(plan).faults == []


def test_a_report_that_was_handed_back_may_be_made_again_by_the_successor():
    task = Task(id=1, section="一", title="x", text="x", lead=("乙局",))
    first, again = (
        progress("04-05", unit="乙局", period="2024Q1"),
        progress("07-08", unit="甲局", period="2024Q1", number=1),
    )
    back = return_(first.id, "06-20", again_by="07-10")
    plan = register(tasks=(task,), progress="quarter", units=MERGED, records=[first, again], decisions=[back])
    assert standing(plan, "07-07")["甲局", "2024Q1"] == ("returned", ("乙局",))
    assert standing(plan, "07-08")["甲局", "2024Q1"] == ("done", ("乙局",))


@pytest.mark.parametrize("first", ["03-31", "06-30"])
def test_a_successor_that_has_ended_by_then_is_passed_over(first):
    """Both on one day in either order of units.yaml, or the successor before its predecessor."""
    for names in (("甲局", "丙镇"), ("丙镇", "甲局")):
        middle, last = names
        chain = units(
            乙局={"until": day("06-30"), "succeeded_by": middle},
            **{middle: {"until": day(first), "succeeded_by": last}},
        )
        plan = register(obligation(due="05-31", who=("乙局",)), units=chain)
        assert standing(plan, "07-01") == {(last, ""): ("overdue", ("乙局",))}
        nobody = units(乙局={"until": day("06-30"), "succeeded_by": middle}, **{middle: {"until": day(first)}})
        assert only(register(obligation(due="05-31", who=("乙局",)), units=nobody), "07-01").ended


def test_a_chain_of_successors_carries_everything_on():
    chain = units(
        乙局={"until": day("03-31"), "succeeded_by": "甲局"}, 甲局={"until": day("06-30"), "succeeded_by": "丙镇"}
    )
    owed = obligation(due="02-28", who=("乙局",), target=CountTarget(count=3))
    records = [evidence("02-10", unit="乙局"), evidence("05-10", number=1), evidence("07-10", unit="丙镇", number=2)]
    plan = register(owed, units=chain, records=records)
    assert [standing(plan, when) for when in ("03-31", "04-01", "07-01", "07-10")] == [
        {("乙局", ""): ("overdue", ())},
        {("甲局", ""): ("overdue", ("乙局",))},
        {("丙镇", ""): ("overdue", ("甲局", "乙局"))},
        {("丙镇", ""): ("done-late", ("甲局", "乙局"))},
    ]


def test_a_circle_of_successors_ends_what_is_open():
    circle = units(
        乙局={"until": day("06-30"), "succeeded_by": "甲局"}, 甲局={"until": day("03-31"), "succeeded_by": "乙局"}
    )
    plan = register(obligation(due="02-28"), units=circle)
    assert standing(plan, "04-01") == {("乙局", ""): ("overdue", ("甲局",))}
    assert only(plan, "07-01").ended
    itself = units(乙局={"until": day("06-30"), "succeeded_by": "乙局"})
    assert only(register(obligation(due="05-31", who=("乙局",)), units=itself), "07-01").ended


def test_a_unit_that_begins_owes_what_falls_due_from_then_on():
    new = units(辛局={"from_": day("07-01")})
    assert standing(register(obligation(every="quarter", who=("辛局",)), units=new), "05-01") == {
        ("辛局", "2024Q3"): ("scheduled", ()),
        ("辛局", "2024Q4"): ("scheduled", ()),
    }
    assert assess(register(obligation(due="06-30", who=("辛局",)), units=new), day("05-01")).duties == ()
    assert standing(register(obligation(due="07-01", who=("辛局",)), units=new), "05-01") == {
        ("辛局", ""): ("pending", ())
    }
    task = Task(id=1, section="一", title="x", text="x", lead=("辛局",))
    asked = register(tasks=(task,), progress="half", units=new)
    assert [each.duty.period for each in assess(asked, day("05-01")).progress] == ["2024H1", "2024H2"]  # due 10 July


def test_a_new_unit_takes_over_even_what_was_due_before_it_began():
    """The group names both: of the old unit's quarters the new one owes those that it was not there for, too."""
    reform = units(
        乙局={"until": day("06-30"), "succeeded_by": "辛局", "kind": "township"},
        辛局={"from_": day("07-01"), "kind": "township"},
    )
    plan = register(
        obligation(every="quarter", who=("乙局", "辛局")), units=reform, records=[evidence("05-10", unit="乙局")]
    )
    assert standing(plan, "07-01") == {
        ("辛局", "2024Q1"): ("overdue", ("乙局",)),
        ("乙局", "2024Q2"): ("done", ()),
        ("辛局", "2024Q3"): ("pending", ("乙局",)),
        ("辛局", "2024Q4"): ("scheduled", ("乙局",)),
    }
