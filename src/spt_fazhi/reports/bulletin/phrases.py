"""Pieces of a bulletin's sentences: words and figures in turn, names of units, a unit's own words cut by sentences."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Annotated, Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.bulletin.listed import named, ourselves
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.request import ReportRequest

NAMED: Final = 3
"""So many names stand in a sentence; of more, the first two and how many there are."""
_ENDS: Final = re.compile(r"(?<=[。；！？])")
_PAUSES: Final = re.compile(r"(?<=[，、：])")
_OURSELVES: Final = re.compile(r"\A(我|本)(局|镇|乡|办|委|院|中心|单位|分局|街道)(?!法|公|理|事|面|会|人|地)")


@frozen
class Phrase:
    """一段话：文字和数字相间。"""

    parts: Annotated[tuple[str | Figure, ...], "各段文字和数字，依次输出"]
    records: Annotated[tuple[str, ...], "所依据的记录编号"]

    @property
    def size(self) -> int:
        """How many characters it prints."""
        return sum(len(part.printed if isinstance(part, Figure) else part) for part in self.parts)


@frozen
class NewsItem:
    """What can be said of a task: in a few words for the text, in fewer, and in full.

    `after_short` and `after_brief` are what the few words leave for the annex; None where they say it all.
    """

    short: Phrase
    brief: Phrase
    full: Phrase
    weight: int
    after_short: Phrase | None = None
    after_brief: Phrase | None = None

    @staticmethod
    def of(phrase: Phrase, weight: int) -> NewsItem:
        """What is as short as it can be."""
        return NewsItem(short=phrase, brief=phrase, full=phrase, weight=weight)

    def beyond(self, said: Container[Phrase]) -> Phrase | None:
        """What is left to say where `said` stands in the text; None where nothing is."""
        if self.full in said:
            return None
        if self.short in said:
            return self.after_short
        return self.after_brief if self.brief in said else self.full


def who_parts(
    request: ReportRequest, names: Sequence[str], key: str, *, more: bool = False
) -> tuple[str | Figure, ...]:
    """`甲局、乙局`, `各乡镇`, `甲局、乙局等12家单位`: who did something; whole groups by their name.

    With `more` 等 says that others had a part in it who are not named.
    """
    short = request.group_names(named(request, names))
    if len(short) <= NAMED:
        return ("、".join(short) + ("等" if more else ""),)
    return (f"{'、'.join(short[:2])}等", number(key, len(names), "所说的单位数"), "家单位")


def own_words(request: ReportRequest, unit: str, text: str) -> str:
    """An account with the unit as its subject: `甲局组织…`, once, whatever the unit calls itself."""
    known = request.directory.unit(unit)
    names = (unit, *(known.aliases if known else ()))
    office = request.answers.office
    if any(name in text[:40] for name in names):
        return text.replace(unit, ourselves(request)) if unit == office else text
    return (ourselves(request) if unit == office else unit) + _OURSELVES.sub("", text)


def whole_sentences(text: str, most: int) -> str:
    """As many sentences of a text as fit into `most` characters, else as many clauses of its first; else nothing."""
    for pattern in (_ENDS, _PAUSES):
        kept = ""
        for piece in pattern.split(text):
            if len(kept) + len(piece) > most:
                break
            kept += piece
        if kept:
            return kept.rstrip("。；，、：！？")
    return ""
