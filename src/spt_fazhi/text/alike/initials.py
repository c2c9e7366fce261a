"""First letters of pinyin without a dictionary: GB 2312 keeps its 3,755 common characters in the order of their sound.

The other characters of GB 2312 stand in the order of their radicals and the rest of Unicode is not in it, so these
have no letter here. A character of several sounds has the one it stands under: 长 is `c`, 行 is `x`, 重 is `z`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

UNKNOWN: Final = "?"
"""Stands for a character whose sound is not known."""
_LETTERS: Final = "abcdefghjklmnopqrstwxyz"
_FIRST: Final = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8,
    0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
"""The first character of each letter."""
_LAST: Final = 0xD7F9


def initials(name: str) -> str:
    """A letter for each character: `区司法局` → `qsfj`; ASCII letters and digits stay, in lower case."""
    return "".join(_initial(char) for char in name)


def _initial(char: str) -> str:
    if char.isascii():
        return char.lower() if char.isalnum() else UNKNOWN
    code = int.from_bytes(char.encode("gb2312", "ignore"))
    return _LETTERS[bisect_right(_FIRST, code) - 1] if _FIRST[0] <= code <= _LAST else UNKNOWN
