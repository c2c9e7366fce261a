"""Numbers with no more than a blank or a comma after them (1 完善…), 一是…, ★…: numbers only where they go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spt_fazhi.intake.structure.document import Paragraph
from spt_fazhi.intake.structure.head.page import is_of_the_page
from spt_fazhi.intake.structure.numbering import FREE, LOOSE, number_of, split_at_numbers
from spt_fazhi.intake.structure.outlining.nodes import Segment
from spt_fazhi.intake.structure.unit_lists import label_of

_PARTS: Final = frozenset({"digit-bracket", "circle", "ring"})
"""The forms that stand within a paragraph too."""


def segments_of(lines: Sequence[Paragraph]) -> Iterator[Segment]:
    """The lines, broken where a number follows without a line break."""
    for line in lines:
        for offset, text in split_at_numbers(line.text):
            if text.strip():
                yield Segment(line=line.number, offset=offset, text=text)


def loose_of(segments: Sequence[Segment]) -> set[Segment]:
    """The paragraphs with a number that is one only because others go on from it: by one, two of them at least."""
    found: dict[str, list[Segment]] = {}
    values: dict[str, int] = {}
    written = False  # whether any number is one by itself
    for segment in segments:
        number = number_of(segment.text)
        if number is None or number.kind not in LOOSE:
            written = written or (number is not None and number.kind not in _PARTS)
        elif number.kind == "marked":
            if label_of(segment.text) is None and not is_of_the_page(segment.text):
                found.setdefault(number.written, []).append(segment)
        elif number.value == values.get(number.kind, 0) + 1 or number.value == 1:
            values[number.kind] = number.value
            found.setdefault(number.kind, []).append(segment)
    counted = found.get("loose", [])
    if len(counted) >= 2:
        return {*counted, *found.get("chinese-loose", [])}
    free = [each for kind, each in found.items() if kind in FREE or len(kind) == 1]
    most = max(free, key=len, default=[])
    return set(most) if len(most) >= 2 and not written else set()
