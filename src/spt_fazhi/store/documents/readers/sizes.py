"""How much a document may hold: what is more is no plan, and would cost the reader minutes."""

from __future__ import annotations

from typing import Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Document, Paragraph

MAX_CHARACTERS: Final = 1_000_000
MAX_LINES: Final = 20_000
"""Paragraphs and rows of tables together."""
MAX_CELLS: Final = 500_000
"""Cells of all tables; a merged one counts in each of its places."""
MAX_COLUMNS: Final = 200
"""Columns that a row of a table can have; what a span claims beyond them is not believed."""
_ADVICE: Final = "请只留下正文和任务表，或分成几份再试"


def within_sizes(document: Document, name: str) -> Document:
    """The document. Raises FazhiError for one that holds too much."""
    characters = lines = cells = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            characters += len(block.text)
            lines += 1
            continue
        lines += len(block.rows)
        for row in block.rows:
            cells += len(row.cells)
            characters += sum(map(len, set(row.cells)))
    characters += sum(len(each.text) for each in document.asides)
    require_sizes(name, characters, lines, cells)
    return document


def require_sizes(name: str, characters: int = 0, lines: int = 0, cells: int = 0) -> None:
    """Raise FazhiError where one of the amounts is too much."""
    for amount, most, what in (
        (characters, MAX_CHARACTERS, "个字"),
        (lines, MAX_LINES, "个段落和表格行"),
        (cells, MAX_CELLS, "个单元格"),
    ):
        if amount > most:
            raise FazhiError(f"“{name}”太长，没有读：最多读 {most // 10000} 万{what}", _ADVICE)
