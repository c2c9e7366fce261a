"""Text that came from data, made safe to show: what a terminal or a bidi algorithm would act on is taken out."""

from __future__ import annotations

import re
from typing import Final

_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def plain(text: str) -> str:
    """`text` without control, zero-width, bidi and tag characters; tabs and line breaks stay."""
    return _UNSAFE.sub("", text)


def one_line(text: str, limit: int | None = None) -> str:
    """`plain` text on one line, white space folded, cut to `limit` characters with … when longer."""
    folded = " ".join(plain(text).split())
    if limit is not None and len(folded) > limit:
        return folded[: limit - 1] + "…"
    return folded
