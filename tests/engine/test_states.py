"""One duty on one day: the table row by row, then against the slow reference."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.builders.reference import ORDER, WORST, progress_state, state, truths
from tests.builders.world import COUNTS, DAYS, RATES, TARGETS, day, evidence_values

from spt_fazhi.engine.judging import Terms, judge, judge_progress, tally
from spt_fazhi.engine.states import LAMPS, STATES, WORST_FIRST, worst
from spt_fazhi.model.plan import CountTarget, RateTarget
from spt_fazhi.model.record import Evidence

ONE = CountTarget(count=1)
TEN = CountTarget(count=10)
AT_DUE = RateTarget(rate=Decimal(1), of="人员")
WHEN_REACHED = RateTarget(rate=Decimal(1), of="人员", settle="when-reached")
ENTRIES = st.lists(evidence_values(), max_size=6)
THOROUGH = settings(max_examples=settings.default.max_examples * 6)


def terms(target=ONE, *, start="01-01", due="12-31", issued="01-01", soon=30):
    return Terms(target, day(start), day(due), day(issued), soon)


def proof(when, **more):
    return Evidence(unit="甲局", obligation="1.1", date=day(when), title="x", recorded=day(when), **more)


def states_on(days, duty, *evidence, waived=False):
    return {each: judge(duty, evidence, day(each), waived=waived)[0] for each in days}


def test_the_words_and_lamps_are_those_of_the_contract():
    assert {state: (LAMPS[state], word) for state, word in STATES.items()} == {
        "done": ("green", "已完成"),
        "done-late": ("green", "逾期完成"),
        "overdue": ("red", "逾期"),
        "due-soon": ("yellow", "临期"),
        "behind": ("yellow", "滞后"),
        "in-progress": ("blue", "推进中"),
        "pending": ("grey", "未启动"),
        "scheduled": ("grey", "未到期"),
        "backfill": ("violet", "待补录"),
        "waived": ("dim", "不适用"),
    }
    assert list(WORST_FIRST) == WORST


def test_a_milestone_from_before_its_period_to_after_its_due_day():
    duty = terms(None, start="04-01", due="06-30")
    assert states_on(["03-31", "04-01", "05-30", "05-31", "06-30", "07-01"], duty) == {
        "03-31": "scheduled",
        "04-01": "pending",
        "05-30": "pending",
        "05-31": "due-soon",
        "06-30": "due-soon",
        "07-01": "overdue",
    }


def test_the_due_day_itself_is_in_time():
    assert states_on(["12-30", "12-31"], terms(), proof("12-31")) == {"12-30": "due-soon", "12-31": "done"}
    late = proof("2025-01-01")
    assert states_on(["12-31", "2025-01-01"], terms(), late) == {"12-31": "due-soon", "2025-01-01": "done-late"}


def test_evidence_dated_after_the_day_is_not_counted():
    verdict, sum_ = judge(terms(), (proof("08-01"), proof("09-01")), day("08-15"))
    assert verdict == "done"
    assert (sum_.amount, sum_.records) == (1, 1)
    assert judge(terms(), (proof("08-01"),), day("07-31")) == ("pending", tally([]))


def test_a_count_met_in_time_stays_done_when_more_comes_late():
    two = terms(CountTarget(count=2), due="06-30")
    in_time = (proof("05-01"), proof("06-30"))
    assert judge(two, (*in_time, proof("07-05")), day("08-01"))[0] == "done"
    assert judge(two, (proof("05-01"), proof("07-01")), day("08-01"))[0] == "done-late"


def test_amounts_add_up_and_one_is_the_default():
    duty = terms(CountTarget(count=Decimal("2.5")), due="06-30", soon=0)
    assert judge(duty, (proof("03-01"), proof("03-02", amount=Decimal("1.5"))), day("04-01"))[0] == "done"
    verdict, sum_ = judge(duty, (proof("03-01"), proof("03-02", amount=Decimal("1.4"))), day("02-01"))
    assert (verdict, sum_.records) == ("pending", 0)
    assert judge(duty, (proof("03-01"), proof("03-02", amount=Decimal("1.4"))), day("07-01"))[0] == "overdue"


def test_pace_by_the_formula():
    """S 2024-04-09, D 2024-12-31: 266 days; n 10 → one is due after 26.6 days, so from day 27 on."""
    duty = terms(TEN, issued="04-09")
    assert judge(duty, (), date(2024, 5, 5))[0] == "pending"  # day 26: floor(260/266) = 0
    assert judge(duty, (), date(2024, 5, 6))[0] == "behind"  # day 27: floor(270/266) = 1
    one = (proof("04-10"),)
    assert judge(duty, one, date(2024, 5, 31))[0] == "in-progress"  # day 52: floor(520/266) = 1
    assert judge(duty, one, date(2024, 6, 1))[0] == "in-progress"  # day 53: floor(530/266) = 1
    assert judge(duty, one, date(2024, 6, 2))[0] == "behind"  # day 54: floor(540/266) = 2


def test_pace_starts_at_the_later_of_issue_and_period_and_needs_more_than_one():
    quarter = terms(TEN, start="07-01", due="09-30", issued="04-09", soon=0)
    assert judge(quarter, (), day("07-01"))[0] == "pending"
    assert judge(quarter, (), day("07-11"))[0] == "behind"  # floor(10 × 10/91) = 1
    assert judge(terms(ONE, soon=0), (), day("12-30"))[0] == "pending"
    issued_after_due = terms(TEN, due="03-01", issued="04-09", soon=0)
    assert judge(issued_after_due, (proof("02-01"),), day("02-20"))[0] == "backfill"


def test_due_soon_is_judged_before_behind():
    duty = terms(TEN, due="06-30")
    assert judge(duty, (proof("01-02"),), day("05-30"))[0] == "behind"
    assert judge(duty, (proof("01-02"),), day("05-31"))[0] == "due-soon"


def test_a_rate_settled_at_its_due_day():
    full = proof("03-01", reached=20, of=20)
    assert states_on(["02-01", "03-01", "12-30", "12-31"], terms(AT_DUE), full) == {
        "02-01": "pending",
        "03-01": "in-progress",
        "12-30": "in-progress",
        "12-31": "done",
    }
    short = proof("03-01", reached=19, of=20)
    assert states_on(["03-01", "12-01", "12-31", "2025-01-01"], terms(AT_DUE), short) == {
        "03-01": "behind",
        "12-01": "due-soon",
        "12-31": "due-soon",
        "2025-01-01": "overdue",
    }
    assert judge(terms(AT_DUE), (short, proof("2025-01-02", reached=400, of=400)), day("2025-02-01"))[0] == "overdue"


def test_a_rate_settled_when_reached_is_judged_on_the_sum_so_far():
    full, short = proof("03-01", reached=20, of=20), proof("04-01", reached=1, of=2)
    assert states_on(["02-01", "03-01", "04-01"], terms(WHEN_REACHED), full, short) == {
        "02-01": "pending",
        "03-01": "done",
        "04-01": "behind",
    }


def test_a_rate_below_one_hundred_is_met_exactly_at_its_share():
    duty = terms(RateTarget(rate=Decimal("0.065"), of="件", settle="when-reached"))
    assert judge(duty, (proof("03-01", reached=13, of=200),), day("04-01"))[0] == "done"
    assert judge(duty, (proof("03-01", reached=12, of=200),), day("04-01"))[0] == "behind"


def test_a_rate_late_in_time_and_of_nothing():
    late = (proof("06-01", reached=1, of=2), proof("07-05", reached=20, of=20))
    duty = terms(RateTarget(rate=Decimal("0.9"), of="件"), due="06-30")
    assert judge(duty, late, day("07-04"))[0] == "overdue"
    assert judge(duty, late, day("07-05"))[0] == "done-late"
    nothing = proof("06-01", reached=0, of=0)
    assert judge(terms(AT_DUE, due="06-30"), (nothing,), day("06-30"))[0] == "done"
    assert judge(terms(WHEN_REACHED, due="06-30"), (nothing,), day("06-01"))[0] == "done"
    assert judge(terms(AT_DUE, due="06-30"), (), day("06-29"))[0] == "due-soon"


def test_backfill_is_for_what_fell_due_before_the_plan_was_issued():
    duty = terms(ONE, due="04-08", issued="04-09")
    assert states_on(["02-01", "04-08", "04-09", "12-01"], duty) == dict.fromkeys(
        ["02-01", "04-08", "04-09", "12-01"], "backfill"
    )
    assert judge(duty, (proof("03-01"),), day("05-01"))[0] == "done"
    assert judge(duty, (proof("04-20"),), day("05-01"))[0] == "done-late"
    assert judge(terms(TEN, due="04-08", issued="04-09"), (proof("03-01"),), day("05-01"))[0] == "backfill"
    assert judge(terms(ONE, due="04-09", issued="04-09"), (), day("05-01"))[0] == "overdue"


def test_waived_comes_before_everything():
    duty = terms(ONE, start="04-01", due="06-30")
    days = ["03-01", "05-01", "07-01"]
    assert set(states_on(days, duty, waived=True).values()) == {"waived"}
    assert set(states_on(days, duty, proof("04-02"), waived=True).values()) == {"waived"}


def test_evidence_before_the_period_counts_once_it_has_begun():
    duty = terms(ONE, start="04-01", due="06-30")
    assert states_on(["03-31", "04-01"], duty, proof("03-20")) == {"03-31": "scheduled", "04-01": "done"}


def test_progress_is_done_by_what_was_recorded_by_its_due_day():
    duty = terms(None, start="04-01", due="07-10")
    assert judge_progress(duty, (), day("03-31")) == "scheduled"
    assert judge_progress(duty, (), day("06-09")) == "pending"
    assert judge_progress(duty, (), day("06-10")) == "due-soon"
    assert judge_progress(duty, (day("07-10"),), day("07-09")) == "due-soon"
    assert judge_progress(duty, (day("07-10"),), day("07-10")) == "done"
    assert judge_progress(duty, (day("07-11"),), day("07-10")) == "due-soon"
    assert judge_progress(duty, (), day("07-11")) == "overdue"
    assert judge_progress(duty, (day("07-11"), day("08-01")), day("07-11")) == "done-late"
    assert judge_progress(duty, (day("08-01"), day("07-01")), day("09-01")) == "done"


def test_worst_follows_the_order_and_knows_nothing_of_nothing():
    assert worst(["done", "pending", "behind"]) == "behind"
    assert worst(["waived", "done"]) == "done"
    assert worst([]) is None


@given(TARGETS, DAYS, DAYS, DAYS, st.integers(0, 60), ENTRIES, DAYS, st.booleans())
@THOROUGH
def test_the_engine_agrees_with_the_table(target, start, due, issued, soon, evidence, today, waived):
    duty = Terms(target, min(start, due), due, issued, soon)
    verdict, _ = judge(duty, tuple(evidence), today, waived=waived)
    assert verdict == state(target, min(start, due), due, issued, soon, evidence, today, waived=waived)


@given(TARGETS, DAYS, DAYS, DAYS, st.integers(0, 60), ENTRIES, DAYS, st.booleans())
def test_every_duty_is_in_some_row_of_the_table(target, start, due, issued, soon, evidence, today, waived):
    rows = truths(target, start, due, issued, soon, evidence, today, waived)
    assert set(rows) == set(ORDER) == set(STATES)
    assert any(rows.values())


@given(DAYS, DAYS, DAYS, st.integers(0, 60), st.lists(DAYS, max_size=4), DAYS)
def test_progress_agrees_with_the_table(start, due, issued, soon, recorded, today):
    duty = Terms(None, min(start, due), due, issued, soon)
    wanted = progress_state(min(start, due), due, issued, soon, recorded, today)
    assert judge_progress(duty, tuple(recorded), today) == wanted


BETTER = ["overdue", "backfill", "due-soon", "behind", "pending", "in-progress", "done-late", "done"]


def better_or_equal(before, after):
    if before == after:
        return True
    return before in BETTER and after in BETTER and BETTER.index(after) > BETTER.index(before)


@given(st.data(), st.one_of(st.none(), COUNTS), DAYS, DAYS, DAYS, st.integers(0, 60), DAYS)
def test_more_evidence_never_makes_a_count_or_milestone_worse(data, target, start, due, issued, soon, today):
    entries = st.lists(evidence_values(target), max_size=4)
    before, more = data.draw(entries), data.draw(entries)
    duty = Terms(target, min(start, due), due, issued, soon)
    first, second = judge(duty, tuple(before), today)[0], judge(duty, (*before, *more), today)[0]
    assert better_or_equal(first, second), (first, second)


@given(st.data(), RATES, DAYS, DAYS, DAYS, st.integers(0, 60), DAYS, st.integers(1, 9), DAYS)
def test_a_full_score_never_makes_a_rate_worse(data, target, start, due, issued, soon, today, whole, when):
    before = data.draw(st.lists(evidence_values(target), max_size=4))
    full = Evidence(unit="甲局", obligation="1.1", date=when, title="x", recorded=when, reached=whole, of=whole)
    duty = Terms(target, min(start, due), due, issued, soon)
    first, second = judge(duty, tuple(before), today)[0], judge(duty, (*before, full), today)[0]
    assert better_or_equal(first, second), (first, second)


@given(st.data(), TARGETS, DAYS, DAYS, st.integers(0, 400), st.integers(0, 400))
def test_a_later_day_never_turns_done_into_pending(data, target, due, issued, first_wait, second_wait):
    early = DAYS.filter(lambda each: each <= max(due, issued))
    evidence = tuple(data.draw(st.lists(evidence_values(target, early), min_size=1, max_size=4)))
    duty = Terms(target, min(due, date(2024, 1, 1)), due, issued)
    today = evidence[-1].date + timedelta(days=first_wait)
    first, second = (judge(duty, evidence, each)[0] for each in (today, today + timedelta(days=second_wait)))
    assume(first in {"done", "done-late"})
    assert second not in {"pending", "scheduled"}
    if not isinstance(target, RateTarget):
        assert second == first


@given(TARGETS, DAYS, DAYS, DAYS, st.integers(0, 60), ENTRIES, DAYS)
def test_what_is_dated_after_the_day_changes_nothing(target, start, due, issued, soon, evidence, today):
    duty = Terms(target, min(start, due), due, issued, soon)
    known = tuple(each for each in evidence if each.date <= today)
    assert judge(duty, tuple(evidence), today) == judge(duty, known, today)
