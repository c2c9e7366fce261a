"""Colours of the lamps and small helpers that every view shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.engine.states import LAMPS, STATES, State
from spt_fazhi.engine.text import one_line
from spt_fazhi.reports.wording import SIGNS

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_COLOURS = {
    "green": "green",
    "red": "bold red",
    "yellow": "yellow",
    "blue": "blue",
    "grey": "bright_black",
    "violet": "magenta",
    "dim": "dim",
}
SHOWN_ORDER: tuple[State, ...] = (
    "overdue", "due-soon", "behind", "backfill", "in-progress", "pending", "scheduled", "done", "done-late", "waived",
)  # fmt: skip


def colour(state: State) -> str:
    """The Rich style of a state's lamp."""
    return _COLOURS[LAMPS[state]]


def lamp(state: State, *, word: bool = True) -> Text:
    """The lamp of a state, with its Chinese word."""
    return Text(f"{SIGNS[state]} {STATES[state]}" if word else SIGNS[state], style=colour(state))


def heading(console: Console, text: str) -> None:
    """A block's heading, with an empty line above."""
    console.print()
    console.print(Text(one_line(text), style="bold"))


def counts_line(counts: dict[State, int]) -> Text:
    """All states that occur, worst first, each with its lamp and number."""
    line = Text()
    for state in SHOWN_ORDER:
        if counts.get(state):
            if line:
                line.append("  ")
            line.append_text(lamp(state))
            line.append(f" {counts[state]}", style="bold")
    return line or Text("无", style="dim")


def table(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]]) -> Table:
    """A plain table. A column is (title, "fixed" | "number" | "flow"): flowing columns share what width is left."""
    from rich import box
    from rich.table import Table

    made = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=False, padding=(0, 1), header_style="bold"
    )
    for title, kind in columns:
        if kind == "flow":
            made.add_column(title, overflow="fold", min_width=8)
        else:
            made.add_column(title, no_wrap=True, justify="right" if kind == "number" else "left")
    for row in rows:
        made.add_row(*(cell if isinstance(cell, Text) else Text(one_line(str(cell))) for cell in row))
    return made
