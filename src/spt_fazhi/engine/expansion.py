"""Expansion: an obligation over its units and periods, progress over a task's leads, a finding: all become duties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import (
    Answering,
    Duty,
    DutyKey,
    Held,
    Names,
    Span,
    answerable,
    asks_progress,
    due_in,
    owners_of,
    periods_due,
    progress_periods,
)
from spt_fazhi.engine.findings import finding_duties
from spt_fazhi.model.period import days_after
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.model.register import Register

_made: Final = tuple.__new__
"""Makes a named tuple from all its fields in half the time, where there may be a million of them."""


def expand(register: Register, directory: Directory) -> tuple[Duty, ...]:
    """Every duty of the plan: obligations first, then progress, each in the order of tasks.yaml; then findings."""
    office = directory.canonical(register.info.office)
    known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def answering(names: tuple[str, ...]) -> tuple[str, ...]:
        if names not in known:
            known[names] = answerable(names, directory, office)
        return known[names]

    duties: list[Duty] = []
    for task in register.tasks:
        duties += _obligation_duties(task, register, directory, answering)
    for task in register.tasks:
        duties += _progress_duties(task, register, directory, answering)
    duties += finding_duties(register, directory, answering, _held_alone)
    return tuple(duties)


def _spans(obligation: Obligation, register: Register) -> list[Span]:
    """What is owed for: the year, or each period; figures must run to its end, or to the due day if that is earlier."""
    info = register.info
    if obligation.due is not None:
        due = obligation.due
        return [Span("", min(info.first_day, due), due, min(due, info.last_day))]
    spans = []
    for period in periods_due(obligation, info.year):
        due = due_in(obligation, period)
        start = max(period.first, obligation.start or period.first)
        spans.append(Span(period.text, start, due, min(due, period.last)))
    return spans


def _held_alone(owners: Names, spans: list[Span], directory: Directory) -> Iterator[Held]:
    """Each unit for itself, then each that only inherits."""
    if not directory.changes:
        for name in owners:
            own = (name,)
            for span in spans:
                yield name, own, own, (), span
        return
    holders = [directory.owing(owners, span) for span in spans]
    heirs = [directory.heirs(names) for names in holders]
    held = [(span, frozenset(names)) for span, names in zip(spans, holders, strict=True)]
    for name in owners:
        own = (name,)
        for span, names in held:
            if name in names:
                yield name, own, own, (), span
    for name in dict.fromkeys(heir.unit for some in heirs for heir in some):
        for span, some in zip(spans, heirs, strict=True):
            yield from ((name, (name,), (name,), (heir,), span) for heir in some if heir.unit == name)


def _held_together(owners: Names, spans: list[Span], directory: Directory) -> Iterator[Held]:
    for span in spans:
        holders = directory.owing(owners, span) if directory.changes else owners
        heirs = directory.heirs(holders)
        if holders:
            yield "", holders, (*holders, *(heir.unit for heir in heirs)), heirs, span


def _obligation_duties(task: Task, register: Register, directory: Directory, answering: Answering) -> Iterator[Duty]:
    for obligation in task.obligations:
        hold = _held_together if obligation.scope == "joint" else _held_alone
        owners = owners_of(obligation, task, directory)
        for unit, owing, names, heirs, span in hold(owners, _spans(obligation, register), directory):
            key = _made(DutyKey, (task.id, obligation.id, unit, span.period, ""))
            yield _made(Duty, (
                key, "obligation", task.section, obligation.title, names, span.start, span.due, span.run_through,
                obligation, answering(owing), heirs, None,
            ))  # fmt: skip


def _progress_duties(task: Task, register: Register, directory: Directory, answering: Answering) -> Iterator[Duty]:
    if not asks_progress(register, task):
        return
    grace = register.info.progress.grace_days
    spans = [
        Span(period.text, period.first, days_after(period.last, grace), period.last)
        for period in progress_periods(register)
    ]
    for unit, owing, names, heirs, span in _held_alone(directory.expand(task.lead), spans, directory):
        key = DutyKey(task.id, "", unit, span.period)
        yield Duty(
            key, "progress", task.section, task.title, names, span.start, span.due, span.run_through, None,
            answering(owing), heirs,
        )  # fmt: skip
