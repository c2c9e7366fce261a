"""The outline made out of paragraphs, one after the other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from spt_fazhi.intake.obligations.who.groups import is_clear, is_group
from spt_fazhi.intake.structure.document import Paragraph
from spt_fazhi.intake.structure.head.annexes import AnnexLines
from spt_fazhi.intake.structure.head.days import day_of
from spt_fazhi.intake.structure.head.page import is_of_the_page
from spt_fazhi.intake.structure.numbering import LOOSE, Number, number_of
from spt_fazhi.intake.structure.outlining.loose import loose_of, segments_of
from spt_fazhi.intake.structure.outlining.nodes import (
    LONGEST_HEADING,
    SECTIONS,
    UNNUMBERED,
    Node,
    Outline,
    Segment,
    seems_to_name_units,
)
from spt_fazhi.intake.structure.paragraph_ends import trailing_units
from spt_fazhi.intake.structure.subjects import spoken_at
from spt_fazhi.intake.structure.unit_lists import (
    NamedUnits,
    going_on,
    is_label_line,
    label_of,
    looks_like_names,
    read_units,
)

_TO_ALL: Final = re.compile(  # what the end of a document asks of everybody, whatever the last task is
    r"[ \u3000\t]{0,9}(?:(?:以上|上述)[^，。]{0,10}(?:任务|工作|项目|事项)"
    r"|请?各(?:地|级|项|牵头|责任|成员|相关|有关|[县市区旗]直|乡镇?|镇|街道|单位|部门)[^，。]{0,24}?(?:要|应|须|需|请|务必|于))"
)
_OF_ALL: Final = re.compile(
    r"[ \u3000\t]{0,9}(?:以上|上述)(?:各项|重点|所有|全部)?(?:工作|任务|事项|项目)[，,]?(?:均|分别)?由"
)
_STOPPED: Final = re.compile(r"[。；][（(〔【][^（）()〔〕【】]{2,200}[）)〕】]\s{0,9}$")
_TASK: Final = re.compile(r"。\s{0,9}$|^\s{0,9}(?:工作|重点)?(?:任务|事项|项目)(?:名称|内容)?[:：]")


def outline_of(lines: Sequence[Paragraph], aside: Collection[int] = ()) -> Outline:
    """Order the paragraphs under their numbers. The depth of a form of numbering is where it first occurs.

    `aside` are the lines of signatures: they belong to no paragraph.
    """
    making, annexed = _Making(), AnnexLines()
    segments = list(segments_of(lines))
    loose = loose_of(segments)
    for segment in segments:
        number = number_of(segment.text)
        if number is not None and number.kind in LOOSE and segment not in loose:
            number = None
        is_annexed = annexed.takes(segment.text, number)
        if number is not None and (is_annexed or not _is_heading(segment, number, making.current)):
            number = None
        if number is not None:
            making.numbered(segment, number)
        elif making.current is None:
            making.before(segment)
        else:
            making.follow(segment, is_aside=is_annexed or segment.line in aside)
    return making.outline()


def _is_heading(segment: Segment, number: Number, current: Node | None) -> bool:
    """A date or a figure at the beginning of a line is no number of a paragraph; nor is a lone number."""
    if number.length == len(segment.text.rstrip()) or is_of_the_page(segment.text):
        return False
    return not (current is None and number.kind == "digit" and number.value > 1 and not number.written.isdigit())


class _Making:
    """An outline in the making: the nodes so far, and those still open, outermost first."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.preface: list[Segment] = []
        self.forms: list[str] = []  # the forms of numbering that are open, outermost first
        self.open: list[Node] = []
        self.current: Node | None = None
        self.closings: list[tuple[int, NamedUnits]] = []
        self.waiting = False  # a label such as 责任单位: alone on its line, whose units are on the next

    def numbered(self, segment: Segment, number: Number) -> None:
        """A paragraph with a number begins."""
        depth = self.forms.index(number.kind) if number.kind in self.forms else len(self.forms)
        self.forms = [*self.forms[:depth], number.kind]
        self._add(Node(segment, number, depth))

    def before(self, segment: Segment) -> None:
        """A paragraph before the first number: a task only when it says who is in charge."""
        told = seems_to_name_units(segment.text) or _STOPPED.search(segment.text[-240:])
        found = trailing_units(segment.text) if told else None
        alone = found is not None and bool(self.preface) and not segment.text[: found.start].strip()
        if found is not None and not found.units.is_empty and not alone:
            self._headed([segment])
        elif self.preface and (alone or label_of(segment.text)) and _TASK.search(self.preface[-1].text):
            self._headed([self.preface.pop()])
            self.follow(segment, is_aside=False)
        else:
            self.preface.append(segment)

    def _headed(self, texts: list[Segment]) -> None:
        """The first task has no number: with the heading that stands right above it, behind words that lead to it."""
        told = any(each.text.rstrip()[-1:] in tuple("。：:") for each in self.preface[:-1])
        if told and _is_title_line(self.preface[-1].text):
            texts = [self.preface.pop(), *texts]
        self._add(Node(texts[0], UNNUMBERED, 0, texts=texts[1:]))

    def _add(self, node: Node) -> Node:
        while self.open and self.open[-1].depth >= node.depth:
            self.open.pop()
        if self.open:
            node.parent = self.open[-1]
            node.parent.children.append(node)
        self.open.append(node)
        self.nodes.append(node)
        self.current, self.waiting = node, False
        if node.units is None:
            found = trailing_units(node.own)
            if found is not None:
                node.trailing, node.trailing_in, node.units = found, node.segment, found.units
        return node

    def follow(self, segment: Segment, *, is_aside: bool) -> None:
        """Put a plain paragraph where it belongs."""
        node, text = self.current, segment.text.strip()
        if node is None:
            self.preface.append(segment)
        elif is_aside or (is_of_the_page(text) and not _is_label_of(node, text)) or day_of(text) is not None:
            node.after.append(segment)
            self.waiting = False
        elif (more := self._more(node, text)) is not None:
            node.units = (node.units or NamedUnits()).joined(more)
            node.unit_lines.append(segment)
            self.waiting = False
        else:
            self.waiting = self._label(node, segment) if label_of(text) is not None else self._text(node, segment)

    def _more(self, node: Node, text: str) -> NamedUnits | None:
        """The units of a line that goes on with the labelled one right before it."""
        if not node.unit_lines or node.after:
            return None
        return going_on(node.unit_lines[-1].text, text, waiting=self.waiting)

    def _label(self, node: Node, segment: Segment) -> bool:
        """A line of units; whether they are still awaited, on the next one."""
        found = read_units(segment.text.strip())
        if found is None:
            return self._text(node, segment)
        self._units_of(node, segment, found)
        return found.says_nothing

    def _units_of(self, node: Node, segment: Segment, found: NamedUnits) -> None:
        """A line that is nothing but units: of `node`, or of what stands behind the units it has."""
        pending = _pending(node) if _has_units(node) else []
        if pending:
            node = self._unnumbered(node, pending)
        node.units = (node.units or NamedUnits()).joined(found)
        node.unit_lines.append(segment)

    def _text(self, node: Node, segment: Segment) -> bool:
        """A paragraph of text, perhaps with units at its end."""
        whole = spoken_at(segment.text.strip()) if _OF_ALL.match(segment.text) else None
        if whole is not None and not whole.is_empty:
            self.closings.append((segment.line, whole))
            node.after.append(segment)
            return False
        trailing = trailing_units(segment.text, alone=True)
        if trailing is not None and trailing.units.is_empty and node.units is not None:
            trailing = None
        if trailing is not None and not trailing.damaged and not segment.text[: trailing.start].strip():
            self._units_of(node, segment, trailing.units)
        elif trailing is not None:
            if _has_units(node):
                node = self._unnumbered(node, [*_pending(node), segment])
            else:
                node.texts.append(segment)
            node.trailing, node.trailing_in = trailing, segment
            node.units = (node.units or NamedUnits()).joined(trailing.units)
        elif not _has_units(node) or (_is_only_title(node) and not _TO_ALL.match(segment.text)):
            node.texts.append(segment)
        else:
            node.after.append(segment)
        return False

    def _unnumbered(self, node: Node, paragraphs: list[Segment]) -> Node:
        """A task without a number: what follows the units of `node` up to units of its own."""
        taken = {id(each) for each in paragraphs}
        node.after = [each for each in node.after if id(each) not in taken]
        below = _is_above(node)
        if below:
            self._make_heading(node)
        made = Node(paragraphs[0], UNNUMBERED, node.depth + below, texts=paragraphs[1:])
        made.units = NamedUnits()  # its own are still to come
        self._add(made)
        made.units = None
        return made

    def _make_heading(self, node: Node) -> None:
        """What was taken for a task with one paragraph is a heading above tasks without numbers: give it back."""
        if node.trailing_in is node.segment or not node.texts:
            return
        texts, keep = node.texts, 0
        if node.trailing_in is not None:
            keep = max(0, len(texts) - 1 - (len(texts) > 1 and _is_title_line(texts[-2].text)))
        made = Node(texts[keep], UNNUMBERED, node.depth + 1, texts=texts[keep + 1 :])
        made.units, made.trailing, made.trailing_in = node.units, node.trailing, node.trailing_in
        made.unit_lines, made.after = node.unit_lines, node.after
        node.texts, node.units, node.trailing, node.trailing_in = texts[:keep], None, None, None
        node.unit_lines, node.after = [], []
        self._add(made)

    def outline(self) -> Outline:
        """The outline, every node with its place."""
        self._settle()
        nodes = tuple(self._ordered())
        for place, node in enumerate(nodes):
            node.place = place
        for node in nodes:
            if node.children and node.units is None and _is_a_unit(node):
                node.units = read_units(node.heading.strip(" \u3000：:"))
        return Outline(nodes=nodes, preface=tuple(self.preface), closings=tuple(self.closings))

    def _settle(self) -> None:
        """A heading with one paragraph that names units is above a task too, where its like are above several."""
        above = {
            (each.parent.depth, each.parent.number.kind)
            for each in self.nodes
            if each.number.kind == "none" and each.parent
        }
        for node in list(self.nodes):
            if (node.depth, node.number.kind) in above and not node.children and node.is_heading and node.units:
                self.open = [node]
                self._make_heading(node)

    def _ordered(self) -> Iterator[Node]:
        for node in self.nodes:
            if node.parent is None:
                yield node
                yield from node.descendants()


def _has_units(node: Node) -> bool:
    return node.units is not None and not node.units.is_empty


def _is_a_unit(node: Node) -> bool:
    """Whether a heading is nothing but units, and nothing below it names any: then those do all that is below."""
    name = node.heading.strip(" \u3000：:")
    if len(name) > LONGEST_HEADING or not looks_like_names(name) or not all(map(_is_name, name.split("、"))):
        return False
    return not any(below.names_units for below in node.descendants())


def _is_name(name: str) -> bool:
    return is_clear(name) or is_group(name)


def _pending(node: Node) -> list[Segment]:
    """The paragraphs behind a task's units that may begin another task."""
    found: list[Segment] = []
    for each in reversed(node.after):
        if is_of_the_page(each.text) or day_of(each.text) is not None:
            break
        found.append(each)
    return found[::-1]


def _is_above(node: Node) -> bool:
    """Whether a node that names units is a heading above tasks without numbers, not a task beside them."""
    if node.number.kind == "none" or not node.is_heading:
        return False
    if node.trailing_in is not node.segment:
        return bool(node.texts)
    sentence = node.heading.rstrip()[-1:] in tuple("。；;")
    return node.parent is None and node.number.kind in SECTIONS and not node.texts and not sentence


def _is_only_title(node: Node) -> bool:
    """Whether a node has said no more than its title and, on the same line, its units."""
    return node.trailing_in is node.segment and node.is_heading and not node.unit_lines and not node.after


def _is_title_line(text: str) -> bool:
    return len(text.strip()) <= LONGEST_HEADING and text.strip()[-1:] not in tuple("。；;：:！")


def _is_label_of(node: Node, text: str) -> bool:
    """Whether a line like the foot of a web page (承办单位：甲局) names a task's units: right after it."""
    if node.units is not None and node.units.names and text.startswith("主办"):
        return False
    return node.trailing is None and not node.after and label_of(text) is not None and is_label_line(text)
