"""The plan: `data/tasks.yaml` as values."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import Annotated

from spt_fazhi.model import fields as s
from spt_fazhi.model.paths import DATA_DIR
from spt_fazhi.model.value import Tagged, value


@value
class ReviewSettings:
    """From where on `fazhi review` asks a reviewer to look (`register: review:`).

    `late_days` are days between an event and its entry, `copied_percent` is the share of equal text in percent,
    `amount_times` a multiple of the median of at least `amount_peers` amounts, `short_text` a number of characters.
    Zero turns a rule off.
    """

    late_days: s.Days = 60
    copied_percent: s.Whole = 90
    amount_times: s.Whole = 10
    amount_peers: s.Whole = 5
    short_text: s.Whole = 6


@value
class RegisterInfo:
    """The head of the plan and its settings (`register:`). Windows and grace are in days, sizes in MiB."""

    year: s.Year
    title: s.Text
    issuer: s.Text
    issued: s.Day
    source: s.SourcePath = None
    due_soon_days: s.Days = 30
    progress: s.ProgressText = "quarter"
    progress_grace_days: s.Days = 10
    attachment_limit_mib: s.Whole = 20
    review: ReviewSettings = field(default_factory=ReviewSettings)

    @property
    def first_day(self) -> date:
        """1 January of the plan's year."""
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        """31 December of the plan's year."""
        return date(self.year, 12, 31)

    @property
    def document(self) -> str | None:
        """The file of the official document, relative to the workspace."""
        return f"{DATA_DIR}/{self.source}" if self.source else None


@value
class Section:
    """One part of the document (一、二、…)."""

    id: s.Text
    title: s.Text


@value
class CountTarget:
    """So many of something: `{count: 1, unit: 次}`."""

    count: s.PositiveNumber
    unit: s.Text = "次"


@value
class RateTarget:
    """A share to reach: `{rate: 100%, of: 行政执法人员, reached: 达到60学时, settle: when-reached}`.

    `rate` is a fraction (100% is 1).
    """

    rate: s.Rate
    of: s.Text
    reached: s.OptionalText = None
    settle: s.SettleText = "at-due"


Target = CountTarget | RateTarget
TargetField = Annotated[Target | None, Tagged({"rate": RateTarget, "count": CountTarget})]


@value
class Obligation:
    """One thing that can be judged, quoting the words it comes from.

    Exactly one of `due` (last day still in time) and `every` (one duty per period) is given; without
    `target` it is a milestone, met by one record. Empty `who` means the task's lead and responsible units.
    """

    id: s.ObligationId
    title: s.Text
    quote: s.Text
    who: tuple[s.Text, ...] = ()
    scope: s.ScopeText = "each"
    target: TargetField = None
    due: s.OptionalDay = None
    every: s.EveryText = None
    phrase: s.OptionalText = None

    def __post_init__(self) -> None:
        """Refuse an obligation with both or neither of `due` and `every`."""
        if (self.due is None) == (self.every is None):
            raise ValueError("due（到期日）与 every（周期）应写且只写一个")

    @property
    def task(self) -> int:
        """The number of the task the id names."""
        return int(self.id.split(".")[0])


@value
class Task:
    """One numbered task of the document, in the document's own words.

    `carried_from` is the year whose unfinished obligations it goes on with, in the words of that year's document.
    """

    id: s.TaskId
    section: s.Text
    title: s.Text
    text: s.Text
    lead: tuple[s.Text, ...]
    responsible: tuple[s.Text, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    carried_from: s.OptionalWhole = None

    def __post_init__(self) -> None:
        """Refuse a task nobody leads."""
        if not self.lead:
            raise ValueError("lead（牵头单位）至少写一个单位")


@value
class TasksFile:
    """The whole of `data/tasks.yaml`."""

    register: RegisterInfo
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
