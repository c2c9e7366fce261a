"""A table as CSV for Excel: UTF-8 with a byte order mark, and nothing in it that would be taken for a formula."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Final

from spt_fazhi.text.plain import plain
from spt_fazhi.views.tables.table import Cell, Table

_BOM: Final = "\ufeff"
_FORMULA: Final = frozenset("=+-@\t\r＝＋－＠")


def csv_bytes(table: Table) -> bytes:
    """The heads and the rows of a table; days as `2024-06-30`, line breaks within cells kept, nothing invisible."""
    data = io.StringIO(newline="")
    writer = csv.writer(data, lineterminator="\r\n")
    writer.writerow(map(_text, table.columns))
    writer.writerows([_text(cell) for cell in cells] for cells in table.cells())
    return (_BOM + data.getvalue()).encode("utf-8", "replace")


def _text(cell: Cell) -> str:
    """A cell as text; where Excel would take it for a formula, an apostrophe stands before it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        cell = plain(cell)
        return f"'{cell}" if (cell.lstrip(" \u3000\xa0") or " ")[0] in _FORMULA else cell
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)
