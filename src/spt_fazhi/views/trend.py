"""Totals over time as values: on which days they are taken, what they are, and their JSON."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final, Literal, get_args

from spt_fazhi.engine.assessed import Assessed, totals_of
from spt_fazhi.engine.states import MET, State
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import days_after
from spt_fazhi.model.plan import RegisterInfo
from spt_fazhi.model.register import Register
from spt_fazhi.views.json_document import register_json

By = Literal["day", "week", "month"]
STEPS: Final[tuple[By, ...]] = get_args(By)
BY_WORDS: Final[dict[By, str]] = {"day": "按日", "week": "按周", "month": "按月"}


@frozen
class Sample:
    """The totals as of a day, of the register as it was at a commit; None where it could not be read at all.

    They are of judged units; what others are asked for, `invited` and the like, is apart. `year` is that
    register's: the figures of two years are not to be compared. `in_use` says whether anything had been entered by
    then, `unusable` how many of its files could not be used.
    """

    day: date
    commit: str
    totals: dict[State, int] | None
    progress: dict[State, int] | None
    invited: dict[State, int] | None = None
    invited_progress: dict[State, int] | None = None
    in_use: bool = True
    unusable: int = 0
    year: int | None = None
    rectification: dict[State, int] | None = None
    invited_rectification: dict[State, int] | None = None


@frozen
class Trend:
    """Samples, the oldest first, with the register of today."""

    info: RegisterInfo
    revision: str
    by: By
    samples: tuple[Sample, ...]

    @property
    def new_years(self) -> dict[int, int]:
        """Where a new year's register begins: the sample's place in the row → the year."""
        found: dict[int, int] = {}
        before: int | None = None
        for index, each in enumerate(self.samples):
            if each.year is not None and before is not None and each.year != before:
                found[index] = each.year
            before = each.year or before
        return found


def sample_days(first: date, last: date, by: By) -> Iterator[date]:
    """The last day of every period from that of `first` to that of `last`, which itself ends the row."""
    day = period_end(first, by)
    while day < last:
        yield day
        day = period_end(days_after(day, 1), by)
    if first <= last:
        yield last


def period_end(day: date, by: By) -> date:
    """The last day of the period a day lies in; a week ends on Sunday."""
    if by == "day":
        return day
    if by == "week":
        return days_after(day, 6 - day.weekday())
    return day.replace(day=monthrange(day.year, day.month)[1])


def sample(day: date, commit: str, register: Register, duties: Sequence[Assessed], unusable: int) -> Sample:
    """The totals of the duties of a year's register that passed the filters."""
    counted = totals_of(duties)
    return Sample(
        day=day,
        commit=commit,
        totals=counted.obligations,
        progress=counted.progress,
        invited=counted.invited,
        invited_progress=counted.invited_progress,
        in_use=register.in_use,
        unusable=unusable,
        year=register.info.year,
        rectification=counted.rectification,
        invited_rectification=counted.invited_rectification,
    )


def met(counts: dict[State, int]) -> int:
    """Duties that are met, late ones too."""
    return sum(counts[state] for state in MET)


def owed(counts: dict[State, int]) -> int:
    """Duties that are owed (waived ones are not)."""
    return sum(counts.values()) - counts["waived"]


def trend_json(trend: Trend) -> dict[str, Any]:
    """The document of `trend`."""
    return {
        "register": register_json(trend.info),
        "revision": trend.revision,
        "by": trend.by,
        "samples": [
            {
                "day": each.day.isoformat(),
                "commit": each.commit,
                "year": each.year,
                "totals": each.totals,
                "progress": each.progress,
                "invited": each.invited,
                "invited_progress": each.invited_progress,
                "rectification": each.rectification,
                "invited_rectification": each.invited_rectification,
                "in_use": each.in_use,
                "unusable": each.unusable,
            }
            for each in trend.samples
        ],
    }
