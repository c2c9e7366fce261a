"""Bytes to text: UTF-8 with or without a byte order mark, UTF-16 with one, GB 18030 as older programs write it."""

from __future__ import annotations

import codecs
from typing import Final

UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK: Final = b"\xef\xbb\xbf"
_DECLARED: Final = {
    "utf-8": "utf-8-sig",
    "utf8": "utf-8-sig",
    "utf-16": "utf-16",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
_FIRST_OF_THREE_BYTES: Final = "\u0800"


def utf8_text(data: bytes) -> tuple[str, bool]:
    """Text that must be UTF-8, and whether it began with a byte order mark (left out).

    Raises UnicodeDecodeError, whose `object` is the data without the mark.
    """
    marked = data.startswith(_UTF8_MARK)
    return data[len(_UTF8_MARK) if marked else 0 :].decode(), marked


def any_text(data: bytes, *, cut: bool = False) -> tuple[str, str]:
    """Text in any encoding a Chinese office writes, and which: `utf-8`, `utf-16` or `gb18030`.

    With `cut` the data may end amid a character, which is left out. Raises UnicodeDecodeError for anything else.
    """
    if data.startswith(UTF16_MARKS):
        return _whole(data, "utf-16", cut=cut), "utf-16"
    try:
        return _whole(data, "utf-8-sig", cut=cut), "utf-8"
    except UnicodeDecodeError:
        return _whole(data, "gb18030", cut=cut), "gb18030"


def declared_text(data: bytes, encoding: str) -> str | None:
    """Text in the encoding a page says it is in; None for one that no Chinese page has.

    Python knows codecs that cost more than their data (`idna`), which a page must not choose. Raises
    UnicodeDecodeError.
    """
    known = _DECLARED.get(encoding.lower())
    return None if known is None else data.decode(known)


def some_text(data: bytes, *, cut: bool = False) -> str:
    """The same for what may be no text at all: what cannot be read stands as U+FFFD. Never raises."""
    try:
        return any_text(data, cut=cut)[0]
    except UnicodeDecodeError:
        return data.decode("utf-16" if data.startswith(UTF16_MARKS) else "utf-8-sig", errors="replace")


def typed_text(data: bytes, locale: str) -> str | None:
    """What was typed in a terminal whose locale uses the encoding `locale`; None when it cannot be told.

    UTF-8 that has a Chinese character (three bytes) is never taken for anything else; a short word in GBK may happen
    to be UTF-8 too, but only of Latin or Greek letters.
    """
    for encoding in ("utf-8", locale, "gb18030"):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding != "utf-8" or text.isascii() or any(char >= _FIRST_OF_THREE_BYTES for char in text):
            return text
    return None


def _whole(data: bytes, encoding: str, *, cut: bool) -> str:
    if not cut:
        return data.decode(encoding)
    return codecs.getincrementaldecoder(encoding)().decode(data, final=False)
