"""Tables of web pages: cells in their places, spans within bounds, tables in tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Table, TableRow
from spt_fazhi.intake.structure.tabular.heads import are_heads
from spt_fazhi.store.documents.readers.sizes import MAX_CELLS, MAX_COLUMNS

_ADVICE: Final = "请只复制任务表里要用的行和列，存成 .txt 或贴进 .xlsx 再试"
_HEAD_ROWS: Final = 6
"""Among so many rows the heads of a table stand."""
_MOST_ROWS: Final = 2000
"""Rows that a cell can reach over; what a span claims beyond them is not believed."""


class Grid(NamedTuple):
    """A table whose rows are all as long as the longest."""

    rows: tuple[tuple[str, ...], ...]

    def numbered(self, before: int) -> Table:
        """The table, its rows numbered from after `before`."""
        return Table(rows=tuple(TableRow(cells=row, number=before + index) for index, row in enumerate(self.rows, 1)))


class _Cell(NamedTuple):
    down: int
    across: int
    items: list[str | WebTable]


class WebTable:
    """A table in the making."""

    def __init__(self) -> None:
        """Begin without rows."""
        self._rows: list[list[_Cell]] = []
        self._cell: _Cell | None = None

    def begin_row(self) -> None:
        """A row begins; what was open ends."""
        self._cell = None
        self._rows.append([])

    def begin_cell(self, attributes: Mapping[str, str]) -> None:
        """A cell begins, with its spans; what was open ends."""
        if not self._rows:
            self._rows.append([])
        down = _span(attributes.get("rowspan"), _MOST_ROWS)
        self._cell = _Cell(down, _span(attributes.get("colspan"), MAX_COLUMNS), [])
        self._rows[-1].append(self._cell)

    def end_cell(self) -> None:
        """The open cell ends."""
        self._cell = None

    def add(self, item: str | WebTable) -> bool:
        """Put words or a table into the open cell; whether there is one."""
        if self._cell is None:
            return False
        self._cell.items.append(item)
        return True

    def blocks(self) -> Iterator[str | Grid]:
        """What the table is: a grid; or, where it only lays out the page, what its cells hold, one after the other.

        A table that holds others only lays them out when they say more than half of what it says, or when they are
        tables of tasks and it is none. Raises FazhiError for one that claims more cells than a document may have.
        """
        items = [item for row in self._rows for cell in row for item in cell.items]
        inner = [item for item in items if isinstance(item, WebTable)]
        lays_out = 2 * sum(item.length() for item in inner) > self.length()
        if lays_out or (any(item.has_heads() for item in inner) and not self._are_heads()):
            for item in items:
                yield from [item] if isinstance(item, str) else item.blocks()
            return
        grid = _grid(self._rows)
        widest = max(map(len, grid), default=0)
        if widest < 2:
            yield from (cell for row in grid for cell in row if cell.strip())
            return
        yield Grid(tuple(tuple(row + [""] * (widest - len(row))) for row in grid))

    def has_heads(self) -> bool:
        """Whether it, or a table in it, begins with the heads of a table of tasks."""
        inner = (item for row in self._rows for cell in row for item in cell.items if isinstance(item, WebTable))
        return self._are_heads() or any(item.has_heads() for item in inner)

    def _are_heads(self) -> bool:
        rows = (
            [item for cell in row for item in cell.items if isinstance(item, str)] for row in self._rows[:_HEAD_ROWS]
        )
        return any(map(are_heads, rows))

    def length(self) -> int:
        """How many characters it holds, those of tables in it too."""
        return sum(
            len(item) if isinstance(item, str) else item.length()
            for row in self._rows
            for cell in row
            for item in cell.items
        )

    def lines(self) -> Iterator[str]:
        """Its words as lines, a row a line: as they stand in the cell of another table."""
        for row in self._rows:
            words = "　".join(filter(None, (_words(cell).replace("\n", "") for cell in row)))
            if words:
                yield words


def _words(cell: _Cell) -> str:
    return "\n".join(item if isinstance(item, str) else "\n".join(item.lines()) for item in cell.items)


def _span(text: str | None, most: int) -> int:
    words = (text or "").strip()
    return min(max(int(words[:9]), 1), most) if words.isascii() and words.isdigit() else 1


def _grid(rows: list[list[_Cell]]) -> list[list[str]]:
    """The cells in their places; a cell over several rows or columns is repeated. Blank rows are left out."""
    grid: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}
    cells = 0
    for row in rows:
        made: list[str] = []
        for cell in row:
            _hang(below, made)
            words = _words(cell)
            if len(made) >= MAX_COLUMNS and words.strip():
                raise FazhiError(f"网页里有一张表超过 {MAX_COLUMNS} 列，没有读", _ADVICE)
            for _ in range(min(cell.across, MAX_COLUMNS - len(made))):
                if cell.down > 1:
                    below[len(made)] = (cell.down - 1, words)
                made.append(words)
        _hang(below, made)
        cells += len(made)
        if cells > MAX_CELLS:
            raise FazhiError("网页里的表格大得不正常，没有读", _ADVICE)
        grid.append(made)
    return [row for row in grid if any(cell.strip() for cell in row)]


def _hang(below: dict[int, tuple[int, str]], made: list[str]) -> None:
    """Add what hangs down from the rows above at the places that come next."""
    while len(made) in below:
        left, words = below.pop(len(made))
        if left > 1:
            below[len(made)] = (left - 1, words)
        made.append(words)
