"""First letters of pinyin, where the optional package pypinyin is installed."""

from __future__ import annotations

from collections.abc import Callable


def initials_or_none() -> Callable[[str], str] | None:
    """A function from a Chinese name to the first letters of its pinyin; None without pypinyin."""
    try:
        from pypinyin import Style, lazy_pinyin
    except ImportError:
        return None
    return lambda name: "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore"))
