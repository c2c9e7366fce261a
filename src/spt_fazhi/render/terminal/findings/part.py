"""Prints what the Monday-morning screen says of findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.model.references import finding_name
from spt_fazhi.render.terminal.style import colour, heading, lamp, names_within
from spt_fazhi.text.columns import columns, fit
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.counted import chased_text
from spt_fazhi.views.findings.screen import reported_on
from spt_fazhi.views.wording import days_text, month_day

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.engine.assessed import Assessed
    from spt_fazhi.views.findings.screen import FindingsPart
    from spt_fazhi.views.lists.by_unit import UnitLine


def show_part(part: FindingsPart, day: date, console: Console, width: int) -> None:
    """Print the blocks there is something for."""
    if part.overdue:
        heading(console, f"整改逾期（共 {part.overdue_number} 个，{part.overdue_units} 家单位）")
        name_width = max(columns(one_line(each.unit)) for each in part.overdue)
        for late in part.overdue:
            _print(console, _overdue_line(late, name_width, day, width))
        _rest(part.overdue_units - len(part.overdue), "家，见 fazhi overdue", console)
    if part.waiting:
        heading(console, f"整改待销号（共 {part.waiting_number} 个，复核后销号）")
        _rows(part.waiting, [f"{_month_day(each)}已报" for each in part.waiting], console, width)
        _rest(part.waiting_number - len(part.waiting), "个，见 fazhi duties --state 待销号", console)
    if part.ahead:
        heading(console, "整改接下来到期")
        _rows(part.ahead, [f"{each.due} {days_text(each, day)}" for each in part.ahead], console, width)
        _rest(part.ahead_number - len(part.ahead), "个，见 fazhi due --within 365", console)


def _print(console: Console, line: Text) -> None:
    console.print(line, soft_wrap=True)


def _rest(number: int, where: str, console: Console) -> None:
    if number:
        _print(console, Text(f"  …… 还有 {number} {where}", style="bright_black"))


def _overdue_line(late: UnitLine, name_width: int, day: date, width: int) -> Text:
    line = Text("  " + fit(one_line(late.unit), name_width) + " ")
    line.append(f"▲ {len(late.duties):>3} 个", style=colour("overdue"))
    line.append(f"  最久 {(day - late.first.due).days} 天  ")
    names = [finding_name(each.duty.key.finding) for each in late.duties]
    said = chased_text(late.letters)
    if said and columns(line.plain) + columns(said) + 2 + columns(names[0]) < width:
        line.append(f"{said}  ", style="yellow")
    return line.append(names_within(names, width - columns(line.plain) - 1))


def _month_day(each: Assessed) -> str:
    return month_day(date.fromisoformat(reported_on(each)))


def _rows(found: Sequence[Assessed], days: Sequence[str], console: Console, width: int) -> None:
    """One line a finding: its lamp, the day that matters, number, problem, unit."""
    names = [finding_name(each.duty.key.finding) for each in found]
    day_width, name_width = max(map(columns, days)), max(map(columns, names))
    for each, name, day in zip(found, names, days, strict=True):
        line = Text("  ")
        line.append(lamp(each.state, word=False).plain, style=colour(each.state))
        line.append(f" {fit(name, name_width)} {fit(day, day_width)}  ")
        unit = one_line(each.duty.owners[0])
        room = width - columns(line.plain) - columns(unit) - 2
        if room < 12:
            unit, room = "", width - columns(line.plain)
        line.append(fit(one_line(each.duty.title), room) + ("  " + unit if unit else ""))
        _print(console, line)
