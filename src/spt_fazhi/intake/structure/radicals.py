"""A document from a PDF, with ordinary characters for its radicals to be read, and its own words afterwards."""

from __future__ import annotations

from collections.abc import Callable

from spt_fazhi.intake.structure.document import Document, Paragraph, Table, TableRow
from spt_fazhi.intake.structure.values import ParsedPlan, Remark
from spt_fazhi.model.frozen import replace
from spt_fazhi.text.normalise import RADICALS, ordinary

_NAMED = 5
"""So many characters and lines are named in the remark."""


def read_ordinary(document: Document) -> Document:
    """The document with ordinary characters (门 for U+2ED4), one for one; the very same where it has no others."""
    if not _strange(document.text):
        return document
    return replace(document, blocks=tuple(map(_ordinary, document.blocks)))


def as_written(plan: ParsedPlan, document: Document) -> ParsedPlan:
    """The plan read from `read_ordinary(document)`: titles and texts as `document` has them, units as they are read.

    A remark names the lines with such characters. Without them the plan stays as it is.
    """
    strange = _strange(document.text)
    if not strange:
        return plan
    back = _way_back(document)
    return replace(
        plan,
        title=back(plan.title, 0),
        sections=tuple(replace(each, title=back(each.title, each.line)) for each in plan.sections),
        tasks=tuple(
            replace(
                each,
                title=back(each.title, each.line),
                text="\n".join(back(line, each.line) for line in each.text.split("\n")),
            )
            for each in plan.tasks
        ),
        left_out=tuple(replace(each, text=back(each.text, each.line)) for each in plan.left_out),
        remarks=tuple(
            sorted((*plan.remarks, _remark(document, strange)), key=lambda each: (each.line, each.message, each.hint))
        ),
    )


def _ordinary(block: Paragraph | Table) -> Paragraph | Table:
    if isinstance(block, Paragraph):
        return replace(block, text=ordinary(block.text))
    return replace(block, rows=tuple(map(_row, block.rows)))


def _row(row: TableRow) -> TableRow:
    parts = tuple(tuple(map(ordinary, cells)) for cells in row.parts)
    return replace(row, cells=tuple(map(ordinary, row.cells)), parts=parts)


def _strange(text: str) -> list[str]:
    """The characters of a text that are radicals, each once, by their code."""
    return sorted(char for char in set(text) if ord(char) in RADICALS)


def _lines(document: Document) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append((block.number, block.text))
        else:
            found += [(row.number, "\n".join(dict.fromkeys(row.cells))) for row in block.rows]
    return found


def _way_back(document: Document) -> Callable[[str, int], str]:
    """Finds words that were read from a line on in the document as it is written."""
    places: dict[int, int] = {}
    at = 0
    lines = _lines(document)
    for number, text in lines:
        places.setdefault(number, at)
        at += len(text) + 1
    written = "\n".join(text for _, text in lines)
    read = ordinary(written)

    def back(words: str, line: int) -> str:
        place = read.find(words, places.get(line, 0))
        return written[place : place + len(words)] if place >= 0 else words

    return back


def _remark(document: Document, strange: list[str]) -> Remark:
    numbers = [number for number, text in _lines(document) if any(ord(char) in RADICALS for char in text)]
    where = "、".join(map(str, numbers[:_NAMED])) + ("等" if len(numbers) > _NAMED else "")
    shown = "、".join(f"“{each}”（应为“{ordinary(each)}”）" for each in strange[:_NAMED])
    return Remark(
        line=numbers[0] if numbers else 0,
        message=f"第 {where} 行有形似汉字的部首字符，共 {len(strange)} 种：{shown}",
        hint="单位名称已换成通常的字，正文和标题照录原文；请对照原件，最好换用文字版文件",
    )
