"""Quotation marks: what is put between “ and ” has its own as ‘ and ’, and so on by turns (GB/T 15834)."""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = re.compile("[“”‘’]")
_OPEN: Final = "“‘"
_CLOSE: Final = "”’"


def inside(text: str) -> str:
    """`text` as it stands between “ and ”: its outermost quotation marks single, those within them double, by turns.

    A mark without its other half, as an apostrophe or in a quote that was cut, becomes a single one.
    """
    open_as: list[int] = []  # which pair each open mark became: 1 is ‘ ’, 0 is “ ”

    def turned(found: re.Match[str]) -> str:
        if found[0] in _OPEN:
            open_as.append(1 - len(open_as) % 2)
            return _OPEN[open_as[-1]]
        return _CLOSE[open_as.pop() if open_as else 1]

    return _MARKS.sub(turned, text)


def quoted(text: str) -> str:
    """`“text”`, with its own quotation marks turned."""
    return f"“{inside(text)}”"
