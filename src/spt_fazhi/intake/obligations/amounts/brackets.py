"""Brackets and quotation marks of a normal copy: which belong together, and stretches that cut none of them in two."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

Span = tuple[int, int]

_PAIRS: Final = {"(": ")", "〔": "〕", "[": "]", "【": "】", "《": "》", "“": "”", "‘": "’"}
_OPENING: Final = {closing: opening for opening, closing in _PAIRS.items()}
_MARK: Final = re.compile(r"[()〔〕\[\]【】《》“”‘’]")
_FAR: Final = 300
"""The most characters between a bracket and its other half: farther apart they are none."""
_LEADING: Final = frozenset(",、;:。!?)]〕】》”’")
_TRAILING: Final = frozenset(",、;:([〔【《“‘")


def pairs_of(text: str) -> list[Span]:
    """The outermost brackets and quotation marks with their other half, in order: each is `text[start:end]`."""
    if _MARK.search(text) is None:
        return []
    open_at = {mark: deque[int](maxlen=_FAR) for mark in _PAIRS}
    found: list[Span] = []
    for match in _MARK.finditer(text):
        mark, place = match[0], match.start()
        if mark in _PAIRS:
            open_at[mark].append(place)
            continue
        mine = open_at[_OPENING[mark]]
        if not mine or place - mine[-1] > _FAR:
            mine.clear()
            continue
        start = mine.pop()
        for others in open_at.values():  # what was opened inside and not closed has no other half
            while others and others[-1] > start:
                others.pop()
        while found and found[-1][0] > start:
            found.pop()
        found.append((start, place + 1))
    return found


def inside(pairs: Sequence[Span], place: int) -> Span | None:
    """The outermost pair that a place lies in (not at its opening mark), or None."""
    index = bisect_right(pairs, place - 1, key=itemgetter(0)) - 1
    return pairs[index] if index >= 0 and pairs[index][0] < place < pairs[index][1] else None


def whole(text: str, pairs: Sequence[Span], span: Span) -> Span:
    """A stretch that cuts no pair in two and neither begins nor ends with a mark; never empty.

    One that lies in a single pair stays in it.
    """
    start, end = span
    first, last = inside(pairs, start), inside(pairs, end)
    if first is not None and first != last:
        start = first[0]
    if last is not None and first != last:
        end = last[1]
    while start < end - 1 and text[start] in _LEADING:
        start += 1
    while start < end - 1 and text[end - 1] in _TRAILING:
        end -= 1
    return start, end
