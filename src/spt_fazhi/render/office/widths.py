"""How wide the columns of a table are, by what stands in them, and where a title's lines end."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from spt_fazhi.render.office.blocks import Runs, Table, words
from spt_fazhi.text.columns import columns

UPRIGHT: Final = 442.2
"""Points between the margins of an upright page: 156 mm."""
LYING: Final = 637.8
"""The same of a page that lies: 225 mm."""
CELL: Final = 10.5
"""Points of a character in a table (5号)."""
SMALL_CELL: Final = 9.0
_PADDING: Final = 9.0
_UNBROKEN: Final = re.compile(r"[!-~]+")
_LONGEST_WORD: Final = 12
"""A longer word without a space (an address, the id of a record) may be broken."""
_COLUMNS_UPRIGHT: Final = 6
_WORDY: Final = 12
"""Columns (two a Chinese character) from where a cell holds words and may be broken."""
_MANY_WORDY: Final = 5
_SAMPLE: Final = 400
_LINE: Final = 56
_TITLE: Final = 38
"""Columns that a line of a title holds well: 20 characters of 22 points fit, less what stands between figures."""
_WIDEST_TITLE: Final = 39.5
_BESIDE_FIGURES: Final = 0.6
"""Columns of the gap that programs leave between Chinese and Latin characters."""
_LONGEST_TITLE: Final = 300
_LINE_COST: Final = 15.0
"""What one line more costs, held against a name parted in two."""
_BAD_END: Final = "（《〈“‘【〔第"
_BAD_START: Final = "）》〉”’】〕，。、；：！？的年月日和及与"
_DIGITS: Final = re.compile(r"[0-9A-Za-z.%]")


def is_wide(table: Table) -> bool:
    """Whether a table needs a page that lies: more than six columns, or five of words, that do not fit upright."""
    needed, wordy = [], 0
    for column in zip(*table.rows[:_SAMPLE], strict=False):
        widest = max(columns(words(cell)) for cell in column)
        wordy += widest > _WORDY
        needed.append(min(widest, _WORDY) * CELL / 2 + _PADDING)
    if len(needed) <= _COLUMNS_UPRIGHT:
        return wordy >= _MANY_WORDY
    return wordy >= _MANY_WORDY - 1 or sum(needed) > UPRIGHT * 1.15


class Fit(NamedTuple):
    """How a table is set: points of a character, points of each column."""

    size: float
    widths: tuple[float, ...]


def fit(table: Table, whole: float) -> Fit:
    """Columns that take up `whole` points, short ones as wide as they need, words sharing the rest by their amount.

    Characters are smaller (小5号) where that alone lets every short column stand on one line.
    """
    measured = [_measure(column) for column in zip(*table.rows[:_SAMPLE], strict=False)]
    size = CELL
    if sum(_points(wanted, CELL) for _, wanted in measured) > whole:
        size = SMALL_CELL
    least = [_points(low, size) for low, _ in measured]
    wanted = [_points(high, size) for _, high in measured]
    if sum(wanted) <= whole:
        room, weights = whole - sum(wanted), [each**1.5 for each in wanted]
        widths = [each + room * weight / sum(weights) for each, weight in zip(wanted, weights, strict=True)]
    elif sum(least) >= whole:
        widths = [each * whole / sum(least) for each in least]
    else:
        over = [high - low for high, low in zip(wanted, least, strict=True)]
        widths = [low + (whole - sum(least)) * more / sum(over) for low, more in zip(least, over, strict=True)]
    return Fit(size, tuple(widths))


def _measure(column: Iterable[Runs]) -> tuple[float, float]:
    """Columns of text (two a Chinese character) that a column of a table needs at least, and would like to have."""
    texts = [words(cell) for cell in column]
    sizes = [columns(text) for text in texts]
    unbroken = max((len(word) for text in texts for word in _UNBROKEN.findall(text)), default=0)
    widest = max(sizes)
    least = max(min(widest, 8), unbroken if unbroken <= _LONGEST_WORD else 0)
    mean = math.sqrt(sum(size * size for size in sizes) / len(sizes))
    return least, max(least, min(widest, max(_WORDY, 2.2 * mean), 60))


def _points(amount: float, size: float) -> float:
    return amount * size / 2 + _PADDING


def lines_of(text: str) -> int:
    """About how many lines of 28 characters a paragraph takes."""
    return max(1, math.ceil((columns(text) + 4) / _LINE))


def title_lines(title: str) -> list[str]:
    """A title on as few lines as hold it, of like length, with no name or number parted where that can be helped."""
    count = math.ceil(columns(title) / _TITLE)
    if count <= 1 or len(title) > _LONGEST_TITLE:
        return [title]
    tried = (_best(title, lines) for lines in (count, count + 1))
    _, ends = min(tried, key=lambda each: each[0] + _LINE_COST * len(each[1]))
    return [title[start:end] for start, end in zip([0, *ends], [*ends, len(title)], strict=True)]


def _best(title: str, count: int) -> tuple[float, Sequence[int]]:
    """The places where the lines end: least sum of unevenness and of what a break there costs; and that sum."""
    aim = columns(title) / count
    place = [0.0]
    for before, char in zip(f"《{title}", title, strict=False):
        gap = _BESIDE_FIGURES if bool(_DIGITS.match(before)) != bool(_DIGITS.match(char)) else 0
        place.append(place[-1] + columns(char) + gap)
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for line in range(count):
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, ends) in best.items():
            for end in range(start + 1, len(title)) if line < count - 1 else (len(title),):
                width = place[end] - place[start]
                if width > _WIDEST_TITLE:
                    break
                spent = cost + (width - aim) ** 2 / 16 + (_cost(title, end) if end < len(title) else 0)
                if end not in found or spent < found[end][0]:
                    found[end] = (spent, (*ends, end))
        best = found or best
    cost, ends = best.get(len(title), (math.inf, ()))
    return cost, ends[:-1]


def _cost(title: str, end: int) -> float:
    before, after = title[end - 1], title[end]
    if before in _BAD_END or after in _BAD_START or (_DIGITS.match(before) and _DIGITS.match(after)):
        return 400.0
    if before in "》，、；：。" or after == "《":
        return 0.0
    inside = title.count("《", 0, end) > title.count("》", 0, end)
    easy = before in "的）" or _DIGITS.match(after) is not None
    return (12.0 if easy else 60.0) if inside else (4.0 if easy else 12.0)
