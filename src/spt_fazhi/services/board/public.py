"""What the edition for a website is refused for: anything sensitive in the register, and in the page itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final, NamedTuple

from spt_fazhi.model.problem import Problem
from spt_fazhi.services.check import check_workspace
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.sensitive import KINDS, conceal, find

_RULES: Final = frozenset(kind.rule for kind in KINDS)
# the page is our own: a `<` or `>` of the data is written as an entity, in attributes too
_CODE: Final = re.compile(r"<(style|script)\b[^>]*>.*?</\1>|<[^>]*>", re.DOTALL)
_SAID: Final = re.compile(r'\s(?:title|alt|content|placeholder|value|aria-label|data-[a-z]+)="([^"]*)"')
_CONTEXT: Final = 60


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
    texts = _CODE.sub("\n", page).split("\n")
    return tuple(_found((*texts, *_SAID.findall(page))))


def _found(texts: Iterable[str]) -> Iterator[InPage]:
    for each in filter(None, map(str.strip, texts)):
        text = unescape(each)
        for found in find(text):
            around = text[max(found.start - _CONTEXT, 0) : found.end + _CONTEXT]
            yield InPage(found.kind.word, found.shown, one_line(conceal(around)))
