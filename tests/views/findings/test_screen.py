"""What the Monday screen says of findings, and which entries go with a unit that carries findings on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import GROUPS, UNITS, close, decision, finding, inspection, rectify, register, unit

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.query import Answering, falling_due
from spt_fazhi.model.entries.decision import Return
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.register import Register
from spt_fazhi.views.counted import notes_on
from spt_fazhi.views.dossiers.dossier import unit_dossier
from spt_fazhi.views.findings.screen import FindingsPart, findings_commands, findings_part

COURT = unit("区人民法院", "fy", kind="judicial")


def part(on: str, **given: Any) -> FindingsPart:
    """The part of a register whose only visit has these findings."""
    assessed = assess(register(units=(*UNITS, COURT), **given), date.fromisoformat(f"2024-{on}"))
    return findings_part(assessed.rectification, Answering(assessment=assessed))


def many(number: int, **given: Any) -> Any:
    return inspection(findings=tuple(finding(each, **given) for each in range(1, number + 1)))


def test_units_with_most_overdue_stand_first_and_all_are_counted() -> None:
    visit = inspection(
        findings=(finding(1), finding(2, unit="区财政局"), finding(3, unit="区财政局", due=date(2024, 6, 20)))
    )
    shown = part("07-10", inspections=(visit,))
    assert [(line.unit, len(line.duties)) for line in shown.overdue] == [("区财政局", 2), ("东镇", 1)]
    assert (shown.overdue_units, shown.overdue_number, shown.overdue_since) == (2, 3, date(2024, 6, 20))
    assert (shown.waiting, shown.ahead) == ((), ())


def test_only_the_first_rows_are_kept() -> None:
    shown = part("06-10", inspections=(many(5),))
    assert ([each.duty.key.finding[-1] for each in shown.ahead], shown.ahead_number) == (["1", "2", "3"], 5)
    assert (shown.overdue_since, shown.overdue_number) == (None, 0)


def test_the_first_reported_waits_first_and_a_court_s_report_waits_too() -> None:
    visit = inspection(findings=(finding(1), finding(2), finding(3, unit=COURT.name)))
    reports = (
        rectify(), rectify("2024-06-11-k7q2.2-aaab", finding=2, date=date(2024, 6, 11), recorded=date(2024, 6, 11)),
        rectify("2024-06-12-k7q2.3-aaac", "fy", unit=COURT.name, finding=3, date=date(2024, 6, 12), recorded=date(2024, 6, 12)),
    )  # fmt: skip
    shown = part("07-10", inspections=(visit,), records=reports)
    assert [(each.finding.duty.key.finding[-1], each.since.day) for each in shown.waiting] == [
        ("2", 11),
        ("3", 12),
        ("1", 20),
    ]
    assert (shown.waiting_number, shown.overdue, shown.ahead) == (3, (), ())


@pytest.mark.parametrize(
    ("typed", "commands"),
    [
        ("", ["fazhi decide close k7q2.1", "fazhi inspect list"]),
        (" --root 区 --as-of 2024-07-09", ["fazhi decide close k7q2.1 --root 区", "fazhi inspect list --root 区 --as-of 2024-07-09"]),
        (" --at main", ["fazhi inspect list --at main"]),
    ],
)  # fmt: skip
def test_what_waits_is_proposed_for_closing_today_alone(typed: str, commands: list[str]) -> None:
    assert (
        findings_commands(part("07-09", inspections=(inspection(),), records=(rectify(),)), typed, calls=False)
        == commands
    )


def test_calls_are_proposed_for_findings_where_nothing_else_is_overdue() -> None:
    late = part("07-09", inspections=(inspection(),))
    assert findings_commands(late, "", calls=False) == ["fazhi calls", "fazhi inspect list"]
    assert findings_commands(late, "", calls=True) == ["fazhi inspect list"]


def test_what_was_returned_is_to_be_reported_again_and_not_only_falls_due() -> None:
    back = decision(
        Return, "2024-06-21-return-aaaa", record=rectify().id, again_by=date(2024, 7, 31), recorded=date(2024, 6, 21)
    )
    for on in ("06-25", "07-10"):
        shown = part(on, inspections=(inspection(),), records=(rectify(),), decisions=(back,))
        assert ([each.state for each in shown.returned], shown.returned_number) == (["returned"], 1)
        assert (shown.overdue, shown.waiting, shown.ahead) == ((), (), ())


def test_what_was_closed_or_never_found_proposes_nothing_to_close() -> None:
    done = part("07-10", inspections=(inspection(),), records=(rectify(),), decisions=(close(),))
    assert (done.overdue, done.waiting, done.ahead) == ((), (), ())
    assert findings_commands(done, "", calls=False) == ["fazhi inspect list"]


def test_what_waits_for_closing_does_not_fall_due() -> None:
    assessed = assess(register(inspections=(inspection(),), records=(rectify(),)), date(2024, 6, 21))
    assert falling_due(assessed.rectification, date(2024, 6, 21), 30) == []
    before = assess(register(inspections=(inspection(),), records=(rectify(),)), date(2024, 6, 19))
    assert len(falling_due(before.rectification, date(2024, 6, 19), 30)) == 1


def test_notes_say_what_stands_out_and_what_comes_again() -> None:
    again = inspection(
        "2024-08-09-m3p5", from_=date(2024, 8, 9), to=date(2024, 8, 9), recorded=date(2024, 8, 9),
        findings=(finding(1, due=date(2024, 9, 30), severity="突出"), finding(2, problem="没有公示", due=date(2024, 9, 30))),
    )  # fmt: skip
    whole = register(inspections=(inspection(), again), records=(rectify(),), decisions=(close(),))
    assessed = assess(whole, date(2024, 8, 10))
    assert notes_on(assessed, assessed.all_duties) == {"2024-08-09-m3p5.1": "突出问题；屡查屡犯，见k7q2.1"}
    assert notes_on(assessed, assessed.duties) == {}


def handed_on() -> Register:
    """东镇 ended on 15 June, 区财政局 carries on what it had not put right; a report of it had been returned."""
    east, finance = replace(UNITS[2], until=date(2024, 6, 15), succeeded_by="区财政局"), UNITS[1]
    report = rectify("2024-06-10-k7q2.1-aaaa", date=date(2024, 6, 10), recorded=date(2024, 6, 10))
    back = decision(Return, "2024-06-12-return-aaaa", record=report.id, recorded=date(2024, 6, 12))
    return register(
        units=(UNITS[0], finance, east),
        groups=GROUPS,
        inspections=(inspection(),),
        records=(report,),
        decisions=(back,),
    )


def test_a_successor_s_page_has_the_finding_and_where_it_comes_from() -> None:
    whole = handed_on()
    assessed = assess(whole, date(2024, 7, 1))
    page = unit_dossier(assessed, whole.units[1], assessed.all_duties)
    assert [(each.state, each.former) for each in page.found] == [("overdue", ("东镇",))]
    assert [each.id for each in page.inspections] == ["2024-05-24-k7q2"]
    old = unit_dossier(assessed, whole.units[2], assessed.all_duties)
    assert (old.found, [each.id for each in old.records]) == ((), ["dz/2024-06-10-k7q2.1-aaaa"])
    assert [each.id for each in old.decisions] == ["2024-06-12-return-aaaa"]
