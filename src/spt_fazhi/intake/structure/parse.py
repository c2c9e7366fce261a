"""From a document to a draft: which numbered paragraphs or table rows are tasks, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from spt_fazhi.intake.structure.builder import Parts
from spt_fazhi.intake.structure.document import Document, Paragraph, Table
from spt_fazhi.intake.structure.heading import Heading, heading_of, is_of_the_page
from spt_fazhi.intake.structure.naming.lead_rules import LeadRule
from spt_fazhi.intake.structure.numbering import Number
from spt_fazhi.intake.structure.outline import Node, Outline, Segment, outline_of
from spt_fazhi.intake.structure.paragraph_ends import rules_beside, unread_units
from spt_fazhi.intake.structure.radicals import as_written, read_ordinary
from spt_fazhi.intake.structure.tabular.layout import prepared
from spt_fazhi.intake.structure.tabular.tasks import table_tasks, title_of
from spt_fazhi.intake.structure.task_nodes import task_nodes
from spt_fazhi.intake.structure.titles import title_in
from spt_fazhi.intake.structure.unit_lists import NamedUnits
from spt_fazhi.intake.structure.values import LeftOut, ParsedPlan, Remark

_SCRAPED: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?:19|20)\d\d年")
_TAIL: Final = 8
_LONGEST_QUOTE: Final = 80


def parse(document: Document) -> ParsedPlan:
    """Read the structure of a document. Never raises; what is not understood is in `left_out` or `remarks`."""
    return as_written(_parse(read_ordinary(document)), document)


def _parse(document: Document) -> ParsedPlan:
    document = prepared(document)
    lines = [block for block in document.blocks if isinstance(block, Paragraph)]
    tables = [block for block in document.blocks if isinstance(block, Table)]
    outline = outline_of(lines)
    preface = {segment.line for segment in outline.preface}
    head = heading_of([line for line in lines if line.number in preface], lines[-_TAIL:])
    parts = Parts(_lead_rules(document, outline))
    _preface(outline, head, parts)
    nodes = task_nodes(outline, is_table=bool(tables))
    _outline_tasks(outline, nodes, parts)
    title = head.title or title_of(tables)
    table_tasks(tables, parts, title)
    for line, said in parts.leads.told():
        parts.remark(line, said, "请核对牵头单位和责任单位")
    _damage(lines, tables, parts)
    parts.left_out += [LeftOut(line=each.number, text=each.text, reason=each.reason) for each in document.asides]
    parts.remarks += [Remark(line=line, message=said, hint=hint) for line, said, hint in document.notes]
    year = _year(title, head, document)
    if not parts.tasks:
        parts.remark(0, "没有读出任务", "请确认这是工作要点、任务分解一类的文件，任务有编号或在表格里")
    sections, tasks = parts.numbered(title)
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


def _lead_rules(document: Document, outline: Outline) -> tuple[LeadRule, ...]:
    """The rules for who leads that stand anywhere beside the units of tasks."""
    texts = [(each.number, each.text) for each in document.blocks if isinstance(each, Paragraph)]
    for table in document.blocks:
        if isinstance(table, Table):
            texts += [(row.number, cell) for row in table.rows for cell in dict.fromkeys(row.cells)]
    texts += [(each.number, each.text) for each in document.asides]
    numbered = [node.segment.line for node in outline.nodes]
    return rules_beside(texts, (min(numbered, default=0), max(numbered, default=0)))


def _preface(outline: Outline, head: Heading, parts: Parts) -> None:
    """The paragraphs before the first number: the head of the document, and words that are no task."""
    for segment in outline.preface:
        if segment.line in head.title_lines:
            parts.piece(segment, 0, len(segment.text), "title")
        elif segment.line == head.issuer_line:
            parts.piece(segment, 0, len(segment.text), "issuer")
        elif segment.line == head.date_line:
            parts.piece(segment, 0, len(segment.text), "date")
        else:
            page = is_of_the_page(segment.text)
            parts.leave(segment, "网页或文件附带的文字" if page else "正文之前的说明")
    for line, word in ((head.issuer_line, "issuer"), (head.date_line, "date")):
        parts.known_lines[line] = word  # at the end of the document they come as paragraphs after a task


def _outline_tasks(outline: Outline, tasks: set[int], parts: Parts) -> None:
    place = {id(node): index for index, node in enumerate(outline.nodes)}
    inside: set[int] = set()
    last: dict[tuple[int, str], Number] = {}
    for index, node in enumerate(outline.nodes):
        _check_number(node, last, parts)
        if index in inside:
            continue
        if index in tasks:
            below = list(node.descendants())
            inside.update(place[id(each)] for each in below)
            _task(node, below, parts)
        elif any(place[id(each)] in tasks for each in node.descendants()):
            _section(node, parts)
        else:
            parts.leave_node(node, "没有写责任单位的部分")


def _check_number(node: Node, last: dict[tuple[int, str], Number], parts: Parts) -> None:
    """Numbers of one form under one heading go on by one; a form may also go on through the whole document."""
    here = (id(node.parent) if node.parent else 0, node.number.kind)
    through = (-1, node.number.kind)
    expected = {last[key].value + 1 for key in (here, through) if key in last} | ({1} if here not in last else set())
    if node.number.value not in expected and node.depth <= 2:
        before = last.get(here) or last.get(through)
        said = (
            f"编号从 {before.written} 到 {node.number.written}，不连续"
            if before
            else f"编号从 {node.number.written} 开始"
        )
        parts.remark(node.segment.line, said, "请核对有没有漏掉、重复或放错位置的段落")
    last[here] = last[through] = node.number


def _section(node: Node, parts: Parts) -> None:
    """A heading above tasks: the outermost is a section, one between is kept as left out."""
    length = node.number.length
    if node.parent is None:
        title = node.own.strip().rstrip("。；;")
        heading = title_in(node.own, more=False)
        if len(title) > 40 and not heading.guessed:
            title = heading.title
            parts.leave_text(node.segment, length + heading.start, len(node.segment.text), "部分标题之后的引言")
            parts.piece(node.segment, length, length + heading.start, "section")
        else:
            parts.piece(node.segment, length, len(node.segment.text), "section")
        parts.piece(node.segment, 0, length, "number")
        parts.begin_section(node.number.written, title, node.segment.line)
    else:
        parts.leave(node.segment, "中间一层的标题")
    for segment in (*node.texts, *node.unit_lines, *node.after):
        parts.leave(segment, "网页或文件附带的文字" if is_of_the_page(segment.text) else "部分的引言")


def _task(node: Node, below: Sequence[Node], parts: Parts) -> None:
    segment, length = node.segment, node.number.length
    own = node.own
    cut = node.trailing.start if node.trailing and node.trailing_in is segment else len(own)
    text = own[:cut]
    paragraphs = [_paragraph(node, each, parts) for each in node.texts]
    paragraphs += [paragraph for each in below for paragraph in _below(each, parts)]
    kept = [each for each in paragraphs if each.strip()]
    title = title_in(text, more=bool(kept))
    parts.piece(segment, 0, length, "number")
    parts.piece(segment, length, length + title.end, "task-title")
    parts.piece(segment, length + title.end, length + title.start, "separator")
    parts.piece(segment, length + title.start, length + cut, "text")
    parts.piece(segment, length + cut, len(segment.text), "units")
    body = "\n".join([*([text[title.start :].strip()] if text[title.start :].strip() else []), *kept])
    units = node.units or NamedUnits()
    for each in below:
        units = units.joined(each.units or NamedUnits())
    _around(node, parts)
    if node.trailing is not None and node.trailing.damaged:
        parts.remark(segment.line, "写单位的括号不成对", "请核对单位读得对不对")
    if title.guessed and body:
        parts.remark(segment.line, f"任务没有单独的标题，暂用“{title.title}”", "请改成合适的标题")
    _unread(node, below, parts)
    if not node.units and re.search("(?:牵头|责任)(?:单位|部门)", own):
        parts.remark(segment.line, "这里写了单位，但不在段末的括号里，没有读出来", "请把单位填进 lead 和 responsible")
    parts.add_task(node.number.value, title.title, body or title.title, units, segment.line)


def _unread(node: Node, below: Sequence[Node], parts: Parts) -> None:
    """Ask about what at the end of a task's paragraphs seems to name units and was not read."""
    for each in (node, *below):
        for segment in (each.segment, *each.texts):
            words = "" if each.trailing_in is segment else unread_units(segment.text)
            if words:
                said = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
                parts.remark(segment.line, f"“{said}”像是写单位的，没有读出来", "请把单位填进 lead 和 responsible")


def _paragraph(node: Node, segment: Segment, parts: Parts) -> str:
    """A further paragraph of a task, less the bracket of units at its end."""
    cut = node.trailing.start if node.trailing and node.trailing_in is segment else len(segment.text)
    parts.piece(segment, 0, cut, "text")
    parts.piece(segment, cut, len(segment.text), "units")
    return segment.text[:cut].strip()


def _below(node: Node, parts: Parts) -> list[str]:
    """The paragraphs of a node that is part of a task, its number included."""
    found = []
    cut = len(node.segment.text)
    if node.trailing and node.trailing_in is node.segment:
        cut = node.number.length + node.trailing.start
    parts.piece(node.segment, 0, cut, "text")
    parts.piece(node.segment, cut, len(node.segment.text), "units")
    found.append(node.segment.text[:cut].strip())
    found += [_paragraph(node, each, parts) for each in node.texts]
    _around(node, parts)
    return found


def _around(node: Node, parts: Parts) -> None:
    """The lines of units after a node, and what follows them."""
    for segment in node.unit_lines:
        parts.piece(segment, 0, len(segment.text), "units")
    for segment in node.after:
        parts.leave(segment, "网页或文件附带的文字" if is_of_the_page(segment.text) else "任务之后的段落")


def _damage(lines: Sequence[Paragraph], tables: Sequence[Table], parts: Parts) -> None:
    """Signs that the text lost characters on its way: said, never repaired."""
    texts = [(line.number, line.text) for line in lines]
    texts += [(row.number, " ".join(dict.fromkeys(row.cells))) for table in tables for row in table.rows]
    for number, text in texts:
        match = _SCRAPED.search(text)
        if match:
            parts.remark(number, f"“{match[0]}”可能丢了连接号", "请对照原件改正")
        opened = sum(text.count(char) for char in "（(〔【《")
        if opened != sum(text.count(char) for char in "）)〕】》") and not re.match(r"\s*\d+[)）]", text):
            parts.remark(number, "这一段的括号不成对", "请对照原件改正")


def _year(title: str, head: Heading, document: Document) -> int | None:
    for text in (title, document.text[:2000]):
        match = re.search(r"(20\d\d)年", text)
        if match:
            return int(match[1])
    return head.issued.year if head.issued else None
