"""Expansion: an obligation over its units and periods, and a task's progress over its leads, becomes duties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from spt_fazhi.engine.directory import Directory
from spt_fazhi.model.days import days_after
from spt_fazhi.model.period import Period, PeriodKind, periods_of
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.model.register import Register

DutyKind = Literal["obligation", "progress"]


class DutyKey(NamedTuple):  # a tuple: hashed and sorted for every record
    """What tells duties apart. `obligation` is "" for progress, `unit` "" for joint duties, `period` "" without one."""

    task: int
    obligation: str
    unit: str
    period: str


class Duty(NamedTuple):  # a tuple: one for each unit and period of an obligation, tens of thousands
    """One thing one unit (or several together) owes by one day.

    `start` is the first day of its period (of the year, without one), `due` the last day in time before any
    extension, `owners` the units whose records count.
    """

    key: DutyKey
    kind: DutyKind
    section: str
    title: str
    owners: tuple[str, ...]
    start: date
    due: date
    obligation: Obligation | None = None

    @property
    def task(self) -> int:
        """Number of the task."""
        return self.key.task

    @property
    def unit(self) -> str | None:
        """The unit that owes it; None when several owe it together."""
        return self.key.unit or None

    @property
    def period(self) -> str | None:
        """The period it is owed for, if any."""
        return self.key.period or None


def owners_of(obligation: Obligation, task: Task, directory: Directory) -> tuple[str, ...]:
    """The units that owe an obligation, by canonical name."""
    return directory.expand(obligation.who or (*task.lead, *task.responsible))


def periods_due(obligation: Obligation, year: int) -> tuple[Period, ...]:
    """The periods of an obligation with `every`; empty for one with a single day."""
    return periods_of(year, obligation.every) if obligation.every else ()


def progress_periods(register: Register) -> tuple[Period, ...]:
    """The periods progress is asked for: those that end on or after the day of issue."""
    info = register.info
    if info.progress == "none":
        return ()
    kind: PeriodKind = info.progress
    return tuple(period for period in periods_of(info.year, kind) if period.last >= info.issued)


def expand(register: Register, directory: Directory) -> tuple[Duty, ...]:
    """Every duty of the plan: obligations first, then progress, each in the order of tasks.yaml."""
    obligations = (duty for task in register.tasks for duty in _obligation_duties(task, register, directory))
    progress = (duty for task in register.tasks for duty in _progress_duties(task, register, directory))
    return (*obligations, *progress)


def _obligation_duties(task: Task, register: Register, directory: Directory) -> Iterator[Duty]:
    year_start = register.info.first_day
    for obligation in task.obligations:
        owners = owners_of(obligation, task, directory)
        holders = [("", owners)] if obligation.scope == "joint" else [(name, (name,)) for name in owners]
        if not owners:
            continue
        spans: list[tuple[str, date, date]] = [
            (period.text, period.first, period.last) for period in periods_due(obligation, register.info.year)
        ]
        if obligation.due is not None:
            spans = [("", min(year_start, obligation.due), obligation.due)]
        for unit, names in holders:
            for period, start, due in spans:
                key = DutyKey(task.id, obligation.id, unit, period)
                yield Duty(key, "obligation", task.section, obligation.title, names, start, due, obligation)


def _progress_duties(task: Task, register: Register, directory: Directory) -> Iterator[Duty]:
    grace = register.info.progress_grace_days
    for unit in directory.expand(task.lead):
        for period in progress_periods(register):
            key = DutyKey(task.id, "", unit, period.text)
            yield Duty(key, "progress", task.section, task.title, (unit,), period.first, days_after(period.last, grace))
