"""One duty on one day, the table row by row: milestones, counts, proof, backfill, returns, progress."""

from datetime import date
from decimal import Decimal

import pytest
from tests.builders.places import REPOSITORY
from tests.builders.reference.table import ORDER, WORST
from tests.builders.world import day
from tests.engine.terms import back, proof, said, states_on, terms

from spt_fazhi.engine.judging import NOTHING, judge, judge_progress
from spt_fazhi.engine.states import LAMPS, MET, OPEN, STATES, WORST_FIRST, worst
from spt_fazhi.model.plan import CountTarget

ONE = CountTarget(count=1)
TEN = CountTarget(count=10)


def test_the_words_and_lamps_are_those_of_the_contract():
    assert {state: (LAMPS[state], word) for state, word in STATES.items()} == {
        "waived": ("dim", "不适用"),
        "scheduled": ("grey", "未到期"),
        "done": ("green", "已完成"),
        "done-late": ("green", "逾期完成"),
        "submitted": ("blue", "待销号"),
        "unproved": ("yellow", "待佐证"),
        "invited": ("dim blue", "商请"),
        "returned": ("yellow", "退回待重报"),
        "backfill": ("violet", "待补录"),
        "overdue": ("red", "逾期"),
        "due-soon": ("yellow", "临期"),
        "behind": ("yellow", "滞后"),
        "in-progress": ("blue", "推进中"),
        "pending": ("grey", "未启动"),
    }
    assert set(ORDER) == set(STATES)
    assert [state for state in WORST_FIRST if state != "submitted"] == WORST
    assert set(WORST_FIRST) == set(STATES)


def test_what_is_met_what_is_open_and_what_is_neither():
    assert frozenset({"done", "done-late"}) == MET
    assert set(STATES) - MET - OPEN == {"waived", "scheduled", "invited"}


def test_worst_follows_the_order_and_knows_nothing_of_nothing():
    assert worst(["done", "pending", "behind"]) == "behind"
    assert worst(["waived", "done"]) == "done"
    assert worst(["invited", "scheduled", "done"]) == "invited"
    assert worst(["pending", "invited"]) == "pending"
    assert worst(["unproved", "returned"]) == "returned"
    assert worst([]) is None


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
    judged = judge(terms(), (proof("08-01"), proof("09-01")), day("08-15"))
    assert (judged.state, judged.achieved.amount, judged.achieved.records) == ("done", 1, 1)
    assert judge(terms(), (proof("08-01"),), day("07-31")) == ("pending", NOTHING, NOTHING)


def test_a_count_met_in_time_stays_done_when_more_comes_late():
    two = terms(CountTarget(count=2), due="06-30")
    in_time = (proof("05-01"), proof("06-30"))
    assert judge(two, (*in_time, proof("07-05")), day("08-01")).state == "done"
    assert judge(two, (proof("05-01"), proof("07-01")), day("08-01")).state == "done-late"


def test_amounts_add_up_and_one_is_the_default():
    duty = terms(CountTarget(count=Decimal("2.5")), due="06-30", soon=0)
    assert judge(duty, (proof("03-01"), proof("03-02", amount=Decimal("1.5"))), day("04-01")).state == "done"
    judged = judge(duty, (proof("03-01"), proof("03-02", amount=Decimal("1.4"))), day("02-01"))
    assert (judged.state, judged.claimed.records) == ("pending", 0)
    assert judge(duty, (proof("03-01"), proof("03-02", amount=Decimal("1.4"))), day("07-01")).state == "overdue"


def test_pace_by_the_formula():
    """S 2024-04-09, D 2024-12-31: 266 days; n 10 → one is due after 26.6 days, so from day 27 on."""
    duty = terms(TEN, issued="04-09")
    assert judge(duty, (), date(2024, 5, 5)).state == "pending"  # day 26: floor(260/266) = 0
    assert judge(duty, (), date(2024, 5, 6)).state == "behind"  # day 27: floor(270/266) = 1
    one = (proof("04-10"),)
    assert judge(duty, one, date(2024, 5, 31)).state == "in-progress"  # day 52: floor(520/266) = 1
    assert judge(duty, one, date(2024, 6, 1)).state == "in-progress"  # day 53: floor(530/266) = 1
    assert judge(duty, one, date(2024, 6, 2)).state == "behind"  # day 54: floor(540/266) = 2


def test_pace_starts_at_the_later_of_issue_and_period_and_needs_more_than_one():
    quarter = terms(TEN, start="07-01", due="09-30", issued="04-09", soon=0)
    assert judge(quarter, (), day("07-01")).state == "pending"
    assert judge(quarter, (), day("07-11")).state == "behind"  # floor(10 × 10/91) = 1
    assert judge(terms(ONE, soon=0), (), day("12-30")).state == "pending"
    issued_after_due = terms(TEN, due="03-01", issued="04-09", soon=0)
    assert judge(issued_after_due, (proof("02-01"),), day("02-20")).state == "backfill"


def test_without_pace_a_count_is_never_behind():
    duty = terms(CountTarget(count=10, pace="none"), issued="04-09", soon=0)
    assert states_on(["05-06", "12-31"], duty) == {"05-06": "pending", "12-31": "due-soon"}
    assert judge(duty, (proof("04-10"),), day("12-30")).state == "in-progress"


def test_due_soon_is_judged_before_behind():
    duty = terms(TEN, due="06-30")
    assert judge(duty, (proof("01-02"),), day("05-30")).state == "behind"
    assert judge(duty, (proof("01-02"),), day("05-31")).state == "due-soon"


@pytest.mark.parametrize("target", [None, ONE])
def test_a_bare_sentence_does_not_make_a_duty_done(target):
    duty = terms(target, due="06-30")
    assert states_on(["03-01", "03-02", "06-30", "07-01"], duty, said("03-02")) == {
        "03-01": "pending",
        "03-02": "unproved",
        "06-30": "unproved",
        "07-01": "unproved",
    }
    judged = judge(duty, (said("03-02"),), day("07-01"))
    assert (judged.achieved.records, judged.claimed.records) == (0, 1)


def test_proof_that_comes_later_decides_whether_it_was_in_time():
    duty = terms(ONE, due="06-30")
    said_in_time = said("06-01")
    assert judge(duty, (said_in_time, proof("06-20")), day("07-10")).state == "done"
    assert judge(duty, (said_in_time, proof("07-05")), day("07-04")).state == "unproved"
    assert judge(duty, (said_in_time, proof("07-05")), day("07-10")).state == "done-late"


def test_what_is_only_said_counts_for_going_on_and_for_pace():
    """6 of 10 are due on 1 July, of which 3 are proved: enough is said, so it is not behind; done it is not."""
    duty = terms(TEN, due="10-31", soon=0)
    evidence = (proof("02-01", amount=3), said("03-01", amount=3))
    judged = judge(duty, evidence, day("07-01"))
    assert (judged.state, judged.achieved.amount, judged.claimed.amount) == ("in-progress", 3, 6)
    assert judge(duty, evidence[:1], day("07-01")).state == "behind"
    assert judge(duty, (*evidence, said("04-01", amount=4)), day("07-01")).state == "unproved"
    assert judge(duty, (*evidence, said("04-01", amount=4)), day("11-01")).state == "unproved"
    assert judge(duty, evidence, day("11-01")).state == "overdue"


@pytest.mark.parametrize(
    "more", [{"document": "沙司发〔2024〕1号"}, {"link": "https://example.org"}, {"files": ("a.jpg",)}]
)
def test_a_document_a_link_or_a_file_proves(more):
    assert judge(terms(), (said("03-01", **more),), day("04-01")).state == "done"


def test_units_outside_the_government_are_only_asked():
    duty = terms(ONE, start="02-01", due="06-30", issued="07-01", invited=True)
    assert set(states_on(["02-01", "06-30", "07-01", "12-31"], duty).values()) == {"invited"}
    assert states_on(["01-31", "06-01"], duty, proof("06-01")) == {"01-31": "scheduled", "06-01": "done"}
    assert judge(duty, (proof("07-02"),), day("07-02")).state == "done-late"
    assert judge(duty, (said("06-01"),), day("07-02")).state == "unproved"
    assert judge(duty, (), day("07-02"), waived=True).state == "waived"


def test_backfill_is_for_what_fell_due_before_the_plan_was_issued():
    duty = terms(ONE, due="04-08", issued="04-09")
    assert states_on(["02-01", "04-08", "04-09", "12-01"], duty) == dict.fromkeys(
        ["02-01", "04-08", "04-09", "12-01"], "backfill"
    )
    assert judge(duty, (proof("03-01"),), day("05-01")).state == "done"
    assert judge(duty, (proof("04-20"),), day("05-01")).state == "done-late"
    assert judge(duty, (said("03-01"),), day("05-01")).state == "unproved"
    assert judge(terms(TEN, due="04-08", issued="04-09"), (proof("03-01"),), day("05-01")).state == "backfill"
    assert judge(terms(ONE, due="04-09", issued="04-09"), (), day("05-01")).state == "overdue"


def test_backfill_ends_on_its_last_day():
    duty = terms(ONE, due="04-08", issued="04-09", backfill_until="06-30")
    assert states_on(["06-30", "07-01"], duty) == {"06-30": "backfill", "07-01": "overdue"}
    assert judge(duty, (proof("07-02"),), day("07-02")).state == "done-late"
    before_it_is_due = terms(ONE, due="04-08", issued="04-09", backfill_until="02-01", soon=7)
    assert states_on(["02-01", "02-02", "04-05", "04-09"], before_it_is_due) == {
        "02-01": "backfill",
        "02-02": "pending",
        "04-05": "due-soon",
        "04-09": "overdue",
    }


def test_waived_comes_before_everything():
    duty = terms(ONE, start="04-01", due="06-30")
    days = ["03-01", "05-01", "07-01"]
    assert set(states_on(days, duty, waived=True).values()) == {"waived"}
    assert set(states_on(days, duty, proof("04-02"), waived=True).values()) == {"waived"}


def test_evidence_before_the_period_counts_once_it_has_begun():
    duty = terms(ONE, start="04-01", due="06-30")
    assert states_on(["03-31", "04-01"], duty, proof("03-20")) == {"03-31": "scheduled", "04-01": "done"}


def test_a_returned_record_may_be_reported_again_until_its_day():
    duty = terms(ONE, due="06-30", returned=[back("06-15", "06-16", "07-10")])
    assert states_on(["06-14", "06-15", "07-10", "07-11"], duty) == {
        "06-14": "due-soon",
        "06-15": "returned",
        "07-10": "returned",
        "07-11": "overdue",
    }
    assert judge(duty, (proof("06-15", recorded="07-05"),), day("07-06")).state == "done"
    assert judge(duty, (proof("07-05"),), day("07-06")).state == "done-late"
    assert judge(duty, (said("07-05"),), day("07-06")).state == "unproved"
    gone = terms(ONE, due="06-30", returned=[back("06-15", "06-16", None)])
    assert judge(gone, (), day("06-20")).state == "due-soon"


def test_only_the_latest_evidence_makes_it_returned():
    """By the day it took place, then by the day it was recorded; what was reported again is later than the first."""
    duty = terms(CountTarget(count=3), due="06-30", soon=0, returned=[back("05-15", "05-16", "06-20")])
    assert judge(duty, (proof("05-10"),), day("06-01")).state == "returned"
    assert judge(duty, (proof("05-20"),), day("05-19")).state == "returned"
    assert judge(duty, (proof("05-20"),), day("06-01")).state == "behind"
    assert judge(duty, (proof("05-15", recorded="06-01"),), day("06-01")).state == "behind"
    twice = terms(ONE, due="06-30", soon=0, returned=[back("05-15", "05-16", "06-20"), back("05-18", "05-18", None)])
    assert states_on(["05-17", "05-18"], twice) == {"05-17": "returned", "05-18": "pending"}


def test_returned_is_judged_before_backfill_and_after_invited():
    before_issue = terms(ONE, due="03-01", issued="04-09", returned=[back("02-20", "05-01", "05-20")])
    assert states_on(["05-20", "05-21"], before_issue) == {"05-20": "returned", "05-21": "backfill"}
    assert judge(before_issue._replace(invited=True), (), day("05-20")).state == "invited"


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
    assert judge_progress(duty, (day("07-01"),), day("09-01"), waived=True) == "waived"
    assert judge_progress(duty._replace(invited=True), (), day("09-01")) == "invited"
    assert judge_progress(terms(None, due="04-08", issued="04-09"), (), day("05-01")) == "backfill"


def test_progress_made_again_in_time_counts_as_recorded_when_the_first_one_was():
    duty = terms(None, start="04-01", due="07-10", returned=[back("07-05", "07-05", "07-25")])
    assert judge_progress(duty, (), day("07-04")) == "due-soon"
    assert judge_progress(duty, (), day("07-25")) == "returned"
    assert judge_progress(duty, (), day("07-26")) == "overdue"
    again = (day("07-25"),)
    assert judge_progress(duty, again, day("07-24")) == "returned"
    assert judge_progress(duty, again, day("07-25")) == "done"
    assert judge_progress(duty, (day("07-26"),), day("07-26")) == "done-late"
    first_was_late = duty._replace(returned=(back("07-12", "07-12", "07-25"),))
    assert judge_progress(first_was_late, again, day("07-25")) == "done-late"


def test_progress_handed_back_twice_still_counts_as_the_first():
    both = [back("07-05", "07-05", "07-25"), back("07-20", "07-20", "08-10")]
    for returned in (both, both[::-1]):
        duty = terms(None, start="04-01", due="07-10", returned=returned)
        assert judge_progress(duty, (day("08-10"),), day("08-10")) == "done"
        assert judge_progress(duty, (day("08-11"),), day("08-11")) == "done-late"
    broken = terms(None, due="07-10", returned=[back("07-05", "07-05", "07-15"), back("07-20", "07-20", "08-10")])
    assert judge_progress(broken, (day("08-10"),), day("08-10")) == "done-late"
    for_good = terms(None, due="07-10", returned=[back("07-05", "07-05", "07-25"), back("07-20", "07-20", None)])
    assert judge_progress(for_good, (), day("07-22")) == "overdue"
    assert judge_progress(for_good, (day("07-24"),), day("07-24")) == "done"


def test_the_page_on_states_tells_the_order_of_judging():
    """And its table stands in that order (tests/test_docs.py looks at the words of each row)."""
    page = (REPOSITORY / "docs/states.md").read_text("utf-8")
    words: dict[str, str] = dict(STATES.items())
    assert " → ".join(words[state] for state in ORDER) + "。" in page
    rows = [line.split("`")[1] for line in page.splitlines() if line.startswith("|") and "`" in line]
    assert rows == ORDER
