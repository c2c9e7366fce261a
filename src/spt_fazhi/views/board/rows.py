"""Duties as rows and cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import SETTLED, State
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.board.entries import EntryIndex
from spt_fazhi.views.board.scope import TITLE, Scope
from spt_fazhi.views.board.values import Cell, DutyRow, Lamp, UnitItem
from spt_fazhi.views.counted import letters_text
from spt_fazhi.views.wording import (
    achieved_text,
    backfill_note,
    days_text,
    due_cell,
    remarks,
    short_period_text,
    target_note,
    unit_text,
)


def duty_rows(scope: Scope, entries: EntryIndex, duties: Iterable[Assessed]) -> tuple[DutyRow, ...]:
    """A row for each duty, in their order."""
    return tuple(_row(scope, entries, each) for each in duties)


def _row(scope: Scope, entries: EntryIndex, each: Assessed) -> DutyRow:
    duty, records = each.duty, entries.records
    judging = scope.in_use
    return DutyRow(
        unit=unit_text(each),
        codes=scope.shown_codes(duty.owners),
        period=short_period_text(duty.period) if duty.period else "",
        due=due_cell(each),
        lamp=scope.lamp(each),
        days=days_text(each, scope.day) if judging else "",
        achieved=achieved_text(each) if each.records else "",
        note=note_text(scope, each),
        was=scope.was_word(each),
        joint=not duty.unit,
        invited=each.invited,
        records=tuple(records[name] for name in each.records if name in records) if each.records else (),
    )


def note_text(scope: Scope, each: Assessed) -> str:
    """What else must be known of a duty: `已延期；已催办 2 次（最近 6月20日）`."""
    if not scope.in_use:
        return ""
    said = ["已延期"] if each.extended_by else []
    said += [*remarks(each), backfill_note(each), letters_text(each) if each.letters else "", target_note(each)]
    return "；".join(filter(None, said))


def cell_of(scope: Scope, unit: str, duties: Sequence[Assessed]) -> Cell:
    """What a unit owes of one obligation; its duties as they concern it, in order of period."""
    first = duties[0]
    joint = not first.duty.unit
    return Cell(
        lamp=scope.worst(duties),
        lamps=_lamps(scope, duties),
        joint=joint,
        invited=all(each.invited for each in duties),
        leads=joint and unit in scope.answering.answering(first),
    )


def _lamps(scope: Scope, duties: Sequence[Assessed]) -> tuple[Lamp, ...]:
    return tuple(map(scope.lamp, duties))


def item_of(scope: Scope, cell: Cell, duties: Sequence[Assessed]) -> UnitItem:
    """The same for the unit's own page, told by the earliest that is still to be done, else by the last."""
    settled: frozenset[State] = SETTLED
    told = next((each for each in duties if each.state not in settled), duties[-1])
    achieved = achieved_text(told) if told.records else ""
    return UnitItem(
        id=told.duty.key.obligation,
        title=one_line(told.duty.title, TITLE),
        cell=cell,
        due=due_cell(told),
        days=days_text(told, scope.day) if scope.in_use else "",
        note="；".join(filter(None, (achieved, note_text(scope, told)))),
    )
