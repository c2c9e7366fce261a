"""Tables with drawn lines on pages of fixed layout: the lines tell which words stand in which cell."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from spt_fazhi.intake.structure.numbering import number_of
from spt_fazhi.store.documents.readers.pages.places import Fragment, Row, rows_of
from spt_fazhi.store.documents.readers.sizes import MAX_COLUMNS

_MOST_RULES: Final = 4000
"""Lines of a page that are looked at; a drawing has more."""
_MOST_ROWS: Final = 300
_SHORTEST: Final = 0.6
"""How long a line must be to part cells, in sizes of the type."""


class Rule(NamedTuple):
    """A drawn line, upright or level, from its lower left end."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_upright(self) -> bool:
        """Whether it goes up rather than across."""
        return self.y1 - self.y0 > self.x1 - self.x0


class _Groups:
    """Things by number, of which some are one."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def root(self, index: int) -> int:
        """The one that stands for the group of this one."""
        parents = self._parents
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    def join(self, one: int, other: int) -> None:
        """Make the groups of both one."""
        self._parents[self.root(other)] = self.root(one)


class Ruled(NamedTuple):
    """A table: the height of its top, and its rows of cells; a cell over several places is repeated in each."""

    top: float
    rows: tuple[tuple[str, ...], ...]


def ruled_tables(fragments: Sequence[Fragment], rules: Sequence[Rule]) -> tuple[list[Ruled], list[Fragment]]:
    """The tables of a page from its top, and the words that stand in none."""
    if not fragments or len(rules) > _MOST_RULES:
        return [], list(fragments)
    near = 0.35 * min(each.size for each in fragments)
    found: list[Ruled] = []
    rest = list(fragments)
    for group in _joined([each for each in rules if _length(each) > _SHORTEST * fragments[0].size], near):
        grid = _Grid(group, near)
        if not grid.is_table:
            continue
        inside: list[Fragment] = []
        outside: list[Fragment] = []
        for each in rest:
            (inside if grid.place(each) else outside).append(each)
        rows = grid.rows(inside)
        if rows:
            found.append(Ruled(grid.top, rows))
            rest = outside
    return sorted(found, key=lambda each: -each.top), rest


def _length(rule: Rule) -> float:
    return max(rule.x1 - rule.x0, rule.y1 - rule.y0)


def _joined(rules: Sequence[Rule], near: float) -> list[list[Rule]]:
    """The lines that touch each other, group by group; neighbours are looked for in squares of the page."""
    groups_of = _Groups(len(rules))
    upright = [index for index, each in enumerate(rules) if each.is_upright]
    level = sorted((index for index, each in enumerate(rules) if not each.is_upright), key=lambda at: rules[at].y0)
    heights = [rules[index].y0 for index in level]
    for index in upright:
        one = rules[index]
        for at in range(bisect_right(heights, one.y0 - near), bisect_right(heights, one.y1 + near)):
            other = rules[level[at]]
            if other.x0 - near <= one.x0 <= other.x1 + near:
                groups_of.join(index, level[at])
    groups: defaultdict[int, list[Rule]] = defaultdict(list)
    for index, each in enumerate(rules):
        groups[groups_of.root(index)].append(each)
    return list(groups.values())


class _Grid:
    """The places between the lines of one group."""

    def __init__(self, rules: Sequence[Rule], near: float) -> None:
        self._near = near
        upright = [each for each in rules if each.is_upright]
        level = [each for each in rules if not each.is_upright]
        self._xs = _merged((each.x0 for each in upright), near)
        self._ys = _merged((each.y0 for each in level), near)
        self._upright = _spans(((each.x0, each.y0, each.y1) for each in upright), self._xs, near)
        self._level = _spans(((each.y0, each.x0, each.x1) for each in level), self._ys, near)

    @property
    def is_table(self) -> bool:
        """Whether there are two columns and rows at least (a table of three may go on with one), and not too many."""
        across, down = len(self._xs) - 1, len(self._ys) - 1
        return 2 <= across <= MAX_COLUMNS and (1 if across > 2 else 2) <= down <= _MOST_ROWS

    @property
    def top(self) -> float:
        """The height of the uppermost line."""
        return self._ys[-1]

    def place(self, each: Fragment) -> tuple[int, int] | None:
        """Column from the left and row from the foot in which words begin; None outside."""
        column = bisect_right(self._xs, each.x + 0.3 * each.size) - 1
        row = bisect_right(self._ys, each.y + 0.3 * each.size) - 1
        inside = 0 <= column < len(self._xs) - 1 and 0 <= row < len(self._ys) - 1
        return (column, row) if inside else None

    def rows(self, fragments: Iterable[Fragment]) -> tuple[tuple[str, ...], ...]:
        """The texts of the cells from the top, rows that hold nothing left out."""
        across, down = len(self._xs) - 1, len(self._ys) - 1
        cell = self._cells(across, down)
        words: defaultdict[int, list[Fragment]] = defaultdict(list)
        ends: defaultdict[int, float] = defaultdict(float)
        for column in range(across):
            for row in range(down):
                at = cell[column * down + row]
                ends[at] = max(ends[at], self._xs[column + 1])
        for each in fragments:
            place = self.place(each)
            if place is not None:
                words[cell[place[0] * down + place[1]]].append(each)
        texts = {at: _text(rows_of(found), ends[at]) for at, found in words.items()}
        made = (
            tuple(texts.get(cell[column * down + row], "") for column in range(across))
            for row in range(down - 1, -1, -1)
        )
        return tuple(row for row in made if any(row))

    def _cells(self, across: int, down: int) -> list[int]:
        """Which cell each place belongs to: neighbours that no line parts are one."""
        cells = _Groups(across * down)
        for column in range(across):
            for row in range(down):
                middle_x = (self._xs[column] + self._xs[column + 1]) / 2
                middle_y = (self._ys[row] + self._ys[row + 1]) / 2
                here = column * down + row
                if column + 1 < across and not _covers(self._upright[column + 1], middle_y):
                    cells.join(here, here + down)
                if row + 1 < down and not _covers(self._level[row + 1], middle_x):
                    cells.join(here, here + 1)
        return [cells.root(index) for index in range(across * down)]


def _merged(values: Iterable[float], near: float) -> list[float]:
    """Places in order; those that lie next to each other are one."""
    found: list[float] = []
    for each in sorted(values):
        if not found or each - found[-1] > near:
            found.append(each)
    return found


def _spans(
    lines: Iterable[tuple[float, float, float]], places: Sequence[float], near: float
) -> list[list[tuple[float, float]]]:
    """For each place the stretches that lines cover there."""
    found: list[list[tuple[float, float]]] = [[] for _ in places]
    for at, first, last in lines:
        index = bisect_right(places, at + near / 100) - 1
        if index >= 0:
            found[index].append((first, last))
    return found


def _covers(spans: Iterable[tuple[float, float]], at: float) -> bool:
    return any(first <= at <= last for first, last in spans)


def _text(rows: Sequence[Row], end: float) -> str:
    """The words of a cell: a line that is full goes on in the next, a short one and a number begin a new one."""
    text = ""
    goes_on, opened = True, 0
    for row in rows:
        words = "".join(piece.text for piece in row.pieces).strip()
        if not words:
            continue
        begins = number_of(words) is not None and not text.endswith(("、", "，", "第"))
        text += ("" if opened > 0 or (goes_on and not begins) or not text else "\n") + words
        opened += sum(words.count(char) for char in "（(〔《") - sum(words.count(char) for char in "）)〕》")
        goes_on = end - row.pieces[-1].x1 < 2.2 * row.size or words[-1] in "、，,"
    return text
