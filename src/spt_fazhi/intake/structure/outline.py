"""The outline of a document's paragraphs: numbered nodes under each other, with the plain paragraphs after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spt_fazhi.intake.structure.document import Paragraph
from spt_fazhi.intake.structure.heading import day_of, is_of_the_page
from spt_fazhi.intake.structure.numbering import Number, number_of, split_at_numbers
from spt_fazhi.intake.structure.paragraph_ends import Trailing, trailing_units
from spt_fazhi.intake.structure.unit_lists import NamedUnits, is_label_line, label_of, looks_like_names, read_units
from spt_fazhi.model.frozen import frozen


@frozen
class Segment:
    """A stretch of a line that is a paragraph of its own: `offset` is where it begins in the line."""

    line: int
    offset: int
    text: str


@dataclass(slots=True)
class Node:
    """A numbered paragraph: its own text after the number, what follows it, and the nodes below."""

    segment: Segment
    number: Number
    depth: int
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    texts: list[Segment] = field(default_factory=list)
    units: NamedUnits | None = None
    trailing: Trailing | None = None
    trailing_in: Segment | None = None
    unit_lines: list[Segment] = field(default_factory=list)
    after: list[Segment] = field(default_factory=list)

    @property
    def own(self) -> str:
        """The paragraph less its number."""
        return self.segment.text[self.number.length :]

    def descendants(self) -> Iterator[Node]:
        """The nodes below, in the order of the document."""
        for child in self.children:
            yield child
            yield from child.descendants()


@frozen
class Outline:
    """The nodes in the order of the document, and the paragraphs before the first."""

    nodes: tuple[Node, ...]
    preface: tuple[Segment, ...]


def segments_of(lines: Sequence[Paragraph]) -> Iterator[Segment]:
    """The lines, broken where a number follows without a line break."""
    for line in lines:
        for offset, text in split_at_numbers(line.text):
            if text.strip():
                yield Segment(line=line.number, offset=offset, text=text)


def outline_of(lines: Sequence[Paragraph]) -> Outline:
    """Order the paragraphs under their numbers. The depth of a form of numbering is where it first occurs."""
    nodes: list[Node] = []
    preface: list[Segment] = []
    forms: list[str] = []  # the forms of numbering that are open, outermost first
    current: Node | None = None
    waiting = False  # a label such as 责任单位: alone on its line, whose units are on the next
    for segment in segments_of(lines):
        number = number_of(segment.text)
        if number is not None and not _is_heading(segment, number, current):
            number = None
        if number is not None:
            depth = forms.index(number.kind) if number.kind in forms else len(forms)
            forms = [*forms[:depth], number.kind]
            current = _add(nodes, Node(segment, number, depth))
            waiting = False
        elif current is None:
            preface.append(segment)
        else:
            waiting = _follow(current, segment, waiting=waiting)
    return Outline(nodes=tuple(nodes), preface=tuple(preface))


def _is_heading(segment: Segment, number: Number, current: Node | None) -> bool:
    """A date or a figure at the beginning of a line is no number of a paragraph; nor is a lone number."""
    rest = segment.text[number.length :].strip()
    if not rest or is_of_the_page(segment.text):
        return False
    return not (current is None and number.kind == "digit" and number.value > 1 and not number.written.isdigit())


def _add(nodes: list[Node], node: Node) -> Node:
    for other in reversed(nodes):
        if other.depth < node.depth:
            node.parent = other
            other.children.append(node)
            break
    nodes.append(node)
    found = trailing_units(node.own)
    if found is not None:
        node.trailing, node.trailing_in, node.units = found, node.segment, found.units
    return node


def _follow(node: Node, segment: Segment, *, waiting: bool) -> bool:
    """Put a plain paragraph where it belongs; whether the units of a label are still awaited."""
    text = segment.text.strip()
    if (is_of_the_page(text) and not _is_label_of(node, text)) or day_of(text) is not None:
        node.after.append(segment)
        return False
    if waiting and looks_like_names(text):
        previous = node.unit_lines[-1].text
        found = read_units(f"{previous.strip()}{text}")
        node.units = (node.units or NamedUnits()).joined(found or NamedUnits())
        node.unit_lines.append(segment)
        return False
    if label_of(text) is not None:
        found = read_units(text)
        if found is not None:
            node.units = (node.units or NamedUnits()).joined(found)
            node.unit_lines.append(segment)
            return found.says_nothing
    trailing = trailing_units(segment.text, alone=True)
    if node.units is None and trailing is not None:
        node.trailing, node.trailing_in, node.units = trailing, segment, trailing.units
        node.texts.append(segment)
    elif node.units is not None:
        node.after.append(segment)
    else:
        node.texts.append(segment)
    return False


def _is_label_of(node: Node, text: str) -> bool:
    """Whether a line like the foot of a web page (承办单位：甲局) names a task's units: right after it."""
    return node.trailing is None and not node.after and label_of(text) is not None and is_label_line(text)
