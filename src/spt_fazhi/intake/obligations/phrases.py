"""The phrases of an official text that carry a number or a day: when by, how many, what share.

Pure and shared: `check` asks whether an obligation quotes each of them, `intake` makes proposals from them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import Final, Literal, NamedTuple

from spt_fazhi.intake.obligations.amounts.quantities import (
    COUNT_PATTERN,
    NUMBER_PATTERN,
    RATE_PATTERN,
    count_of,
    rate_of,
)
from spt_fazhi.intake.obligations.times import days
from spt_fazhi.intake.obligations.times.grammar import DATE_PATTERN, NAMED_DAY, OTHER_PATTERN
from spt_fazhi.intake.obligations.times.terms import SPAN_PATTERN, span_unit
from spt_fazhi.text.normalise import Normal, normalise
from spt_fazhi.text.numerals import parse_number

__all__ = ["Phrase", "PhraseKind", "due_day", "find_in", "find_phrases", "parse_number", "uncovered", "uncovered_of"]

PhraseKind = Literal["date", "count", "rate", "number"]

# what stands in these is a name: 《…纲要(2021-2025年)》, “一次办好”, 〔2024〕3号
_NAMES: Final = re.compile(
    rf"《[^《》]{{0,80}}》|〈[^〈〉]{{0,80}}〉|{NAMED_DAY}|综合查一次|[最多只]{{1,2}}跑[一1]次|办成一件事|一[件次]事一次办|〔(?:19|20)\d\d〕(?:第?\d+号)?"
)
_PATTERNS: Final[tuple[tuple[PhraseKind, re.Pattern[str]], ...]] = (
    ("date", OTHER_PATTERN),  # a stretch goes before the days inside it
    ("date", DATE_PATTERN),
    ("rate", RATE_PATTERN),
    ("count", SPAN_PATTERN),
    ("count", COUNT_PATTERN),
    ("number", NUMBER_PATTERN),
)


class Phrase(NamedTuple):  # a tuple: one for each number and day of a document, sorted by place
    """One phrase: `text[start:end]` of the text it was found in, as written there.

    For counts and rates `number` is the figure (a rate as a fraction: 100% is 1) and `unit` the measure word, "" when
    there is none; for dates both are empty. A `number` has no measure word that is known: it is only asked about.
    """

    kind: PhraseKind
    start: int
    end: int
    text: str
    number: Decimal | None = None
    unit: str = ""


def find_phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of `text` in order, none inside another. Half- or full-width and spaces make no difference."""
    normal = normalise(text)
    return tuple(as_written(each, text, normal) for each in find_in(normal.text))


def find_in(normal: str) -> tuple[Phrase, ...]:
    """The phrases of a text that is normalised already, with their places in it."""
    taken = bytearray(len(normal))
    for name in _NAMES.finditer(normal):
        taken[name.start() : name.end()] = b"\1" * (name.end() - name.start())
    found: list[Phrase] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(normal):
            start, end = match.span()
            if taken.find(1, start, end) >= 0:
                continue
            number, unit = _figure(kind, match)
            if kind == "count" and number is None:
                continue
            taken[start:end] = b"\1" * (end - start)
            found.append(Phrase(kind, start, end, match[0], number, unit))
    return tuple(sorted(found, key=lambda each: each.start))


def as_written(phrase: Phrase, text: str, normal: Normal) -> Phrase:
    """A phrase of the normal copy with its place and wording in the text itself."""
    start, end = normal.span(phrase.start, phrase.end)
    return phrase._replace(start=start, end=end, text=text[start:end])


def uncovered_of(phrases: Iterable[Phrase], spans: Iterable[tuple[int, int]]) -> tuple[Phrase, ...]:
    """Those of `phrases` that lie in none of the stretches `spans`."""
    reach: list[tuple[int, int]] = []  # from a start on, how far the stretches reach; both grow
    for start, end in sorted(spans):
        if not reach or end > reach[-1][1]:
            reach.append((start, end))
    found = []
    for each in phrases:
        place = bisect_right(reach, each.start, key=itemgetter(0))
        if not place or reach[place - 1][1] < each.end:
            found.append(each)
    return tuple(found)


def uncovered(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Phrase, ...]:
    """The phrases of `text` that lie in none of the stretches `spans`: what nobody quotes."""
    return uncovered_of(find_phrases(text), spans)


def _figure(kind: PhraseKind, match: re.Match[str]) -> tuple[Decimal | None, str]:
    if kind in {"date", "number"}:
        return None, ""
    if match.re is SPAN_PATTERN:
        return Decimal("0.5") if match["number"] == "半" else parse_number(match["number"]), span_unit(match["unit"])
    return (rate_of(match), "%") if kind == "rate" else count_of(match)


def due_day(phrase: str, year: int) -> date | None:
    """The last day in time that a date phrase means in the plan's `year`; None when it names no single day."""
    found = days.days_of(normalise(phrase).text, year)
    return found[-1].due
