"""Colours of the lamps and small helpers that every view shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.engine.states import LAMPS, STATES, State
from spt_fazhi.text.columns import columns, wrap
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import SIGNS, given, state_text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from spt_fazhi.engine.assess import Assessed

_COLOURS = {
    "green": "green",
    "red": "bold red",
    "yellow": "yellow",
    "blue": "blue",
    "grey": "bright_black",
    "violet": "magenta",
    "dim blue": "dim blue",
    "dim": "dim",
}
SHOWN_ORDER: tuple[State, ...] = (
    "overdue",
    "returned",
    "unproved",
    "due-soon",
    "behind",
    "backfill",
    "submitted",
    "in-progress",
    "pending",
    "invited",
    "scheduled",
    "done",
    "done-late",
    "waived",
)


def colour(state: State) -> str:
    """The Rich style of a state's lamp."""
    return _COLOURS[LAMPS[state]]


def lamp(state: State, *, word: bool = True) -> Text:
    """The lamp of a state, with its Chinese word."""
    return Text(f"{SIGNS[state]} {STATES[state]}" if word else SIGNS[state], style=colour(state))


def lamp_of(each: Assessed) -> Text:
    """The lamp of a duty; one that was asked for and given is not said to be late."""
    return Text(f"{SIGNS[each.state]} {state_text(each)}", style=colour(each.state))


def heading(console: Console, text: str) -> None:
    """A block's heading, with an empty line above."""
    console.print()
    console.print(Text(one_line(text), style="bold"))


def print_counts(console: Console, label: str, counts: Mapping[State, int]) -> None:
    """`label` and all states that occur, worst first, each with its lamp and number; broken only between states."""
    items = [Text.assemble(lamp(state), (f" {counts[state]}", "bold")) for state in SHOWN_ORDER if counts.get(state)]
    _print_items(console, label, items)


def print_asked(console: Console, label: str, counts: Mapping[State, int]) -> None:
    """The same for duties of units outside the government: what they gave, and what they are still asked for."""
    done = given(counts)
    items = [Text.assemble((f"{SIGNS['done']} 已提供", colour("done")), (f" {done}", "bold"))] if done else []
    if counts["unproved"]:
        items[0].append(f"（其中待佐证 {counts['unproved']}）")
    rest: tuple[State, ...] = ("invited", "scheduled", "waived")
    items += [Text.assemble(lamp(state), (f" {counts[state]}", "bold")) for state in rest if counts[state]]
    _print_items(console, label, items)


def _print_items(console: Console, label: str, items: Sequence[Text]) -> None:
    line = Text(label, style="bold")
    indent = used = columns(label)
    for item in items or [Text("无", style="dim")]:
        size = columns(item.plain) + 2
        if used + size > console.width and used > indent:
            console.print(line, soft_wrap=True)
            line, used = Text(" " * indent), indent
        line.append("  ").append_text(item)
        used += size
    console.print(line, soft_wrap=True)


def paragraph(console: Console, text: str, style: str = "", *, indent: int = 0) -> None:
    """Text wrapped to the console (100 columns at most), every line indented."""
    for line in wrap(one_line(text), min(console.width, 100) - indent):
        console.print(Text(" " * indent + line, style=style), soft_wrap=True)


def table(titles: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]]) -> Table:
    """A plain table. A column is (title, "fixed" | "number" | "flow"): flowing columns share what width is left."""
    from rich import box
    from rich.table import Table

    made = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=False, padding=(0, 1), header_style="bold"
    )
    for title, kind in titles:
        if kind == "flow":
            made.add_column(title, overflow="fold", min_width=8)
        else:
            made.add_column(title, no_wrap=True, justify="right" if kind == "number" else "left")
    for row in rows:
        made.add_row(*(cell if isinstance(cell, Text) else Text(one_line(str(cell))) for cell in row))
    return made
