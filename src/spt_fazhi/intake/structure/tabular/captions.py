"""What stands above the heads of a table: its title, its caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from spt_fazhi.intake.structure.document import Document, Paragraph, Table

BELOW: Final = re.compile(r"[（(]?(?:备\s*注|注\d?|说\s*明|附注|填表|制表|审核人|联系人|填报)\s*[:：、．.\d）)]")
"""What a line in or under a table begins with that explains it."""
_LONGEST: Final = 40


def title_of(tables: Sequence[Table]) -> str:
    """The title of a plan that stands in a table: the first row above its heads that is one cell."""
    for table in tables:
        above = table.columns.above if table.columns is not None else frozenset()
        for row in table.rows:
            texts = set(filter(None, (cell.strip() for cell in row.cells)))
            if row.number in above and len(texts) == 1 and not BELOW.match(min(texts)):
                return re.sub(r"\s*\n\s*", "", min(texts))
    return ""


def caption_of(document: Document) -> str:
    """The short line that stands right above the first table of tasks; "" without one."""
    before = ""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            before = block.text.strip()
        elif block.columns is not None and block.columns.known:
            return before if len(before) <= _LONGEST and "。" not in before else ""
    return ""
