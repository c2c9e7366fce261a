"""The screen of `fazhi review`: the sentence, the effect by task and unit, the changes, the findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from rich.text import Text

from spt_fazhi.changes.values import Finding, Spot
from spt_fazhi.render.review.entry_words import safe
from spt_fazhi.render.review.words import (
    effects_by_task,
    entry_lines,
    place_text,
    plan_lines,
    summary_text,
    title_text,
    verdict_text,
)
from spt_fazhi.render.terminal.style import heading
from spt_fazhi.text.columns import columns, fit, wrap

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.changes.review import Review

_ROWS: Final = 40
Line = tuple[str, str]
"""What is printed on a line, and its style."""


def show(review: Review, console: Console) -> None:
    """Print a review; what blocks comes last, where the eye rests."""
    _flow(console, summary_text(review), "bold")
    _flow(console, title_text(review), "dim")
    _effects(review, console)
    _list("计划改动（与进展分开看）", plan_lines(review), console, "yellow")
    _list("记录和决定", entry_lines(review), console)
    _findings("请审核人看一眼", review.asks, "▲", "yellow", console)
    _findings("不能通过", review.blocks, "×", "bold red", console)
    console.print()
    sign, style = ("×", "bold red") if review.blocks else ("▲", "yellow") if review.asks else ("√", "bold green")
    _flow(console, f"{sign} {verdict_text(review)}", style)


def _flow(console: Console, text: str, style: str = "", *, first: str = "", rest: str = "") -> None:
    """Print a text over as many lines as it takes on a terminal, on one line in a pipe."""
    _lines(console, _flowed(console, text, style, first=first, rest=rest))


def _flowed(console: Console, text: str, style: str = "", *, first: str = "", rest: str = "") -> Iterator[Line]:
    if not console.is_terminal:
        yield first + text, style
        return
    room = max(console.width - max(columns(first), columns(rest)), 20)
    for index, line in enumerate(wrap(text, room)):
        yield (rest if index else first) + line, style


def _lines(console: Console, lines: Iterable[Line]) -> None:
    """Print lines, all at once: printing costs several times as much as a line."""
    if console.is_terminal:
        text = Text("\n").join(Text(line, style=style) for line, style in lines)
    else:
        text = Text("\n".join(line for line, _ in lines))
    console.print(text, soft_wrap=True)


def _effects(review: Review, console: Console) -> None:
    groups = list(effects_by_task(review))
    if not groups:
        return
    heading(console, f"对任务的影响（{len(review.effects)} 条责任）")
    shown = 0
    for task, rows in groups:
        if shown >= _ROWS:
            break
        console.print(Text(f"  {task}"), soft_wrap=True)
        for row in rows[: _ROWS - shown]:
            _row(console, f"{row.number} {row.title}".strip(), row.unit, f"{row.before} → {row.after}")
            shown += 1
    if len(review.effects) > shown:
        console.print(Text(f"  …… 还有 {len(review.effects) - shown} 条，见 --json", style="dim"))


def _row(console: Console, number: str, unit: str, moved: str) -> None:
    if not console.is_terminal:
        console.print(Text(f"    {unit} · {number}：{moved}"), soft_wrap=True)
        return
    left = max(console.width - 4 - columns(moved) - 2, 0)
    what = f"{unit} · {number}"
    if left >= min(columns(what), 24):
        console.print(Text(f"    {fit(what, left)}  {moved}"), soft_wrap=True)
    else:
        _flow(console, what, first="    ", rest="    ")
        _flow(console, moved, first="      ", rest="      ")


def _list(title: str, lines: Iterable[tuple[str, Spot]], console: Console, style: str = "") -> None:
    listed = list(lines)
    if not listed:
        return
    heading(console, f"{title}（{len(listed)}）")
    for line, spot in listed[:_ROWS]:
        _flow(console, line, style, first="  ", rest="    ")
        if style:
            console.print(Text(f"    {place_text(spot)}", style="dim"), soft_wrap=True)
    if len(listed) > _ROWS:
        console.print(Text(f"  …… 还有 {len(listed) - _ROWS} 条，见 --json", style="dim"))


def _findings(title: str, findings: tuple[Finding, ...], sign: str, style: str, console: Console) -> None:
    if not findings:
        return
    heading(console, f"{title}（{len(findings)}）")
    _lines(console, (line for each in findings for line in _finding(each, sign, style, console)))


def _finding(each: Finding, sign: str, style: str, console: Console) -> Iterator[Line]:
    if not console.is_terminal:
        yield f"{place_text(each.spot)}: {sign} [{each.rule}] {safe(each.message)}", ""
    else:
        yield from _flowed(console, safe(each.message), style, first=f"{sign} ", rest="  ")
        yield f"  {place_text(each.spot)} [{each.rule}]", "dim"
    if each.hint:
        yield from _flowed(console, safe(each.hint), first="    → ", rest="      ")
