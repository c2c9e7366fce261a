"""The day in a cell: as people type it, or as the number that a spreadsheet makes of a day."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from spt_fazhi.model.period import days_after
from spt_fazhi.text.as_typed import MonthDay, narrow, read_day
from spt_fazhi.text.cells import Cell, refuse_lost_zero
from spt_fazhi.text.plain import one_line

_FIRST: Final = date(1899, 12, 30)
"""Day 0 of a spreadsheet; its days are right from March 1900 on."""
_SERIAL: Final = re.compile(r"([2-6][0-9]{4})(?:\.[0-9]+)?", re.ASCII)
_NEAR: Final = re.compile("大?[今昨前明后][天日]")
_FIRST_QUARTER: Final = 3
"""What a plan asks for falls due by March of the next year."""


def serial_day(text: str) -> date | None:
    """The day that a spreadsheet's number for a day means, of the years 1954 to 2091: `45455`; None for other texts."""
    serial = _SERIAL.fullmatch(text)
    return days_after(_FIRST, int(serial[1])) if serial else None


def day_in_cell(cell: Cell, *, year: int, today: date) -> date:
    """The day; without a year it is the plan's, or the next one where only that is past.

    Raises ValueError, in Chinese and with an example, for what is no day or might be several.
    """
    text = narrow(cell.text)
    serial = serial_day(text)
    if serial is not None:
        return serial
    shown = one_line(cell.text, 40)
    refuse_lost_zero(cell, year)
    if _NEAR.fullmatch(text):
        raise ValueError(f"不知道“{shown}”是哪一天，应写成 {year}年6月20日 的样子")
    text = re.sub(r"(?<=[0-9])[ T]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.0+)?)?$", "", text)
    found = read_day(text, today, exact=True)
    if not isinstance(found, MonthDay):
        return found
    known = [each for each in (found.of(year), *_next_year(found, year)) if each <= today]
    if len(known) > 1 and found.month <= _FIRST_QUARTER:
        raise ValueError(f"“{shown}”没有写年份，分不清是 {known[0]} 还是 {known[1]}，应写成 {known[1]} 的样子")
    return known[0] if known else found.of(year)


def _next_year(found: MonthDay, year: int) -> list[date]:
    try:
        return [found.of(year + 1)]
    except ValueError:
        return []
