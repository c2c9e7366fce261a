"""Duties as rows and cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from spt_fazhi.engine.assessed import NO_DEALINGS, Assessed
from spt_fazhi.engine.states import SETTLED
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.board.entries import EntryIndex
from spt_fazhi.views.board.pieces import Cell, DutyRow, Lamp
from spt_fazhi.views.board.scope import TITLE, Scope
from spt_fazhi.views.board.values import UnitItem
from spt_fazhi.views.counted import letters_text
from spt_fazhi.views.lists.returns import return_of, returned_text
from spt_fazhi.views.wording import (
    achieved_text,
    again_text,
    backfill_note,
    days_text,
    due_cell,
    remarks,
    scope_note,
    short_period_text,
    target_note,
    unit_text,
    who_mark,
)


class _Words(NamedTuple):
    """What the duties of an obligation that fall due on the same day and stand alike have in common."""

    period: str
    due: str
    days: str
    lamp: Lamp
    mark: str
    achieved: str
    note: str
    """What must be known of those about which nothing was decided or sent."""


def duty_rows(scope: Scope, entries: EntryIndex, duties: Iterable[Assessed]) -> tuple[DutyRow, ...]:
    """A row for each duty of an obligation (or of a task's reports), in their order."""
    words: dict[tuple[object, ...], _Words] = {}
    return tuple(_row(scope, entries, each, words) for each in duties)


def _row(scope: Scope, entries: EntryIndex, each: Assessed, words: dict[tuple[object, ...], _Words]) -> DutyRow:
    duty, state, due, tally, claimed, records, backfill_day, dealings = each
    period, unit, invited = duty.key.period, duty.unit, duty.invited
    key = (period, due, state, invited, backfill_day, tally, claimed, bool(records), dealings.extended_by is None)
    common = words.get(key)
    if common is None:
        common = words[key] = _words(scope, each)
    return DutyRow(
        unit=f"{unit}{common.mark}" if unit else unit_text(each),
        codes=scope.shown_codes(duty.owners),
        period=common.period,
        due=common.due,
        lamp=common.lamp,
        days=common.days,
        achieved=common.achieved,
        note=common.note if dealings == NO_DEALINGS and state != "returned" else note_text(scope, each),
        was=scope.was_word(each),
        joint=not unit,
        invited=invited,
        records=tuple([entries.records[name] for name in records if name in entries.records]) if records else (),
    )


def _words(scope: Scope, each: Assessed) -> _Words:
    period = each.duty.period
    return _Words(
        period=short_period_text(period) if period else "",
        due=due_cell(each),
        days=days_text(each, scope.day) if scope.in_use else "",
        lamp=scope.lamp(each),
        mark=who_mark(each),
        achieved=_achieved(scope, each),
        note=note_text(scope, each._replace(dealings=NO_DEALINGS)),
    )


def _achieved(scope: Scope, each: Assessed) -> str:
    """What is in; in the public edition without what is said and not proved."""
    if not each.records:
        return ""
    return achieved_text(each._replace(claimed=each.tally) if scope.options.public else each)


def note_text(scope: Scope, each: Assessed) -> str:
    """What else must be known of a duty: `已延期；已催办 2 次（最近 6月20日）`."""
    if not scope.in_use:
        return ""
    if not each.records and each.dealings == NO_DEALINGS and each.state != "returned":
        return backfill_note(each)  # nearly all: nobody has said or done anything
    said = ["已延期"] if each.extended_by else []
    if each.state == "returned" and not scope.options.public:
        back = return_of(each, scope.assessment, scope.handed)
        said += [returned_text(back), again_text(each)] if back is not None else []
    if scope.options.public:  # when it was decided is the decision's, not its result
        each = each._replace(dealings=each.dealings._replace(late_decision=False))
    said += [
        *remarks(each),
        backfill_note(each),
        letters_text(each) if each.letters and not scope.options.public else "",
        target_note(each),
    ]
    return "；".join(filter(None, said))


def cell_of(scope: Scope, unit: str, duties: Sequence[Assessed]) -> Cell:
    """What a unit owes of one obligation; its duties as they concern it, in order of period."""
    first = duties[0]
    joint = not first.duty.unit
    lamps = tuple(map(scope.lamp, duties))
    return Cell(
        lamp=lamps[0] if len(lamps) == 1 else scope.worst(duties),
        lamps=lamps,
        joint=joint,
        invited=all(each.invited for each in duties),
        leads=joint and unit in scope.answering.answering(first),
    )


def item_of(scope: Scope, cell: Cell, duties: Sequence[Assessed]) -> UnitItem:
    """The same for the unit's own page, told by the earliest of those that the lamp is of; by the last of what is done.

    What is assumed of who owes it, and of whether alone, is marked. A compact board has no more than number and lamp.
    """
    if scope.compact:
        return UnitItem(id=duties[0].duty.key.obligation, title="", cell=cell, due="", days="", note="")
    alike = [each for each in duties if each.state == cell.lamp.state] or duties
    told = alike[-1] if alike[-1].state in SETTLED else alike[0]
    achieved = _achieved(scope, told)
    together = scope_note(told.duty.obligation) if cell.joint else ""
    return UnitItem(
        id=told.duty.key.obligation,
        title=one_line(told.duty.title, TITLE) + who_mark(told),
        cell=cell,
        due=due_cell(told),
        days=days_text(told, scope.day) if scope.in_use else "",
        note="；".join(filter(None, (achieved, note_text(scope, told), together))),
    )
