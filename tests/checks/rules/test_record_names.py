"""File names against contents."""

from __future__ import annotations

from datetime import date

import pytest
from tests.builders.checks import (
    context,
    decision,
    evidence,
    found,
    ids,
    inspection,
    progress,
    rectify,
    register,
    sent,
    void,
)

from spt_fazhi.checks.rules import record_names
from spt_fazhi.model.entries.decision import Waive


@pytest.mark.parametrize(
    ("entry", "where"),
    [
        (evidence("2024-06-01-1.1-aaaa"), "date"),
        (progress("2024-07-04-1-aaaa"), "recorded"),
        (rectify("2024-06-22-k7q2.1-aaaa"), "date"),
        (void("sfj/x", "2024-07-05-1.1-aaaa"), "recorded"),
    ],
)
def test_a_record_named_otherwise(entry: object, where: str) -> None:
    (problem,) = found(record_names, context(register(records=(entry,))))
    assert (problem.severity, problem.where) == ("warning", (where,))


def test_a_decision_named_otherwise() -> None:
    entry = decision(Waive, "2024-06-19-return-aaaa", obligation="1.1", unit="区财政局")
    problems = found(record_names, context(register(decisions=(entry,))))
    assert [each.where for each in problems] == [("recorded",), ("kind",)]


def test_something_issued_named_otherwise() -> None:
    problems = found(record_names, context(register(issued=(sent("2024-07-09-remind-aaaa"),))))
    assert [(each.severity, each.where) for each in problems] == [("warning", ("recorded",)), ("warning", ("name",))]
    assert ids(record_names, context(register(issued=(sent(),)))) == []


def test_names_that_fit() -> None:
    records = (evidence(), evidence("2024-06-13-1.1-aaad", date=date(2024, 6, 12)), progress(), void("sfj/x"))
    waive = decision(Waive, "2024-06-18-waive-aaaa", obligation="1.1", unit="区财政局")
    assert ids(record_names, context(register(records=records, decisions=(waive,)))) == []


def test_an_inspection_is_named_for_its_last_day() -> None:
    (problem,) = found(record_names, context(register(inspections=(inspection("2024-05-20-k7q2"),))))
    assert (problem.rule, problem.where) == ("name-mismatch", ("to",))
    records = (rectify(), rectify("2024-06-21-k7q2.1-aaab"))
    assert ids(record_names, context(register(inspections=(inspection(),), records=records))) == []
