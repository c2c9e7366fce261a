"""A workbook as a document: task tables as tables, the lines above them as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Document, Paragraph, Table, TableRow
from spt_fazhi.intake.structure.tabular.layout import begin_of
from spt_fazhi.store.documents.tables.sheets import workbook_here
from spt_fazhi.text.cells import Cell, Sheet
from spt_fazhi.views.wording import chinese_date


def read_plan_sheets(data: bytes, name: str) -> Document:
    """Read a spreadsheet. Raises UsageError and FazhiError as `workbook_here` does, and where nothing is written."""
    document = plan_of(workbook_here(data, name).sheets)
    if not document.blocks:
        raise FazhiError(f"“{name}”里没有文字", "请确认任务写在表里，不是图片")
    return document


def plan_of(sheets: Sequence[Sheet]) -> Document:
    """Sheets as a document; without blocks when nothing is written in them.

    Rows are numbered as in their sheet; those of a later sheet go on after the last row of the one before.
    """
    blocks: list[Paragraph | Table] = []
    before = 0
    for sheet in sheets:
        blocks += _blocks(sheet, before)
        before += max(map(_number, sheet.rows), default=0)
    return Document(blocks=tuple(blocks))


def _blocks(sheet: Sheet, before: int) -> Iterator[Paragraph | Table]:
    """The lines above the heads, then the table; a sheet that is no table is all lines."""
    rows = [TableRow(cells=cells, number=before + number) for number, cells in _filled(sheet)]
    head = begin_of([row.cells for row in rows])
    for row in rows[:head]:
        said = dict.fromkeys(line for cell in row.cells for line in cell.split("\n") if line.strip())
        yield Paragraph(text="　".join(said), number=row.number)
    if head < len(rows):
        yield Table(rows=tuple(rows[head:]))


def _filled(sheet: Sheet) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each row with its number; the cells below a merged one say what that one says."""
    said = {cell.place: cell.text for row in sheet.rows for cell in row}
    for row in sheet.rows:
        yield _number(row), tuple(_text(said.get(sheet.merged.get(cell.place, ""), cell.text)) for cell in row)


def _number(row: Sequence[Cell]) -> int:
    """The number of a row, which the places of its cells end with."""
    found = re.search(r"\d+$", row[0].place)
    return int(found.group()) if found else 0


def _text(text: str) -> str:
    """What a cell says; a day as a document words it."""
    try:
        return chinese_date(date.fromisoformat(text)) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else text
    except ValueError:
        return text
