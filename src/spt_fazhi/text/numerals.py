"""Figures as they are written: `60`, `1,200`, `十二`, `两百`, `六〇`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fractions import Fraction

_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}

_MOST_DECIMALS: Final = 4
"""Of a percentage: a written rate has no more."""

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


def exact_number(written: str) -> int | None:
    """A Chinese numeral written in full, `十二`, `两百零五`, `一万`; None for what is none or is said short.

    `两百五` may be 205 or 250, so it is neither.
    """
    plain = written.translate(_SAME)
    if plain.startswith("十"):
        plain = f"一{plain}"
    number = parse_number(plain)
    return int(number) if number is not None and number < 10**8 and _in_full(int(number)) == plain else None


_SAME: Final = str.maketrans({"〇": "零", "两": "二", "俩": "二"})


def _in_full(number: int) -> str:
    """A number below a hundred million in Chinese, no word left out: 205 → `二百零五`, 10 → `一十`."""
    if number >= 10000:
        head, rest = divmod(number, 10000)
        gap = "零" if 0 < rest < 1000 else ""
        return f"{_in_full(head)}万{gap}{_in_full(rest) if rest else ''}"
    said = ""
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            said += f"{_WORDS[digit]}{word}"
        elif said and number and not said.endswith("零"):
            said += "零"
    return said or "零"


_WORDS: Final = "零一二三四五六七八九"


def share_text(share: Fraction | Decimal | float, target: Decimal | float = 1, digits: int = 1) -> str:
    """A share in per cent, rounded, on the side of `target` where it really is.

    It has `digits` decimals, and as many more as it takes to be told from the target, four at most: of 1999/2000 and
    a target of 1 this is `99.95%`. What is still closer below the target is `不足100%`. Zeros at the end are dropped.
    """
    from fractions import Fraction  # a millisecond, and most commands print no share

    value, wanted = _exactly(share) * 100, _exactly(target) * 100
    for places in range(min(max(digits, 0), _MOST_DECIMALS), _MOST_DECIMALS + 1):
        unit = 10**places
        shown = Fraction((2 * value.numerator * unit + value.denominator) // (2 * value.denominator), unit)
        if (shown < wanted) == (value < wanted):
            return _percent(shown)
    return f"不足{_percent(wanted)}" if value < wanted else _percent(wanted)


def _exactly(number: Fraction | Decimal | float) -> Fraction:
    """A number as it is written: 0.8 is four fifths, whatever the nearest binary fraction is."""
    from fractions import Fraction

    return Fraction(str(number)) if isinstance(number, float) else Fraction(number)


def _percent(value: Fraction) -> str:
    """Per cent with the decimals it has."""
    return f"{(Decimal(value.numerator) / value.denominator).normalize():f}%"
