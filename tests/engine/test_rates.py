"""Rates: what adds up, what the latest says, when they settle."""

from datetime import date
from decimal import Decimal

import pytest
from tests.builders.world import day, evidence, extend, obligation, register, share
from tests.engine.terms import proof, said, states_on, terms

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.judging import Tally, is_met, judge, tally
from spt_fazhi.model.plan import RateTarget

CASES = RateTarget(rate=Decimal(1), of="件")
HEADS = RateTarget(rate=Decimal(1), of="人员", settle="when-reached")


def rate(text, **more):
    return RateTarget(rate=Decimal(text), of="件", **more)


def only(plan, when):
    (duty,) = assess(plan, day(when)).duties
    return duty


def test_a_rate_settles_at_its_due_day_by_figures_that_run_to_it():
    full = (proof("03-01", reached=20, of=20), proof("12-31", reached=2, of=2))
    assert states_on(["02-01", "03-01", "12-30", "12-31"], terms(CASES), *full) == {
        "02-01": "pending",
        "03-01": "in-progress",
        "12-30": "in-progress",
        "12-31": "done",
    }
    short = proof("03-01", reached=19, of=20)
    assert states_on(["03-01", "12-01", "12-31", "2025-01-01"], terms(CASES), short) == {
        "03-01": "behind",
        "12-01": "due-soon",
        "12-31": "due-soon",
        "2025-01-01": "overdue",
    }


def test_half_a_years_figures_do_not_settle_the_year():
    half = proof("06-30", reached=20, of=20)
    assert states_on(["06-30", "12-31", "2025-01-01"], terms(CASES), half) == {
        "06-30": "in-progress",
        "12-31": "in-progress",
        "2025-01-01": "overdue",
    }
    duty = only(register(obligation(target=CASES), records=[share("06-30", 20, 20)]), "2025-02-01")
    assert (duty.state, duty.figures_end) == ("overdue", day("06-30"))


def test_the_day_the_figures_run_to_counts_and_not_the_day_they_were_compiled():
    compiled = proof("2025-01-03", through="12-31", reached=5, of=5)
    assert states_on(["12-30", "12-31", "2025-02-01"], terms(CASES), compiled) == {
        "12-30": "due-soon",
        "12-31": "done",
        "2025-02-01": "done",
    }
    too_late = proof("2025-01-03", reached=5, of=5)
    assert judge(terms(CASES), (too_late,), date(2025, 1, 3)).state == "done-late"
    ahead = proof("06-10", through="06-30", reached=5, of=5)
    assert states_on(["06-29", "06-30"], terms(CASES, due="06-30"), ahead) == {"06-29": "due-soon", "06-30": "done"}


def test_figures_need_only_run_to_the_end_of_the_period():
    """Of a quarter reported ten days after its end, and of a year reported in the next one."""
    quarterly = obligation(every="quarter", after=10, target=CASES)
    plan = register(quarterly, records=[share("04-03", 5, 5, through="03-31", period="2024Q1")])
    (first, *_) = assess(plan, day("04-05")).duties
    assert (first.due, first.state) == (day("04-10"), "done")
    monthly = obligation(every="month", due_day=25, target=CASES)
    plan = register(monthly, records=[share("01-25", 5, 5)])
    (first, *_) = assess(plan, day("01-26")).duties
    assert (first.due, first.state) == (day("01-25"), "done")
    yearly = register(obligation(due="2025-03-01", target=CASES), records=[share("12-31", 5, 5)])
    assert only(yearly, "12-30").state == "pending"
    assert only(yearly, "12-31").state == "done"


def test_more_time_does_not_mean_more_figures():
    """An extension never makes worse what the figures had settled."""
    records = [share("06-30", 5, 5)]
    longer = register(obligation(due="06-30", target=CASES), records=records, decisions=[extend("09-30", "06-01")])
    assert (only(longer, "07-01").state, only(longer, "07-01").due) == ("done", day("09-30"))


def test_past_due_figures_that_come_late_make_it_late():
    duty = terms(rate("0.9"), due="06-30")
    late = (proof("06-01", reached=1, of=2), proof("07-05", reached=20, of=20))
    assert judge(duty, late, day("07-04")).state == "overdue"
    assert judge(duty, late, day("07-05")).state == "done-late"
    not_enough = (proof("06-30", reached=1, of=2), proof("07-05", reached=2, of=2))
    assert judge(duty, not_enough, day("07-05")).state == "overdue"


def test_late_figures_do_not_undo_what_was_settled_in_time():
    duty = terms(CASES, due="06-30")
    assert judge(duty, (proof("06-30", reached=2, of=2), proof("08-01", reached=0, of=9)), day("09-01")).state == "done"


def test_cases_add_up_and_heads_do_not():
    first, again = proof("03-01", reached=9, of=14), proof("06-01", reached=14, of=14)
    assert tally((first, again), CASES) == Tally(2, 23, 28, 2, day("06-01"))
    assert tally((first, again), HEADS) == Tally(2, 14, 14, 2, day("06-01"))
    assert tally((again, first), HEADS) == tally((first, again), HEADS)
    assert tally((first, again), rate("1", settle="at-due", combine="latest")).of == 14
    assert tally((first, again), rate("1", settle="when-reached", combine="add")).of == 28


def test_the_latest_is_by_the_day_figures_run_to_then_by_the_day_of_entry():
    old = proof("09-01", through="03-31", reached=1, of=10)
    new = proof("06-30", reached=9, of=10)
    assert tally((old, new), HEADS).reached == 9
    corrected = proof("06-30", recorded="07-05", reached=8, of=10)
    assert tally((corrected, old, new), HEADS).reached == 8


def test_the_latest_of_each_unit_of_a_joint_duty_adds_up():
    """`combine: latest` speaks of the records of one unit; two units have different heads."""
    one, other = proof("03-01", unit="甲局", reached=10, of=10), proof("06-01", unit="乙局", reached=1, of=10)
    assert tally((one, other), HEADS) == Tally(2, 11, 20, 2, day("06-01"))
    plan = register(
        obligation(target=HEADS, scope="joint", who=("甲局", "乙局")),
        records=[
            share("03-01", 10, 10, unit="甲"),
            share("06-01", 1, 10, unit="乙局"),
            share("07-01", 9, 10, unit="乙局"),
        ],
    )
    assert (only(plan, "06-30").tally.reached, only(plan, "06-30").tally.of) == (11, 20)
    assert (only(plan, "07-01").tally.reached, only(plan, "07-01").tally.of) == (19, 20)


def test_an_alias_is_the_same_unit():
    plan = register(obligation(target=HEADS), records=[share("03-01", 1, 10, unit="甲"), share("06-01", 9, 10)])
    assert (only(plan, "07-01").tally.reached, only(plan, "07-01").tally.of) == (9, 10)


def test_settled_when_reached_is_done_at_once_and_stays_so():
    reached, fewer = proof("03-01", reached=20, of=20), proof("04-01", reached=1, of=2)
    assert states_on(["02-01", "03-01", "04-01", "2025-06-01"], terms(HEADS), reached, fewer) == {
        "02-01": "pending",
        "03-01": "done",
        "04-01": "done",
        "2025-06-01": "done",
    }
    assert judge(terms(HEADS), (fewer, proof("05-01", reached=2, of=2)), day("04-30")).state == "behind"
    late = (proof("2025-01-05", reached=2, of=2), proof("2025-02-05", reached=1, of=2))
    assert judge(terms(HEADS), late, date(2025, 3, 1)).state == "done-late"


def test_only_proved_figures_settle_and_those_said_count_so_far():
    claimed = (proof("06-30", reached=5, of=10), said("09-30", reached=10, of=10))
    judged = judge(terms(HEADS), claimed, day("10-01"))
    assert (judged.state, judged.achieved.reached, judged.claimed.reached) == ("unproved", 5, 10)
    cases = (proof("06-30", reached=5, of=5), said("12-31", reached=5, of=5))
    assert states_on(["12-30", "12-31", "2025-01-01"], terms(CASES), *cases) == {
        "12-30": "in-progress",
        "12-31": "unproved",
        "2025-01-01": "unproved",
    }
    short = (proof("06-30", reached=5, of=5), said("09-30", reached=0, of=5))
    assert judge(terms(CASES), short, day("10-01")).state == "behind"


def test_nothing_to_do_is_met_but_only_while_there_is_nothing():
    nothing = proof("06-01", reached=0, of=0)
    assert judge(terms(HEADS, due="06-30"), (nothing,), day("06-01")).state == "done"
    assert judge(terms(HEADS), (nothing, proof("07-01", reached=0, of=5)), day("07-01")).state == "behind"
    at_the_end = proof("06-30", reached=0, of=0)
    assert judge(terms(CASES, due="06-30"), (at_the_end,), day("06-30")).state == "done"
    assert judge(terms(CASES, due="06-30"), (nothing,), day("06-30")).state == "in-progress"
    assert judge(terms(CASES, due="06-30"), (), day("06-29")).state == "due-soon"
    assert judge(terms(HEADS), (said("06-01", reached=0, of=0),), day("06-01")).state == "unproved"


@pytest.mark.parametrize(
    ("text", "reached", "of", "met"),
    [("0.065", 13, 200, True), ("0.065", 12, 200, False), ("1", 1999, 2000, False), ("0.925", 1849, 2000, False),
     ("0.925", 1850, 2000, True), ("0.9999", 9999, 10000, True), ("0.9999", 99989, 100000, False)],
)  # fmt: skip
def test_a_share_is_compared_exactly(text, reached, of, met):
    assert is_met(rate(text), tally((proof("03-01", reached=reached, of=of),), rate(text))) is met


def test_a_rate_met_so_far_is_going_on_and_one_below_is_behind_until_it_is_due_soon():
    good, bad = proof("05-01", reached=4, of=4), proof("05-01", reached=3, of=4)
    duty = terms(CASES, due="06-30")
    assert states_on(["05-30", "05-31", "06-30", "07-01"], duty, good) == {
        "05-30": "in-progress",
        "05-31": "in-progress",
        "06-30": "in-progress",
        "07-01": "overdue",
    }
    assert states_on(["05-30", "05-31", "06-30", "07-01"], duty, bad) == {
        "05-30": "behind",
        "05-31": "due-soon",
        "06-30": "due-soon",
        "07-01": "overdue",
    }
    assert judge(terms(CASES, due="06-30", issued="07-01"), (good,), day("07-02")).state == "backfill"


def test_where_figures_end_is_told_only_where_it_is_the_figures_that_are_short():
    rated = obligation(due="06-30", target=CASES)
    assert only(register(rated, records=[share("05-31", 5, 5)]), "06-01").figures_end == day("05-31")
    assert only(register(rated, records=[share("05-31", 4, 5)]), "07-01").figures_end is None
    assert only(register(rated, records=[share("06-30", 5, 5)]), "07-01").figures_end is None
    assert only(register(rated), "07-01").figures_end is None
    assert only(register(obligation(due="06-30"), records=[evidence("05-31")]), "07-01").figures_end is None
