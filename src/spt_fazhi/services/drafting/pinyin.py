"""First letters of pinyin, where the optional package pypinyin is installed."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec


def initials_or_none() -> Callable[[str], str] | None:
    """A function from a Chinese name to the first letters of its pinyin; None without pypinyin."""
    return _initials if find_spec("pypinyin") else None


def _initials(name: str) -> str:
    from pypinyin import Style, lazy_pinyin  # a tenth of a second: not before a name needs it

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore"))
