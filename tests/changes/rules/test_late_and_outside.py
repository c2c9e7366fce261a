"""Evidence entered long after its date, and evidence dated outside its period."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.builders.checks import evidence, inspection, obligation, progress, rectify, task
from tests.builders.reviews import adding, arrival, found, told, visited

from spt_fazhi.changes.rules import late_entry, outside_period

DAY = date(2024, 3, 1)


def entered_after(days: int) -> object:
    return evidence("2024-03-01-1.1-aaaa", date=DAY, recorded=DAY + timedelta(days=days))


@pytest.mark.parametrize(("days", "setting", "fires"), [(60, 60, False), (61, 60, True), (8, 7, True), (900, 0, False)])
def test_late(days: int, setting: int, fires: bool) -> None:
    context = adding(entered_after(days), settings={"late_days": setting})  # type: ignore[arg-type]
    place = ("ask", "entered-late", "data/records/sfj/2024-03-01-1.1-aaaa.yaml", ("recorded",))
    assert told(late_entry, context) == ([place] if fires else [])
    if fires:
        assert f"发生 {days} 天之后才录入" in found(late_entry, context)[0].message


@pytest.mark.parametrize(("came", "fires"), [(DAY + timedelta(days=60), False), (DAY + timedelta(days=61), True)])
def test_late_by_the_day_it_really_came(came: date, fires: bool) -> None:
    record = evidence("2024-03-01-1.1-aaaa", date=DAY, recorded=DAY + timedelta(days=1))
    hits = found(late_entry, adding(record, arrivals={record.file: arrival(came)}))
    assert [each.rule for each in hits] == (["entered-late"] if fires else [])
    assert all(f"发生 61 天之后才录入（2024-03-01 → {came}）" in each.message for each in hits)


def test_late_before_the_branch_is_not_its_doing() -> None:
    assert told(late_entry, adding(before=(entered_after(99),))) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "period", "fires"),
    [
        (date(2024, 6, 12), "2024Q2", False), (date(2024, 4, 1), "2024Q2", False), (date(2024, 6, 30), "2024Q2", False),
        (date(2024, 7, 1), "2024Q2", True), (date(2024, 3, 31), "2024Q2", True), (date(2024, 6, 12), None, False),
        (date(2024, 12, 31), None, False), (date(2025, 1, 1), None, True), (date(2023, 12, 31), None, False),
    ],
)  # fmt: skip
def test_outside(day: date, period: str | None, fires: bool) -> None:
    plan = (task(obligations=(obligation(every="quarter") if period else obligation(),)),)
    record = evidence("2024-06-12-1.1-aaaa", date=day, recorded=max(day, date(2024, 7, 2)), period=period)
    hits = told(outside_period, adding(record, tasks=plan))
    assert hits == ([("ask", "outside-period", record.file, ("date",))] if fires else [])
    assert told(outside_period, adding(before=(record,), tasks=plan)) == []


def test_progress_has_no_date() -> None:
    assert told(outside_period, adding(progress())) == []
    assert told(late_entry, adding(progress())) == []


def test_rectification_and_visits_entered_late() -> None:
    report = rectify(date=date(2024, 4, 1), recorded=date(2024, 7, 1))
    visit = inspection(
        "2024-05-10-m3p4", title="专项督察", to=date(2024, 5, 10), from_=date(2024, 5, 8), recorded=date(2024, 7, 12)
    )
    hits = found(late_entry, visited(report, visit))
    assert [(each.rule, each.spot.file) for each in hits] == [
        ("entered-late", report.file),
        ("entered-late", visit.file),
    ]
    assert "（2024-05-10 → 2024-07-12）" in hits[1].message
    assert found(late_entry, visited(rectify(), inspection("2024-05-24-m3p4", title="专项督察"))) == []


def test_a_visit_that_counts_after_the_year() -> None:
    later = {"from_": date(2025, 1, 6), "to": date(2025, 1, 10), "recorded": date(2025, 1, 12), "findings": ()}
    counted = inspection("2025-01-10-m3p4", obligation=("1.1",), **later)
    assert told(outside_period, visited(counted)) == [("ask", "outside-period", counted.file, ("to",))]
    assert told(outside_period, visited(inspection("2025-01-10-m3p4", **later))) == []
