"""Which sentences of a new text are those of an old one, but for a year that has moved on as the plan has."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final, NamedTuple

from spt_fazhi.text.normalise import normalise

_SENTENCE: Final = re.compile("[^。]+。?")
_YEAR: Final = re.compile("20[0-9]{2}(?=年)")


class Span(NamedTuple):  # a tuple: compared and sorted by place
    """A stretch of the new text's normal copy."""

    start: int
    end: int

    def touches(self, other: Span) -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end


class Sentences:
    """The old text and the new one in their normal copies, and which sentences of the new one are the old one's.

    They are the same also where only a year has moved on as the plan has.
    """

    def __init__(self, old: str, new: str, years: int) -> None:
        """Compare two texts between which so many years lie."""
        self._old, self._new, self._text = normalise(old).text, normalise(new), new
        moved = later(self._old, years)
        known = {text[start:end]: start for text in (moved, self._old) for start, end in _sentences(text)}
        self._at: dict[int, int] = {}
        """The start of each old sentence that is in the new text → where it is there."""
        self._fresh = bytearray(b"\1" * len(self._new.text))
        """For each character whether its sentence is a new one."""
        for start, end in _sentences(self._new.text):
            before = known.get(self._new.text[start:end])
            if before is not None:
                self._at.setdefault(before, start)
                self._fresh[start:end] = bytes(end - start)

    def span(self, start: int, end: int) -> Span:
        """A stretch of the new text as it is written, in its normal copy."""
        return Span(bisect_left(self._new.offsets, start), bisect_left(self._new.offsets, end))

    def is_known(self, span: Span) -> bool:
        """Whether a stretch of the normal copy lies in sentences that are the old one's."""
        return span.start < span.end and self._fresh.find(1, span.start, span.end) < 0

    def place(self, quote: str) -> Span | None:
        """Where the sentences of last year's quote stand in the new text, as they stood; None where they do not."""
        words = normalise(quote).text
        at = self._old.find(words)
        if not words or at < 0:
            return None
        moves = {
            self._at[start] - start if start in self._at else None
            for start, end in _sentences(self._old)
            if start < at + len(words) and at < end
        }
        move = moves.pop() if len(moves) == 1 else None
        return None if move is None else Span(at + move, at + move + len(words))

    def written(self, span: Span) -> str:
        """A stretch of the normal copy as the new text has it."""
        start, end = self._new.span(span.start, span.end)
        return self._text[start:end]

    def bounds(self, span: Span) -> tuple[int, int]:
        """Where a stretch of the normal copy stands in the new text."""
        return self._new.span(span.start, span.end)


def _sentences(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _SENTENCE.finditer(text)]


def later(text: str, more: int) -> str:
    """The text with every year so many years later."""
    return _YEAR.sub(lambda found: str(int(found[0]) + more), text)
