"""A bar of states, legible without colour: each state has a character that every Chinese code page knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rich.text import Text

from spt_fazhi.engine.states import State
from spt_fazhi.render.terminal.style import colour

_BAR: Final[tuple[tuple[State, str], ...]] = (
    ("done", "█"),
    ("done-late", "█"),
    ("in-progress", "▓"),
    ("overdue", "▲"),
    ("due-soon", "◆"),
    ("behind", "◇"),
    ("backfill", "□"),
    ("pending", "·"),
    ("scheduled", "·"),
)
LEGEND: Final = "█完成 ▓推进 ▲逾期 ◆临期 ◇滞后 □待补录 ·未启动"


def bar(counts: Mapping[State, int], width: int) -> Text:
    """A bar whose parts are in proportion; no state that occurs is left without a cell while there is room.

    Waived duties are no part of it; of nothing it is blank.
    """
    parts = [(state, char, counts[state]) for state, char in _BAR if counts[state]]
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
