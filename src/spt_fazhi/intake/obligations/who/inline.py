"""Brackets inside a task's text that name who owes the sentences before them: （县司法局负责；6月底前）."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from spt_fazhi.intake.obligations.who.names import Names
from spt_fazhi.model.frozen import frozen
from spt_fazhi.text.normalise import Normal


@frozen
class InlineUnits:
    """A bracket that names units inside a task's text, after one of its sentences: `text[start:end]`.

    What stands between `since` and the bracket is owed by these `names` (none: those of the task), by its `deadline`.
    A bracket that is no part of the text (at the end of a sub-item) has `start` and `end` where it stood.
    """

    start: int
    end: int
    names: tuple[str, ...]
    deadline: str = ""
    since: int = 0


@frozen
class Stretch:
    """A stretch of a normal copy, the bracket after it, and the names that are the task's own there."""

    start: int
    end: int
    bracket: tuple[int, int]
    names: Names
    deadline: str


class Stretches:
    """Who owes what where in a normal copy: by the bracket after it, else as in the whole task."""

    def __init__(self, inline: Sequence[InlineUnits], normal: Normal, whole: Names) -> None:
        """Places in the text become places in its normal copy; `ends` are where the stretches end in it."""
        self.normal = normal
        self.stretches = [_stretch(each, normal, whole) for each in sorted(inline, key=lambda each: each.start)]
        self.ends = [each.end for each in self.stretches]

    @property
    def text(self) -> str:
        """The normal copy with a full stop for every character of a bracket: no clause runs through it."""
        parts, at = [], 0
        for each in self.stretches:
            start, end = each.bracket
            parts += [self.normal.text[at:start], "。" * (end - start)]
            at = max(at, end)
        return "".join([*parts, self.normal.text[at:]])

    def at(self, place: int) -> Stretch | None:
        """The stretch a place of the normal copy lies in, None where the whole task owes it."""
        index = bisect_right(self.ends, place)
        if index == len(self.stretches) or self.stretches[index].start > place:
            return None
        return self.stretches[index]

    def unused(self, places: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The brackets with a deadline in whose stretch none of the `places` (in order) lies."""
        for each in self.stretches:
            if each.deadline and bisect_left(places, each.start) == bisect_left(places, each.end):
                yield each.bracket


def _stretch(each: InlineUnits, normal: Normal, whole: Names) -> Stretch:
    since, start, end = (bisect_left(normal.offsets, place) for place in (each.since, each.start, each.end))
    return Stretch(
        start=since,
        end=start,
        bracket=(start, end),
        names=whole.led_by(each.names) if each.names else whole,
        deadline=each.deadline,
    )
