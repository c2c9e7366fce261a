"""How wide the columns of a table are, by what stands in them, and where a title's lines end."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
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
_PITCH: Final = 1.35
"""Line pitch in a table, in sizes of a character."""
_ROW: Final = 3.0
"""Points of a row beside its lines."""
_NOTE: Final = "\ue000"
"""Stands for one character of the mark of a footnote."""
_UNBROKEN: Final = re.compile(rf"[!-~]+{_NOTE}*")
_LATIN: Final = 1.28
"""Columns of a Latin character in the widest font that may stand in for the one asked for."""
_RAISED: Final = 0.76
"""The same of a character in the mark of a footnote."""
_HEAD_PARTS: Final = re.compile(r"[^、，（]*[、，]?|（[^、，（]*")
_NO_NOTES: Final[Mapping[str, int]] = MappingProxyType({})
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
_WHOLE: Final = frozenset(
    {
        "法治", "政府", "建设", "工作", "要点", "任务", "分解", "落实", "情况", "进展",
        "完成", "整改", "督察", "检查", "行政", "执法", "部门", "单位", "县区", "乡镇",
        "季度", "年度", "台账", "清单", "意见", "反馈", "通报", "报告", "总结", "通知",
    }
)  # fmt: skip
"""Words of titles that are not parted."""


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


class _Need(NamedTuple):
    """Columns of text (two a Chinese character) that a column of a table needs: each more comfortable than the last.

    `hard`: below that a number is parted; `least`: four characters a line; `folded`: cells on few lines, the head
    folded after a 、; `whole`: the head on one line too.
    """

    hard: float
    least: float
    folded: float
    whole: float


def fit(table: Table, whole: float, numbers: Mapping[str, int] = _NO_NOTES) -> Fit:
    """Columns that take up `whole` points, short ones as wide as they need, words sharing the rest by their amount.

    Characters are smaller (小5号) where that alone lets every short column stand on one line. `numbers` are those of
    the footnotes by label.
    """
    needs = [_need(column, numbers) for column in zip(*table.rows[:_SAMPLE], strict=False)]
    size = CELL if sum(_points(each.folded, CELL) for each in needs) <= whole else SMALL_CELL
    hard, least, folded, comfortable = (
        [_points(amount, size) for amount in amounts] for amounts in zip(*needs, strict=True)
    )
    if sum(folded) <= whole:
        return Fit(size, tuple(_with_heads(folded, comfortable, whole)))
    for low, high in ((least, folded), (hard, least)):
        if sum(low) <= whole:
            return Fit(size, tuple(_between(low, high, whole)))
    return Fit(size, tuple(each * whole / sum(hard) for each in hard))


def height(table: Table, fitted: Fit) -> float:
    """About how many points high a table stands."""
    lines = sum(
        max(
            math.ceil(_columns(words(cell)) * fitted.size / 2 / max(width - _PADDING, fitted.size))
            for cell, width in zip(row, fitted.widths, strict=True)
        )
        for row in table.rows
    )
    return lines * fitted.size * _PITCH + len(table.rows) * _ROW


def _with_heads(folded: Sequence[float], comfortable: Sequence[float], whole: float) -> list[float]:
    """Widths of `whole` together: heads on one line where there is room, the others folded just where they may be."""
    widths = list(folded)
    for at in sorted(range(len(widths)), key=lambda at: comfortable[at] - folded[at]):
        if sum(widths) + comfortable[at] - folded[at] <= whole:
            widths[at] = comfortable[at]
    grown = [each if each >= full else 0.0 for each, full in zip(widths, comfortable, strict=True)]
    weights = [each**1.5 for each in (grown if any(grown) else widths)]
    room = whole - sum(widths)
    return [each + room * weight / sum(weights) for each, weight in zip(widths, weights, strict=True)]


def _between(low: Sequence[float], high: Sequence[float], whole: float) -> list[float]:
    """Widths of `whole` together: from `low` as far towards `high`, which does not fit, as there is room."""
    over = [more - less for more, less in zip(high, low, strict=True)]
    share = (whole - sum(low)) / sum(over)
    return [less + more * share for less, more in zip(low, over, strict=True)]


def _need(column: Sequence[Runs], numbers: Mapping[str, int]) -> _Need:
    head, *cells = (_printed(cell, numbers) for cell in column)
    found = (_columns(word) for text in (head, *cells) for word in _UNBROKEN.findall(text) if _is_word(word))
    hard = max(found, default=min(4, max(map(_columns, (head, *cells)))))
    part = max(map(_columns, _HEAD_PARTS.findall(head)))
    sizes = [_columns(text) for text in cells] or [0.0]
    widest = max(sizes)
    mean = math.sqrt(sum(size * size for size in sizes) / len(sizes))
    least = max(min(max(widest, part), 8), hard)
    folded = max(least, min(widest, max(_WORDY, 2.2 * mean), 60), min(part, _WORDY))
    return _Need(hard, least, folded, max(folded, min(_columns(head), 60)))


def _printed(cell: Runs, numbers: Mapping[str, int]) -> str:
    """The text of a cell, the mark of a footnote as so many characters of its own kind."""
    return "".join(run.text if run.note is None else _NOTE * len(f"[{numbers.get(run.note, 99)}]") for run in cell)


def _is_word(word: str) -> bool:
    return len(word.rstrip(_NOTE)) <= _LONGEST_WORD


def _columns(text: str) -> float:
    raised = text.count(_NOTE)
    latin = sum(char.isascii() for char in text)
    return columns(text.replace(_NOTE, "")) + latin * (_LATIN - 1) + raised * _RAISED


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
    if f"{before}{after}" in _WHOLE:
        return 60.0
    if before in "》，、；：。" or after == "《":
        return 0.0
    inside = title.count("《", 0, end) > title.count("》", 0, end)
    easy = before in "的）" or _DIGITS.match(after) is not None
    return (12.0 if easy else 60.0) if inside else (4.0 if easy else 12.0)
