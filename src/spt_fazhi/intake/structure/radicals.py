"""A document with radicals of a PDF, or in traditional characters: read in ordinary ones, kept in its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spt_fazhi.intake.structure.document import Document, Paragraph, Table, TableRow
from spt_fazhi.intake.structure.values import ParsedPlan, Remark
from spt_fazhi.model.frozen import replace
from spt_fazhi.text.normalise import RADICALS, ordinary
from spt_fazhi.text.traditional import TRADITIONAL, is_traditional

_TRADITIONAL = ("文件是繁体字", "单位名称已换成简体字，正文和标题照录原文；请核对单位名称")
_NAMED = 5
"""So many characters and lines are named in the remark."""


def read_ordinary(document: Document) -> Document:
    """The document with ordinary characters (门 for U+2ED4, 县 for 縣), one for one; the same if it has no others."""
    table = _table(document.text)
    return replace(document, blocks=tuple(_ordinary(block, table) for block in document.blocks)) if table else document


def as_written(plan: ParsedPlan, document: Document) -> ParsedPlan:
    """The plan read from `read_ordinary(document)`: titles and texts as `document` has them, units as they are read.

    A remark names the lines with such characters. Without them the plan stays as it is.
    """
    table = _table(document.text)
    if not table:
        return plan
    strange = _strange(document.text)
    said = [_remark(document, strange)] if strange else []
    if len(table) > len(RADICALS):
        said.append(Remark(line=0, message=_TRADITIONAL[0], hint=_TRADITIONAL[1]))
    back = _way_back(document, table)
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
        remarks=tuple(sorted((*plan.remarks, *said), key=lambda each: (each.line, each.message, each.hint))),
    )


def _table(text: str) -> Mapping[int, str]:
    """What is read for which character of a text; empty where all are ordinary."""
    if is_traditional(text):
        return RADICALS | TRADITIONAL
    return RADICALS if _strange(text) else {}


def _ordinary(block: Paragraph | Table, table: Mapping[int, str]) -> Paragraph | Table:
    if isinstance(block, Paragraph):
        return replace(block, text=block.text.translate(table))
    return replace(block, rows=tuple(_row(row, table) for row in block.rows))


def _row(row: TableRow, table: Mapping[int, str]) -> TableRow:
    parts = tuple(tuple(cell.translate(table) for cell in cells) for cells in row.parts)
    return replace(row, cells=tuple(cell.translate(table) for cell in row.cells), parts=parts)


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


def _way_back(document: Document, table: Mapping[int, str]) -> Callable[[str, int], str]:
    """Finds words that were read from a line on in the document as it is written."""
    places: dict[int, int] = {}
    at = 0
    lines = _lines(document)
    for number, text in lines:
        places.setdefault(number, at)
        at += len(text) + 1
    written = "\n".join(text for _, text in lines)
    read = written.translate(table)

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
