"""Geometry of the charts, in the units of their own view boxes: pure numbers, drawn by templates/board/."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from math import sqrt
from typing import Final, Literal, NamedTuple

from spt_fazhi.engine.states import State
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import days_after
from spt_fazhi.views.board.values import DueDay
from spt_fazhi.views.trend import Sample, met, owed
from spt_fazhi.views.wording import chinese_date, month_day

BAR_ORDER: Final[tuple[State, ...]] = (
    "done",
    "done-late",
    "submitted",
    "in-progress",
    "overdue",
    "returned",
    "unproved",
    "due-soon",
    "behind",
    "backfill",
    "pending",
    "scheduled",
)
"""How the states stand in a bar; what is asked of others and what is waived is no part of it."""
Shape = Literal["disc", "ring", "triangle"]


class Part(NamedTuple):
    """A part of a stacked bar."""

    x: float
    width: float
    state: State
    number: int


def stacked(counts: Mapping[State, int], width: float, least: float = 2.0) -> tuple[Part, ...]:
    """Parts in proportion that fill `width`; what occurs is at least `least` wide while there is room."""
    shown = [(state, counts[state]) for state in BAR_ORDER if counts.get(state)]
    total = sum(number for _, number in shown)
    if not total:
        return ()
    wide = [max(least, width * number / total) for _, number in shown]
    scale = width / sum(wide)
    parts, x = [], 0.0
    for (state, number), own in zip(shown, wide, strict=True):
        parts.append(Part(round(x, 1), round(own * scale, 1), state, number))
        x += own * scale
    return tuple(parts)


class Mark(NamedTuple):
    """What falls due on a day in one of the lanes; `r` is its radius, `said` its words.

    `clear` says that its number can stand in it: it is large enough, and no other mark lies on it.
    """

    shape: Shape
    x: float
    y: float
    r: float
    number: int
    said: str
    clear: bool

    @property
    def points(self) -> str:
        """The corners of a triangle whose centre is at x, y."""
        x, y, r = self.x, self.y, self.r
        return f"{x:g},{y - r:g} {x + r:g},{y + r * 0.8:g} {x - r:g},{y + r * 0.8:g}"


@frozen
class YearChart:
    """The year as a line: months, the day it is, and what falls due in three lanes (late, open, met)."""

    width: float
    height: float
    left: float
    right: float
    months: tuple[tuple[float, float, str], ...]
    """Where each month begins, where its middle is, and its name."""
    today: float | None
    lanes: tuple[tuple[float, str], ...]
    axis: float
    marks: tuple[Mark, ...]
    beyond: int
    """How many duties fall due in another year: they have no place on the line."""


_LEFT: Final = 76.0
_WIDTH: Final = 1000.0
_RIGHT: Final = 970.0
"""The end of the year: the largest mark of its last day, and that day's name, end within the width."""
_LANES: Final[tuple[tuple[float, str, Shape], ...]] = (
    (42.0, "逾期", "triangle"),
    (88.0, "未完成", "ring"),
    (134.0, "已完成", "disc"),
)
_NUMBERED: Final = 9.0
"""The radius from which on a number has room in a mark."""
_AXIS: Final = 162.0


def day_x(day: date, year: int) -> float:
    """Where a day stands on the line of the year; days of other years stand at its ends."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    share = (min(max(day, first), last) - first).days / (last - first).days
    return round(_LEFT + share * (_RIGHT - _LEFT), 1)


def year_chart(days: Sequence[DueDay], year: int, today: date, *, judged: bool = True) -> YearChart:
    """The chart of a year's due days; `today` outside of the year is not marked. Unless `judged` it has one lane."""
    within = [each for each in days if each.day.year == year]
    most = max((each.number for each in within), default=1)
    starts = [day_x(date(year, month, 1), year) for month in range(1, 13)]
    ends = [*starts[1:], _RIGHT]
    kinds = _LANES if judged else _LANES[1:2]
    return YearChart(
        width=_WIDTH,
        height=188.0,
        left=_LEFT,
        right=_RIGHT,
        months=tuple(
            (start, round((start + end) / 2, 1), f"{month}月")
            for month, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
        ),
        today=day_x(today, year) if today.year == year else None,
        lanes=tuple((y, word if judged else "到期") for y, word, _ in kinds),
        axis=_AXIS,
        marks=tuple(_placed([mark for each in within for mark in _marks(each, year, most, judged=judged)])),
        beyond=sum(each.number for each in days if each.day.year != year),
    )


def _marks(each: DueDay, year: int, most: int, *, judged: bool) -> Iterator[Mark]:
    numbers = {"triangle": each.overdue, "ring": each.number - each.met - each.overdue, "disc": each.met}
    if not judged:
        numbers = {"ring": each.number}
    x = day_x(each.day, year)
    for y, word, shape in _LANES:
        if number := numbers.get(shape, 0):
            r = round(5 + 12 * sqrt(number / most), 1)
            said = f"{chinese_date(each.day)}到期，{word if judged else ''}{number}条"
            yield Mark(shape, x, y, r, number, said, clear=False)


def _placed(marks: list[Mark]) -> Iterator[Mark]:
    """The marks as they are drawn, the largest first; those have their number that are large and not covered."""
    ordered = sorted(marks, key=lambda mark: -mark.r)
    for at, mark in enumerate(ordered):
        covered = any(other.y == mark.y and abs(other.x - mark.x) < other.r + 8 for other in ordered[at + 1 :])
        yield mark._replace(clear=mark.r >= _NUMBERED and not covered)


class Line(NamedTuple):
    """A line of the trend: pieces without a gap, its points, and where its label stands."""

    name: str
    kind: Literal["met", "late", "rest"]
    pieces: tuple[str, ...]
    points: tuple[tuple[float, float], ...]
    last: int
    label_y: float


class TrendRow(NamedTuple):
    """A sample in words; numbers are None where the register could not be read then."""

    day: str
    owed: int | None
    met: int | None
    late: int | None
    rest: int | None


@frozen
class TrendChart:
    """Lines of the year: met, overdue, and the rest of what is owed."""

    width: float
    height: float
    left: float
    right: float
    ticks: tuple[tuple[float, int], ...]
    names: tuple[tuple[float, str], ...]
    lines: tuple[Line, ...]
    rows: tuple[TrendRow, ...]


_NAMES: Final = 7
"""Days named below the trend, at the most."""
_TREND: Final = (640.0, 250.0)
_PLOT: Final = (44.0, 520.0, 16.0, 216.0)
"""Left, right, top and bottom of where the lines run."""


def trend_chart(samples: Sequence[Sample]) -> TrendChart:
    """The chart of the samples of one year; a sample that could not be read leaves a gap."""
    rows = tuple(_row(each) for each in samples)
    left, right, top, bottom = _PLOT
    most = _ceiling(max((row.owed or 0 for row in rows), default=0))
    xs = [round(left + (right - left) * (at / max(len(rows) - 1, 1)), 1) for at in range(len(rows))]

    def y_of(number: int) -> float:
        return round(bottom - (bottom - top) * number / most, 1)

    lines: list[Line] = []
    kinds: tuple[tuple[str, Literal["met", "late", "rest"]], ...] = (
        ("已完成", "met"),
        ("逾期", "late"),
        ("其他", "rest"),
    )
    for name, kind in kinds:
        numbers = [getattr(row, kind) for row in rows]
        placed = [(x, y_of(number)) for x, number in zip(xs, numbers, strict=True) if number is not None]
        if placed:
            known = [number for number in numbers if number is not None]
            lines.append(Line(name, kind, _pieces(xs, numbers, y_of), tuple(placed), known[-1], placed[-1][1]))
    step = max(1, -(-len(rows) // _NAMES))
    return TrendChart(
        width=_TREND[0],
        height=_TREND[1],
        left=left,
        right=right,
        ticks=tuple((y_of(number), number) for number in sorted({0, most // 2, most})),
        names=tuple((x, _day_name(samples[at].day)) for at, x in enumerate(xs) if (len(xs) - 1 - at) % step == 0),
        lines=_apart(lines),
        rows=rows,
    )


def _day_name(day: date) -> str:
    """`6月底`, `10月10日`."""
    return f"{day.month}月底" if days_after(day, 1).month != day.month else month_day(day)


def _row(each: Sample) -> TrendRow:
    if each.totals is None or not each.in_use:
        return TrendRow(each.day.isoformat(), None, None, None, None)
    whole, done, late = owed(each.totals), met(each.totals), each.totals["overdue"]
    return TrendRow(each.day.isoformat(), whole, done, late, whole - done - late)


def _ceiling(number: int) -> int:
    """A round even number that is not below: 4, 6, 8, 10, 12, 16, 20, 40, 60, 80 …"""
    size = 1
    while True:
        for step in (4, 6, 8, 10, 12, 16, 20):
            if step * size >= number:
                return step * size
        size *= 10


def _pieces(xs: Sequence[float], numbers: Sequence[int | None], y_of: Callable[[int], float]) -> tuple[str, ...]:
    pieces: list[list[str]] = [[]]
    for x, number in zip(xs, numbers, strict=True):
        if number is None:
            pieces.append([])
        else:
            pieces[-1].append(f"{x:g},{y_of(number):g}")
    return tuple(" ".join(each) for each in pieces if len(each) > 1)


def _apart(lines: Sequence[Line], least: float = 17.0) -> tuple[Line, ...]:
    """The same lines with labels that do not stand on each other."""
    lower = float("-inf")
    moved = {}
    for each in sorted(lines, key=lambda line: line.label_y):
        lower = max(each.label_y, lower + least)
        moved[each.kind] = round(lower, 1)
    return tuple(each._replace(label_y=moved[each.kind]) for each in lines)


def share(number: int, most: int, width: float) -> float:
    """The length of a bar; what is not nothing is seen."""
    return round(max(width * number / most, 2.0), 1) if number and most else 0.0
