"""The sheets of a form that came back, found by the heads of their columns, wherever these stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from spt_fazhi.forms.columns import COLUMNS, FIGURE, SHEETS, SheetName
from spt_fazhi.model.frozen import frozen
from spt_fazhi.text.as_typed import narrow
from spt_fazhi.text.cells import Cell, Sheet

_LONGEST_HEAD: Final = 200
_ROWS_OF_HEADS: Final = 30
"""Rows in which the heads are looked for: people write above them."""
_TITLE: Final = re.compile(rf"\u3000(?:{'|'.join(SHEETS.values())})：")
"""What stands above a table as it is sent out."""
_TELLS: Final[Mapping[SheetName, frozenset[str]]] = {
    "evidence": frozenset({"obligation", "date", "what"}),
    "progress": frozenset({"task", "done"}),
    "rectify": frozenset({"finding", "date", "what", "stage"}),
    "returned": frozenset({"obligation", "reason"}),
}
"""The heads by which a sheet is known; two of those of the first are enough, a deleted column is told then."""


@frozen
class RowFound:
    """A row below the heads: its cells by the key of their column, blank ones too. `place` is `佐证!7`.

    `covered` has the columns whose cell lies under a merged one, each with the place of that one.
    """

    sheet: SheetName
    place: str
    cells: Mapping[str, Cell]
    covered: Mapping[str, str]

    def text(self, key: str) -> str:
        """What stands in a column; "" where there is no such column."""
        cell = self.cells.get(key)
        return cell.text if cell is not None else ""

    def place_of(self, key: str) -> str:
        """Where that stands; the row where there is no such column."""
        cell = self.cells.get(key)
        return cell.place if cell is not None else self.place


@frozen
class SheetFound:
    """A sheet of a form: the keys of its columns, those that occur more than once, and its rows.

    `others` are the heads of columns that somebody added and wrote something in, `beside` the places of what stands in
    no column and is not the title, `heads_at` is the row of the heads (`佐证!2`).
    """

    name: SheetName
    called: str
    columns: tuple[str, ...]
    twice: tuple[str, ...]
    others: tuple[str, ...]
    rows: tuple[RowFound, ...]
    beside: tuple[str, ...] = ()
    heads_at: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns without which its rows say nothing, and that are not there."""
        return tuple(sorted(_TELLS[self.name] - set(self.columns)))


def fills(name: SheetName) -> frozenset[str]:
    """The columns of a sheet in which something is to be written, less the declared figures."""
    return frozenset(column.key for column in COLUMNS[name] if column.fill is not None)


def is_filled(row: RowFound) -> bool:
    """Whether somebody wrote something in the row."""
    wanted = fills(row.sheet)
    filled = (cell for key, cell in row.cells.items() if key in wanted or key.startswith(FIGURE))
    return any(cell.text or cell.is_formula for cell in filled)


def head_of_column(sheet: SheetName, key: str) -> str:
    """What a column is called: its head, or the name of the figure."""
    if key.startswith(FIGURE):
        return key.removeprefix(FIGURE)
    return next((column.head for column in COLUMNS[sheet] if column.key == key), key)


def found_sheets(sheets: Sequence[Sheet], figures: Collection[str]) -> tuple[SheetFound, ...]:
    """The sheets of a form among `sheets`; `figures` are the names of the numbers that the plan declares."""
    by_text = {_bare(each): f"{FIGURE}{each}" for each in figures}
    return tuple(found for sheet in sheets if (found := _found(sheet, by_text)) is not None)


def _found(sheet: Sheet, figures: Mapping[str, str]) -> SheetFound | None:
    best: tuple[int, SheetName, int, dict[int, str]] | None = None
    for at, row in enumerate(sheet.rows[:_ROWS_OF_HEADS]):
        heads = {number: _bare(cell.text) for number, cell in enumerate(row) if 0 < len(cell.text) <= _LONGEST_HEAD}
        for name in COLUMNS:
            keys = _keys(name, heads, figures)
            score = len(_TELLS[name].intersection(keys.values()))
            if score >= 2 and (best is None or (score, len(keys)) > (best[0], len(best[3]))):
                best = (score, name, at, keys)
    if best is None:
        return None
    _, name, at, keys = best
    once, twice = _once(keys, sheet.rows[at + 1 :])
    return SheetFound(
        name=name,
        called=sheet.name,
        columns=tuple(once.values()),
        twice=twice,
        others=tuple(_others(sheet.rows[at], keys, sheet.rows[at + 1 :])),
        rows=tuple(_row(sheet, name, row, once) for row in sheet.rows[at + 1 :]),
        beside=tuple(_beside(sheet.rows, at)),
        heads_at=_row_of(sheet.rows[at]),
    )


def _once(keys: Mapping[int, str], below: Sequence[Sequence[Cell]]) -> tuple[dict[int, str], tuple[str, ...]]:
    """One column for each key, and the keys with several of which more than one says something."""
    by_key: dict[str, list[int]] = {}
    for index, key in keys.items():
        by_key.setdefault(key, []).append(index)
    once: dict[int, str] = {}
    twice = []
    for key, places in by_key.items():
        said = [at for at in places if len(places) == 1 or any(len(row) > at and row[at].text for row in below)]
        once[(said or places)[0]] = key
        if len(said) > 1:
            twice.append(key)
    return once, tuple(twice)


def _others(heads: Sequence[Cell], keys: Mapping[int, str], below: Sequence[Sequence[Cell]]) -> Iterator[str]:
    for at, cell in enumerate(heads):
        if cell.text and at not in keys and any(len(row) > at and row[at].text for row in below):
            yield cell.text


def _beside(rows: Sequence[Sequence[Cell]], at: int) -> Iterator[str]:
    """What stands above the heads, less the title, and below them in columns without one."""
    for row in rows[:at]:
        yield from (cell.place for cell in row if cell.text and not _TITLE.search(cell.text))
    headed = {number for number, cell in enumerate(rows[at]) if cell.text}
    for row in rows[at + 1 :]:
        yield from (cell.place for number, cell in enumerate(row) if cell.text and number not in headed)


def _keys(name: SheetName, heads: Mapping[int, str], figures: Mapping[str, str]) -> dict[int, str]:
    known, more = _known(name), figures if name == "evidence" else {}
    return {at: key for at, head in heads.items() if (key := known.get(head) or more.get(head)) is not None}


@cache
def _known(name: SheetName) -> Mapping[str, str]:
    """The key of a column by its bare head."""
    return {_bare(head): column.key for column in COLUMNS[name] for head in (column.asking, column.head) if head}


def _bare(head: str) -> str:
    """A head without remarks in brackets, marks and white space."""
    text = narrow(head)
    return re.sub(r"\s", "", re.sub(r"\([^()]*\)|[:*]", "", text)) or text


def _row(sheet: Sheet, name: SheetName, row: Sequence[Cell], keys: Mapping[int, str]) -> RowFound:
    place = _row_of(row)
    cells = {key: row[at] if at < len(row) else Cell(place, "") for at, key in keys.items()}
    covered = {
        key: sheet.merged[cell.place] for key, cell in cells.items() if not cell.text and cell.place in sheet.merged
    }
    return RowFound(sheet=name, place=place, cells=cells, covered=covered)


def _row_of(row: Sequence[Cell]) -> str:
    return re.sub(r"![A-Z]+(?=[0-9]+$)", "!", row[0].place)
