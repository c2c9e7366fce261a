"""What git tells of a file: the commit that brought it, the merge that let it in, the commits that changed it since."""

from __future__ import annotations

import datetime as dt
from typing import Final

from spt_fazhi.model.frozen import frozen

LATE_ENTRY: Final = 3
"""Days by which the day of entry may lie before the day of the commit: a record is committed a little later."""


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
        """The author's day."""
        return day_of(self.date)

    @property
    def committed_day(self) -> dt.date:
        """The committer's day; the author's where it is not known."""
        return day_of(self.committed or self.date)


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
    """

    commit: Commit | None = None
    parents_day: dt.date = dt.date.min

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
    """The day of an ISO 8601 moment in its own zone; one no calendar has is after all others."""
    day = moment.partition("T")[0]
    try:
        return dt.date.fromisoformat(day) if len(day) == len("2024-01-01") else dt.date.max
    except ValueError:
        return dt.date.max
