"""On which report a finding is closed, and for whom a visit counts: at the edges of days."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.builders.checks import (
    close,
    decision,
    inspection,
    obligation,
    rectify,
    register,
    task,
    unit,
    void,
)

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.entries.decision import Extend, Return
from spt_fazhi.model.plan import CountTarget


def state(*records: Any, decisions: Any = (), on: date = date(2024, 12, 1)) -> str:
    """The state of the one finding, which is due on 30 June."""
    whole = register(inspections=(inspection(),), records=records, decisions=tuple(decisions))
    return assess(whole, on).rectification[0].state


def report(day: date, letter: str = "a", **given: Any) -> Any:
    return rectify(f"{day}-k7q2.1-aaa{letter}", date=day, recorded=given.pop("recorded", day), **given)


def back(record: Any, day: date, letter: str = "a", **given: Any) -> Any:
    return decision(Return, f"{day}-return-aaa{letter}", record=record.id, recorded=day, **given)


def test_a_report_of_the_due_day_is_in_time_and_one_of_the_next_is_not() -> None:
    assert state(report(date(2024, 6, 30)), decisions=[close()]) == "done"
    assert state(report(date(2024, 7, 1)), decisions=[close()]) == "done-late"


def test_a_closing_of_the_day_of_the_report_stands() -> None:
    one = report(date(2024, 6, 20))
    assert state(one, decisions=[close("2024-06-20-close-aaaa", recorded=date(2024, 6, 20))]) == "done"
    assert state(one, decisions=[close("2024-06-19-close-aaaa", recorded=date(2024, 6, 19))]) == "submitted"


def test_a_report_as_old_as_the_one_handed_back_does_not_wait_and_a_later_one_does() -> None:
    first, same = report(date(2024, 6, 20)), report(date(2024, 6, 20), "b")
    later = report(date(2024, 6, 20), "c", recorded=date(2024, 6, 21))
    returned = back(first, date(2024, 6, 25))
    assert state(first, same, decisions=[returned]) == "overdue"
    assert state(first, later, decisions=[returned]) == "submitted"


def test_made_again_in_time_it_counts_as_made_on_the_day_of_the_first_through_any_number_of_returns() -> None:
    first, second, third = (
        report(date(2024, month, day), letter) for month, day, letter in ((6, 29, "a"), (7, 3, "b"), (7, 9, "c"))
    )
    returns = [
        back(first, date(2024, 7, 1), again_by=date(2024, 7, 5)),
        back(second, date(2024, 7, 4), "b", again_by=date(2024, 7, 10)),
    ]
    shut = close("2024-07-12-close-aaaa", recorded=date(2024, 7, 12))
    assert state(first, second, third, decisions=[*returns, shut]) == "done"
    late = back(second, date(2024, 7, 4), "b", again_by=date(2024, 7, 8))
    assert state(first, second, third, decisions=[returns[0], late, shut]) == "done-late"


def test_a_report_taken_back_twice_was_gone_from_the_first_time_on() -> None:
    """Closed between the two: on the report before it, which stands, and not on the one that had been handed back."""
    older, newer = report(date(2024, 6, 10)), report(date(2024, 7, 2), "b")
    gone = void(newer.id, "2024-07-20-k7q2.1-aaac", "dz", unit="东镇", recorded=date(2024, 7, 20))
    decisions = [back(newer, date(2024, 7, 5)), close()]
    assert state(older, newer, gone, decisions=decisions) == "done"
    assert state(older, newer, decisions=decisions) == "done"


def test_a_closing_never_moves_to_another_report() -> None:
    """Handed back on the day it was closed, or entered twice that day: the older report does not step in."""
    older, newer = report(date(2024, 6, 17)), report(date(2024, 6, 18), "b")
    shut = close("2024-06-19-close-aaaa", recorded=date(2024, 6, 19))
    again = back(newer, date(2024, 6, 19), again_by=date(2024, 7, 30))
    assert state(older, newer, decisions=[shut]) == "done"
    assert state(older, newer, decisions=[shut, again], on=date(2024, 7, 1)) == "returned"
    assert state(older, newer, decisions=[shut, again]) == "overdue"
    gone = void(newer.id, "2024-06-19-k7q2.1-aaac", "dz", unit="东镇", recorded=date(2024, 6, 19))
    whole = register(inspections=(inspection(),), records=(older, newer, gone), decisions=(shut,))
    judged = assess(whole, date(2024, 12, 1))
    assert [each.state for each in judged.rectification] == ["submitted"]  # the older one waits, and nothing is closed
    assert judged.faults == ()
    third = report(date(2024, 6, 25), "d")
    later = close("2024-06-26-close-aaab", recorded=date(2024, 6, 26))
    assert state(older, newer, third, decisions=[shut, again, later]) == "done"


def test_what_was_done_in_part_lends_its_day_to_no_whole_report_and_puts_nothing_off() -> None:
    part = report(date(2024, 6, 29), stage="partial")
    whole = report(date(2024, 7, 20), "b")
    for day in (date(2024, 6, 30), date(2024, 7, 2)):
        returned = back(part, day, again_by=date(2024, 7, 30))
        shut = close("2024-07-22-close-aaaa", recorded=date(2024, 7, 22))
        assert state(part, whole, decisions=[returned, shut]) == "done-late"
        assert state(part, decisions=[returned], on=date(2024, 7, 2)) == "overdue"
        assert state(part, decisions=[returned], on=date(2024, 6, 30)) == "returned"
        extended = decision(Extend, "2024-06-20-extend-aaaa", inspection="2024-05-24-k7q2", finding=1,
                            due=date(2024, 7, 10), recorded=date(2024, 6, 20))  # fmt: skip
        assert state(part, decisions=[returned, extended], on=date(2024, 7, 10)) == "returned"
        assert state(part, decisions=[returned, extended], on=date(2024, 7, 11)) == "overdue"


def test_a_visit_counts_for_who_owes_it_on_its_last_day_alone() -> None:
    """区财政局 carries on what 区统计局 owed from June on."""
    old = unit("区统计局", "tjj", until=date(2024, 5, 31), succeeded_by="区财政局")
    heir = unit("区财政局", "czj")
    owed = task(obligations=(obligation(who=("区统计局",), target=CountTarget(count=2)),))
    for to, counts in ((date(2024, 5, 31), False), (date(2024, 6, 1), True)):
        visit = inspection(
            f"{to}-k7q2", to=to, recorded=to, by=("区财政局",), visited=(), findings=(), obligation=("1.1",)
        )
        whole = register(units=(old, heir), tasks=(owed,), inspections=(visit,))
        assessment = assess(whole, date(2024, 7, 1))
        assert [each.tally.amount for each in assessment.duties] == [int(counts)]
        assert [each.rule for each in assessment.faults] == ([] if counts else ["inspection-not-owed"])
    after = inspection("2024-06-05-k7q2", to=date(2024, 6, 5), from_=date(2024, 6, 3), recorded=date(2024, 6, 5), by=("区统计局",), visited=(),
                       findings=(), obligation=("1.1",))  # fmt: skip
    gone = assess(register(units=(old, heir), tasks=(owed,), inspections=(after,)), date(2024, 7, 1))
    assert [each.tally.amount for each in gone.duties] == [0]
