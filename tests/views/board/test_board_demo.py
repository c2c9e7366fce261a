"""The demo's board on several days: the same figures as `status`, `overdue`, a unit's sheet; no link leads nowhere."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from spt_fazhi.engine.assess import Assessment, assess
from spt_fazhi.engine.query import Filter, overdue, select, select_tasks
from spt_fazhi.model.entries.decision import Close, Redact, Return
from spt_fazhi.model.references import finding_id
from spt_fazhi.reports import unit as unit_report
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.views.board.build import build_board
from spt_fazhi.views.board.pieces import EntryRow, Link
from spt_fazhi.views.board.values import BoardOptions, BoardView
from spt_fazhi.views.lists.by_unit import by_unit, by_unit_json
from spt_fazhi.views.status import build

DAYS = [date(2024, 3, 31), date(2024, 6, 30), date(2024, 10, 10), date(2024, 12, 31), date(2025, 1, 20)]


@cache
def _workspace(root: Path) -> Workspace:
    return Workspace.read(root, DAYS[0])


@pytest.fixture(params=DAYS, ids=str)
def assessed(demo: Path, request: pytest.FixtureRequest) -> Assessment:
    known = _workspace(demo).assessment
    return assess(known.register, request.param, known.matching)


def board(assessed: Assessment, **options) -> BoardView:
    unit = options.get("unit")
    wanted = Filter(units=frozenset({unit} if unit else ()))
    tasks = select_tasks(assessed, wanted)
    return build_board(assessed, select(assessed.all_duties, wanted), tasks, BoardOptions(**options))


def every(kind: type, value: object) -> Iterator:
    """Every value of a kind that can be reached from another."""
    if isinstance(value, kind):
        yield value
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from every(kind, getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from every(kind, each)


def anchors(view: BoardView) -> set[str]:
    obligations = {each.anchor for task in view.tasks for each in task.obligations}
    return obligations | {x.anchor for many in (view.tasks, view.units, view.findings) for x in many}


def test_the_figures_are_those_of_status_and_overdue(assessed: Assessment) -> None:
    view, status = board(assessed), build(assessed, assessed.all_duties, assessed.tasks)
    assert view.status.totals == status.totals
    assert (view.status.task_states, view.status.sections) == (status.task_states, status.sections)
    assert Counter(each.lamp.state for each in view.tasks if each.numbered) == status.task_states
    late = overdue(each for each in assessed.all_duties if not each.invited and each.duty.kind == "obligation")
    document = by_unit_json(assessed, by_unit(assessed, late, ()), None)
    assert [(each.unit.text, each.number) for each in view.overdue] == [
        (each["unit"], each["number"]) for each in document["units"]
    ]


def test_a_units_figures_are_those_of_its_sheet(assessed: Assessment) -> None:
    view = board(assessed)
    units = {each.name: each for each in assessed.register.units}
    for sheet in view.units:
        report = unit_report.build(ReportRequest(assessment=assessed, unit=units[sheet.name]))
        figures = sheet.figures
        assert {each.id for each in sheet.letters} >= {each.id for each in report.letters}
        if report.asked is not None:
            assert (figures.owed, figures.given) == (report.asked.expected.value, report.asked.given.value)
            continue
        assert report.counts is not None
        assert figures.owed == report.counts.expected.value
        assert figures.overdue == report.counts.overdue.value
        assert figures.returned == len(report.returned)
        assert figures.letters == len(report.letters)
        assert figures.reported == report.reports.received.value
        assert figures.found == len(report.findings)


@pytest.mark.parametrize("public", [False, True])
def test_no_link_leads_nowhere(assessed: Assessment, public: bool) -> None:
    view = board(assessed, public=public)
    assert {each.anchor for each in every(Link, view) if each.anchor} <= anchors(view)
    for sheet in (*view.units[:6], *view.units[-3:]):
        own = board(assessed, public=public, unit=sheet.name) if not (public and sheet.invited) else view
        assert {each.anchor for each in every(Link, own) if each.anchor} <= anchors(own)


def test_a_units_board_tells_of_no_other_units_entries(assessed: Assessment) -> None:
    register = assessed.register
    codes = {each.code for each in register.units}
    sent = {each.id: {*each.value.to, *(duty.unit for duty in each.value.duties)} for each in register.issued}
    at = {each.duty.key.finding: each.duty.owners[0] for each in assessed.rectification}
    decided = {each.id: each.value for each in register.decisions}
    for unit in register.units:
        if not select(assessed.all_duties, Filter(units=frozenset({unit.name}))):
            continue
        view = board(assessed, unit=unit.name)
        rows = [row for task in view.tasks for each in task.obligations for row in each.rows]
        together = {each.id for row in rows for each in row.records}  # others' too, where they act for it or with it
        ids = {each.id for each in every(EntryRow, view)}
        assert {each for each in ids - together if each.partition("/")[0] in codes - {unit.code}} == set()
        assert all(unit.name in sent[each] for each in ids & sent.keys())
        for each in ids & decided.keys():
            value = decided[each]
            if isinstance(value, Return | Redact):
                assert value.record.startswith(f"{unit.code}/") or value.record in together
            elif isinstance(value, Close):
                assert at[finding_id(value.inspection, value.finding)] == unit.name
            else:
                assert value.unit in {unit.name, None}
