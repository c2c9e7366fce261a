"""Letters as values: their forms, what each is about, what waits, and which are wanted."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.register import Entry
from spt_fazhi.views.lists.desks import Owed
from spt_fazhi.views.notices.asking import cells

Level = Literal["supervise", "urge", "notify", "remind", "hint", "request"]
LEVELS: Final[dict[Level, str]] = {
    "supervise": "督办通知",
    "urge": "催办函",
    "notify": "整改通知",
    "remind": "提醒函",
    "hint": "提示函",
    "request": "商请函",
}
"""The letters, the most pressing first: three by how late it is, one tells of findings, two by whom they go to."""


@frozen
class Notice:
    """One letter: at which desk, for which units, about which duties (the earliest due day first).

    `pressed` are those a 督办通知 is about, of other letters none; `last` is the latest letter or spoken reminder about
    any of them, `last_about` those it was about. A letter is about what the plan asks for, or about `findings` of
    inspections; `new` are those of which it is the first that their units hear.
    """

    level: Level
    unit: str
    code: str
    phone: str | None
    speaks_for: tuple[str, ...]
    owed: tuple[Owed, ...]
    last: Entry[Issued] | None
    last_about: tuple[Owed, ...]
    pressed: tuple[Owed, ...] = ()
    findings: bool = False
    new: tuple[Owed, ...] = ()

    @property
    def telling(self) -> bool:
        """Whether it tells of findings and reminds of none."""
        return bool(self.new) and len(self.new) == len(self.owed)

    @property
    def known(self) -> tuple[Owed, ...]:
        """What its units know of."""
        return tuple(each for each in self.owed if each not in self.new)

    @property
    def form(self) -> str:
        """What the letter is."""
        return LEVELS[self.level]

    @property
    def paper(self) -> str:
        """What its files are called: no two of one unit are called the same."""
        if not self.findings or self.level == "notify":
            return self.form
        return f"督察反馈{self.form}" if self.telling else f"整改{self.form}"

    @property
    def late(self) -> tuple[Owed, ...]:
        """What its units know of and is overdue."""
        return tuple(each for each in self.known if each.duty.state == "overdue")

    @property
    def near(self) -> tuple[Owed, ...]:
        """The rest of that: it falls due soon, was returned, wants proof, may be entered, or is only asked for."""
        return tuple(each for each in self.known if each.duty.state != "overdue")

    @property
    def cells(self) -> int:
        """How many places the unit has to fill in, see `cells`."""
        return sum(cells(each.duty) for each in self.owed)


@frozen
class Waiting:
    """What was already asked for, by letter or word, so recently that it is not asked for again before a day."""

    unit: str
    owed: tuple[Owed, ...]
    last: Entry[Issued]
    again: date


@frozen
class Merging:
    """What a reply about waits on branches to be merged: it is not written about."""

    unit: str
    owed: tuple[Owed, ...]
    branches: tuple[str, ...]


@frozen
class Notices:
    """The letters, the most pressing first; `own` is what is the office's own and asked of nobody, findings apart.

    `reply_by` is the day of the answer about what is past its due day, `set_by_hand` where somebody chose it.
    `unwarned` is how many units the letters urge that are late enough for a 督办通知 and never were urged before.
    """

    day: date
    reply_by: date
    set_by_hand: bool
    in_use: bool
    notices: tuple[Notice, ...]
    waiting: tuple[Waiting, ...]
    merging: tuple[Merging, ...]
    own: int
    own_findings: int
    unwarned: int


@frozen
class NoticeFilter:
    """Which letters are wanted: to these units (None: to all), of these levels (empty: of all).

    `reply_by` sets the day of the answer; None leaves it to `answer_day`.
    """

    units: frozenset[str] | None = None
    levels: frozenset[Level] = frozenset()
    reply_by: date | None = None
