"""Saved pages and workbooks with the tables a test writes down."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook


def page(title: str, *tables: str, between: str = "") -> Callable[[], bytes]:
    """A saved page with tables in the way their markup is given."""
    body = between.join(f"<table>{each}</table>" for each in tables)
    return f"<html><head><meta charset='utf-8'></head><body><h1>{title}</h1>{body}</body></html>".encode


def rows(*lines: str) -> str:
    """Rows of a table: cells apart by |, one that begins with `2x` over two columns, with `2y` over two rows."""
    return "".join(f"<tr>{''.join(map(_cell, line.split('|')))}</tr>" for line in lines)


def _cell(text: str) -> str:
    if text[1:2] in {"x", "y"} and text[0].isdigit():
        span = "colspan" if text[1] == "x" else "rowspan"
        return f"<td {span}={text[0]}>{text[2:]}</td>"
    return f"<td>{text}</td>"


def book(**sheets: Sequence[Sequence[Any]]) -> Callable[[], bytes]:
    """A workbook; a cell that is None lies under the one above it or to its left."""

    def made() -> bytes:
        found = Workbook()
        found.remove(found.active)
        for name, lines in sheets.items():
            sheet = found.create_sheet(name)
            for line in lines:
                sheet.append(["" if cell is None else cell for cell in line])
            for at, line in enumerate(lines, 1):
                if len(line) == 1 and at < len(lines):
                    sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(lines[-1]))
                for column, cell in enumerate(line, 1):
                    below = at
                    while below < len(lines) and column <= len(lines[below]) and lines[below][column - 1] is None:
                        below += 1
                    if cell is not None and below > at:
                        sheet.merge_cells(start_row=at, end_row=below, start_column=column, end_column=column)
        data = io.BytesIO()
        found.save(data)
        return data.getvalue()

    return made


def shown_book(
    *,
    hidden_rows: Mapping[str, Sequence[int]] | None = None,
    hidden_columns: Mapping[str, Sequence[str]] | None = None,
    hidden_sheets: Sequence[str] = (),
    **sheets: Sequence[Sequence[Any]],
) -> Callable[[], bytes]:
    """A workbook; a cell that is a pair is a value and its format."""

    def made() -> bytes:
        found = Workbook()
        found.remove(found.active)
        for name, lines in sheets.items():
            sheet = found.create_sheet(name)
            for at, line in enumerate(lines, 1):
                for column, said in enumerate(line, 1):
                    cell = sheet.cell(at, column)
                    if isinstance(said, tuple):
                        cell.value, cell.number_format = said
                    else:
                        cell.value = said
            for row in (hidden_rows or {}).get(name, ()):
                sheet.row_dimensions[row].hidden = True
            for letters in (hidden_columns or {}).get(name, ()):
                sheet.column_dimensions[letters].hidden = True
            sheet.sheet_state = "hidden" if name in hidden_sheets else "visible"
        data = io.BytesIO()
        found.save(data)
        return data.getvalue()

    return made
