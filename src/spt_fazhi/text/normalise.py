"""A copy of a text that is easy to match, and the way back from it to the text as written."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

_SPACES: Final = frozenset(" \t\n\r\f\v\u00a0\u3000\u200b\ufeff" + "".join(map(chr, range(0x2000, 0x200B))))
_SPACE: Final = re.compile(f"[{re.escape(''.join(_SPACES))}]")
_NARROW: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}

# CJK Radicals Supplement, U+2E80 on, 16 a line: NFKC folds two of them only; 〓 stands where no character is
_SUPPLEMENT: Final = (
    "冫厂乛乚乙亻冂几刀刂卜㔾小小兀尣"
    "尢尣巳幺彐彑忄心扌攵〓旡日月歹母"
    "民氵氺灬爫爫丬牛犭王疋目示礻竹糹"
    "纟罓罒网网网羊羊羊耂肀聿月臼艹艹"
    "艹虎衤覀西见角角讠贝足车辶辶辶阝"
    "钅長镸长门阜阝雨青韦页风飞食食飠"
    "饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜"
    "龙龜亀龟"
)


def _radicals() -> dict[int, str]:
    """Ordinary characters for what looks like them: Kangxi and CJK radicals, compatibility ideographs."""
    codes = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))
    folded = {code: unicodedata.normalize("NFKC", chr(code)) for code in codes}
    supplement = {0x2E80 + index: char for index, char in enumerate(_SUPPLEMENT) if char != "〓"}
    return {code: char for code, char in folded.items() if char != chr(code)} | supplement


RADICALS: Final = _radicals()
"""By code point, the ordinary character for each radical and compatibility ideograph: one for one."""

_ALIKE: Final = _NARROW | RADICALS
_FLAT: Final[dict[int, str | None]] = {**_ALIKE, **dict.fromkeys(map(ord, _SPACES))}


class Normal(NamedTuple):
    """`text` has no white space, only half-width ASCII forms and no radicals; `offsets[i]` is where its i-th
    character came from.

    `offsets` has one more item than `text` has characters: the length of the original.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that `text[start:end]` came from (not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1


def normalise(text: str) -> Normal:
    """Drop white space, make full-width ASCII forms half-width, fold radicals; every other character stays."""
    narrow = text.translate(_ALIKE)
    if _SPACE.search(narrow) is None:
        return Normal(narrow, tuple(range(len(text) + 1)))
    kept = [index for index, char in enumerate(narrow) if char not in _SPACES]
    return Normal("".join(narrow[index] for index in kept), (*kept, len(text)))


def ordinary(text: str) -> str:
    """`text` with an ordinary character for each radical that a PDF has in its place; everything else stays."""
    return text.translate(RADICALS)


def flat(text: str) -> str:
    """The text of `normalise`, faster and in lower case: character for character, so the offsets are the same."""
    narrow = text.translate(_FLAT)
    lower = narrow.lower()
    return lower if len(lower) == len(narrow) else narrow


_BREAK: Final = re.compile(r"(?<![ \t\u3000])[ \t\u3000]*[\r\n]+[ \t\u3000]*")


def unbroken(text: str) -> str:
    """`text` as one line: line breaks and the indents around them taken out."""
    return _BREAK.sub("", text.strip())
