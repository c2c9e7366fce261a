"""Comparing what was copied with what it was copied from."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from typing import Final

from spt_fazhi.model.frozen import frozen

_GRAM: Final = 4
_MOST_WORK: Final = 10_000_000


def longest_start(piece: str, text: str) -> tuple[int, int]:
    """How many first characters of `piece` occur together in `text`, and where they do."""
    low, high = 0, len(piece)
    while low < high:
        middle = (low + high + 1) // 2
        if piece[:middle] in text:
            low = middle
        else:
            high = middle - 1
    return low, text.find(piece[:low])


def same_but_for_width(piece: str, text: str) -> bool:
    """Whether `piece` occurs in `text` when full- and half-width forms and white space make no difference."""
    return _folded(piece) in _folded(text)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def anchor(text: str, at: int, length: int = 1) -> str:
    """Some characters of `text` from `at` on that occur nowhere before, to find line and column by.

    At least `length` characters on one line, a few more to tell it from an earlier one; "" at the end of the text.
    """
    line = text[at : at + length + 40].split("\n", 1)[0]
    piece = line[:length]
    for more in (8, 16, 40):
        if text.find(piece) == at:
            break
        piece = line[: length + more]
    return piece


@frozen
class Difference:
    """The first place where a text departs from a paragraph: the offset in each."""

    at: int
    there: int


class Paragraphs:
    """The paragraphs of a document, to find the one a text was copied from, whatever its number."""

    def __init__(self, document: str) -> None:
        """Index the lines of `document` by their runs of four characters."""
        self.lines = tuple(line.strip() for line in document.splitlines() if line.strip())
        self._by_gram: dict[str, set[int]] = defaultdict(set)
        for index, line in enumerate(self.lines):
            for start in range(len(line) - _GRAM + 1):
                self._by_gram[line[start : start + _GRAM]].add(index)

    def nearest(self, text: str) -> str | None:
        """The paragraph that shares most with `text`; None when none shares a fifth of it."""
        grams = {text[start : start + _GRAM] for start in range(len(text) - _GRAM + 1)}
        shared: Counter[int] = Counter()
        for gram in grams:
            found = self._by_gram.get(gram, ())
            if len(found) <= 50:  # words that stand everywhere tell nothing
                shared.update(found)
        if not shared:
            return None
        index, count = max(shared.items(), key=lambda item: (item[1], -item[0]))
        return self.lines[index] if count * 5 >= len(grams) else None


def first_difference(text: str, paragraph: str) -> Difference | None:
    """Where `text` first departs from the stretch of `paragraph` it corresponds to; None when it stands there whole."""
    if text in paragraph:
        return None
    length, place = longest_start(text, paragraph)
    if length >= min(8, len(text) // 2) or len(text) * len(paragraph) > _MOST_WORK:
        return Difference(at=length, there=place + length)
    for tag, at, end, there, there_end in SequenceMatcher(None, text, paragraph, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "insert" and at == 0):  # what stands before it: number and title
            continue
        return Difference(at=at, there=max(there, there_end - (end - at)) if at == 0 else there)
    return None
