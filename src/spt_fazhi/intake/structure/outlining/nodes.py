"""The paragraphs of a document's outline: numbered nodes under each other, with the plain paragraphs after them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final, NamedTuple

from spt_fazhi.intake.structure.inline_units import names_inside
from spt_fazhi.intake.structure.numbering import Number
from spt_fazhi.intake.structure.paragraph_ends import Trailing
from spt_fazhi.intake.structure.unit_lists import NamedUnits
from spt_fazhi.model.frozen import frozen

UNNUMBERED: Final = Number(kind="none", value=0, written="", length=0)
"""The number of a task that has none."""
SECTIONS: Final = frozenset({"chinese", "part"})
"""The forms of numbers that sections have."""
LONGEST_HEADING: Final = 40
"""The most characters a heading has."""
_DEALT: Final = re.compile(r"负责|牵头|配合|落实|承办|主办|协办|会同|参与|(?:责任|配合|牵头|承办)(?:单位|部门)")
_OPEN: Final = re.compile("[（(〔[【［]")


class Segment(NamedTuple):  # a tuple: one for each paragraph
    """A stretch of a line that is a paragraph of its own: `offset` is where it begins in the line."""

    line: int
    offset: int
    text: str


@dataclass(slots=True)
class Node:
    """A numbered paragraph (or a task without a number): its own text, what follows it, and the nodes below.

    `after` are paragraphs behind its units; `place` is its index among all nodes.
    """

    segment: Segment
    number: Number
    depth: int
    parent: Node | None = None
    place: int = 0
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

    @property
    def heading(self) -> str:
        """The paragraph less its number and the bracket of units at its end."""
        own = self.own
        return own[: self.trailing.start] if self.trailing and self.trailing_in is self.segment else own

    @property
    def is_heading(self) -> bool:
        """Whether its own words are short and no sentence."""
        bare = self.heading.strip().rstrip("。：:；;")
        return len(bare) <= LONGEST_HEADING and "。" not in bare and "；" not in bare

    @property
    def is_unit(self) -> bool:
        """Whether it is a heading that is itself the name of who does all that is below."""
        return self.units is not None and self.trailing is None and not self.unit_lines

    @property
    def names_units(self) -> bool:
        """Whether units are named with it, or seem to be: a bracket at an end speaks of who is in charge."""
        if self.units is not None and not self.units.is_empty:
            return True
        if any(seems_to_name_units(each.text) for each in (self.segment, *self.texts[-1:])):
            return True
        return any(names_inside(each.text) for each in (self.segment, *self.texts))

    def descendants(self) -> Iterator[Node]:
        """The nodes below, in the order of the document."""
        for child in self.children:
            yield child
            yield from child.descendants()


@frozen
class Outline:
    """The nodes in the order of the document, and the paragraphs before the first.

    `closings` are sentences that name the units of all above (以上工作由甲局负责): their line, and the units.
    """

    nodes: tuple[Node, ...]
    preface: tuple[Segment, ...]
    closings: tuple[tuple[int, NamedUnits], ...] = ()

    def closing(self, node: Node) -> NamedUnits | None:
        """The units such a sentence behind a node gives it, where it names none itself."""
        place = bisect_right(self.closings, node.segment.line, key=itemgetter(0))
        if place == len(self.closings) or node.names_units or any(each.names_units for each in node.descendants()):
            return None
        return self.closings[place][1]


def seems_to_name_units(text: str) -> bool:
    """Whether a paragraph ends in a bracket that speaks of who is in charge, read or not."""
    tail = text[-300:].rstrip(" \t\u3000\xa0。.;；,，")
    if tail[-1:] not in tuple("）)〕]】］"):
        return False
    tail = tail[tail.rfind("。") + 1 :]
    opened = _OPEN.search(tail)
    return opened is not None and _DEALT.search(tail, opened.start()) is not None
