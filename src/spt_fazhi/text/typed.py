"""Typed text as it is kept: what is written from it is read back as the same value."""

from __future__ import annotations

import re
import unicodedata

from spt_fazhi.text.plain import plain

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Typed text as it is kept: NFC, line breaks as `\\n`, tabs as spaces, nothing invisible, no blank edges."""
    lines = plain(_BREAKS.sub("\n", text)).replace("\t", "    ").split("\n")
    tidy = "\n".join(line.rstrip() for line in lines)
    return unicodedata.normalize("NFC", tidy.strip("\n").rstrip() if "\n" in tidy else tidy.strip())


def clean_line(text: str) -> str:
    """`clean` text on one line, white space folded."""
    return " ".join(clean(text).split())
