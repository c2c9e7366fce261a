"""Days of entry against the days on which the entries came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.builders.reviews import arrival, compare, found
from tests.builders.world import evidence, extend, obligation, progress, register, return_, share, units, void, waive

from spt_fazhi.changes.context import ReviewContext
from spt_fazhi.changes.rules import entry_day as rule
from spt_fazhi.changes.values import Finding
from spt_fazhi.model.entries.decision import Waive
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.history import Arrival
from spt_fazhi.model.plan import RateTarget
from spt_fazhi.model.register import Entry, Register

DUE = date(2024, 6, 30)
PLAN = register(obligation(due="06-30"), progress="quarter")
"""甲局 owes 1.1 by 30 June, and an account of the second quarter by 10 July."""


def came(day: str) -> Arrival:
    return arrival(date.fromisoformat(f"2024-{day}"))


def branch(
    plan: Register, *entries: Entry[Any], came: Arrival | None = None, before: Sequence[Entry[Any]] = ()
) -> ReviewContext:
    """A branch that adds entries, all of which came so."""

    def parts(given: Sequence[Entry[Any]]) -> dict[str, Any]:
        records = [each for each in given if each.file.startswith("data/records/")]
        return {"records": tuple(records), "decisions": tuple(each for each in given if each not in records)}

    arrivals = {each.file: came for each in entries} if came is not None else {}
    whole = replace(plan, **parts((*before, *entries)))
    return compare(replace(plan, **parts(before)), whole, arrivals=arrivals)


def levels(context: ReviewContext) -> list[tuple[str, str]]:
    return [(each.level, each.rule) for each in found(rule, context)]


def one(context: ReviewContext) -> Finding:
    (found_one,) = found(rule, context)
    return found_one


EARLY, DECIDES = [("ask", "recorded-early")], [("block", "recorded-decides")]


@pytest.mark.parametrize(
    ("day", "expected"), [("06-13", []), ("06-16", []), ("06-17", EARLY), ("06-30", EARLY), ("06-12", [])]
)
def test_evidence_is_asked_about_after_three_days(day: str, expected: list[Any]) -> None:
    entry = evidence("06-12", recorded="06-13")
    context = branch(PLAN, entry, came=came(day))
    assert levels(context) == expected
    if expected:
        assert one(context).message.startswith(f"佐证的录入日写的是 2024-06-13，到 2024-{day} 才提交，早了 ")
        assert (one(context).spot.file, one(context).spot.where) == (entry.file, ("recorded",))


def test_evidence_counts_by_its_own_date_whenever_it_came() -> None:
    """Overdue becomes done: nothing hangs on the day of entry, but the reviewer is told."""
    assert levels(branch(PLAN, evidence("06-12"), came=came("07-14"))) == EARLY


def test_what_is_not_committed_came_today() -> None:
    context = branch(PLAN, evidence("06-12"), came=arrival(None))
    assert "今天（2024-07-15）还没有提交，早了 33 天" in one(context).message
    assert levels(branch(PLAN, evidence("07-14"), came=arrival(None))) == []


def test_where_nothing_is_known_nothing_is_said() -> None:
    assert levels(branch(PLAN, evidence("06-12"))) == []
    assert levels(branch(PLAN, extend("09-30", "06-20"))) == []


@pytest.mark.parametrize(("day", "expected"), [("06-23", []), ("06-25", EARLY), ("06-30", EARLY), ("07-01", DECIDES)])
def test_an_extension_that_would_be_late(day: str, expected: list[Any]) -> None:
    context = branch(PLAN, extend("09-30", "06-20"), came=came(day))
    assert levels(context) == expected
    if expected == DECIDES:
        assert "延期的决定日写的是 2024-06-20，到 2024-07-01 才提交" in one(context).message


def test_an_extension_a_day_or_two_late_in_git() -> None:
    assert levels(branch(PLAN, extend("09-30", "06-30"), came=came("07-02"))) == []


@pytest.mark.parametrize(("day", "expected"), [("06-30", EARLY), ("07-01", DECIDES), ("06-21", [])])
def test_a_waiver_that_would_be_late(day: str, expected: list[Any]) -> None:
    assert levels(branch(PLAN, waive("06-20"), came=came(day))) == expected


def test_a_waiver_that_is_late_anyway() -> None:
    assert levels(branch(PLAN, waive("07-02"), came=came("07-12"))) == EARLY


@pytest.mark.parametrize(("day", "expected"), [("07-05", []), ("07-09", EARLY), ("07-10", EARLY), ("07-11", DECIDES)])
def test_progress_that_would_be_late(day: str, expected: list[Any]) -> None:
    assert levels(branch(PLAN, progress("07-04"), came=came(day))) == expected


def test_progress_beside_one_that_was_in_time() -> None:
    first = progress("07-03")
    assert levels(branch(PLAN, progress("07-04", number=1), came=came("07-14"), before=(first,))) == EARLY


def test_progress_nobody_asked_for() -> None:
    free = register(obligation(due="06-30"), progress="none")
    assert levels(branch(free, progress("07-04"), came=came("07-14"))) == EARLY


def test_the_day_of_the_review_may_lie_before_that_of_the_commit() -> None:
    context = branch(PLAN, progress("07-04"), came=arrival(date(2026, 11, 26)))
    assert levels(context) == DECIDES
    assert levels(branch(PLAN, extend("09-30", "06-20"), came=arrival(date(2026, 11, 26)))) == DECIDES
    assert levels(branch(PLAN, evidence("06-12"), came=arrival(date(2026, 11, 26)))) == EARLY


def test_a_return_that_lets_report_again() -> None:
    record = evidence("06-12")
    assert (
        levels(branch(PLAN, return_(record.id, "07-01", again_by="07-14"), came=came("07-12"), before=(record,)))
        == DECIDES
    )
    assert (
        levels(branch(PLAN, return_(record.id, "07-01", again_by="07-03"), came=came("07-12"), before=(record,)))
        == DECIDES
    )
    assert levels(branch(PLAN, return_(record.id, "07-01"), came=came("07-12"), before=(record,))) == EARLY
    assert (
        levels(branch(PLAN, return_(record.id, "07-10", again_by="07-14"), came=came("07-12"), before=(record,))) == []
    )


def test_an_account_made_again() -> None:
    """Made by the day that was set it counts as the first one did; made after it, it is late."""
    first = progress("07-04")
    known = (first, return_(first.id, "07-05", again_by="07-11"))
    again = progress("07-11", number=1)
    assert levels(branch(PLAN, again, came=came("07-15"), before=known)) == DECIDES
    assert levels(branch(PLAN, again, came=came("07-14"), before=known)) == []
    assert levels(branch(PLAN, progress("07-08", number=1), came=came("07-11"), before=known)) == []


def test_a_void_and_a_return_decide_nothing_by_their_day() -> None:
    record = evidence("06-12")
    assert levels(branch(PLAN, void(record.id, "06-20"), came=came("07-12"), before=(record,))) == EARLY
    assert levels(branch(PLAN, return_(record.id, "06-20"), came=came("07-12"), before=(record,))) == EARLY


def test_of_two_figures_for_one_day_the_last_one_entered() -> None:
    """The day of entry decides which counts."""
    rate = RateTarget(rate=1, of="人员", settle="when-reached")  # type: ignore[arg-type]
    plan = register(obligation(due="06-30", target=rate))
    low, high = share("06-12", 9, 14, recorded="06-25"), share("06-12", 14, 14, recorded="06-13", number=1)
    assert levels(branch(plan, high, came=came("06-28"), before=(low,))) == DECIDES
    assert levels(branch(plan, high, came=came("06-22"), before=(low,))) == EARLY


def test_only_those_entries_that_decide_block() -> None:
    other = evidence("06-12")
    context = branch(PLAN, other, progress("07-04"), came=came("07-14"))
    assert {each.spot.file: each.level for each in found(rule, context)} == {
        other.file: "ask", progress("07-04").file: "block",
    }  # fmt: skip
    monthly = register(obligation(every="month"), progress="none")
    may, june = extend("08-31", "05-20", period="2024-05"), extend("08-31", "06-20", period="2024-06", number=1)
    context = branch(monthly, may, june, came=came("06-29"))
    assert {each.spot.file: each.level for each in found(rule, context)} == {may.file: "block", june.file: "ask"}


def test_joint_duties_and_progress_decided_on() -> None:
    joint = register(obligation(due="06-30", scope="joint", who=("甲局", "乙局")), progress="quarter")
    assert levels(branch(joint, extend("09-30", "06-20", unit=None), came=came("07-10"))) == DECIDES
    about = extend("09-30", "07-01", task=1, period="2024Q2")
    assert levels(branch(PLAN, about, came=came("07-14"))) == DECIDES
    assert levels(branch(PLAN, about, came=came("07-09"))) == EARLY


def test_a_unit_that_has_ended_meanwhile() -> None:
    """What it was granted shows in its successor's duty."""
    ending = replace(PLAN, units=units(甲局={"until": date(2024, 7, 5), "succeeded_by": "乙局"}))
    assert levels(branch(ending, extend("09-30", "06-20"), came=came("07-12"))) == DECIDES
    assert levels(branch(ending, extend("09-30", "06-20"), came=came("06-28"))) == EARLY


RATE = register(obligation(due="06-30", target=RateTarget(rate=Decimal(1), of="人员", settle="when-reached")))
HELD = progress("07-04")


@pytest.mark.parametrize(
    ("plan", "entry", "before", "when", "said"),
    [
        (PLAN, extend("09-30", "06-20"), (), "07-01", "到期日以后才作的延期不成立，应照实按逾期处理"),
        (PLAN, waive("06-20"), (), "07-01", "到期日以后才定的，仍算不适用，会注明是逾期后决定的"),
        (PLAN, progress("07-04"), (), "07-11", "期限过后才报的，照实算逾期报送"),
        (PLAN, return_(HELD.id, "07-05", again_by="07-11"), (HELD,), "07-10", "重报期限从真正退回的那天起另定"),
        (
            RATE, share("06-12", 14, 14, recorded="06-13", number=1), (share("06-12", 9, 14, recorded="06-25"),), "06-28",
            "同一天有几份数据的，以最后录入的为准",
        ),
    ],
    ids=["extend", "waive", "progress", "return", "evidence"],
)  # fmt: skip
def test_the_advice_is_that_of_the_kind(plan: Register, entry: Entry[Any], before: Any, when: str, said: str) -> None:
    told = one(branch(plan, entry, came=came(when), before=before))
    assert (told.level, told.rule) == ("block", "recorded-decides")
    assert told.hint.startswith("请把 recorded 改成实际的日子（文件名里的也一样）；")
    assert said in told.hint
    assert ("延期不成立" in told.hint) == (entry.value.__class__.__name__ == "Extend")


def test_a_decision_about_nothing_decides_nothing() -> None:
    assert levels(branch(PLAN, extend("09-30", "06-20", id_="9.9"), came=came("07-12"))) == EARLY
    assert levels(branch(PLAN, void("jia/2024-06-12-1.1-zzzz", "06-20"), came=came("07-12"))) == EARLY


# the commit's own days


def test_a_commit_made_long_after_its_author_wrote_it() -> None:
    day = date(2024, 6, 13)
    for days, expected in ((30, []), (31, [("ask", "commit-day")])):
        context = branch(PLAN, evidence("06-12"), came=arrival(day, day + timedelta(days=days)))
        assert levels(context) == expected
        if expected:
            assert one(context).message == "提交 aaaaaaaa 写的是 2024-06-13 所作，实际在 2024-07-14 提交"


def test_in_time_by_the_authors_day_alone() -> None:
    """Anybody can type it: where the committer's would decide otherwise, somebody should look."""
    typed = arrival(date(2024, 6, 29), date(2024, 7, 12))
    context = branch(PLAN, extend("09-30", "06-28"), came=typed)
    assert levels(context) == [("ask", "commit-day")]
    assert one(context).message == (
        "延期写的是 2024-06-28，作者的日子是 2024-06-29，提交却在 2024-07-12；按提交的日子，结果就不一样"
    )
    assert levels(branch(PLAN, evidence("06-28"), came=typed)) == []
    assert levels(branch(PLAN, extend("09-30", "06-28"), came=arrival(date(2024, 6, 29), date(2024, 6, 30)))) == []


def test_one_finding_a_commit() -> None:
    late = arrival(date(2024, 6, 13), date(2024, 12, 1))
    context = branch(PLAN, evidence("06-12"), evidence("06-13", number=1), came=late)
    assert levels(context) == [("ask", "commit-day")]


def test_a_commit_older_than_what_it_is_based_on() -> None:
    """Both its days are written as one likes; those of the commits before it are known."""
    forged = arrival(date(2024, 6, 20), parents=date(2024, 7, 10))
    context = branch(PLAN, extend("09-30", "06-20"), came=forged)
    assert levels(context) == [*DECIDES, ("ask", "commit-day")]
    assert found(rule, context)[1].message == "提交 aaaaaaaa 写的日期是 2024-06-20，早于它所依据的提交（2024-07-10）"
    slow = arrival(date(2024, 6, 20), parents=date(2024, 6, 23))
    assert levels(branch(PLAN, extend("09-30", "06-20"), came=slow)) == []


def test_put_on_top_of_newer_work_it_keeps_its_authors_day() -> None:
    rebased = arrival(date(2024, 6, 20), date(2024, 7, 10), parents=date(2024, 7, 9))
    assert levels(branch(PLAN, extend("09-30", "06-20"), came=rebased)) == [("ask", "commit-day")]
    assert levels(branch(PLAN, evidence("06-19"), came=rebased)) == []


def test_a_commit_of_a_day_no_calendar_has() -> None:
    odd = arrival(date.max)
    context = branch(PLAN, evidence("06-12"), came=odd)
    assert levels(context) == [*EARLY, ("ask", "commit-day")]
    assert "日期读不出来" in found(rule, context)[1].message


def test_what_was_there_is_not_looked_at() -> None:
    entry = waive("06-20")
    assert isinstance(entry.value, Waive)
    context = replace_arrivals(branch(PLAN, before=(entry,)), entry)
    assert levels(context) == []


def replace_arrivals(context: ReviewContext, entry: Entry[Any]) -> ReviewContext:
    return compare(context.before.register, context.after.register, arrivals={entry.file: came("07-12")})


def zoned(moment: str) -> Arrival:
    """Brought by a commit whose author and committer wrote this moment."""
    known = arrival(date(2024, 7, 1))
    return replace(known, commit=replace(known.commit, date=moment, committed=moment))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2024-06-29T22:00:00-99:59", [*DECIDES, ("ask", "commit-day")]),  # 4 July in China
        ("2024-06-30T23:00:00-12:00", DECIDES),
        ("2024-06-30T15:59:59Z", EARLY),
        ("2024-06-30T16:00:00Z", DECIDES),
        ("2024-07-01T02:00:00+14:00", EARLY),
        ("2024-06-30T23:59:59+08:00", EARLY),
        ("2024-07-01T00:00:00+08:00", DECIDES),
    ],
)
def test_a_time_zone_gives_no_time(moment: str, expected: list[Any]) -> None:
    context = branch(PLAN, extend("09-30", "06-20"), came=zoned(moment))
    assert levels(context) == expected
    if len(expected) > 1:
        assert found(rule, context)[1].message.endswith("写的时区 -99:59 世上没有")


def beside(day: str, later: str) -> Arrival:
    """Committed on one day, while the main line or a later merge has a commit of another."""
    return replace(came(day), later_day=date.fromisoformat(f"2024-{later}"))


def test_both_days_of_a_commit_may_be_typed_the_main_line_has_moved_on() -> None:
    context = branch(PLAN, extend("09-30", "06-28"), came=beside("06-29", "07-12"))
    assert levels(context) == [("ask", "commit-day")]
    assert one(context).message == (
        "延期写的是 2024-06-28，作者的日子是 2024-06-29，主分支或后来的合并却已经到 2024-07-12；按那天算，结果就不一样"
    )
    assert levels(branch(PLAN, progress("07-09"), came=beside("07-10", "07-14"))) == [("ask", "commit-day")]


def test_where_nothing_hangs_on_it_the_main_line_may_move_on() -> None:
    assert levels(branch(PLAN, evidence("06-12"), came=beside("06-13", "07-12"))) == []
    assert levels(branch(PLAN, extend("09-30", "06-28"), came=beside("06-29", "06-30"))) == []
    assert levels(branch(PLAN, extend("09-30", "06-28"), came=beside("06-29", "06-01"))) == []
    assert levels(branch(PLAN, extend("09-30", "06-28"), came=beside("07-12", "07-14"))) == DECIDES
