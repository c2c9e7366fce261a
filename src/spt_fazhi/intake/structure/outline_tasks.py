"""The tasks and sections of an outline, and what of it is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from spt_fazhi.intake.structure.builder import Parts
from spt_fazhi.intake.structure.head.page import is_of_the_page
from spt_fazhi.intake.structure.inline_units import reads_inside
from spt_fazhi.intake.structure.naming.words import is_time
from spt_fazhi.intake.structure.numbering import Number
from spt_fazhi.intake.structure.outlining.choosing import Chosen
from spt_fazhi.intake.structure.outlining.nodes import Node, Outline, Segment, seems_to_name_units
from spt_fazhi.intake.structure.paragraph_ends import unread_units
from spt_fazhi.intake.structure.subjects import subjects_in
from spt_fazhi.intake.structure.titles import title_in
from spt_fazhi.intake.structure.unit_lists import NamedUnits
from spt_fazhi.intake.structure.values import Role
from spt_fazhi.model.frozen import replace

_CHECK_UNITS: Final = "请核对这些任务的单位"
_STAGE: Final = re.compile(r"[^，。；：（）()\n]{2,20}[（(](?P<when>[^（）()\n]{2,40})[）)]")
_CHECK_LEAD: Final = "请核对牵头单位和责任单位"
_FILL_IN: Final = "请把单位填进 lead 和 responsible"
_LONGEST_QUOTE: Final = 80


class _Stretch(NamedTuple):
    """A stretch of a paragraph of a task: its text, units, or what stands behind these (`left-out`)."""

    segment: Segment
    start: int
    end: int
    role: Role
    units: NamedUnits | None = None

    @property
    def words(self) -> str:
        return self.segment.text[self.start : self.end]


def outline_tasks(outline: Outline, chosen: Chosen, parts: Parts) -> None:
    """Add the tasks and sections of the outline to `parts`, node by node."""
    beneath: set[int] = set()  # at or beneath a task
    above = _above(outline.nodes, chosen.tasks)
    last: dict[tuple[int, str], Number] = {}
    lent = {id(node) for node in chosen.lenders.values()}
    parts.is_numbered = any(outline.nodes[place].number.kind != "none" for place in chosen.tasks)
    for node in outline.nodes:
        _check_number(node, last, parts)
        if node.parent is not None and node.parent.place in beneath:
            beneath.add(node.place)
        elif node.place in chosen.tasks:
            beneath.add(node.place)
            parts.is_outside = node.parent is None
            _task(node, chosen.lenders.get(node.place), outline, parts)
            if id(node) in lent and node.place not in chosen.headings:
                parts.remark(node.segment.line, "只有最后一条写了单位，已用于这一部分的每一条", _CHECK_UNITS)
        elif node.place in above:
            _section(node, parts, is_lender=id(node) in lent)
        else:
            named = any(seems_to_name_units(each.text) for each in (node.segment, *node.texts, *node.after))
            parts.leave_node(node, "段末括号里的单位没有读懂" if named else "没有写责任单位的部分")
    parts.is_outside = False


def _above(nodes: Sequence[Node], tasks: frozenset[int]) -> set[int]:
    """The places of the nodes above tasks."""
    found: set[int] = set()
    for place in tasks:
        parent = nodes[place].parent
        while parent is not None and parent.place not in found:
            found.add(parent.place)
            parent = parent.parent
    return found


def _check_number(node: Node, last: dict[tuple[int, str], Number], parts: Parts) -> None:
    """Numbers of one form under one heading go on by one; a form may also go on through the whole document."""
    if node.number.kind in {"none", "marked"}:
        return
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


def _section(node: Node, parts: Parts, *, is_lender: bool) -> None:
    """A heading above tasks: the outermost is a section, one between is kept as left out."""
    length, segment = node.number.length, node.segment
    cut = length + len(node.heading)
    if node.parent is None:
        title = node.heading.strip().rstrip("。；;")
        heading = title_in(node.heading, more=False)
        if len(title) > 40 and not heading.guessed:
            title = heading.title
            parts.leave_text(segment, length + heading.start, cut, "部分标题之后的引言")
            parts.piece(segment, length, length + heading.start, "section")
        else:
            parts.piece(segment, length, cut, "section")
        parts.piece(segment, 0, length, "number")
        parts.begin_section(node.number.written, title, segment.line)
    else:
        parts.leave_text(segment, 0, cut, "中间一层的标题")
    if cut < len(segment.text):
        parts.piece(segment, cut, len(segment.text), "units")
    for each in node.unit_lines:
        parts.piece(each, 0, len(each.text), "units")
    if node.units is not None and not node.units.is_empty:
        if is_lender:
            parts.remark(segment.line, "标题里写的单位已用于下面没有写单位的任务", _CHECK_UNITS)
        else:
            parts.remark(segment.line, "标题里写的单位没有用到，下面的任务各写了单位", _CHECK_UNITS)
    for each in (*node.texts, *node.after):
        parts.leave(each, "网页或文件附带的文字" if is_of_the_page(each.text) else "部分的引言")


def _task(node: Node, lender: Node | None, outline: Outline, parts: Parts) -> None:
    """One task: its own paragraph, those after it, and the nodes below."""
    segment, length = node.segment, node.number.length
    below = list(node.descendants())
    cut = length + len(node.heading)
    rest = [each for one in (node, *below) for each in _stretches(one, is_below=one is not node)]
    following = "\n".join(each.words for each in rest if each.role == "text" and each.words.strip())
    title = title_in(node.heading, more=bool(following), rest=following)
    parts.piece(segment, 0, length, "number")
    parts.piece(segment, length, length + title.end, "task-title")
    parts.piece(segment, length + title.end, length + title.start, "separator")
    own = [_Stretch(segment, length + title.start, cut, "text")]
    if cut < len(segment.text):
        own.append(_Stretch(segment, cut, len(segment.text), "units", node.units))
    body, units = _body([*own, *rest], parts)
    if lender is not None and units.is_empty and not subjects_in(body).lead:
        units = units.joined(lender.units or NamedUnits())
    elif units.is_empty and (closing := outline.closing(node)) is not None:
        units = units.joined(closing)
        parts.remark(segment.line, "后面的“以上工作由…”写的单位已用于这条任务", _CHECK_UNITS)
    if node.trailing is not None and node.trailing.damaged:
        parts.remark(segment.line, "写单位的括号不成对", "请核对单位读得对不对")
    if title.guessed and title.title and body:
        parts.remark(segment.line, f"任务没有单独的标题，暂用“{title.title}”", "请改成合适的标题")
    if node.number.kind == "none" and parts.is_numbered:
        parts.remark(segment.line, "这条任务在原文里没有编号，已补编号", "请核对是不是一条任务")
    stage = _STAGE.match(segment.text, length)
    if stage is not None and not units.deadline and is_time(stage["when"]):
        units = replace(units, deadline=stage["when"])
    elif not units.deadline and (when := _stage_above(node)):
        units = replace(units, deadline=when)
        parts.remark(segment.line, "阶段标题里的时限已用于下面的任务", "请核对各任务的时限")
    _unread(node, below, parts)
    parts.add_task(node.number.value, title.title, body or title.title, units, segment.line)
    if not node.units and re.search("(?:牵头|责任)(?:单位|部门)", node.own):
        found = parts.tasks[-1].lead
        said, hint = ("已按所在的句子采用", _CHECK_LEAD) if found else ("没有读出来", _FILL_IN)
        parts.remark(segment.line, f"这里写了单位，但不在段末的括号里，{said}", hint)


def _stage_above(node: Node) -> str:
    """The time in brackets of the stage a task stands in (（一）自查阶段（5月1日至7月31日）); "" when there is none."""
    above = node.parent
    stage = _STAGE.match(above.segment.text, above.number.length) if above is not None else None
    return stage["when"] if stage is not None and "阶段" in stage[0] and is_time(stage["when"]) else ""


def _unread(node: Node, below: Sequence[Node], parts: Parts) -> None:
    """Ask about what at the end of a task's paragraphs seems to name units and was not read."""
    for each in (node, *below):
        for segment in (each.segment, *each.texts):
            words = "" if each.trailing_in is segment else unread_units(segment.text)
            if words:
                said = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
                parts.remark(segment.line, f"“{said}”像是写了单位，没有读懂", "是单位的话请补进 lead 或 responsible")


def _stretches(node: Node, *, is_below: bool) -> Iterator[_Stretch]:
    """What a node says after (of one below a task: with) its first paragraph, in the order of the document."""
    found: list[_Stretch] = []
    paragraphs = [node.segment, *node.texts] if is_below else node.texts
    for each in paragraphs:
        cut = len(each.text)
        if node.trailing and node.trailing_in is each:
            cut = node.trailing.start + (node.number.length if each is node.segment else 0)
        found.append(_Stretch(each, 0, cut, "text"))
        if cut < len(each.text):
            found.append(_Stretch(each, cut, len(each.text), "units", node.units))
    found += [_Stretch(each, 0, len(each.text), "units", node.units) for each in node.unit_lines]
    found += [_Stretch(each, 0, len(each.text), "left-out") for each in node.after]
    yield from sorted(found, key=lambda each: (each.segment.line, each.segment.offset, each.start))


def _body(stretches: Sequence[_Stretch], parts: Parts) -> tuple[str, NamedUnits]:
    """The text of a task in one piece, as the document has it, and the units that stand outside it.

    A bracket of units between two texts stays where it is, and its units are read there.
    """
    texts = [index for index, each in enumerate(stretches) if each.role == "text" and each.words.strip()]
    first, last = (texts[0], texts[-1]) if texts else (0, -1)
    lines: list[str] = []
    units = NamedUnits()
    line: Segment | None = None
    for index, each in enumerate(stretches):
        inside = first <= index <= last
        if each.units is not None and not (inside and reads_inside(each.words)):
            units = units.joined(each.units)
        if inside and each.role == "left-out" and not _is_of_the_text(each, parts):
            parts.remark(
                each.segment.line,
                "任务正文中间夹着页码、落款或网页的文字",
                "不是正文的，请从来源文件和 text 里一并删去",
            )
        elif each.role == "left-out" and not inside:
            parts.leave(each.segment, "网页或文件附带的文字" if is_of_the_page(each.words) else "任务之后的段落")
            continue
        parts.piece(each.segment, each.start, each.end, "text" if inside else each.role)
        if not inside:
            continue
        if line is not each.segment:
            lines.append("")
            line = each.segment
        lines[-1] += each.words
    return "\n".join(filter(None, (each.strip() for each in lines))), units


def _is_of_the_text(stretch: _Stretch, parts: Parts) -> bool:
    """Whether a paragraph behind a task's units belongs to its text, as more of that follows."""
    return not is_of_the_page(stretch.words) and stretch.segment.line not in parts.known_lines
