"""What was done in part, reported after the whole."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.builders.checks import close, context, decision, found, inspection, rectify, register

from spt_fazhi.checks.rules import rectified_in_part as rule
from spt_fazhi.model.entries.decision import Return

WHOLE = rectify()
PART = rectify("2024-06-22-k7q2.1-aaab", date=date(2024, 6, 22), recorded=date(2024, 6, 22), stage="partial")


def check(*records: Any, decisions: Any = ()) -> list[tuple[str, str, str]]:
    reg = register(inspections=(inspection(),), records=records, decisions=tuple(decisions))
    return [(each.rule, each.severity, each.file) for each in found(rule, context(reg))]


def test_a_part_after_the_whole_is_told() -> None:
    third = rectify("2024-06-24-k7q2.1-aaac", date=date(2024, 6, 24), recorded=date(2024, 6, 24), stage="partial")
    assert check(WHOLE, PART) == [("rectify-in-part", "warning", PART.file)]
    assert check(WHOLE, PART, third) == [("rectify-in-part", "warning", PART.file)]


def test_a_part_before_it_or_of_its_day_is_as_it_should_be() -> None:
    before = rectify("2024-06-18-k7q2.1-aaab", date=date(2024, 6, 18), recorded=date(2024, 6, 22), stage="partial")
    same = rectify("2024-06-20-k7q2.1-aaab", recorded=date(2024, 6, 22), stage="partial")
    assert check(before, WHOLE) == []
    assert check(same, WHOLE) == []
    assert check(PART) == []


def test_one_of_them_handed_back_or_the_finding_closed() -> None:
    for each in (WHOLE, PART):
        back = decision(Return, "2024-06-25-return-aaaa", record=each.id, recorded=date(2024, 6, 25))
        assert check(WHOLE, PART, decisions=[back]) == []
    assert check(WHOLE, PART, decisions=[close()]) == []
