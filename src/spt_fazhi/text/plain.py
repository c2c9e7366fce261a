"""Text that came from data, made safe to show: what a terminal or a bidi algorithm would act on is taken out."""

from __future__ import annotations

import re
from typing import Final

_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)

_NUMBER: Final = "[\\dXx\\s\u2010-\u2015\u2212\uff0d-]*"
_BEFORE: Final = re.compile(rf"{_NUMBER}\Z")
_AFTER: Final = re.compile(_NUMBER)
_LONG_NUMBER: Final = 11
"""Digits of the shortest number that is masked (a mobile telephone's)."""


def plain(text: str) -> str:
    """`text` without control, zero-width, bidi and tag characters; tabs and line breaks stay."""
    return _UNSAFE.sub("", text)


def one_line(text: str, limit: int | None = None) -> str:
    """`plain` text on one line, white space folded, cut to `limit` characters with … when longer.

    A long number is not cut in two: the half that is left would no longer be known for what it is, and not be masked.
    """
    folded = " ".join(plain(text).split())
    if limit is None or len(folded) <= limit:
        return folded
    kept, rest = folded[: limit - 1], folded[limit - 1 :]
    tail, head = _BEFORE.search(kept), _AFTER.match(rest)
    if tail and head and sum(map(str.isdigit, tail[0] + head[0])) >= _LONG_NUMBER and head[0].strip():
        kept = kept[: tail.start()]
    return f"{kept}…"
