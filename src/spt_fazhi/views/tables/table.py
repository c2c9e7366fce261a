"""A table as values: its columns with their width on paper, its rows of typed cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from spt_fazhi.engine.states import State
from spt_fazhi.model.frozen import frozen

Cell = str | int | Decimal | date | None
"""A text stays one (`2.10`, a number of 18 digits), a number is counted with, a day is sorted by."""


@frozen
class TableRow:
    """A row: its cells by the head of their column; the state by whose lamp it is coloured, if any."""

    cells: Mapping[str, Cell]
    state: State | None = None


@frozen
class Table:
    """A sheet: its name, the heads of its columns with their width in half-width characters, its rows.

    The first `printed` columns go on paper (0: all); the others are for the screen. The cell below `coloured` bears
    the colour of the row's lamp.
    """

    name: str
    columns: Mapping[str, int]
    rows: tuple[TableRow, ...]
    coloured: str = ""
    printed: int = 0

    def cells(self) -> Iterable[tuple[Cell, ...]]:
        """The cells of each row from left to right; None where it says nothing."""
        heads = tuple(self.columns)
        return (tuple(row.cells.get(head) for head in heads) for row in self.rows)
