"""The process in which a spreadsheet is read: its bytes in by standard input, JSON out.

Run by `sheets.py` as `python -P -m spt_fazhi.store.documents.tables.sheet_worker MEMORY SECONDS`: the library aborts
on a cell far out and cannot be stopped otherwise. It writes
`{"sheets": [{"name": …, "rows": [[[kind, text], …], …], "merged": [[row, column, last row, last column], …]}]}`, kind
`t` for text, `n` for a number, `f` for a formula never computed and "" for nothing, with `"shown": [[row, column,
"percent" | "month"], …]` and `"hidden": {"sheet": bool, "rows": […], "columns": […]}` (all counted from 0), or
`{"unread": "library" | "format" | "large"}`, or one of the answers of `apart/child.py`.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from spt_fazhi.store.documents.apart.child import serve
from spt_fazhi.store.documents.tables.formulas import At, uncomputed
from spt_fazhi.store.documents.tables.looks import Looks, looks_of

MAX_ROWS: Final = 5000
MAX_COLUMNS: Final = 200
_FIRST_DAY: Final = dt.date(1899, 12, 30)
_LAST_DAY: Final = 100_000


def cell(value: Any) -> list[str]:
    """One value as kind and text: a day as the files write it, a number without needless decimals."""
    if value is None or value == "":
        return ["", ""]
    if isinstance(value, bool):
        return ["t", "TRUE" if value else "FALSE"]
    if isinstance(value, dt.date):  # a moment too: its day is what is asked for
        return ["t", f"{value:%Y-%m-%d}"]
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        return ["n", f"{number.to_integral_value() if number == number.to_integral_value() else number:f}"]
    return ["t", str(value)]


def read(data: bytes) -> dict[str, Any]:
    """Every sheet with all its rows from the first, blank ones too, save those at the end."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        return {"unread": "library"}
    sheets = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        formulas = uncomputed(data)
        looks = looks_of(data)
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            rows = _trimmed(sheet)
            if rows is None:
                return {"unread": "large"}
            _mark(rows, formulas.get(name, []))
            look = looks.get(name, Looks({}))
            shown = _shown(rows, look)
            merged = [[*first, *last] for first, last in (sheet.merged_cell_ranges or ())[:MAX_ROWS]]
            hidden = {"sheet": look.hidden, "rows": look.rows[:MAX_ROWS], "columns": look.columns[:MAX_COLUMNS]}
            sheets.append({"name": name, "rows": rows, "merged": merged, "shown": shown, "hidden": hidden})
    except (CalamineError, ValueError, OverflowError):
        return {"unread": "format"}
    return {"sheets": sheets}


def _shown(rows: list[list[list[str]]], look: Looks) -> list[list[Any]]:
    """The cells shown as percentages or months; days in Chinese formats, read as numbers, are made days."""
    found: list[list[Any]] = []
    for (row, column), shown in look.cells.items():
        if row >= len(rows) or column >= len(rows[row]) or not rows[row][column][1]:
            continue
        kind, text = rows[row][column]
        if shown.startswith("chinese") and kind == "n" and text.isdigit() and int(text) < _LAST_DAY:
            rows[row][column] = ["t", f"{_FIRST_DAY + dt.timedelta(days=int(text)):%Y-%m-%d}"]
        if shown == "percent" or shown.endswith("month"):
            found.append([row, column, shown.rpartition("-")[2]])
    return found


def _trimmed(sheet: Any) -> list[list[list[str]]] | None:
    """The rows without blank ones and blank cells at the end, which need not fit; None when the others do not fit."""
    if sheet.total_height > MAX_ROWS and any(
        cell(value)[1].strip() for row in islice(sheet.iter_rows(), MAX_ROWS, None) for value in row
    ):
        return None
    rows = [[cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS)]
    wide = max((at for row in rows for at, (_, text) in enumerate(row, 1) if text.strip()), default=0)
    while rows and not any(text.strip() for _, text in rows[-1]):
        rows.pop()
    return [row[:wide] for row in rows] if wide <= MAX_COLUMNS else None


def _mark(rows: list[list[list[str]]], formulas: list[At]) -> None:
    """Mark the blank cells in which a formula stands, among the columns in which anything is written."""
    wide = max(map(len, rows), default=0)
    for row, column in formulas:
        if row >= MAX_ROWS or column >= wide:
            continue
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [["", ""] for _ in range(column + 1 - len(rows[row]))]
        if not rows[row][column][1].strip():
            rows[row][column] = ["f", ""]


if __name__ == "__main__":
    serve(read, int(sys.argv[1]), int(sys.argv[2]))
