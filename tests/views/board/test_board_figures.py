"""Every figure of the board is a count of the duties that `status`, a unit's page and the ranking count."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from tests.builders.strategies import DAYS, registers

from spt_fazhi.engine.assess import Assessment, assess
from spt_fazhi.engine.query import Answering
from spt_fazhi.engine.states import MET
from spt_fazhi.model.frozen import as_dict, replace
from spt_fazhi.model.register import Register
from spt_fazhi.reports import ranking
from spt_fazhi.reports import unit as unit_report
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.views.board.build import build_board
from spt_fazhi.views.board.pieces import DutyRow
from spt_fazhi.views.board.values import BoardOptions, BoardView
from spt_fazhi.views.counted import FEWEST
from spt_fazhi.views.dossiers.dossier import unit_dossier
from spt_fazhi.views.lists.by_unit import unit_lines
from spt_fazhi.views.status import build


def board(found: Assessment, **options) -> BoardView:
    return build_board(found, found.all_duties, found.tasks, BoardOptions(**options))


def obligation_rows(view: BoardView) -> list[DutyRow]:
    return [row for task in view.tasks for each in task.obligations for row in each.rows]


def by_state(rows: list[DutyRow], *, invited: bool) -> Counter[str]:
    return Counter(row.lamp.state for row in rows if row.invited == invited)


@given(registers(), DAYS)
def test_the_rows_are_the_duties_that_status_counts(made: Register, when: date) -> None:
    found = assess(made, when)
    view, status = board(found), build(found, found.all_duties, found.tasks)
    totals = view.status.totals
    assert totals == status.totals
    assert (view.owed, view.met) == (
        sum(totals.obligations.values()) - totals.obligations["waived"],
        sum(totals.obligations[state] for state in MET),
    )
    if not made.in_use:
        return
    rows, reports = obligation_rows(view), [row for task in view.tasks for row in task.progress]
    for counted, own, asked in (
        (rows, totals.obligations, totals.invited),
        (reports, totals.progress, totals.invited_progress),
    ):
        assert by_state(counted, invited=False) == Counter({k: n for k, n in own.items() if n})
        assert by_state(counted, invited=True) == Counter({k: n for k, n in asked.items() if n})
    lamps = Counter(each.lamp.state for each in view.findings if not each.invited)
    assert lamps == Counter({k: n for k, n in totals.rectification.items() if n})


@given(registers(), DAYS)
def test_what_is_overdue_and_who_has_not_reported_is_what_status_says(made: Register, when: date) -> None:
    found = assess(made, when)
    view, status = board(found), build(found, found.all_duties, found.tasks)
    if not made.in_use:
        assert (view.overdue, view.missing) == ((), ())
        return
    answering = Answering(assessment=found)
    late = [each for each in found.duties if each.state == "overdue" and not each.invited]
    lines = unit_lines(late, answering.judged, answering)
    assert [(each.unit.text, each.number) for each in view.overdue] == [(each.unit, len(each.duties)) for each in lines]
    assert [tuple(link.text for link in each.items) for each in view.overdue] == [each.items for each in lines]
    missing = status.round.missing if status.round else ()
    assert [(link.text, number) for link, number in view.missing] == list(missing)


@given(registers(), DAYS)
def test_a_unit_has_on_its_page_what_its_own_command_shows(made: Register, when: date) -> None:
    found = assess(made, when)
    view = board(found)
    units = {unit.name: unit for unit in made.units}
    for sheet in view.units:
        page = unit_dossier(found, units[sheet.name], found.all_duties)
        own = [each for each in (*page.open, *page.closed) if each.state != "waived"]
        assert sheet.figures.owed == len(own)
        assert sheet.invited == page.asked
        assert [link.anchor for link in sheet.leads] == [f"t{task.id}" for task in page.leads]
        cells = Counter({item.id: len(item.cell.lamps) for item in sheet.items})
        assert cells == Counter(each.duty.key.obligation for each in (*page.open, *page.closed))
        if made.in_use and not sheet.invited:
            assert sheet.figures.overdue == sum(each.state == "overdue" for each in own)
        else:
            assert (sheet.figures.overdue, sheet.figures.share) == (0, "")
        if sheet.invited and made.in_use:
            assert all(lamp.state != "overdue" for item in sheet.items for lamp in item.cell.lamps)


@given(registers(), DAYS)
def test_what_was_met_in_time_is_what_the_ranking_counts(made: Register, when: date) -> None:
    found = assess(made, when)
    values = ranking.build(ReportRequest(assessment=found))
    sheets = {sheet.name: sheet.figures for sheet in board(found).units}
    for row in (*values.ranked, *values.few):
        figures = sheets[row.unit]
        numbers = row.numbers
        assert (figures.due, figures.on_time, figures.late) == (
            numbers.due.value, numbers.on_time.value, numbers.late.value,
        )  # fmt: skip
        ranked = numbers.rate is not None and numbers.due.value >= FEWEST
        assert figures.share == (numbers.rate.printed if ranked and numbers.rate is not None else "")


@given(registers(), DAYS)
def test_the_matrix_has_a_cell_for_everyone_who_owes_something(made: Register, when: date) -> None:
    found = assess(made, when)
    view = board(found)
    answering = Answering(assessment=found)
    rows = (*view.matrix.rows, *view.matrix.invited)
    cells = {
        (row.unit, column.id): cell
        for row in rows
        for column, cell in zip(view.matrix.columns, row.cells, strict=True)
        if cell is not None
    }
    owed = Counter((name, each.duty.key.obligation) for each in found.duties for name in each.duty.owners)
    assert {key: len(cell.lamps) for key, cell in cells.items()} == owed
    assert {row.unit for row in view.matrix.invited} == {row.unit for row in rows if answering.is_outside(row.unit)}
    for each in found.duties:
        for name in each.duty.owners:
            cell = cells[name, each.duty.key.obligation]
            assert cell.joint == (each.duty.unit is None)
            assert not cell.leads or (cell.joint and name in answering.answering(each))


@given(registers(), DAYS)
def test_the_year_has_every_day_on_which_judged_units_owe_something(made: Register, when: date) -> None:
    found = assess(made, when)
    view = board(found)
    due = Counter(each.due for each in (*found.duties, *found.progress) if not each.invited and each.state != "waived")
    assert {each.day: each.number for each in view.days} == due
    assert all(each.number == sum(item.number for item in each.items) for each in view.days)
    assert all(each.met == sum(item.met for item in each.items) for each in view.days)


@given(registers(reforms=True), DAYS)
def test_a_units_figures_are_those_of_its_sheet(made: Register, when: date) -> None:
    found = assess(made, when)
    units = {unit.name: unit for unit in made.units}
    for sheet in board(found).units:
        report = unit_report.build(ReportRequest(assessment=found, unit=units[sheet.name]))
        figures = sheet.figures
        if report.asked is not None:
            assert (figures.owed, figures.given) == (report.asked.expected.value, report.asked.given.value)
            assert not any(
                value for value in as_dict(replace(figures, owed=0, given=0, reports=0, reported=0)).values()
            )
            assert figures.reported <= figures.reports
            continue
        assert report.counts is not None
        assert figures.owed == report.counts.expected.value
        assert figures.overdue == (report.counts.overdue.value if made.in_use else 0)
        assert figures.reported == report.reports.received.value
        assert (figures.returned, figures.found) == (len(report.returned), len(report.findings))
        assert len(sheet.returned) == figures.returned


@given(registers(reforms=True), DAYS)
def test_a_task_has_the_lamp_that_status_counts(made: Register, when: date) -> None:
    found = assess(made, when)
    lamps = Counter(each.lamp.state for each in board(found).tasks if each.numbered)
    if made.in_use:
        assert lamps == build(found, found.all_duties, found.tasks).task_states
