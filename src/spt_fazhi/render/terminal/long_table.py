"""A long table, printed row by row: Rich lays out each different cell once, and the rows are put together from them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Final

from rich.segment import Segments
from rich.text import Text

from spt_fazhi.render.terminal.style import shown_text, table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

Cell = str | Text
LONG: Final = 200
"""Rows from which on a table is printed in this way; Rich takes a millisecond for each."""
_PIECE: Final = 500
"""Rows that are written at once."""


class Column:
    """The cells of one column: the different ones, and which of them stands in each row."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        """Take each cell that is there several times once."""
        places: dict[Hashable, int] = {}
        self.different: list[Cell] = []
        self.rows: list[int] = []
        for cell in cells:
            key = cell if isinstance(cell, str) else (cell.plain, cell.style, tuple(cell.spans))
            place = places.get(key)
            if place is None:
                place = places[key] = len(self.different)
                self.different.append(cell)
            self.rows.append(place)

    def __iter__(self) -> Iterator[Cell]:
        """The cells row by row."""
        return (self.different[place] for place in self.rows)


def different_rows(shown: Sequence[Column]) -> list[tuple[Cell, ...]]:
    """Rows that hold each different cell of every column: a table of them is as wide as the whole one."""
    return list(zip_longest(*(each.different for each in shown), fillvalue=""))


def print_table(titles: Sequence[tuple[str, str]], shown: Sequence[Column], console: Console) -> None:
    """Print a table with these titles, as in `style.table`, and columns."""
    number = len(shown[0].rows)
    if number < LONG or console.legacy_windows:
        console.print(table(titles, zip(*shown, strict=True), console.width))
        return
    made = table(titles, different_rows(shown), console.width)
    widths = _widths(made, console)
    console.print(_head(made, widths))
    laid = [
        [_lines(console, shown_text(cell), made, place, width) for cell in each.different]
        for place, (each, width) in enumerate(zip(shown, widths, strict=True))
    ]
    _write(console, _rows(laid, [each.rows for each in shown], widths, _between(made, console)))


def _widths(made: Table, console: Console) -> list[int]:
    """The columns that Rich gives each column of a table for its words, without the gaps between them."""
    last = len(made.columns) - 1
    room = console.options.update_width(console.width - last)  # one column for the line between two, which is blank
    # a test compares what is printed with Rich's own table
    given = made._calculate_column_widths(console, room)  # noqa: SLF001
    return [width - (place > 0) - (place < last) for place, width in enumerate(given)]


def _head(made: Table, widths: Sequence[int]) -> Table:
    """The titles and the line below them."""
    from rich.table import Table

    head = Table(box=made.box, pad_edge=False, show_edge=False, padding=made.padding, header_style=made.header_style)
    for column, width in zip(made.columns, widths, strict=True):
        head.add_column(
            column.header, justify=column.justify, overflow=column.overflow, no_wrap=column.no_wrap, width=width
        )
    return head


def _between(made: Table, console: Console) -> str:
    """What stands between two columns: a line where the console is not of UTF-8, for Rich draws with ASCII there."""
    box = made.box.substitute(console.options, safe=console.safe_box) if made.box else None
    return f" {box.mid_vertical if box else ' '} "


def _lines(console: Console, cell: Text, made: Table, place: int, width: int) -> list[str]:
    """The lines of a cell, each as wide as its column, in the colours of the console."""
    column = made.columns[place]
    options = console.options.update(
        width=width, justify=column.justify, no_wrap=column.no_wrap, overflow=column.overflow, height=None
    )
    lines = []
    for line in console.render_lines(cell, options):
        with console.capture() as captured:
            console.print(Segments(line), end="", soft_wrap=True)
        lines.append(captured.get())
    return lines


def _rows(
    laid: Sequence[Sequence[Sequence[str]]], rows: Sequence[Sequence[int]], widths: Sequence[int], between: str
) -> Iterator[str]:
    blank = [" " * width for width in widths]
    for places in zip(*rows, strict=True):
        cells = [column[place] for column, place in zip(laid, places, strict=True)]
        height = max(map(len, cells))
        for line in range(height):
            yield between.join(
                [cell[line] if line < len(cell) else empty for cell, empty in zip(cells, blank, strict=True)]
            )


def _write(console: Console, lines: Iterator[str]) -> None:
    while piece := list(islice(lines, _PIECE)):
        console.file.write("\n".join(piece) + "\n")
        console.file.flush()
