"""Figures as they are written: `60`, `1,200`, `十二`, `两百`, `六〇`."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}

CHINESE: Final = "[零〇一二两三四五六七八九十百千万]"
"""A pattern for one character of a Chinese numeral."""

ARABIC: Final = r"(?<![\d.第])\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,4})?(?![\d.])"
"""A pattern for a number in Arabic digits that is no part of a longer one and no ordinal (第3期)."""


def parse_number(written: str) -> Decimal | None:
    """`60`, `1,200`, `1.5万`, `十二`, `两百` as a number; None when it is none."""
    if written[:1].isascii():
        times = {"百": 100, "千": 1000, "万": 10000}.get(written[-1], 1)
        return Decimal(written.rstrip("百千万").replace(",", "")) * times
    if written == "百":
        return Decimal(100)
    total = section = digit = 0
    for char in written:
        if char in _DIGITS:
            digit = digit * 10 + _DIGITS[char] if digit else _DIGITS[char]
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = 0
        elif char == "万":
            total += (section + digit or 1) * 10000
            section = digit = 0
        else:
            return None
    return Decimal(total + section + digit)
