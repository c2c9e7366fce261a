"""Numbers with no more than a blank or a comma after them (1 完善…): numbers only where they go on by one."""

from __future__ import annotations

from collections.abc import Sequence

from spt_fazhi.intake.structure.numbering import LOOSE, number_of
from spt_fazhi.intake.structure.outlining.nodes import Segment


def loose_of(segments: Sequence[Segment]) -> set[Segment]:
    """The paragraphs with a number that is one only because others go on from it: by one, two of them at least."""
    found: dict[str, list[Segment]] = {}
    values: dict[str, int] = {}
    for segment in segments:
        number = number_of(segment.text)
        if number is None or number.kind not in LOOSE:
            continue
        if number.value == values.get(number.kind, 0) + 1 or number.value == 1:
            values[number.kind] = number.value
            found.setdefault(number.kind, []).append(segment)
    counted = found.get("loose", [])
    if len(counted) < 2:
        return set()
    return {*counted, *found.get("chinese-loose", [])}
