"""Text made safe to show and to keep: what a terminal or a bidi algorithm would act on is taken out."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_UNSAFE: Final = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)

_ACTING: Final = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
"""What controls a terminal or turns the order of what follows."""

_NUMBER: Final = "[\\dXx\\s\u2010-\u2015\u2212\uff0d-]*"
BREAKS: Final = "\r\n?|[\x0b\x0c\x85\u2028\u2029]"
_ENDLESS: Final = r"[0-9]{25}"
_LONG_NUMBER: Final = 11
"""Digits of the shortest number that is masked (a mobile telephone's)."""


_MARKS: Final = "[\ufdd0-\ufdd2]"
"""What marks are made of (text/marks.py)."""


@cache
def _unsafe_but_marks() -> re.Pattern[str]:
    return re.compile(f"(?!{_MARKS}){_UNSAFE}")


@cache
def _unsafe() -> re.Pattern[str]:
    """The pattern of what is taken out: it takes milliseconds to compile, and most texts need none."""
    return re.compile(_UNSAFE)


def plain(text: str) -> str:
    """`text` without control, zero-width, bidi and tag characters, and without code points that are no characters (of
    which marks are made, text/marks.py); tabs and line breaks stay.
    """
    return text if text.isprintable() else _unsafe().sub("", text)


def plain_marked(text: str) -> str:
    """`plain` text whose marks stay."""
    return _unsafe_but_marks().sub("", text)


def escaped(text: str) -> str:
    """JSON with what `plain` takes out written as `\\u202e`: the same data, and nothing for a terminal to act on."""
    return text if text.isprintable() else _unsafe().sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def dangerous(text: str) -> str:
    """The first character of `text` that a terminal or a bidi algorithm acts on, `U+202E`; "" where there is none."""
    found = None if text.isprintable() else _acting().search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(_ACTING)


def one_line(text: str, limit: int | None = None) -> str:
    """`plain` text on one line, white space folded, cut to `limit` characters with … when longer.

    A long number is not cut in two: the half that is left would no longer be known for what it is, and not be masked.
    """
    folded = " ".join(plain(text).split())
    if limit is None or len(folded) <= limit:
        return folded
    kept, rest = folded[: limit - 1], folded[limit - 1 :]
    tail, head = re.search(rf"{_NUMBER}\Z", kept), re.match(_NUMBER, rest)
    if re.match(_ENDLESS, folded):
        return f"{kept}…"  # more digits than any number of a person has: nothing to be masked
    if tail and head and sum(map(str.isdigit, tail[0] + head[0])) >= _LONG_NUMBER and head[0].strip():
        kept = kept[: tail.start()]
    return f"{kept}…"


def contrasted(one: str, other: str, limit: int) -> tuple[str, str]:
    """Two texts on one line each, cut to `limit` characters so that what first tells them apart is seen."""
    first, second = one_line(one), one_line(other)
    if max(len(first), len(second)) <= limit:
        return first, second
    pairs = enumerate(zip(first, second, strict=False))
    same = next((at for at, (a, b) in pairs if a != b), min(len(first), len(second)))
    start = max(0, same - limit // 4)
    lead = "…" if start else ""
    return one_line(f"{lead}{first[start:]}", limit), one_line(f"{lead}{second[start:]}", limit)


def clean(text: str) -> str:
    """Typed text as it is kept: NFC, line breaks as `\\n`, tabs as spaces, nothing invisible, no blank edges."""
    lines = plain(re.sub(BREAKS, "\n", text)).replace("\t", "    ").split("\n")
    tidy = "\n".join(line.rstrip() for line in lines)
    return unicodedata.normalize("NFC", tidy.strip("\n").rstrip() if "\n" in tidy else tidy.strip())


def clean_line(text: str) -> str:
    """`clean` text on one line, white space folded."""
    return " ".join(clean(text).split())
