"""The day by which an answer is asked for where a duty's own day is past, in letters and in bulletins alike."""

from __future__ import annotations

from datetime import date
from typing import Final

from spt_fazhi.model.period import days_after
from spt_fazhi.model.plan import RegisterInfo
from spt_fazhi.views.wording import chinese_date

_SHORTEST: Final = 3
"""Days that an answer is given at least."""
_HOLIDAYS: Final = (
    ("元旦", (1, 1), (1, 3)),
    ("春节", (1, 20), (2, 20)),
    ("清明节", (4, 4), (4, 6)),
    ("劳动节", (5, 1), (5, 5)),
    ("国庆节", (10, 1), (10, 7)),
)
"""When statutory holidays are likely, first and last day as month and day: which days are free is set each year."""


def answer_day(day: date, info: RegisterInfo) -> date:
    """The day by which an answer is asked for; no other letter is written before it is past.

    Never a Saturday or Sunday: then the last working day before, if that is still ahead. Holidays are not known here,
    see `holiday_note`.
    """
    return working_day(days_after(day, max(info.letters.not_again_within, _SHORTEST)), days_after(day, 1))


def working_day(last: date, first: date) -> date:
    """The day by which something due on `last` is best asked for: of a Saturday or Sunday the Friday before.

    A deadline does not move; where that Friday is before `first`, it is asked for by the day itself.
    """
    friday = days_after(last, -max(last.weekday() - 4, 0))
    return friday if friday >= first else last


def holiday_note(day: date) -> str:
    """What the clerk has to look at: a day that may be a holiday, of which no data are at hand; empty for others."""
    for name, first, last in _HOLIDAYS:
        if first <= (day.month, day.day) <= last:
            return f"要求答复的日子推算为{chinese_date(day)}，可能在{name}假期里（节假日数据未覆盖），请核对"
    return ""
