"""The screen of `fazhi review`: the sentence, the effect by task and unit, the changes, the findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

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
from spt_fazhi.text.columns import columns, fit, wrap

if TYPE_CHECKING:
    from spt_fazhi.changes.review import Review

_ROWS: Final = 40
_LEAST: Final = 20
"""Columns that a text is given at least."""
Line = tuple[str, str]
"""What is printed on a line, and its style."""
Width = int | None
"""The columns of a terminal; None in a pipe, where a text stays on one line."""


def review_lines(review: Review, width: Width) -> Iterator[Line]:
    """A review line by line; what blocks comes last, where the eye rests."""
    yield from _flowed(width, summary_text(review), "bold")
    yield from _flowed(width, title_text(review), "dim")
    yield from _effects(review, width)
    yield from _list("计划改动（与进展分开看）", plan_lines(review), width, "yellow")
    yield from _list("记录和决定", entry_lines(review), width)
    yield from _findings("请审核人看一眼", review.asks, "▲", "yellow", width)
    yield from _findings("不能通过", review.blocks, "×", "bold red", width)
    yield "", ""
    sign, style = ("×", "bold red") if review.blocks else ("▲", "yellow") if review.asks else ("√", "bold green")
    yield from _flowed(width, f"{sign} {verdict_text(review)}", style)


def _heading(text: str) -> Iterator[Line]:
    yield "", ""
    yield text, "bold"


def _flowed(width: Width, text: str, style: str = "", *, first: str = "", rest: str = "") -> Iterator[Line]:
    """A text over as many lines as it takes on a terminal, on one line in a pipe."""
    if width is None:
        yield first + text, style
        return
    room = max(width - max(columns(first), columns(rest)), _LEAST)
    for index, line in enumerate(wrap(text, room)):
        yield (rest if index else first) + line, style


def _effects(review: Review, width: Width) -> Iterator[Line]:
    groups = list(effects_by_task(review))
    if not groups:
        return
    yield from _heading(f"对任务的影响（{len(review.effects)} 条责任）")
    shown = 0
    for task, rows in groups:
        if shown >= _ROWS:
            break
        yield f"  {task}", ""
        for row in rows[: _ROWS - shown]:
            yield from _row(width, f"{row.number} {row.title}".strip(), row.unit, f"{row.before} → {row.after}")
            shown += 1
    if len(review.effects) > shown:
        yield f"  …… 还有 {len(review.effects) - shown} 条，见 --json", "dim"


def _row(width: Width, number: str, unit: str, moved: str) -> Iterator[Line]:
    what = f"{unit} · {number}"
    if width is None:
        yield f"    {what}：{moved}", ""
        return
    left = max(width - 4 - columns(moved) - 2, 0)
    if left >= min(columns(what), 24):
        yield f"    {fit(what, left)}  {moved}", ""
    else:
        yield from _flowed(width, what, first="    ", rest="    ")
        yield from _flowed(width, moved, first="      ", rest="      ")


def _list(title: str, lines: Iterable[tuple[str, Spot]], width: Width, style: str = "") -> Iterator[Line]:
    listed = list(lines)
    if not listed:
        return
    yield from _heading(f"{title}（{len(listed)}）")
    for line, spot in listed[:_ROWS]:
        yield from _flowed(width, line, style, first="  ", rest="    ")
        if style:
            yield f"    {place_text(spot)}", "dim"
    if len(listed) > _ROWS:
        yield f"  …… 还有 {len(listed) - _ROWS} 条，见 --json", "dim"


def _findings(title: str, findings: tuple[Finding, ...], sign: str, style: str, width: Width) -> Iterator[Line]:
    if not findings:
        return
    yield from _heading(f"{title}（{len(findings)}）")
    for each in findings:
        yield from _finding(each, sign, style, width)


def _finding(each: Finding, sign: str, style: str, width: Width) -> Iterator[Line]:
    if width is None:
        yield f"{place_text(each.spot)}: {sign} [{each.rule}] {safe(each.message)}", ""
    else:
        yield from _flowed(width, safe(each.message), style, first=f"{sign} ", rest="  ")
        yield f"  {place_text(each.spot)} [{each.rule}]", "dim"
    if each.hint:
        yield from _flowed(width, safe(each.hint), first="    → ", rest="      ")
