"""How alike two texts are, digits and punctuation aside."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_DROPPED: Final = re.compile(r"[\W\d_]+")


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
