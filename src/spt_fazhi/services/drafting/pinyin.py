"""First letters of pinyin, where the optional package pypinyin is installed."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any, Final

_BY_PHRASE: Final = re.compile("行(?!政)|[调长重乐朝藏曾厦盛]|会计")
"""Characters of names whose first letter hangs on the word they stand in: 银行, 调解, 长治."""


def initials_or_none() -> Callable[[str], str] | None:
    """A function from a Chinese name to the first letters of its pinyin; None without pypinyin."""
    return _initials if find_spec("pypinyin") else None


def _initials(name: str) -> str:
    pinyin = _with_phrases() if _BY_PHRASE.search(name) else _library()
    return "".join(pinyin.lazy_pinyin(name, style=pinyin.Style.FIRST_LETTER, errors="ignore"))


@cache
def _library() -> Any:
    """The library without its dictionary of phrases, which takes a tenth of a second: not before a name needs it."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    import pypinyin

    return pypinyin


@cache
def _with_phrases() -> Any:
    """The library with its dictionary of phrases."""
    library = _library()
    from pypinyin.phrases_dict import phrases_dict

    library.load_phrases_dict(phrases_dict)
    return library
