"""A bar of states, legible without colour: each state has a character that every Chinese code page knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from rich.text import Text

from spt_fazhi.engine.states import State
from spt_fazhi.render.terminal.style import colour

_BAR: Final[tuple[tuple[State, str, str], ...]] = (
    ("done", "█", "完成"),
    ("done-late", "█", "完成"),
    ("in-progress", "▓", "推进"),
    ("submitted", "■", "待销号"),
    ("unproved", "◎", "待佐证"),
    ("overdue", "▲", "逾期"),
    ("returned", "←", "退回"),
    ("due-soon", "◆", "临期"),
    ("behind", "◇", "滞后"),
    ("backfill", "□", "待补录"),
    ("pending", "·", "未启动"),
    ("scheduled", "·", "未启动"),
)


def legend(bars: Iterable[Mapping[State, int]]) -> str:
    """What the characters of some bars mean: `█完成 ▲逾期 ·未启动`."""
    shown = list(bars)
    said = (f"{char}{word}" for state, char, word in _BAR if any(counts[state] for counts in shown))
    return " ".join(dict.fromkeys(said))


def bar(counts: Mapping[State, int], width: int) -> Text:
    """A bar whose parts are in proportion; no state that occurs is left without a cell while there is room.

    Waived duties and those of units outside the government are no part of it; of nothing it is blank.
    """
    parts = [(state, char, counts[state]) for state, char, _ in _BAR if counts[state]]
    total = sum(count for _, _, count in parts)
    if not total:
        return Text(" " * width)
    cells = [max(1, count * width // total) for _, _, count in parts]
    while sum(cells) > width:
        cells[cells.index(max(cells))] -= 1
    while sum(cells) < width:
        cells[max(range(len(parts)), key=lambda each: parts[each][2] / cells[each])] += 1
    shown = Text()
    for (state, char, _), number in zip(parts, cells, strict=True):
        shown.append(char * number, style=colour(state))
    return shown
