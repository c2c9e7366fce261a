"""A second account of the same unit, task and period."""

from __future__ import annotations

from datetime import date

from tests.builders.checks import progress, void
from tests.builders.reviews import adding, found, told

from spt_fazhi.changes.rules import progress_again as rule

FIRST = progress()
AGAIN = progress("2024-07-05-1-bbbb", done="已办结。", recorded=date(2024, 7, 5))
THIRD = progress("2024-07-06-1-cccc", done="又办一件。", recorded=date(2024, 7, 6))
ASK = ("ask", "progress-again", AGAIN.file, ("period",))


def test_beside_one_that_was_there() -> None:
    assert told(rule, adding(AGAIN, before=(FIRST,))) == [ASK]
    (finding,) = found(rule, adding(AGAIN, before=(FIRST,)))
    assert FIRST.id in finding.message


def test_dated_before_the_one_that_was_there() -> None:
    assert told(rule, adding(FIRST, before=(AGAIN,))) == [("ask", "progress-again", FIRST.file, ("period",))]


def test_of_two_new_ones_the_later() -> None:
    assert told(rule, adding(FIRST, AGAIN)) == [ASK]
    assert told(rule, adding(FIRST, AGAIN, THIRD)) == [ASK, ("ask", "progress-again", THIRD.file, ("period",))]


def test_a_correction_that_withdraws_the_first_is_fine() -> None:
    gone = void(FIRST.id, "2024-07-05-1-dddd", recorded=date(2024, 7, 5))
    assert told(rule, adding(AGAIN, gone, before=(FIRST,))) == []


def test_another_period_or_unit_is_fine() -> None:
    assert told(rule, adding(progress("2024-07-05-1-bbbb", period="2024Q3"), before=(FIRST,))) == []
    assert told(rule, adding(progress("2024-07-05-1-bbbb", "dz", unit="东镇"), before=(FIRST,))) == []
