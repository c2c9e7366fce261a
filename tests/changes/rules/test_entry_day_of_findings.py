"""Days of entry of visits, reports on findings and what is decided of them, against the days on which they came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from tests.builders import checks
from tests.builders.reviews import arrival, found, visited

from spt_fazhi.changes.context import ReviewContext
from spt_fazhi.changes.rules import entry_day as rule
from spt_fazhi.model.entries.decision import Extend, Return
from spt_fazhi.model.history import Arrival
from spt_fazhi.model.register import Entry

EARLY, DECIDES = [("ask", "recorded-early")], [("block", "recorded-decides")]


def came(day: str) -> Arrival:
    return arrival(date.fromisoformat(f"2024-{day}"))


def levels(context: ReviewContext) -> list[tuple[str, str]]:
    return [(each.level, each.rule) for each in found(rule, context)]


REPORT = checks.rectify()


def about_findings(*entries: Entry[Any], day: str, before: Sequence[Entry[Any]] = ()) -> list[tuple[str, str]]:
    """What is said of entries about the one finding, due on 30 June, that all came on a day."""
    return levels(visited(*entries, before=tuple(before), arrivals={each.file: came(day) for each in entries}))


def more_time(recorded: date) -> Entry[Any]:
    return checks.decision(
        Extend, f"{recorded}-extend-aaaa", inspection="2024-05-24-k7q2", finding=1, due=date(2024, 8, 31),
        recorded=recorded,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("recorded", "day", "expected"),
    [("06-28", "06-30", []), ("06-20", "06-30", EARLY), ("06-28", "07-05", DECIDES), ("06-30", "07-03", [])],
)
def test_an_extension_of_a_finding_that_came_late(recorded: str, day: str, expected: list[Any]) -> None:
    assert about_findings(more_time(date.fromisoformat(f"2024-{recorded}")), day=day) == expected


BACK = checks.decision(
    Return, "2024-06-25-return-aaaa", record=REPORT.id, again_by=date(2024, 7, 5), recorded=date(2024, 6, 25)
)


def again(recorded: str) -> Entry[Any]:
    when = date.fromisoformat(f"2024-{recorded}")
    return checks.rectify(f"{when}-k7q2.1-cccc", date=when, recorded=when, title="又补正3件")


@pytest.mark.parametrize(("day", "expected"), [("07-02", []), ("07-05", []), ("07-06", DECIDES), ("07-15", DECIDES)])
def test_a_report_made_again_counts_by_its_day_of_entry(day: str, expected: list[Any]) -> None:
    assert about_findings(again("07-02"), day=day, before=(REPORT, BACK)) == expected


def test_a_report_made_again_too_late_anyway_is_asked_about() -> None:
    assert about_findings(again("07-06"), day="07-15", before=(REPORT, BACK)) == EARLY


def test_a_report_counts_by_its_own_date_whenever_it_came() -> None:
    assert about_findings(REPORT, day="07-15") == EARLY
    assert about_findings(REPORT, day="06-22") == []


def test_a_closing_from_before_the_report_was_handed_back() -> None:
    back = checks.decision(Return, "2024-07-08-return-aaaa", record=REPORT.id, recorded=date(2024, 7, 8))
    closed = checks.close("2024-07-07-close-aaab", recorded=date(2024, 7, 7))
    assert about_findings(closed, day="07-14", before=(REPORT, back, again("07-09"))) == DECIDES
    assert about_findings(checks.close(), day="07-15", before=(REPORT,)) == EARLY
    assert about_findings(checks.close(), day="07-12", before=(REPORT,)) == []


def test_a_visit_counts_on_its_last_day_whenever_it_was_entered() -> None:
    counted = checks.inspection(
        "2024-06-14-m3p4", title="专项督察", obligation=("1.1",), to=date(2024, 6, 14), recorded=date(2024, 6, 14)
    )
    context = visited(counted, arrivals={counted.file: came("07-05")})
    assert levels(context) == EARLY
    assert found(rule, context)[0].message.startswith("督察的录入日写的是 2024-06-14，到 2024-07-05 才提交")
    assert levels(visited(counted, arrivals={counted.file: came("06-15")})) == []


def test_a_return_that_lets_report_on_a_finding_again_always_decides() -> None:
    assert about_findings(BACK, day="06-30", before=(REPORT,)) == DECIDES
