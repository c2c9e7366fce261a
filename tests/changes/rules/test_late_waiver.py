"""A waiver decided after the due day."""

from __future__ import annotations

from datetime import date

from tests.builders import checks
from tests.builders.reviews import compare, found, told, visited
from tests.builders.world import extend, obligation, register, units, waive

from spt_fazhi.changes.rules import late_waiver as rule
from spt_fazhi.model.entries.decision import Waive
from spt_fazhi.model.frozen import replace

PLAN = register(obligation(due="06-30"), progress="quarter")


def test_late() -> None:
    entry = waive("07-01")
    context = compare(PLAN, replace(PLAN, decisions=(entry,)))
    assert told(rule, context) == [("ask", "waived-late", entry.file, ("recorded",))]
    assert found(rule, context)[0].message == "逾期后定为不适用：2024-06-30 到期，2024-07-01 才决定"


def test_in_time_by_the_old_or_the_extended_day() -> None:
    assert told(rule, compare(PLAN, replace(PLAN, decisions=(waive("06-30"),)))) == []
    granted = replace(PLAN, decisions=(extend("09-30", "06-20"),))
    assert told(rule, compare(granted, replace(granted, decisions=(*granted.decisions, waive("07-01"))))) == []


def test_of_progress_and_of_what_a_unit_took_over() -> None:
    about = waive("07-11", task=1, period="2024Q2")
    assert [each[1] for each in told(rule, compare(PLAN, replace(PLAN, decisions=(about,))))] == ["waived-late"]
    ending = replace(PLAN, units=units(甲局={"until": date(2024, 7, 5), "succeeded_by": "乙局"}))
    taken = waive("07-10", unit="乙局")
    assert [each[1] for each in told(rule, compare(ending, replace(ending, decisions=(taken,))))] == ["waived-late"]


def test_one_that_was_there() -> None:
    known = replace(PLAN, decisions=(waive("07-01"),))
    assert told(rule, compare(known, known)) == []


def test_of_a_finding() -> None:
    late = checks.decision(
        Waive, "2024-07-05-waive-aaaa", inspection="2024-05-24-k7q2", finding=1, recorded=date(2024, 7, 5)
    )
    assert told(rule, visited(late)) == [("ask", "waived-late", late.file, ("recorded",))]
    early = checks.decision(
        Waive, "2024-06-28-waive-aaaa", inspection="2024-05-24-k7q2", finding=1, recorded=date(2024, 6, 28)
    )
    assert told(rule, visited(early)) == []
