"""What stands tens of thousands of times on the board, as ready pieces of markup: each distinct one is made once.

Short attribute values without quotes and left-out end tags are HTML as it is defined; they halve the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from markupsafe import Markup, escape

from spt_fazhi.engine.states import WORST_FIRST, State
from spt_fazhi.text.plain import plain
from spt_fazhi.views.board.pieces import DutyRow, EntryRow, Lamp
from spt_fazhi.views.board.values import MatrixRow, UnitItem

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
_NOTHING: Final = ("", "—")
"""How it is put that nothing has come in yet: a cell at the end of a row is left out then."""


class Batch(NamedTuple):
    """The duties of one period with one due day; `rows` is their markup."""

    period: str
    due: str
    rows: Markup


class ItemGroup(NamedTuple):
    """A unit's items with the same lamp and due day, or with the same lamp alone: then `due` and `days` are empty."""

    lamp: Lamp
    due: str
    days: str
    items: tuple[UnitItem, ...]


class Pieces:
    """Makes pieces of markup. `known` are the codes of the units that have a page on this board.

    Where a register is not in use nothing is `judged`: then no lamp is shown, and no day counted.
    """

    def __init__(self, known: Iterable[str], *, judged: bool) -> None:
        """Nothing is made yet."""
        self._known = frozenset(known)
        self._judged = judged
        self._starts: dict[tuple[str, tuple[str, ...], bool, bool], str] = {}

    def batches(self, rows: Iterable[DutyRow]) -> tuple[Batch, ...]:
        """The rows of duties by due day and period, the earliest first."""
        found: dict[tuple[str, str], list[str]] = {}
        for each in rows:
            found.setdefault((each.due, each.period), []).append(self._row(each))
        return tuple(
            Batch(period, due, Markup("\n".join(found[due, period])))  # noqa: S704 - every part was escaped
            for due, period in sorted(found)
        )

    def lamp(self, lamp: Lamp) -> Markup:
        """A lamp within a line: sign and word."""
        return _lamp(lamp) if self._judged else _NONE

    def sign(self, lamp: Lamp) -> Markup:
        """A lamp in a row of lamps: the sign is seen, the word is read out."""
        return _sign(lamp) if self._judged else _NONE

    def cells(self, row: MatrixRow) -> Markup:
        """The cells of a unit's row in the matrix."""
        return _NONE.join(
            _cell(each.lamp if self._judged else _OWED, each.joint, each.leads) if each else _EMPTY
            for each in row.cells
        )

    def grouped(self, items: Sequence[UnitItem], *, by_due: bool = True) -> tuple[ItemGroup, ...]:
        """The items of a unit by their lamp and due day (or by their lamp alone), the worst and earliest first."""
        found: dict[tuple[int, str, str, Lamp], list[UnitItem]] = {}
        for each in items:
            lamp = each.cell.lamp if self._judged else _OWED
            due, days = (each.due, each.days if self._judged else "") if by_due else ("", "")
            found.setdefault((WORST_FIRST.index(lamp.state), due, days, lamp), []).append(each)
        return tuple(ItemGroup(key[3], key[1], key[2], tuple(found[key])) for key in sorted(found))

    def anchors(self, items: Iterable[UnitItem]) -> Markup:
        """The numbers of a unit's items, each leading to its obligation."""
        return Markup(" ".join([_anchor(each.id) for each in items]))  # noqa: S704 - every part was escaped

    def entry(self, each: EntryRow) -> Markup:
        """A record, a letter or a decision in a list of its own."""
        unit = f" <bdi>{_text(each.unit)}</bdi>" if each.unit else ""
        text = f" <bdi>{_escaped(each.text)}</bdi>" if each.text else ""
        return Markup(  # noqa: S704 - every part was escaped
            f'<span class="day">{_text(each.day)}</span> {_text(each.word)}{unit}{text}{_after(each, "个")}'
        )

    def _row(self, each: DutyRow) -> str:
        """A duty's row, escaped. What is empty at its end is left out."""
        key = (each.unit, each.codes, each.joint, each.invited)
        start = self._starts.get(key)
        if start is None:
            start = self._starts[key] = self._start(each)
        if not self._judged:
            return start
        told = f"{start}{_lamp_cell(each.lamp)}"
        if each.was:
            told += f' <b class="was">※{_text(each.was if each.was.startswith("原") else f"原：{each.was}")}</b>'
        note = _text(each.note) if each.note else ""
        if each.records:
            note += "".join(map(_record, each.records))
        if note:
            return f"{told}<td>{_text(each.days)}<td>{_text(each.achieved)}<td>{note}"
        if each.achieved not in _NOTHING:
            return f"{told}<td>{_text(each.days)}<td>{_text(each.achieved)}"
        return f"{told}<td>{_text(each.days)}" if each.days else told

    def _start(self, each: DutyRow) -> str:
        names = " ".join(filter(None, ("jt" if each.joint else "", "iv" if each.invited else "")))
        linked = len(each.codes) == 1 and each.codes[0] in self._known
        start = "<tr" if linked else f'<tr data-u="{_text(" ".join(each.codes))}"'
        start += f' class="{names}"><td>' if names else "><td>"
        unit = _text(each.unit)
        start += f'<a href="#u-{_text(each.codes[0])}">{unit}</a>' if linked else unit
        return f"{start}{'<i>商请</i>' if each.invited else ''}{'<i>共同</i>' if each.joint else ''}"


_NONE: Final = Markup("")
_EMPTY: Final = Markup("<td>")
_OWED: Final = Lamp("scheduled", "●", "")
"""What stands in the matrix of a register that is not in use: that it is owed, and nothing of how it stands."""


_SPECIAL: Final = re.compile("[&<>\"']")
"""What HTML has a meaning for."""


@lru_cache(maxsize=4096)
def _text(text: str) -> str:
    """A text, escaped: the same few words stand in thousands of cells."""
    return str(escape(plain(text)))


def _escaped(text: str) -> str:
    """The same of a text that stands once; nearly all hold nothing that is to be escaped."""
    clear = plain(text)
    return str(escape(clear)) if _SPECIAL.search(clear) else clear


def _record(each: EntryRow) -> str:
    """A record within a duty's row."""
    return f"<p>{_text(each.day)} {_escaped(each.text or each.word)}{_after(each)}"


def _after(each: EntryRow, counted: str = "") -> str:
    """What stands behind the text of an entry: its attachments, why it no longer counts, its id."""
    files = f" 附件{each.files}{counted}" if each.files else ""
    gone = f" <em>{_escaped(each.gone)}</em>" if each.gone else ""
    return f"{files}{gone} <code>{_escaped(each.id)}</code>"


@cache
def _anchor(name: str) -> str:
    text = _text(name)
    return f'<a href="#o{text}">{text}</a>'


@cache
def _lamp_cell(lamp: Lamp) -> Markup:
    return Markup("<td class={}>{} {}").format(LETTERS[lamp.state], plain(lamp.sign), plain(lamp.word))


@cache
def _lamp(lamp: Lamp) -> Markup:
    return Markup('<span class="lamp {}">{} {}</span>').format(LETTERS[lamp.state], lamp.sign, lamp.word)


@cache
def _sign(lamp: Lamp) -> Markup:
    return Markup("<b class={}>{}<i>{}</i></b>").format(LETTERS[lamp.state], lamp.sign, lamp.word)


@cache
def _cell(lamp: Lamp, joint: bool, leads: bool) -> Markup:
    letter = LETTERS[lamp.state]
    name, more = ("ld", "共同牵头") if leads else ("jt", "共同") if joint else ("", "")
    told = "，".join(filter(None, (lamp.word, more)))
    start = (
        Markup('<td class="{} {}">{}').format(letter, name, lamp.sign)
        if name
        else Markup("<td class={}>{}").format(letter, lamp.sign)
    )
    return start + Markup("<i>{}</i>").format(told) if told else start
