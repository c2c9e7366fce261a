"""Colours of the lamps and small helpers that every view shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from rich.text import Text

from spt_fazhi.engine.states import LAMPS, SETTLED, STATES, State
from spt_fazhi.text.columns import columns, wrap
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.counted import given, incomplete_text
from spt_fazhi.views.wording import SIGNS, names_text, state_text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from spt_fazhi.engine.assessed import Assessed, StateTotals

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


NARROW = 100
"""Below this width a mark stands under what it belongs to."""
_GAP = 3
"""Columns between two columns of a table."""
_LEAST = 8
"""Columns that a flowing column has at least, where it is not shorter."""
_NARROWEST = 2
"""A character's width."""


def colour(state: State) -> str:
    """The Rich style of a state's lamp."""
    return _COLOURS[LAMPS[state]]


def lamp(state: State, *, word: bool = True) -> Text:
    """The lamp of a state, with its Chinese word."""
    return Text(f"{SIGNS[state]} {STATES[state]}" if word else SIGNS[state], style=colour(state))


def lamp_of(each: Assessed) -> Text:
    """The lamp of a duty; one that was asked for and given is not said to be late."""
    return _lamp(each.state, state_text(each))


@lru_cache(maxsize=64)
def _lamp(state: State, word: str) -> Text:
    return Text(f"{SIGNS[state]} {word}", style=colour(state))


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


def print_findings(console: Console, label: str, counts: Mapping[State, int]) -> None:
    """The same for findings, which are done by being closed (销号) alone."""
    open_ = (state for state in SHOWN_ORDER if state not in SETTLED and counts.get(state))
    items = [Text.assemble(lamp(state), (f" {counts[state]}", "bold")) for state in open_]
    if closed := counts["done"] + counts["done-late"]:
        late = f"（其中逾期完成 {counts['done-late']}）" if counts["done-late"] else ""
        items.append(Text.assemble((f"{SIGNS['done']} 已销号", colour("done")), (f" {closed}", "bold"), late))
    if counts["waived"]:
        items.append(Text.assemble(lamp("waived"), (f" {counts['waived']}", "bold")))
    _print_items(console, label, items)


def print_totals(console: Console, totals: StateTotals, *, judged: bool = True) -> None:
    """What is owed, reported and to be put right, unless nothing is `judged`; then what others are asked for.

    Only kinds there are.
    """
    if judged:
        print_counts(console, f"责任 {sum(totals.obligations.values())} 条", totals.obligations)
        if reports := sum(totals.progress.values()):
            print_counts(console, f"报送 {reports} 条", totals.progress)
        if found := sum(totals.rectification.values()):
            print_findings(console, f"整改 {found} 个", totals.rectification)
    for word, counts in (("商请", totals.invited), ("商请报送", totals.invited_progress)):
        if number := sum(counts.values()):
            print_asked(console, f"{word} {number} 条", counts)
    if found := sum(totals.invited_rectification.values()):
        print_findings(console, f"商请整改 {found} 个", totals.invited_rectification)


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


def print_incomplete(console: Console, groups: Sequence[str]) -> None:
    """By a total: the groups it covers that are known to lack members, if there are any."""
    if groups:
        paragraph(console, f"{incomplete_text(groups)}，合计只是已列单位的。", "yellow")


def names_within(names: Sequence[str], room: int) -> str:
    """`1.1、2.2等 9 项`: as many of some things as there are columns for, at least one."""
    whole = names_text(names, 0)
    if columns(whole) <= room:
        return whole
    used, most = columns(names_text(names, 1, "项")), 1
    for name in names[1:-1]:
        used += columns(f"、{name}")
        if used > room:
            break
        most += 1
    return names_text(names, most, "项")


def room_for(titles: Sequence[tuple[str, str]], rows: Sequence[Sequence[object]], width: int) -> tuple[int, ...] | None:
    """None where a table fits a screen; else the widths its columns are folded to, so that nothing is cut off."""
    cells = [[shown_text(cell).plain.split("\n") for cell in row] for row in rows]
    natural = [
        max(map(columns, (title, *(line for row in cells for line in row[place]))))
        for place, (title, _) in enumerate(titles)
    ]
    least = [min(size, _LEAST) if kind == "flow" else size for size, (_, kind) in zip(natural, titles, strict=True)]
    room = width - _GAP * (len(titles) - 1)
    if sum(least) <= room:
        return None
    while sum(least) > room and max(least) > _NARROWEST:
        least[least.index(max(least))] -= 1
    return tuple(least)


def shown_text(cell: object) -> Text:
    """A cell as it is printed, on one line where it is no text already laid out."""
    return cell if isinstance(cell, Text) else Text(one_line(str(cell)))


def table(titles: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]], width: int) -> Table:
    """A plain table for a screen of so many columns. A column of it is (title, "fixed" | "number" | "flow").

    Flowing columns share what width is left. Where that is not enough, every column is folded: nothing is cut off.
    """
    from rich import box
    from rich.table import Table

    made = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=False, padding=(0, 1), header_style="bold"
    )
    known = [[shown_text(cell) for cell in row] for row in rows]
    folded = room_for(titles, known, width)
    for place, (title, kind) in enumerate(titles):
        justify: Literal["left", "right"] = "right" if kind == "number" else "left"
        if folded:
            made.add_column(title, overflow="fold", width=folded[place], justify=justify)
        elif kind == "flow":
            longest = max((columns(line) for row in known for line in row[place].plain.split("\n")), default=0)
            made.add_column(title, overflow="fold", min_width=min(_LEAST, max(longest, columns(title))))
        else:
            made.add_column(title, no_wrap=True, justify=justify)
    for row in known:
        made.add_row(*row)
    return made
