"""Whatever was found, reported and decided: the reports on visits add up and name nobody who is only asked."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from hypothesis import given
from tests.builders.pages.summaries import marked_text
from tests.builders.strategies import DAYS, registers

from spt_fazhi.engine.assess import assess
from spt_fazhi.errors import UsageError
from spt_fazhi.model.period import parse_period
from spt_fazhi.model.register import Register
from spt_fazhi.reports.catalog import catalog
from spt_fazhi.reports.figures.figure import figures_in
from spt_fazhi.reports.inspections.figures import PutRight
from spt_fazhi.reports.inspections.inspected import inspected
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.text.marks import marked_in
from spt_fazhi.views.findings.counting import everyone
from spt_fazhi.views.findings.lines import finding_lines, judged


def built(name: str, request: ReportRequest) -> Any:
    """The values of a report, None where it is refused."""
    try:
        values = catalog()[name].build(request)
    except UsageError:
        return None
    text = marked_text(values, name)
    assert {each.key for each in marked_in(text)} <= set(figures_in(values))
    assert "None" not in text
    return values


def adds_up(progress: PutRight) -> bool:
    parts = (progress.closed, progress.submitted, progress.partial, progress.open, progress.waived)
    return (
        sum(int(each.value) for each in parts) == progress.found.value
        and progress.overdue.value <= int(progress.partial.value) + int(progress.open.value)
        and progress.late.value <= progress.closed.value
        and sum(
            int(each.value)
            for each in (
                progress.at_once_closed,
                progress.at_once_submitted,
                progress.at_once_open,
                progress.at_once_waived,
            )
        )
        == progress.at_once.value
    )


@given(made=registers(reforms=True), day=DAYS)
def test_every_report_adds_up(made: Register, day: date) -> None:
    request = ReportRequest(assessment=assess(made, day))
    lines = finding_lines(request.assessment)
    outside = {line.unit for line in lines if line.invited}
    whole = built("rectification", request)
    assert adds_up(whole.progress)
    assert len(whole.rows) + int(whole.asked.value) == len(lines)
    assert sum(int(each.number.value) for each in whole.late) == whole.progress.overdue.value
    assert not outside & {row.unit for row in whole.rows}
    assert not outside & {each.unit for each in whole.late}
    year = built("summary", request)
    months = [inspected(dataclasses.replace(request, period=parse_period(f"{made.info.year}H{at}"))) for at in (1, 2)]
    assert year.number.value == sum(int(each.number.value) for each in months if each is not None)
    assert year.number.value + year.outside_number.value == sum(
        each.entry.value.to.year == made.info.year for each in request.visits
    )
    assert whole.visits.value == year.number.value
    assert whole.before.value == sum(each.carried and bool(judged(each.lines)) for each in request.visits)
    assert adds_up(year.progress)
    assert year.progress.found.value == year.found.found.value
    for entry in made.inspections:
        notice = built("inspection", dataclasses.replace(request, inspection=entry))
        if notice is None:
            continue
        assert adds_up(notice.progress)
        assert len(notice.rows) == notice.found.found.value
        later = (
            notice.later_closed,
            notice.later_submitted,
            notice.later_waived,
            notice.late,
            *(each.number for each in notice.asked),
        )
        assert sum(int(each.value) for each in later) == notice.later.value
        assert not outside & {*notice.addressees, *notice.visit.places, *(row.unit for row in notice.rows)}
    for unit in made.units:
        sheet = built("feedback", dataclasses.replace(request, unit=unit))
        there = any(unit.name in everyone(visit, request.answers) for visit in request.visits)
        assert (sheet is not None) == (there or any(line.unit == unit.name for line in lines))
        if sheet is not None:
            parts = (sheet.at_once, sheet.in_time, sheet.late)
            assert sum(int(each.value) for each in parts) == sheet.asked.value
