"""Of several accounts of one unit and period a report prints the last that stands and was known on the day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import progress, register, void

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.period import parse_period
from spt_fazhi.model.register import Entry
from spt_fazhi.reports.bulletin.news import problems_told, sections
from spt_fazhi.reports.request import ReportRequest

FIRST = progress(done="征求意见。", problems="人手不足。", publish_problems=True)
LAST = progress("2024-07-05-1-bbbb", unit="司法局", done="已经印发。", recorded=date(2024, 7, 5))
GONE = void(LAST.id, "2024-07-06-1-cccc", recorded=date(2024, 7, 6))
TOWN = progress("2024-07-04-1-dddd", "dz", unit="东镇", done="开展宣讲。", recorded=date(2024, 7, 4))


def request(*records: Entry[Any], day: date = date(2024, 7, 15)) -> ReportRequest:
    return ReportRequest(assessment=assess(register(records=records), day), period=parse_period("2024Q2"))


@pytest.mark.parametrize(
    ("asked", "texts"),
    [
        (request(FIRST), ["征求意见"]),
        (request(FIRST, LAST), ["已经印发"]),
        (request(FIRST, LAST, day=date(2024, 7, 4)), ["征求意见"]),
        (request(FIRST, LAST, GONE), ["征求意见"]),
        (request(FIRST, LAST, TOWN), ["已经印发", "开展宣讲"]),
    ],
)
def test_one_account_a_unit(asked: ReportRequest, texts: list[str]) -> None:
    found = sections(asked, parse_period("2024Q2"), ("2024Q2",))
    assert [said.text for each in found for news in each.news for said in news.statements] == texts


def test_a_problem_is_printed_where_its_unit_agreed() -> None:
    kept = progress(done="征求意见。", problems="人手不足。")
    assert problems_told(request(kept), ("2024Q2",)) == ()
    assert [each.text for each in problems_told(request(FIRST), ("2024Q2",))] == ["人手不足"]


def test_a_problem_that_is_no_longer_told_is_not_printed() -> None:
    assert [each.text for each in problems_told(request(FIRST), ("2024Q2",))] == ["人手不足"]
    assert problems_told(request(FIRST, LAST), ("2024Q2",)) == ()
    assert problems_told(request(FIRST), ("2024Q1",)) == ()
