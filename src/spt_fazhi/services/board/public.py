"""What the edition for a website is refused for: anything sensitive in the register, and in the page itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final, NamedTuple

from spt_fazhi.model.problem import Problem
from spt_fazhi.services.check import check_workspace
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.sensitive import KINDS, MOBILE, conceal, find, masked

_RULES: Final = frozenset(kind.rule for kind in KINDS)
# the page is our own: a `<` or `>` of the data is written as an entity, in attributes too
_CODE: Final = re.compile(r"<(style|script)\b[^>]*>.*?</\1>|<[^>]*>", re.DOTALL)
_SAID: Final = re.compile(r'\s(?:title|alt|content|placeholder|value|aria-label|data-[a-z]+)="([^"]*)"')
_CONTEXT: Final = 60
_DIGITS: Final = re.compile(r"\d(?:.{0,2}\d){10}")
_ODD_MOBILE: Final = re.compile(
    r"(?<![0-9])(?:1[3-9][0-9]([./~_·|])[0-9]{4}\1[0-9]{4}|1[3-9][0-9][./~_·|][0-9]{8}"
    r"|\(1[3-9][0-9]\) ?[0-9]{4}[ -]?[0-9]{4}|(?:00)?86[ -]?1[3-9][0-9]{9})(?![0-9])"
)


class InPage(NamedTuple):
    """Something sensitive in the finished page: what it is, what may be shown of it, and the text around it."""

    word: str
    shown: str
    around: str


def sensitive_problems(workspace: Workspace) -> list[Problem]:
    """What `check` finds of personal data and secrecy marks, warnings too; of a workspace read without the cache."""
    return [each for each in check_workspace(workspace.loaded, workspace.day) if each.rule in _RULES]


def sensitive_in(page: str) -> tuple[InPage, ...]:
    """The same in the page as it was made: the second net, under all that it shows and says in attributes."""
    texts = _CODE.sub("\0", page).split("\0")
    return tuple(_found((*texts, *_SAID.findall(page))))


def _found(texts: Iterable[str]) -> Iterator[InPage]:
    for each in filter(None, map(str.strip, texts)):
        text = " ".join(unescape(each).split())  # as it is seen: a number broken by the end of a line is a number
        told = [_in_page(text, found.start, found.end, found.kind.word, found.shown) for found in find(text)]
        if _DIGITS.search(text):
            known = {(one.word, one.shown) for one in told}
            told += [one for one in _disguised(text) if (one.word, one.shown) not in known]
        yield from told


def _disguised(text: str) -> Iterator[InPage]:
    """Numbers in odd forms: other digits; mobile numbers with other signs between groups, or 86 before them."""
    folded = unicodedata.normalize("NFKC", text)
    plain = "".join(str(unicodedata.decimal(char, char)) for char in folded)
    for found in find(plain) if plain != text else ():
        yield _in_page(plain, found.start, found.end, found.kind.word, found.shown)
    for odd in _ODD_MOBILE.finditer(plain):
        digits = re.sub("[^0-9]", "", odd[0])[-11:]
        yield _in_page(plain, odd.start(), odd.end(), MOBILE.word, masked(digits))


def _in_page(text: str, start: int, end: int, word: str, shown: str) -> InPage:
    before, after = text[max(start - _CONTEXT, 0) : start], text[end : end + _CONTEXT]
    return InPage(word, shown, one_line(conceal(f"{before}{shown}{after}")))
