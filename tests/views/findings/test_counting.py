"""Which visits are counted: once each with what was added, found something or not; those outside apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.builders.checks import UNITS, finding, inspection, register, unit

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.query import Answering
from spt_fazhi.model.period import parse_period
from spt_fazhi.views.findings.counting import CountedVisits, counted_visits, everyone, reached
from spt_fazhi.views.findings.lines import visits_of

COURT = unit("区法院", "fy", kind="judicial")
FIRST = inspection(visited=("东镇", "区法院"))
ADDED = inspection("2024-05-24-a2b3", adds_to=FIRST.id, findings=(finding(7),), recorded=date(2024, 6, 3))
NOTHING = inspection("2024-05-24-m3p4", visited=("区财政局",), findings=())
OUTSIDE = inspection("2024-05-24-p3q4", visited=("区法院",), findings=())
NOBODY = inspection("2024-05-24-r5s6", visited=(), findings=())
ALL = (FIRST, ADDED, NOTHING, OUTSIDE, NOBODY)


def counted(period: str | None = None, day: date = date(2024, 7, 15)) -> CountedVisits:
    assessment = assess(register(units=(*UNITS, COURT), inspections=ALL), day)
    answering = Answering(assessment=assessment)
    return counted_visits(visits_of(assessment), answering, parse_period(period) if period else None)


def test_each_counts_once_and_one_that_went_only_outside_is_apart() -> None:
    found = counted()
    assert [each.id for each in found.own] == [FIRST.id, NOTHING.id, NOBODY.id]
    assert [each.id for each in found.outside] == [OUTSIDE.id]


def test_of_a_period_those_that_ended_in_it() -> None:
    assert counted("2024Q2") == counted()
    assert counted("2024Q3") == counted(day=date(2024, 5, 22)) == CountedVisits(own=(), outside=())


def test_whom_a_visit_reached() -> None:
    assessment = assess(register(units=(*UNITS, COURT), inspections=ALL), date(2024, 7, 15))
    answering = Answering(assessment=assessment)
    visit = replace(visits_of(assessment)[0])
    assert (reached(visit, answering), everyone(visit, answering)) == (["东镇"], ["东镇", "区法院"])
