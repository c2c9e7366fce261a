"""Days counted on from a day, within the calendar that Python knows (years 1 to 9999)."""

from __future__ import annotations

from datetime import date


def days_after(day: date, days: int) -> date:
    """The day `days` later (earlier when negative); the first or last day of the calendar where it ends."""
    number = day.toordinal() + days
    if number < date.min.toordinal():
        return date.min
    return date.max if number > date.max.toordinal() else date.fromordinal(number)
