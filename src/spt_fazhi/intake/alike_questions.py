"""Questions as values, and how alike ones become one with all its places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import Final

from spt_fazhi.model.frozen import frozen

ASSUMED: Final = "推定"
"""The kind of the question about all that the document does not say and the draft took for granted."""
_SLOT: Final = re.compile(r"(“[^”]*”|\d{4}年\d{1,2}月\d{1,2}日|\d+(?:[-.]\d+)*)")
_PARTED: Final = re.compile(r"[-.年]")  # 6.1, 2026-12-31, 2026年12月31日
_MANY: Final = 6  # so many places are named where a question is about more


class Weight(IntEnum):
    """How heavy a question is: what makes a duty wrong or lost comes first."""

    HEAD = 0
    UNITS = 1
    WHO = 2
    DAYS = 3
    NUMBERS = 4
    STRUCTURE = 5
    GROUPS = 6
    TITLES = 7


@frozen
class Place:
    """A place a question is about: the line, what stands there, its words; `said` where its own wording differs."""

    line: int
    about: str
    words: str = ""
    said: str = ""


@frozen
class Question:
    """Something a person must decide, once for all `places` where it arises; `line` is the first of `lines`.

    `kind` is what it is about (事项, 任务, 单位, 全文, 结构, 没有采用的文字), `about` names the places, `words` has
    all their words; `what` says what is to be decided and what to do.
    """

    weight: Weight
    kind: str
    line: int
    lines: tuple[int, ...]
    about: str
    words: str
    what: str
    places: tuple[Place, ...]

    @property
    def quoted(self) -> str:
        """The words of the document to show before what is asked: none where a title or the question has them."""
        words = "；".join(dict.fromkeys(each.words for each in self.places if each.words))
        told = self.about.endswith(f" {words}") or f"“{words}”" in self.what
        return "" if told else words


@frozen
class Asked:
    """One question at one place. `mark` is the short name of the place (6.1), `title` what follows it."""

    weight: Weight
    kind: str
    line: int
    what: str
    words: str = ""
    mark: str = ""
    title: str = ""

    @property
    def about(self) -> str:
        """What it is about, in words: 事项 6.1 案卷评查."""
        return " ".join(filter(None, (self.kind, self.mark, self.title)))


def merged(asked: Iterable[Asked]) -> tuple[Question, ...]:
    """The questions, alike ones as one: the heaviest first, then by line."""
    alike: dict[tuple[Weight, str, str], list[Asked]] = {}
    for each in asked:
        alike.setdefault((each.weight, each.kind, bare(each.what)), []).append(each)
    found = [_merge(together) for together in alike.values()]
    return tuple(sorted(found, key=lambda each: (each.weight, each.line, each.about, each.what)))


def bare(said: str) -> str:
    """A question without the words and numbers in which alike ones differ."""
    return _SLOT.sub("…", said)


def _merge(alike: Sequence[Asked]) -> Question:
    alike = sorted(alike, key=lambda each: each.line)
    first = alike[0]
    places = tuple(
        Place(line=each.line, about=each.about, words=each.words, said="" if each.what == what else each.what)
        for what in (_general([each.what for each in alike]),)
        for each in alike
    )
    marks = list(dict.fromkeys(each.mark for each in alike if each.mark))
    about = first.about
    if len(alike) > 1:
        more = f"等 {len(alike)} 处" if len(marks) > _MANY or not marks else ""
        about = " ".join(filter(None, (first.kind, "、".join(marks[:_MANY]), more)))
    return Question(
        weight=first.weight,
        kind=first.kind,
        line=first.line,
        lines=tuple(sorted({each.line for each in alike})),
        about=about,
        words="；".join(dict.fromkeys(_said_at(places, apart=first.kind == ASSUMED))),
        what=_general([each.what for each in alike]),
        places=places,
    )


def _said_at(places: Iterable[Place], *, apart: bool) -> Iterator[str]:
    """The words of all places; `apart`: reasons that stand side by side at one place are told one by one."""
    for each in places:
        for part in filter(None, (each.words, each.said)):
            yield from part.split("；") if apart else (part,)


def _general(said: Sequence[str]) -> str:
    """What alike questions say in common: a quoted word that differs is `“…”`, a number 几, a day or a mark …."""
    if len(set(said)) == 1:
        return said[0]
    parts = zip(*(_SLOT.split(each) for each in said), strict=True)
    return "".join(part[0] if len(set(part)) == 1 else _slot(part[0]) for part in parts).replace(" 几 ", "几")


def _slot(words: str) -> str:
    if words.startswith("“"):
        return "“…”"
    return "…" if _PARTED.search(words) else "几"
