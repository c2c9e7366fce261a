"""Which sentences of a new text are those of an old one, but for a year that has moved on as the plan has."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable
from typing import Final, NamedTuple

from spt_fazhi.text.normalise import Normal, normalise

_YEAR: Final = re.compile("20[0-9]{2}(?=年)")


class Span(NamedTuple):  # a tuple: compared and sorted by place
    """A stretch of the new text's normal copy."""

    start: int
    end: int

    def touches(self, other: Span) -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end


class _Cut:
    """A text in its normal copy, cut into sentences: at 。 and where a line ends."""

    def __init__(self, text: str) -> None:
        self.raw = text
        self.normal = normalise(text)
        self.starts = [0, *_ends(text, self.normal)]

    def sentence(self, at: int) -> str:
        """The words of a sentence, by its number."""
        return self.normal.text[self.starts[at] : self.end(at)]

    def end(self, at: int) -> int:
        """Where a sentence ends."""
        return self.starts[at + 1] if at + 1 < len(self.starts) else len(self.normal.text)

    def touched(self, start: int, end: int) -> range:
        """The numbers of the sentences in which a stretch lies."""
        return range(bisect_right(self.starts, start) - 1, bisect_left(self.starts, end))


def _ends(text: str, normal: Normal) -> Iterable[int]:
    """Where sentences begin after the first one."""
    words, places = normal
    for at in range(1, len(words)):
        if words[at - 1] == "。" or "\n" in text[places[at - 1] + 1 : places[at]]:
            yield at


class Sentences:
    """The sentences of the old text that the new one has again, each once, in their order.

    They are the same also where only a year has moved on as the plan has.
    """

    def __init__(self, old: str, new: str, years: int) -> None:
        """Compare two texts between which so many years lie."""
        self._old, self._new = _Cut(old), _Cut(new)
        self._to: dict[int, int] = {}
        """The number of each old sentence that comes again → its number in the new text."""
        free = list(range(len(self._new.starts)))
        for more in (years, 0):  # as it should read now; then as it read
            free = self._pair(free, more)
        self._again = set(self._to.values())
        self._settled = set(self._again)

    def _pair(self, free: list[int], more: int) -> list[int]:
        waiting: dict[str, deque[int]] = defaultdict(deque)
        for at in range(len(self._old.starts)):
            if at not in self._to:
                waiting[later(self._old.sentence(at), more)].append(at)
        left = []
        for at in free:
            known = waiting.get(self._new.sentence(at))
            if known:
                self._to[known.popleft()] = at
            else:
                left.append(at)
        return left

    def span(self, start: int, end: int) -> Span:
        """A stretch of the new text as it is written, in its normal copy."""
        offsets = self._new.normal.offsets
        return Span(bisect_left(offsets, start), bisect_left(offsets, end))

    def numbers(self, span: Span) -> range:
        """The numbers of the sentences in which a stretch of the new text lies."""
        return self._new.touched(span.start, span.end)

    def settle_none(self) -> None:
        """What was decided on a sentence depends on more than its words, and that is another now."""
        self._to.clear()
        self._again.clear()
        self._settled.clear()

    def unsettle(self, quote: str) -> None:
        """Not all of an old quote comes again: what is left of its sentences is to be looked at."""
        for start in self._found(quote):
            for at in self._old.touched(start, start + len(normalise(quote).text)):
                self._settled.discard(self._to.get(at, -1))

    @property
    def is_the_same(self) -> bool:
        """Whether the new text is the old one."""
        return len(self._again) == len(self._new.starts) == len(self._old.starts)

    def is_settled(self, span: Span) -> bool:
        """Whether a stretch of the new text lies in sentences of which all was decided."""
        return self._lies_in(self._settled, span)

    def comes_again(self, span: Span) -> bool:
        """Whether a stretch of the new text lies in sentences that the old text had."""
        return self._lies_in(self._again, span)

    def _lies_in(self, sentences: set[int], span: Span) -> bool:
        return span.start < span.end and all(at in sentences for at in self.numbers(span))

    def places(self, quote: str) -> list[Span | None]:
        """For each place of a quote in the old text where it stands now; None where its sentences are not there."""
        return [self._place(start, start + len(normalise(quote).text)) for start in self._found(quote)]

    def _found(self, quote: str) -> list[int]:
        words = normalise(quote).text
        return [found.start() for found in re.finditer(re.escape(words), self._old.normal.text)] if words else []

    def _place(self, start: int, end: int) -> Span | None:
        moves = set()
        for at in self._old.touched(start, end):
            if at not in self._to:
                return None
            moves.add(self._new.starts[self._to[at]] - self._old.starts[at])
        if len(moves) != 1:
            return None
        (move,) = moves
        return Span(start + move, end + move)

    def anywhere(self, quote: str, years: int) -> Span | None:
        """The only place where the new text has the words of a quote, whatever stands around them."""
        for words in dict.fromkeys((later(normalise(quote).text, years), normalise(quote).text)):
            found = [each.start() for each in re.finditer(re.escape(words), self._new.normal.text)] if words else []
            if len(found) == 1:
                return Span(found[0], found[0] + len(words))
        return None

    def written(self, span: Span) -> str:
        """A stretch of the normal copy as the new text has it."""
        start, end = self.bounds(span)
        return self._new.raw[start:end]

    def bounds(self, span: Span) -> tuple[int, int]:
        """Where a stretch of the normal copy stands in the new text."""
        return self._new.normal.span(span.start, span.end)

    def around(self, span: Span) -> str:
        """The sentences in which a stretch lies, in the normal copy."""
        return "".join(self._new.sentence(at) for at in self.numbers(span))


def later(text: str, more: int) -> str:
    """The text with every year so many years later."""
    return _YEAR.sub(lambda found: str(int(found[0]) + more), text)
