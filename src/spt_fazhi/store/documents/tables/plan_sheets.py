"""A workbook as a document: task tables as tables, the lines above them as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Aside, Document, Paragraph, Table, TableRow
from spt_fazhi.intake.structure.tabular.layout import begin_of
from spt_fazhi.store.documents.tables.sheets import workbook_here
from spt_fazhi.text.cells import FORMULA_HINT, Cell, Sheet
from spt_fazhi.views.wording import chinese_date

_NAMED: Final = 8
"""So many rows or columns are named at once."""


def read_plan_sheets(data: bytes, name: str) -> Document:
    """Read a spreadsheet. Raises UsageError and FazhiError as `workbook_here` does, and where nothing is written."""
    document = plan_of(workbook_here(data, name).sheets)
    if not document.blocks:
        raise FazhiError(f"“{name}”里没有文字", "请确认任务写在表里，不是图片")
    return document


def plan_of(sheets: Sequence[Sheet]) -> Document:
    """Sheets as a document; without blocks when nothing is written in them.

    Rows are numbered as in their sheet; those of a later sheet go on after the last row of the one before. What is
    hidden in a sheet is read, with a note; a hidden sheet beside others that are shown is left out, with one.
    """
    blocks: list[Paragraph | Table] = []
    asides: list[Aside] = []
    notes: list[tuple[int, str, str]] = []
    cells: list[tuple[int, tuple[tuple[str, str], ...]]] = []
    all_hidden = all(sheet.hidden.sheet for sheet in sheets)
    before = 0
    for sheet in sheets:
        first = before + next(map(_number, sheet.rows), 0)
        if sheet.hidden.sheet and sheet.rows and not all_hidden:
            asides += [
                Aside(
                    number=before + number,
                    text="　".join(dict.fromkeys(filter(None, row))),
                    reason=f"隐藏的表“{sheet.name}”",
                )
                for number, row in _filled(sheet)
            ]
            notes.append((first, f"表“{sheet.name}”是隐藏的，没有采用", "若里面有任务，请取消隐藏再读"))
        else:
            blocks += _blocks(sheet, before)
            notes += (
                (before + _number(row), f"“{cell.place}”{cell.fault}", FORMULA_HINT)
                for row in sheet.rows
                for cell in row
                if cell.fault
            )
            notes += ((first, said, "不要的请删去再读，或在草稿里删去") for said in _hidden(sheet))
        cells += [
            (
                before + _number(row),
                tuple((_text(cell, sheet.shown.get(cell.place, "")), cell.place) for cell in row if cell.text),
            )
            for row in sheet.rows
        ]
        before += max(map(_number, sheet.rows), default=0)
    return Document(blocks=tuple(blocks), asides=tuple(asides), notes=tuple(notes), cells=tuple(cells))


def _hidden(sheet: Sheet) -> Iterator[str]:
    """What of a sheet is hidden and written in."""
    numbers = {_number(row) for row in sheet.rows}
    letters = {re.sub("[0-9]+$", "", cell.place.rpartition("!")[2]) for row in sheet.rows for cell in row if cell.text}
    rows = [f"{row}" for row in sheet.hidden.rows if row in numbers]
    columns = [column for column in sheet.hidden.columns if column in letters]
    if rows:
        yield f"表“{sheet.name}”里第 {_some(rows)} 行是隐藏的，也读了"
    if columns:
        yield f"表“{sheet.name}”里 {_some(columns)} 列是隐藏的，也读了"


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:_NAMED]) + (f" 等 {len(names)}" if len(names) > _NAMED else "")


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
    above = set(sheet.merged.values())
    said = {
        cell.place: _text(cell, sheet.shown.get(cell.place, ""))
        for row in sheet.rows
        for cell in row
        if cell.place in above
    }
    for row in sheet.rows:
        yield (
            _number(row),
            tuple(
                said.get(sheet.merged[cell.place], "")
                if cell.place in sheet.merged
                else _text(cell, sheet.shown.get(cell.place, ""))
                for cell in row
            ),
        )


def _number(row: Sequence[Cell]) -> int:
    """The number of a row, which the places of its cells end with."""
    found = re.search(r"\d+$", row[0].place)
    return int(found.group()) if found else 0


def _text(cell: Cell, shown: str) -> str:
    """What a cell says as it is shown: a day as a document words it, 0.95 as 95% where a percentage is shown."""
    text = cell.text
    try:
        if shown == "percent" and cell.is_number:
            return f"{(Decimal(text) * 100).normalize():f}%"
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            day = date.fromisoformat(text)
            return f"{day.year}年{day.month}月" if shown == "month" else chinese_date(day)
    except (ValueError, InvalidOperation):
        return text
    return text
