"""A document's printed figures found again in its text after a person has edited it, by the sentences they stand in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final, NamedTuple
from unicodedata import category

from spt_fazhi.reports.figures.printed import PrintedFigure
from spt_fazhi.text.alike.likeness import grams
from spt_fazhi.text.plain import plain

_ALIKE: Final = 0.6
"""Share of a sentence's pairs of characters that another must have to be the same sentence, edited."""
_COMMON: Final = 60
"""Pairs that more sentences have than this tell none of them from another."""
_CANDIDATES: Final = 12
_LONGEST: Final = 4000
_PAIRED: Final = 2000
"""Sentences that are held against those they may come from; the rest are new ones."""
_BUDGET: Final = 60_000_000
"""Pairs of characters and numbers that are compared at most; what is left then counts as gone."""
_NUMBER: Final = re.compile(r"[0-9０-９⁰¹²³⁴-⁹₀-₉]+(?:[.,．][0-9０-９]+)*[%％‰]?")
_TOKEN: Final = re.compile(rf"{_NUMBER.pattern}|.", re.DOTALL)


_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_APART: Final = re.compile(r"(?<=[0-9])\s+(?=[0-9])")
_GAP: Final = "␣"
_SPACE: Final = re.compile(r"\s+")
_COUNTS: Final = re.compile(
    "[〇零一二两三四五六七八九十百千万]{2,}|[〇零一二两三四五六七八九十百千万][项家个份件次条名起成倍人]"
)


def folded(text: str) -> str:
    """What tells a text from another when white space and width make no difference; between digits space does."""
    return _SPACE.sub("", _APART.sub(_GAP, plain(text).translate(_WIDE)))


def holds_numbers(text: str) -> bool:
    """Whether a text states a number: digits of any kind, or a number in Chinese."""
    return any(category(each).startswith("N") for each in text) or _COUNTS.search(text) is not None


class Reworded(NamedTuple):
    """A sentence or row that reads otherwise: `then` "" for a new one, `now` "" for one that is gone."""

    then: str
    now: str


def reworded(printed: Sequence[str], sentences: Sequence[str], seen: Collection[str] = ()) -> tuple[Reworded, ...]:
    """Sentences that were not printed so, and printed ones that are gone; `seen` are told of already."""
    now = _less(sentences, printed, seen)
    then = _less(printed, sentences, seen)
    pool = _Pool(then)
    paired: set[str] = set()
    found: list[Reworded] = []
    for at, each in enumerate(now):
        was = (pool.nearest(each) if at < _PAIRED else None) or ""
        found.append(Reworded("" if was in paired else was, each))
        paired.add(was)
    found.extend(Reworded(each, "") for each in then if each not in paired)
    return tuple(found)


def moved(printed: Sequence[str], sentences: Sequence[str]) -> str:
    """The first sentence or row that does not stand where it was printed, of those that are there as often; else ""."""
    then, now = Counter(map(folded, printed)), Counter(map(folded, sentences))
    before = [each for each in map(folded, printed) if then[each] == now[each]]
    after = ((folded(each), each) for each in sentences)
    kept = [(key, each) for key, each in after if then[key] == now[key]]
    return next((each for was, (key, each) in zip(before, kept, strict=True) if was != key), "")


def _less(texts: Sequence[str], others: Sequence[str], seen: Collection[str]) -> list[str]:
    """Those of the texts that are not among the others, each as often as there are too many of it."""
    left = Counter(map(folded, texts))
    left.subtract(map(folded, others))
    return [each for each in texts if _take(left, folded(each)) and each not in seen]


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
    budget = _BUDGET
    for at, group in enumerate(missing):
        now = pool.nearest(group[0].sentence) if at < _PAIRED else None
        budget -= len(group[0].sentence) * len(now or "")
        if now is None or budget < 0:
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
    if left[key] <= 0:
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
    """What stands in the place of each figure of a sentence in the sentence it has become: numbers are held whole."""
    then, new = _TOKEN.findall(group[0].sentence), _TOKEN.findall(now)
    became = dict(_became(then, new))
    starts = {start: at for at, start in enumerate(accumulate(map(len, then), initial=0))}
    for each in group:
        first = starts.get(each.at)
        last = starts.get(each.at + len(each.printed))
        if first is None or last is None:  # not the figure that was printed: an altered account
            yield each, ""
        else:
            yield each, "".join(became.get(at, "") for at in range(first, last))


def _became(then: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int, str]]:
    """What has become of each token of a sentence: within a stretch that reads otherwise, numbers in their order."""
    for kind, start, end, new, new_end in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(start, end), now[new:new_end], strict=True)
            continue
        numbers = [each for each in now[new:new_end] if _NUMBER.fullmatch(each)]
        if end - start == 1:
            yield start, numbers[0] if len(numbers) == 1 else "".join(now[new:new_end])
        else:
            yield from zip((at for at in range(start, end) if _NUMBER.fullmatch(then[at])), numbers, strict=False)
