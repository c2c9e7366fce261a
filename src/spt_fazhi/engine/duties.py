"""What a duty is, and what the plan says of who owes something, when and for which period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from spt_fazhi.engine.directory import Directory, Inheritance
from spt_fazhi.model.period import Period, PeriodKind, day_of_month, days_after, periods_of
from spt_fazhi.model.plan import Obligation, RegisterInfo, Task
from spt_fazhi.model.register import Register

if TYPE_CHECKING:  # a start without such entries does not wait for their classes
    from spt_fazhi.model.entries.inspection import Finding

DutyKind = Literal["obligation", "progress", "rectification"]
NO_TASK: Final = -1
"""The task of a finding that bears on none."""


class DutyKey(NamedTuple):  # a tuple: hashed and sorted for every record
    """What tells duties apart.

    `obligation` is "" for progress and findings, `unit` "" for joint duties, `period` "" without one.
    `finding` names a finding in full, `2024-05-24-k7q2.1`; "" for everything else.
    """

    task: int
    obligation: str
    unit: str
    period: str
    finding: str = ""


class Duty(NamedTuple):  # a tuple: one for each unit and period of an obligation, tens of thousands
    """One thing one unit (or several together) owes by one day.

    `start` is the first day of its period (of the year, without one; of a finding the day from which on it is owed),
    `due` the last day in time before any extension, `run_through` the day to which the figures of a rate must run.
    `owners` are the units whose records count; those among them in `inherits` owe it only once a unit that ends has
    handed it on, on that day at the earliest. `answerable` are those who are chased and scored for it: a unit outside
    the government is only asked, unless it is the office itself.
    """

    key: DutyKey
    kind: DutyKind
    section: str
    title: str
    owners: tuple[str, ...]
    start: date
    due: date
    run_through: date
    obligation: Obligation | None = None
    answerable: tuple[str, ...] = ()
    inherits: tuple[Inheritance, ...] = ()
    finding: Finding | None = None

    @property
    def task(self) -> int:
        """Number of the task; `NO_TASK` of a finding that bears on none."""
        return self.key.task

    @property
    def unit(self) -> str | None:
        """The unit that owes it; None when several owe it together."""
        return self.key.unit or None

    @property
    def invited(self) -> bool:
        """Whether all who owe it stand outside the government: they are asked, never chased or scored."""
        return not self.answerable

    @property
    def in_front(self) -> tuple[str, ...]:
        """Whose it is called: of its owners those who are judged for it; where nobody is, those who are asked."""
        return self.answerable or self.owners

    @property
    def period(self) -> str | None:
        """The period it is owed for, if any."""
        return self.key.period or None

    def inherited_on(self, name: str) -> date | None:
        """The first day on which a unit carries on what another owed; None of what it owes itself."""
        return next((heir.since for heir in self.inherits if heir.unit == name), None)

    @property
    def holders(self) -> tuple[str, ...]:
        """The owners that owe it themselves, from the beginning; none for a duty that can only be inherited."""
        heirs = {each.unit for each in self.inherits}
        return tuple(name for name in self.owners if name not in heirs) if heirs else self.owners


def backfill_day(info: RegisterInfo, duty: Duty, due: date) -> date | None:
    """The last day on which a duty that fell due before the plan was issued can still be entered; None of others."""
    return info.last_backfill_day if duty.obligation and due < info.issued else None


class Span(NamedTuple):  # a tuple: see Duty
    """A stretch for which something is owed: the period's name ("" without one), its days, and the due day."""

    period: str
    start: date
    due: date
    run_through: date


def owners_of(obligation: Obligation, task: Task, directory: Directory) -> tuple[str, ...]:
    """The units that owe an obligation, by canonical name."""
    return directory.expand(obligation.who or (*task.lead, *task.responsible))


def periods_due(obligation: Obligation, year: int) -> tuple[Period, ...]:
    """The periods of an obligation with `every`, from its `start` on; empty for one with a single day.

    A period that was over, or for which the day in time was past, before `start` is not owed.
    """
    if obligation.every is None:
        return ()
    first = obligation.start or date.min
    return tuple(
        period
        for period in periods_of(year, obligation.every)
        if period.last >= first and due_in(obligation, period) >= first
    )


def due_in(obligation: Obligation, period: Period) -> date:
    """The last day in time of what is owed for a period."""
    if obligation.due_day is not None:
        return day_of_month(period.last, obligation.due_day)
    return days_after(period.last, obligation.after or 0)


def asks_progress(register: Register, task: Task) -> bool:
    """Whether reports in words are asked for of a task."""
    asked = register.info.progress
    return asked.every != "none" and (asked.of == "all" or not task.obligations)


def progress_periods(register: Register) -> tuple[Period, ...]:
    """The periods progress is asked for: those that end on or after the day of issue."""
    info = register.info
    if info.progress.every == "none":
        return ()
    kind: PeriodKind = info.progress.every
    return tuple(period for period in periods_of(info.year, kind) if period.last >= info.issued)


def is_only_asked(name: str, directory: Directory, office: str | None) -> bool:
    """Whether a unit stands outside the government and is not the office: it is asked, never chased or scored."""
    return name != office and directory.is_outside(name)


def answerable(owners: tuple[str, ...], directory: Directory, office: str | None) -> tuple[str, ...]:
    """Those of the units who are chased and scored for what they owe."""
    return tuple(name for name in owners if not is_only_asked(name, directory, office))


Names = tuple[str, ...]
Answering = Callable[[Names], Names]
"""Of the units that owe something, those that are chased and scored for it."""
Held = tuple[str, Names, Names, tuple[Inheritance, ...], Span]
"""The unit that owes ("" for all together), who owes it now, whose records count, who of them inherits it, the span."""
