"""The tables in whatever a person hands in: a spreadsheet, a CSV file, or a document with tables in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from spt_fazhi.errors import UsageError
from spt_fazhi.intake.structure.document import Document, Table
from spt_fazhi.store.disk.typed import read_typed
from spt_fazhi.store.documents.read import MAX_BYTES, document_from, is_document
from spt_fazhi.store.documents.tables.sheets import workbook_from
from spt_fazhi.text.cells import Cell, Sheet, column_letters
from spt_fazhi.text.plain import one_line

_SHOWN: Final = 60


def read_tables(typed: str) -> tuple[Sheet, ...]:
    """The tables of a file, or of standard input for `-`: those of a document are called `第1张表`, `第2张表`.

    Raises UsageError and FazhiError, in Chinese and with what to do, for what cannot be read.
    """
    data = read_typed(typed, "文件", MAX_BYTES)
    name = "标准输入" if typed == "-" else one_line(Path(typed).name, _SHOWN)
    suffix = "" if typed == "-" else Path(typed).suffix.lower()
    if not data.strip():
        raise UsageError(f"“{name}”是空的", "第一行写列名，要有“问题”“责任单位”和“整改时限”，下面一行一个问题")
    if not is_document(data, suffix):
        return workbook_from(data, name).sheets
    tables = tuple(_sheets(document_from(data, name, suffix)))
    if not tables:
        raise UsageError(f"“{name}”里没有表格", "问题要写在表里，一行一个；也可以另存为 .xlsx 或 CSV")
    return tables


def _sheets(document: Document) -> Iterator[Sheet]:
    """The tables of a document, blank rows left out; a merged cell says the same in each of its places."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    for number, table in enumerate(tables, 1):
        name = f"第{number}张表"
        rows = (
            tuple(Cell(f"{name}!{column_letters(at)}{line}", text.strip()) for at, text in enumerate(row.cells))
            for line, row in enumerate(table.rows, 1)
        )
        yield Sheet(name=name, rows=tuple(row for row in rows if any(cell.text for cell in row)), in_text=True)
