"""Prints totals over time: one bar a day, 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from spt_fazhi.render.terminal.bars import bar, legend
from spt_fazhi.render.terminal.style import colour
from spt_fazhi.text.columns import wrap
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.trend import BY_WORDS, met, owed
from spt_fazhi.views.wording import chinese_date

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.views.trend import Sample, Trend


_SHORTEST: Final = 8
"""Columns a bar has at least."""


def show(trend: Trend, console: Console) -> None:
    """The title, then one line a sample; new years are marked.

    Day, bar, met of owed, overdue, reported of asked for; where there are findings, closed of found, and overdue.
    """
    width = min(console.width, 100)
    first, last = trend.samples[0].day, trend.samples[-1].day
    span = f"{BY_WORDS[trend.by]}，{chinese_date(first)}至{chinese_date(last)}" if first != last else chinese_date(last)
    console.print(Text("\n".join(wrap(one_line(trend.info.title), width)), style="bold"), soft_wrap=True)
    console.print(Text(f"走势（{span}）"), soft_wrap=True)
    said = legend(each.totals for each in trend.samples if each.totals is not None and each.in_use)
    console.print(Text("\n".join(wrap(said, width)), style="bright_black"), soft_wrap=True)
    console.print()
    rows = [_figures(each) for each in trend.samples]
    columns = [max(map(len, column)) for column in zip(*rows, strict=True)]
    while columns[3] and (_room(columns, width) < _SHORTEST):  # findings are left out where there is no room
        columns[4 if columns[4] else 3] = 0
    room = max(_SHORTEST, min(40, _room(columns, width)))
    for index, (each, row) in enumerate(zip(trend.samples, rows, strict=True)):
        if index in trend.new_years:
            mark = f"── 以下是 {trend.new_years[index]} 年的台账，与上面的数字不能相比 ──"
            console.print(Text(mark, style="bright_black"), soft_wrap=True)
        console.print(_line(each, row, columns, room), soft_wrap=True)


def _room(columns: list[int], width: int) -> int:
    """Columns that are left for the bar: each label is two spaces, two Chinese characters, a space."""
    return width - len("2024-01-01  ") - 7 * sum(map(bool, columns)) - sum(columns)


def _figures(each: Sample) -> tuple[str, str, str, str, str]:
    """Met of owed, overdue, reported of asked for, findings closed of found and overdue.

    "" for what nothing is asked for, or nobody is judged by.
    """
    if each.totals is None or each.progress is None or not each.in_use:
        return "", "", "", "", ""
    asked = owed(each.progress)
    reported = f"{met(each.progress)}/{asked}" if asked else ""
    found = each.rectification or {}
    closed = f"{met(found)}/{owed(found)}" if any(found.values()) else ""
    late = str(found["overdue"]) if any(found.values()) and found["overdue"] else ""
    return f"{met(each.totals)}/{owed(each.totals)}", str(each.totals["overdue"]), reported, closed, late


def _line(each: Sample, row: tuple[str, str, str, str, str], columns: list[int], room: int) -> Text:
    line = Text(f"{each.day.isoformat()}  ")
    if each.totals is None:
        return line.append("那时的台账读不出来", style="dim")
    if not each.in_use:
        return line.append("台账尚未启用，不作评价", style="dim")
    line.append_text(bar(each.totals, room))
    line.append(f"  完成 {row[0].rjust(columns[0])}")
    line.append(f"  逾期 {row[1].rjust(columns[1])}", style=colour("overdue") if each.totals["overdue"] else "")
    if columns[2]:
        line.append(f"  报送 {row[2].rjust(columns[2])}")
    if row[3] and columns[3]:
        line.append(f"  整改 {row[3].rjust(columns[3])}")
    if row[4] and columns[4]:
        line.append(f"  逾期 {row[4].rjust(columns[4])}", style=colour("overdue"))
    return line
