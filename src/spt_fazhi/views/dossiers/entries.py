"""Which records, decisions and issued papers belong to a task, an obligation or a unit."""

from __future__ import annotations

from spt_fazhi.engine.directory import Directory
from spt_fazhi.model.entries.decision import Decision, Extend, Redact, Return, Waive
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import Evidence, Progress, Record, Void
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import code_of, subject_of
from spt_fazhi.model.plan import Task
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.model.unit import Unit


@frozen
class Entries:
    """Records, decisions and what was issued that belong together, each in order of id."""

    records: tuple[Entry[Record], ...]
    decisions: tuple[Entry[Decision], ...]
    issued: tuple[Entry[Issued], ...] = ()


def task_entries(register: Register, task: Task, obligation: str | None = None) -> Entries:
    """What speaks of a task, or of one obligation of it, and what withdraws that."""
    chosen = {each.id for each in task.obligations if obligation in (None, each.id)}
    known = [entry for entry in register.records if _concerns(entry.value, task.id, obligation)]
    own = {entry.id for entry in known} | _let_go(register, task, obligation)
    known += [entry for entry in register.records if isinstance(entry.value, Void) and entry.value.record in own]
    return Entries(
        records=tuple(known),
        decisions=tuple(
            entry
            for entry in register.decisions
            if _decides(entry.value, own, chosen) or (obligation is None and _of_progress(entry.value) == task.id)
        ),
        issued=tuple(
            entry
            for entry in register.issued
            if any(
                each.obligation in chosen or (obligation is None and each.task == task.id)
                for each in entry.value.duties
            )
        ),
    )


def _let_go(register: Register, task: Task, obligation: str | None) -> set[str]:
    """The ids of records redacted as a whole that spoke of an obligation or a task, as their names say."""
    found = set()
    for entry in register.decisions:
        if isinstance(entry.value, Redact) and entry.value.whole:
            about = subject_of(entry.value.record)
            if about == obligation or (obligation is None and about.partition(".")[0] == str(task.id)):
                found.add(entry.value.record)
    return found


def unit_entries(register: Register, unit: Unit, directory: Directory) -> Entries:
    """What a unit reported, and what was decided about that or for it."""
    records = tuple(
        entry
        for entry in register.records
        if entry.code == unit.code or directory.canonical(entry.value.unit) == unit.name
    )
    ids = {entry.id for entry in records}
    decisions = tuple(
        entry
        for entry in register.decisions
        if (
            entry.value.record in ids or code_of(entry.value.record) == unit.code
            if isinstance(entry.value, Return | Redact)
            else isinstance(entry.value, Extend | Waive) and _is_for(entry.value.unit, unit, directory)
        )
    )
    issued = tuple(
        entry
        for entry in register.issued
        if any(_is_for(each.unit, unit, directory) for each in entry.value.duties)
        or (entry.value.is_reminder and any(_is_for(name, unit, directory) for name in entry.value.to))
    )
    return Entries(records=records, decisions=decisions, issued=issued)


def _concerns(record: Record, task: int, obligation: str | None) -> bool:
    """Whether a record speaks of the task (and, when given, of that obligation)."""
    if isinstance(record, Evidence):
        return record.obligation == obligation if obligation else int(record.obligation.split(".")[0]) == task
    return isinstance(record, Progress) and obligation is None and record.task == task


def _decides(decision: Decision, records: set[str], obligations: set[str]) -> bool:
    if isinstance(decision, Return | Redact):
        return decision.record in records
    return isinstance(decision, Extend | Waive) and decision.obligation in obligations


def _of_progress(decision: Decision) -> int | None:
    """The task on whose progress was decided."""
    return decision.task if isinstance(decision, Extend | Waive) else None


def _is_for(name: str | None, unit: Unit, directory: Directory) -> bool:
    found = directory.unit(name) if name else None
    return found is not None and found.name == unit.name
