"""What `check` would say of an inspection that is about to be written, and of a decision to close a finding."""

from __future__ import annotations

from tests.builders.checks import TODAY, close, finding, inspection, rectify, register

from spt_fazhi.checks.admission import admission, with_entries


def test_an_inspection_stands_among_the_inspections() -> None:
    grown = with_entries(register(), [inspection("2024-06-24-zzzz"), inspection()])
    assert [each.id for each in grown.inspections] == ["2024-05-24-k7q2", "2024-06-24-zzzz"]
    assert (grown.records, grown.decisions) == ((), ())


def test_a_report_and_a_closing_stand_among_records_and_decisions() -> None:
    grown = with_entries(register(inspections=(inspection(),)), [rectify(), close()])
    assert [each.id for each in grown.records] == ["dz/2024-06-20-k7q2.1-aaaa"]
    assert [each.id for each in grown.decisions] == ["2024-07-10-close-aaaa"]


def test_an_inspection_of_an_unknown_unit_is_refused_at_its_place() -> None:
    (own,) = admission(register(), [inspection(findings=(finding(), finding(2, unit="西镇")))], TODAY).own
    assert [(each.rule, each.where) for each in own if each.severity == "error"] == [
        ("unknown-unit", ("findings", 1, "unit"))
    ]


def test_a_sound_inspection_brings_no_error() -> None:
    found = admission(register(), [inspection()], TODAY)
    assert [each for each in (*found.own[0], *found.elsewhere) if each.severity == "error"] == []
