"""How alike two texts are, digits and punctuation aside."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Final

from spt_fazhi.text.plain import plain

COMPARED_TEXT: Final = 5000
"""Characters of a text that are looked at where many are compared with many."""
_DROPPED: Final = re.compile(r"[\W\d_]+")
_SHOWS_NOTHING: Final = re.compile(
    "[\\s\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
)


def folded(text: str) -> str:
    """What tells a text from another when width, case, white space and what shows nothing make no difference."""
    return _SHOWS_NOTHING.sub("", unicodedata.normalize("NFKC", plain(text))).casefold()


Pairs = frozenset[str]
"""Pairs of neighbouring characters; of equal ones those after the first with a running number, which no pair holds."""


def pairs(text: str) -> Pairs:
    """The same as `grams`, for texts that are compared with many others."""
    return frozenset(
        f"{pair}{number}" if number else pair for pair, times in grams(text).items() for number in range(times)
    )


def shared(one: Pairs, other: Pairs) -> float:
    """The same as `similarity`."""
    whole = len(one) + len(other)
    if not whole or 2 * min(len(one), len(other)) < 0.5 * whole:
        return 0.0
    return 2 * len(one & other) / whole


def grams(text: str) -> Counter[str]:
    """Pairs of neighbouring characters, without digits, punctuation and white space."""
    kept = _DROPPED.sub("", text)
    return Counter(kept[i : i + 2] for i in range(len(kept) - 1))


def similarity(one: Counter[str], other: Counter[str]) -> float:
    """The share of equal pairs in both (Sørensen-Dice), from 0 to 1; 0 at once when one is far longer."""
    whole = one.total() + other.total()
    if not whole or 2 * min(one.total(), other.total()) < 0.5 * whole:
        return 0.0
    return 2 * (one & other).total() / whole
