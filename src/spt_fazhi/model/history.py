"""What git tells of a file: the commit that brought it, the merge that let it in, the commits that changed it since."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from spt_fazhi.model.frozen import frozen

LATE_ENTRY: Final = 3
"""Days by which the day of entry may lie before the day of the commit: a record is committed a little later."""
_CHINA: Final = 8 * 60
_WESTERNMOST, _EASTERNMOST = -12 * 60, 14 * 60
_ZONE: Final = re.compile(r"T[0-9:]{8}(?:Z|([+-])([0-9]{2}):?([0-9]{2}))$")


@frozen
class Commit:
    """A commit: its full id, its author, when (ISO 8601 in the author's own zone) and its first line.

    `committed` is when its committer made it, which is later where a commit was made anew.
    """

    id: str
    author: str
    date: str
    subject: str
    committed: str = ""

    @property
    def day(self) -> dt.date:
        """The author's day, in China."""
        return day_of(self.date)

    @property
    def committed_day(self) -> dt.date:
        """The committer's day; the author's where it is not known."""
        return day_of(self.committed or self.date)

    @property
    def strange_zone(self) -> str:
        """A zone that is nowhere on earth, of the author or the committer, as it is written; "" for none."""
        for moment in (self.date, self.committed):
            zone = zone_of(moment)
            if zone is not None and not _WESTERNMOST <= zone <= _EASTERNMOST:
                return moment[len("2024-01-01T00:00:00") :]
        return ""


@frozen
class Brought:
    """How a file came in: by which commit, and by which merge into the main line (None for a direct commit).

    `cut` says that the history begins with this very commit because the clone is shallow. `changes` are later commits
    that changed the file, as ("modified" | "deleted", commit).
    """

    commit: Commit
    merged: Commit | None = None
    cut: bool = False
    changes: tuple[tuple[str, Commit], ...] = ()


@frozen
class Arrival:
    """How a branch brought the content of a file: by which commit (None: it is not committed yet).

    `parents_day` is the latest day on which a commit it is based on was made: it cannot be older than that.
    `later_day` is the latest on which the main line or a merge after it was: both its own days may be typed, that not.
    """

    commit: Commit | None = None
    parents_day: dt.date = dt.date.min
    later_day: dt.date = dt.date.min

    @property
    def clock_is_wrong(self) -> bool:
        """Whether the commit pretends to be older than what it is based on."""
        return self.commit is not None and (self.parents_day - self.commit.committed_day).days > LATE_ENTRY

    def day(self, today: dt.date) -> dt.date:
        """The day on which the file came: the author's; today's for what is not committed."""
        if self.commit is None:
            return today
        return max(self.commit.day, self.parents_day) if self.clock_is_wrong else self.commit.day


def day_of(moment: str) -> dt.date:
    """The day of an ISO 8601 moment in China (UTC+8), whatever zone it was written in, for that can be typed.

    One that no calendar has is after all others; one without a zone is taken as it is.
    """
    day, _, clock = moment.partition("T")
    if len(day) != len("2024-01-01"):
        return dt.date.max
    try:
        zone = zone_of(moment)
        if zone is None or zone == _CHINA:
            return dt.date.fromisoformat(day)
        there = dt.datetime.fromisoformat(f"{day}T{clock[:8]}")
        return (there + dt.timedelta(minutes=_CHINA - zone)).date()
    except (ValueError, OverflowError):
        return dt.date.max


def zone_of(moment: str) -> int | None:
    """The minutes by which the clock of an ISO 8601 moment is ahead of UTC; None where it says none."""
    found = _ZONE.search(moment)
    if found is None:
        return None
    sign, hours, minutes = found.groups()
    return 0 if not sign else int(f"{sign}1") * (int(hours) * 60 + int(minutes))
