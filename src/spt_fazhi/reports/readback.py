"""A document's printed figures found again in its text after a person has edited it, by the sentences they stand in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from spt_fazhi.reports.printed import PrintedFigure
from spt_fazhi.text.likeness import folded, grams

_ALIKE: Final = 0.6
"""Share of a sentence's pairs of characters that another must have to be the same sentence, edited."""
_COMMON: Final = 60
"""Pairs that more sentences have than this tell none of them from another."""
_CANDIDATES: Final = 12
_LONGEST: Final = 4000
_NUMBER: Final = re.compile(r"[0-9０-９.,%％‰．]")


class Found(NamedTuple):
    """A figure found again: what stands in its place now ("" where it was taken out), and the sentence now."""

    figure: PrintedFigure
    now: str
    sentence: str


class ReadBack(NamedTuple):
    """Figures that stand as printed, figures that read otherwise now, and figures whose sentence is gone."""

    kept: tuple[PrintedFigure, ...]
    changed: tuple[Found, ...]
    deleted: tuple[PrintedFigure, ...]


def read_back(figures: Sequence[PrintedFigure], sentences: Sequence[str]) -> ReadBack:
    """Find printed figures in the sentences of a document. White space and width of characters make no difference."""
    left = Counter(folded(each) for each in sentences)
    kept: list[PrintedFigure] = []
    missing: list[list[PrintedFigure]] = []
    for group in _by_sentence(figures):
        key = folded(group[0].sentence)
        if left[key]:
            left[key] -= 1
            kept.extend(group)
        else:
            missing.append(group)
    pool = _Pool([each for each in sentences if _take(left, folded(each))] if missing else ())
    changed: list[Found] = []
    deleted: list[PrintedFigure] = []
    for group in missing:
        now = pool.nearest(group[0].sentence)
        if now is None:
            deleted.extend(group)
            continue
        for each, value in _values(group, now):
            if folded(value) == folded(each.printed):
                kept.append(each)
            else:
                changed.append(Found(each, value, now))
    order = {id(each): at for at, each in enumerate(figures)}
    kept.sort(key=lambda each: order[id(each)])
    return ReadBack(tuple(kept), tuple(changed), tuple(deleted))


def _take(left: Counter[str], key: str) -> bool:
    if not left[key]:
        return False
    left[key] -= 1
    return True


def _by_sentence(figures: Iterable[PrintedFigure]) -> Iterator[list[PrintedFigure]]:
    """Figures that stand in one sentence; the same sentence printed again is another."""
    group: list[PrintedFigure] = []
    for each in figures:
        if group and (each.sentence != group[0].sentence or each.at <= group[-1].at):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


class _Pool:
    """Sentences that are nobody's yet, found by the pairs of characters they hold."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._sentences = sentences
        self._grams = [grams(each[:_LONGEST]) for each in sentences]
        self._holders: dict[str, list[int]] = {}
        for at, each in enumerate(self._grams):
            for pair in each:
                self._holders.setdefault(pair, []).append(at)

    def nearest(self, sentence: str) -> str | None:
        """The sentence that this one has become: it holds most of it; None when there is none."""
        if len(sentence) > _LONGEST:
            return None
        wanted = grams(sentence)
        if not wanted:
            return None
        shared: Counter[int] = Counter()
        for pair in wanted:
            holders = self._holders.get(pair, ())
            if len(holders) <= _COMMON:
                shared.update(holders)
        best, found = 0.0, None
        for at, _ in shared.most_common(_CANDIDATES):
            both = (wanted & self._grams[at]).total()
            held = both / wanted.total()
            likeness = held + 2 * both / (wanted.total() + self._grams[at].total()) / 100
            if held >= _ALIKE and likeness > best:
                best, found = likeness, self._sentences[at]
        return found


def _values(group: Sequence[PrintedFigure], now: str) -> Iterator[tuple[PrintedFigure, str]]:
    """What stands in the place of each figure of a sentence in the sentence it has become."""
    then = group[0].sentence
    matcher = SequenceMatcher(None, then, now, autojunk=False)
    steps = matcher.get_opcodes()
    for each in group:
        start, end = _mapped(steps, each.at, each.at + len(each.printed))
        while start > 0 and _NUMBER.match(now[start - 1]) and _is_number(each.printed):
            start -= 1
        while end < len(now) and _NUMBER.match(now[end]) and _is_number(each.printed):
            end += 1
        yield each, now[start:end].strip(",.．")


def _is_number(printed: str) -> bool:
    return bool(printed) and _NUMBER.match(printed[0]) is not None


def _mapped(steps: Sequence[tuple[str, int, int, int, int]], first: int, last: int) -> tuple[int, int]:
    """Where the characters from `first` to before `last` have gone."""
    start = end = None
    for kind, then, then_end, now, now_end in steps:
        if then_end <= first or then >= last:
            continue
        inside = kind == "equal"
        begins = now + max(0, first - then) if inside else now
        ends = now + min(last, then_end) - then if inside else now_end
        start = begins if start is None else start
        end = ends
    return (0, 0) if start is None or end is None else (start, end)
