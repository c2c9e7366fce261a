"""What stands tens of thousands of times on the board, as ready pieces of markup: each distinct one is made once.

Short attribute values without quotes and left-out end tags are HTML as it is defined; they halve the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from markupsafe import Markup

from spt_fazhi.engine.states import State
from spt_fazhi.text.plain import plain
from spt_fazhi.views.board.values import DutyRow, EntryRow, Lamp, MatrixRow, UnitItem

LETTERS: Final[dict[State, str]] = {
    "done": "d",
    "done-late": "l",
    "overdue": "o",
    "returned": "r",
    "unproved": "u",
    "due-soon": "s",
    "behind": "b",
    "submitted": "m",
    "in-progress": "i",
    "pending": "p",
    "scheduled": "c",
    "backfill": "k",
    "invited": "v",
    "waived": "w",
}
"""The class of a lamp; board.css gives it its colour, board.js reads it."""


class Row(NamedTuple):  # a tuple: tens of thousands
    """A duty as it stands in a table: `start` is the row's beginning with its unit, `lamp` the cell of its state."""

    start: Markup
    lamp: Markup
    days: str
    achieved: str
    note: str
    was: str
    records: tuple[EntryRow, ...]


class Batch(NamedTuple):
    """Rows of one period with one due day."""

    period: str
    due: str
    rows: tuple[Row, ...]


class Rows:
    """Makes rows; `known` are the codes of the units that have a page on this board."""

    def __init__(self, known: Iterable[str]) -> None:
        """Nothing is made yet."""
        self._known = frozenset(known)
        self._starts: dict[tuple[str, tuple[str, ...], bool, bool], Markup] = {}

    def batches(self, rows: Iterable[DutyRow]) -> tuple[Batch, ...]:
        """The rows by period and due day, the earliest first."""
        found: dict[tuple[str, str], list[Row]] = {}
        for each in rows:
            row = Row(
                self._start(each), _lamp_cell(each.lamp), each.days, each.achieved, each.note, each.was, each.records
            )
            found.setdefault((each.due, each.period), []).append(row)
        return tuple(Batch(period, due, tuple(found[due, period])) for due, period in sorted(found))

    def _start(self, each: DutyRow) -> Markup:
        key = (each.unit, each.codes, each.joint, each.invited)
        found = self._starts.get(key)
        if found is None:
            found = self._starts[key] = self._made(each)
        return found

    def _made(self, each: DutyRow) -> Markup:
        names = " ".join(filter(None, ("jt" if each.joint else "", "iv" if each.invited else "")))
        linked = len(each.codes) == 1 and each.codes[0] in self._known
        start = Markup("<tr") if linked else Markup('<tr data-u="{}"').format(" ".join(each.codes))
        start += Markup(' class="{}"><td>').format(names) if names else Markup("><td>")
        unit = plain(each.unit)
        start += Markup('<a href="#u-{}">{}</a>').format(each.codes[0], unit) if linked else Markup.escape(unit)
        if each.invited:
            start += Markup("<i>商请</i>")
        return start + Markup("<i>共同</i>") if each.joint else start


@cache
def _lamp_cell(lamp: Lamp) -> Markup:
    return Markup("<td class={}>{} {}").format(LETTERS[lamp.state], lamp.sign, lamp.word)


@cache
def lamp_mark(lamp: Lamp) -> Markup:
    """A lamp within a line: sign and word."""
    return Markup('<span class="lamp {}">{} {}</span>').format(LETTERS[lamp.state], lamp.sign, lamp.word)


@cache
def lamp_sign(lamp: Lamp) -> Markup:
    """A lamp in a row of lamps: the sign is seen, the word is read out."""
    return Markup("<b class={}>{}<i>{}</i></b>").format(LETTERS[lamp.state], lamp.sign, lamp.word)


def matrix_cells(row: MatrixRow) -> Markup:
    """The cells of a unit's row."""
    return Markup("").join(_cell(each.lamp, each.joint, each.leads) if each else _EMPTY for each in row.cells)


_EMPTY: Final = Markup("<td>")


@cache
def _cell(lamp: Lamp, joint: bool, leads: bool) -> Markup:
    letter = LETTERS[lamp.state]
    if not joint:
        return Markup("<td class={}>{}<i>{}</i>").format(letter, lamp.sign, lamp.word)
    name, more = ("ld", "，共同牵头") if leads else ("jt", "，共同")
    return Markup('<td class="{} {}">{}<i>{}{}</i>').format(letter, name, lamp.sign, lamp.word, more)


class ItemGroup(NamedTuple):
    """Of a unit's items those with the same lamp, on a board with so many that titles are left out."""

    lamp: Lamp
    items: tuple[UnitItem, ...]


def by_lamp(items: Sequence[UnitItem]) -> tuple[ItemGroup, ...]:
    """The items of a unit by their lamp, in the order in which the lamps first occur."""
    found: dict[Lamp, list[UnitItem]] = {}
    for each in items:
        found.setdefault(each.cell.lamp, []).append(each)
    return tuple(ItemGroup(lamp, tuple(own)) for lamp, own in found.items())
