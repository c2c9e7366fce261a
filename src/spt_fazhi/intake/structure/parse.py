"""From a document to a draft: which numbered paragraphs or table rows are tasks, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from spt_fazhi.intake.structure.builder import Parts
from spt_fazhi.intake.structure.document import Document, Paragraph, Table
from spt_fazhi.intake.structure.head.heading import Heading, annexed_title, heading_of, number_year, year_of, years_of
from spt_fazhi.intake.structure.head.page import is_of_the_page
from spt_fazhi.intake.structure.head.signature import Signature, signatures
from spt_fazhi.intake.structure.naming.lead_rules import LeadRule
from spt_fazhi.intake.structure.outline_tasks import outline_tasks
from spt_fazhi.intake.structure.outlining.choosing import task_nodes
from spt_fazhi.intake.structure.outlining.making import outline_of
from spt_fazhi.intake.structure.outlining.nodes import Outline
from spt_fazhi.intake.structure.paragraph_ends import rules_beside
from spt_fazhi.intake.structure.radicals import as_written, read_ordinary
from spt_fazhi.intake.structure.tabular.annex import annexed_nodes
from spt_fazhi.intake.structure.tabular.captions import caption_of, title_of
from spt_fazhi.intake.structure.tabular.layout import prepared
from spt_fazhi.intake.structure.tabular.tasks import table_tasks
from spt_fazhi.intake.structure.values import LeftOut, ParsedPlan, Remark, Role

_SCRAPED: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?:19|20)\d\d年")


def parse(document: Document) -> ParsedPlan:
    """Read the structure of a document. Never raises; what is not understood is in `left_out` or `remarks`."""
    return as_written(_parse(read_ordinary(document)), document)


def _parse(document: Document) -> ParsedPlan:
    document = prepared(document)
    lines = [block for block in document.blocks if isinstance(block, Paragraph)]
    tables = [block for block in document.blocks if isinstance(block, Table)]
    signed = signatures(lines)
    aside = {number for each in signed for number in (*each.issuer_lines, each.date_line)}
    aside.update(annexed_title(lines, signed)[1])
    outline = outline_of(lines, aside)
    numbers = {segment.line for segment in outline.preface}
    preface = [line for line in lines if line.number in numbers]
    head = heading_of(preface, lines, tables, signed)
    parts = Parts(_lead_rules(document, outline))
    parts.known_lines = _known_lines(head, signed, preface)
    _preface(outline, tables, parts)
    chosen = task_nodes(outline, is_table=bool(tables))
    if tables and not chosen.tasks:
        chosen = annexed_nodes(outline, tables) or chosen
    outline_tasks(outline, chosen, parts)
    title = head.title or title_of(tables)
    table_tasks(document, parts, title)
    for line, said in parts.leads.told():
        parts.remark(line, said, "请核对牵头单位和责任单位")
    _damage(lines, tables, parts)
    parts.left_out += [LeftOut(line=each.number, text=each.text, reason=each.reason) for each in document.asides]
    parts.remarks += [Remark(line=line, message=said, hint=hint) for line, said, hint in document.notes]
    year = _year(title, head, parts)
    _passed(head, lines, parts)
    if not parts.tasks:
        parts.remark(0, "没有读出任务", "请确认这是工作要点、任务分解一类的文件，任务有编号或在表格里")
    sections, tasks = parts.numbered(title or caption_of(document))
    return ParsedPlan(
        title=title,
        issuer=head.issuer,
        issued=head.issued,
        year=year,
        sections=sections,
        tasks=tasks,
        left_out=tuple(sorted(parts.left_out, key=lambda each: (each.line, each.text, each.reason))),
        remarks=tuple(sorted(set(parts.remarks), key=lambda each: (each.line, each.message, each.hint))),
        pieces=tuple(sorted(parts.pieces)),
    )


def _passed(head: Heading, lines: Sequence[Paragraph], parts: Parts) -> None:
    """Ask where the only day is that on which the document was passed."""
    passed = next((each for each in lines if each.number == head.date_line and re.search("通过|批准", each.text)), None)
    if passed is not None and head.issued is not None:
        parts.remark(
            passed.number, f"没有读出印发日期，暂用通过的日子 {head.issued}", "请在 tasks.yaml 的 register 里核对"
        )


def _year(title: str, head: Heading, parts: Parts) -> int | None:
    """The plan's year; asked where the title does not say it."""
    year, told = year_of(title, head)
    if year is not None and told != "标题":
        years = years_of(title)
        said = f"标题写的是几个年度“{years}”" if years else "标题没有写年度"
        parts.remark(0, f"{said}，年度按{told}定为 {year} 年", "请核对年度和时限")
    return year


def _lead_rules(document: Document, outline: Outline) -> tuple[LeadRule, ...]:
    """The rules for who leads that stand anywhere beside the units of tasks."""
    texts = [(each.number, each.text) for each in document.blocks if isinstance(each, Paragraph)]
    for table in document.blocks:
        if isinstance(table, Table):
            texts += [(row.number, cell) for row in table.rows for cell in dict.fromkeys(row.cells)]
    texts += [(each.number, each.text) for each in document.asides]
    numbered = [node.segment.line for node in outline.nodes]
    return rules_beside(texts, (min(numbered, default=0), max(numbered, default=0)))


def _known_lines(head: Heading, signed: Sequence[Signature], preface: Sequence[Paragraph]) -> dict[int, Role]:
    """What the lines are that tell who, when and under which number, wherever they stand."""
    found: dict[int, Role] = dict.fromkeys((line.number for line in preface if number_year(line)), "number")
    for each in signed:
        found.update(dict.fromkeys(each.issuer_lines, "issuer"))
        found[each.date_line] = "date"
    found.update(dict.fromkeys(head.title_lines, "title"))
    found.update(dict.fromkeys(head.issuer_lines, "issuer"))
    found[head.date_line] = "date"
    return found


def _preface(outline: Outline, tables: Sequence[Table], parts: Parts) -> None:
    """The paragraphs before the first number: the head of the document, and words that are no task."""
    after = tables[0].rows[-1].number if tables and tables[0].rows else 0
    for segment in outline.preface:
        reason = "正文之前的说明" if outline.nodes or tables else "没有读成任务的文字"
        if after and segment.line > after and not outline.nodes:
            reason = "表格之后的文字"
        parts.leave(segment, "网页或文件附带的文字" if is_of_the_page(segment.text) else reason)


_MONTHS: Final = re.compile(r"(?<![\d、和及])\d{1,2}月\d{1,2}月(?!\d)")
_LOST: Final = re.compile(r"\ufffd|(?<=[\w“”、，（）：])[□■]|[□■](?=[\w“”、，（）：])|(?<=\w)[？?](?=\w)")


def _damage(lines: Sequence[Paragraph], tables: Sequence[Table], parts: Parts) -> None:
    """Signs that the text lost characters on its way: said, never repaired."""
    texts = [(line.number, line.text) for line in lines]
    texts += [(row.number, " ".join(dict.fromkeys(row.cells))) for table in tables for row in table.rows]
    for number, text in texts:
        match = _SCRAPED.search(text) or _MONTHS.search(text)
        if match:
            parts.remark(number, f"“{match[0]}”可能丢了连接号", "请对照原件改正")
        lost = _LOST.search(text)
        if lost:
            around = text[max(0, lost.start() - 6) : lost.end() + 6].strip()
            parts.remark(number, f"“{around}”里可能丢了字，原处是“{lost[0]}”", "请对照原件补上，再核对时限、数字和单位")
        opened = sum(text.count(char) for char in "（(〔【《")
        if opened != sum(text.count(char) for char in "）)〕】》") and not re.match(r"\s*\d+[)）]", text):
            parts.remark(number, "这一段的括号不成对", "请对照原件改正")
