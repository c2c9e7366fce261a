"""Periods as the files write them (2024-05, 2024Q2, 2024H1, 2024), and days counted on from a day."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

PeriodKind = Literal["month", "quarter", "half", "year"]

_PATTERN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])|Q([1-4])|H([12]))?", re.ASCII)
_MONTHS: dict[PeriodKind, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


class Period(NamedTuple):  # a tuple: compared, hashed and sorted wherever duties are
    """A stretch of whole months, with its first and last day (both inside it)."""

    text: str
    kind: PeriodKind
    first: date
    last: date

    def __str__(self) -> str:
        """As the files write it."""
        return self.text

    def __contains__(self, day: object) -> bool:
        """Whether `day` lies in the period, its first and last day included."""
        return isinstance(day, date) and self.first <= day <= self.last


@lru_cache(maxsize=512)
def _make(kind: PeriodKind, year: int, index: int) -> Period:
    """The `index`-th (from 1) period of `kind` in `year`."""
    months = _MONTHS[kind]
    last_month = index * months
    text = {"month": f"{year:04}-{index:02}", "quarter": f"{year:04}Q{index}", "half": f"{year:04}H{index}"}.get(
        kind, f"{year:04}"
    )
    last_day = calendar.monthrange(year, last_month)[1]
    return Period(text, kind, date(year, last_month - months + 1, 1), date(year, last_month, last_day))


@lru_cache(maxsize=512)
def parse_period(text: str) -> Period:
    """Read a period; raises ValueError with a Chinese sentence when `text` is not one."""
    match = _PATTERN.fullmatch(text)
    if match is None or match[1] == "0000":
        raise ValueError(f"“{text}”不是期间，应写成 2024-05（月）、2024Q2（季）、2024H1（半年）或 2024（年）")
    year = int(match[1])
    if match[2]:
        return _make("month", year, int(match[2]))
    if match[3]:
        return _make("quarter", year, int(match[3]))
    if match[4]:
        return _make("half", year, int(match[4]))
    return _make("year", year, 1)


def periods_of(year: int, kind: PeriodKind) -> tuple[Period, ...]:
    """All periods of `kind` in `year`, in order."""
    return tuple(_make(kind, year, index) for index in range(1, 12 // _MONTHS[kind] + 1))


def period_of(day: date, kind: PeriodKind) -> Period:
    """The period of `kind` that holds `day`."""
    return _make(kind, day.year, (day.month - 1) // _MONTHS[kind] + 1)


def days_after(day: date, days: int) -> date:
    """The day `days` later (earlier when negative); the first or last day of Python's calendar where it ends."""
    number = day.toordinal() + days
    if number < date.min.toordinal():
        return date.min
    return date.max if number > date.max.toordinal() else date.fromordinal(number)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the 28th where there is none."""
    return day_of_month(day.replace(day=1, year=day.year + years), day.day)


def day_of_month(month: date, day: int) -> date:
    """The `day`-th of the month `month` lies in; its last day where the month is shorter."""
    return month.replace(day=min(day, calendar.monthrange(month.year, month.month)[1]))
