"""What stands above the heads of a table: its title, its caption; and headings among its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from spt_fazhi.intake.structure.document import Document, Paragraph, Table
from spt_fazhi.intake.structure.numbering import Number, number_of
from spt_fazhi.intake.structure.outlining.nodes import SECTIONS

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
    known = (each for each in document.blocks if isinstance(each, Table) and each.columns and each.columns.known)
    return captions_of(document).get(id(next(known, None)), "")


def captions_of(document: Document, *, headed: bool = False) -> dict[int, str]:
    """By the `id` of a table the short line that stands right above it; `headed`: else the heading it stands under."""
    found, before, heading = {}, "", ""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            before = block.text.strip()
            number = numbered(before) if len(before) <= _LONGEST and "。" not in before else None
            if number is not None and number.kind in SECTIONS:
                heading = flat(before[number.length :])
        else:
            short = before if len(before) <= _LONGEST and "。" not in before else ""
            found[id(block)] = short or (heading if headed else "")
            before = ""
    return found


def flat(text: str) -> str:
    """A heading on one line, without its full stop."""
    return re.sub(r"\s*\n\s*", "", text).strip().rstrip("。；;")


def numbered(heading: str) -> Number | None:
    """The number a heading begins with; None where it is nothing else."""
    number = number_of(heading)
    return number if number is not None and heading[number.length :].strip(" 。；;") else None
