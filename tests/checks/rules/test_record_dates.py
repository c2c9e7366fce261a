"""Days that cannot be."""

from __future__ import annotations

from datetime import date

from tests.builders.checks import (
    TODAY,
    context,
    decision,
    evidence,
    found,
    ids,
    inspection,
    progress,
    rectify,
    register,
)

from spt_fazhi.checks.context import PLAN
from spt_fazhi.checks.rules import record_dates
from spt_fazhi.model.entries.decision import Waive

LATER = date(2024, 7, 16)


def test_done_and_entered_after_today() -> None:
    problems = found(record_dates, context(register(records=(evidence(date=LATER, recorded=LATER),))))
    assert [(each.rule, each.severity, each.where) for each in problems] == [
        ("future-date", "error", ("recorded",)), ("future-date", "error", ("date",)),
    ]  # fmt: skip


def test_progress_and_decisions_too() -> None:
    waive = decision(Waive, "2024-07-16-waive-aaaa", obligation="1.1", unit="区财政局", recorded=LATER)
    reg = register(records=(progress(recorded=LATER),), decisions=(waive,))
    assert ids(record_dates, context(reg)) == [("future-date", "error")] * 2


def test_evidence_of_the_year_before() -> None:
    reg = register(records=(evidence(date=date(2023, 12, 31)),))
    assert ids(record_dates, context(reg)) == [("evidence-before-year", "warning")]
    assert ids(record_dates, context(reg, lacking=frozenset({PLAN}))) == []


def test_today_and_the_first_day_are_fine() -> None:
    records = (evidence(date=TODAY, recorded=TODAY), evidence(date=date(2024, 1, 1)))
    assert ids(record_dates, context(register(records=records))) == []


def test_a_visit_and_a_report_of_rectification_after_today() -> None:
    visit = inspection("2024-07-16-k7q2", to=LATER, recorded=LATER, findings=())
    report = rectify(date=LATER, recorded=LATER)
    problems = found(record_dates, context(register(records=(report,), inspections=(visit,))))
    assert [(each.rule, each.where) for each in problems] == [
        ("future-date", ("recorded",)), ("future-date", ("date",)),
        ("future-date", ("recorded",)), ("future-date", ("to",)),
    ]  # fmt: skip


def test_a_visit_of_the_year_before_counts_for_nothing_now() -> None:
    old = {"from_": date(2023, 12, 18), "to": date(2023, 12, 20), "recorded": date(2023, 12, 22)}
    counted = register(inspections=(inspection("2023-12-20-k7q2", obligation=("1.1",), **old),))
    assert ids(record_dates, context(counted)) == [("inspection-before-year", "warning")]
    carried = register(inspections=(inspection("2023-12-20-k7q2", **old),))
    assert ids(record_dates, context(carried)) == []
