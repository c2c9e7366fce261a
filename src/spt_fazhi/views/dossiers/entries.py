"""Which records, decisions, inspections and issued papers belong to a task, an obligation, a unit or a finding."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from spt_fazhi.engine.directory import Directory
from spt_fazhi.model.entries.decision import Close, Decision, Extend, Redact, Return, Waive
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.issued import Issued, IssuedDuty
from spt_fazhi.model.entries.record import Evidence, Progress, Record, Rectify, Void
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import code_of, subject_of
from spt_fazhi.model.plan import Task
from spt_fazhi.model.references import finding_id, finding_name
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.model.unit import Unit


@frozen
class Entries:
    """Records, decisions, what was issued and inspections that belong together, each in order of id."""

    records: tuple[Entry[Record], ...]
    decisions: tuple[Entry[Decision], ...]
    issued: tuple[Entry[Issued], ...] = ()
    inspections: tuple[Entry[Inspection], ...] = ()


def task_entries(register: Register, task: Task, obligation: str | None = None) -> Entries:
    """What speaks of a task, or of one obligation of it, and what withdraws that; findings are the whole task's."""
    chosen = {each.id for each in task.obligations if obligation in (None, each.id)}
    findings = _findings_on(register, task.id) if obligation is None else frozenset()
    known = [entry for entry in register.records if _concerns(entry.value, task.id, obligation, findings)]
    own = {entry.id for entry in known} | _let_go(register, task, obligation, findings)
    known += _voids(register, own)
    return Entries(
        records=tuple(known),
        decisions=tuple(
            entry
            for entry in register.decisions
            if _decides(entry.value, own, chosen, findings)
            or (obligation is None and _of_progress(entry.value) == task.id)
        ),
        issued=tuple(
            entry
            for entry in register.issued
            if any(
                each.obligation in chosen
                or (obligation is None and each.task == task.id)
                or issued_finding(each) in findings
                for each in entry.value.duties
            )
        ),
        inspections=tuple(
            entry
            for entry in register.inspections
            if not chosen.isdisjoint(entry.value.obligation) or not findings.isdisjoint(_findings_in(entry))
        ),
    )


def finding_entries(register: Register, finding: str) -> Entries:
    """What was reported, decided and sent on one finding, and the inspection it stands in."""
    names = frozenset((finding,))
    known = [entry for entry in register.records if _reported(entry.value) == finding]
    gone = {each for each in _redacted(register) if subject_of(each) == finding_name(finding)}
    own = {entry.id for entry in known} | gone
    known += _voids(register, own)
    return Entries(
        records=tuple(known),
        decisions=tuple(entry for entry in register.decisions if _decides(entry.value, own, (), names)),
        issued=tuple(
            entry for entry in register.issued if any(issued_finding(each) == finding for each in entry.value.duties)
        ),
        inspections=tuple(entry for entry in register.inspections if finding in _findings_in(entry)),
    )


def inspection_entries(register: Register, inspection: str) -> Entries:
    """An inspection, what was added to it, and what was reported, decided and sent on the findings of both."""
    visits = tuple(entry for entry in register.inspections if inspection in {entry.id, entry.value.adds_to})
    found = [finding_entries(register, finding) for entry in visits for finding in sorted(_findings_in(entry))]
    return Entries(
        records=tuple({entry.id: entry for each in found for entry in each.records}.values()),
        decisions=tuple({entry.id: entry for each in found for entry in each.decisions}.values()),
        issued=tuple({entry.id: entry for each in found for entry in each.issued}.values()),
        inspections=visits,
    )


def unit_entries(register: Register, unit: Unit, directory: Directory) -> Entries:
    """What a unit reported, what was decided about that or for it, and the inspections it was part of.

    A finding is its own, too, where it carries on what another unit left.
    """
    records = tuple(
        entry
        for entry in register.records
        if entry.code == unit.code or directory.canonical(entry.value.unit) == unit.name
    )
    ids = {entry.id for entry in records}
    findings = frozenset(
        finding_id(entry.id, each.id)
        for entry in register.inspections
        for each in entry.value.findings
        if (name := directory.canonical(each.unit)) is not None
        and unit.name in {name, directory.bearer(name, date.max)}
    )
    decisions = tuple(
        entry
        for entry in register.decisions
        if (
            entry.value.record in ids or code_of(entry.value.record) == unit.code
            if isinstance(entry.value, Return | Redact)
            else decided_finding(entry.value) in findings
            or (isinstance(entry.value, Extend | Waive) and _is_for(entry.value.unit, unit, directory))
        )
    )
    issued = tuple(
        entry
        for entry in register.issued
        if any(_is_for(each.unit, unit, directory) or issued_finding(each) in findings for each in entry.value.duties)
        or (entry.value.is_letter and any(_is_for(name, unit, directory) for name in entry.value.to))
    )
    inspections = tuple(
        entry
        for entry in register.inspections
        if not findings.isdisjoint(_findings_in(entry))
        or unit.name in directory.expand((*entry.value.by, *entry.value.visited))
    )
    return Entries(records=records, decisions=decisions, issued=issued, inspections=inspections)


def decided_finding(decision: Decision) -> str | None:
    """The full id of the finding that was closed, extended or waived."""
    if isinstance(decision, Close | Extend | Waive) and decision.inspection and decision.finding:
        return finding_id(decision.inspection, decision.finding)
    return None


def _findings_in(entry: Entry[Inspection]) -> frozenset[str]:
    return frozenset(finding_id(entry.id, each.id) for each in entry.value.findings)


def _findings_on(register: Register, task: int) -> frozenset[str]:
    return frozenset(
        finding_id(entry.id, each.id)
        for entry in register.inspections
        for each in entry.value.findings
        if each.task == task
    )


def _voids(register: Register, records: Collection[str]) -> list[Entry[Record]]:
    """What withdraws some records."""
    return [entry for entry in register.records if isinstance(entry.value, Void) and entry.value.record in records]


def _redacted(register: Register) -> Iterable[str]:
    """The ids of records that were redacted as a whole."""
    values = [entry.value for entry in register.decisions]
    return [value.record for value in values if isinstance(value, Redact) and value.whole]


def _let_go(register: Register, task: Task, obligation: str | None, findings: frozenset[str]) -> set[str]:
    """The ids of records redacted as a whole that spoke of an obligation, a task or a finding, as their names say."""
    names = {finding_name(each) for each in findings}
    found = set()
    for record in _redacted(register):
        about = subject_of(record)
        whole = obligation is None and about.partition(".")[0] == str(task.id)
        if about == obligation or whole or about in names:
            found.add(record)
    return found


def _concerns(record: Record, task: int, obligation: str | None, findings: frozenset[str]) -> bool:
    """Whether a record speaks of the task (and, when given, of that obligation) or of one of the findings."""
    if isinstance(record, Evidence):
        return record.obligation == obligation if obligation else int(record.obligation.split(".")[0]) == task
    if isinstance(record, Rectify):
        return _reported(record) in findings
    return isinstance(record, Progress) and obligation is None and record.task == task


def _reported(record: Record) -> str | None:
    """The full id of the finding that a record reports on."""
    return finding_id(record.inspection, record.finding) if isinstance(record, Rectify) else None


def _decides(
    decision: Decision, records: Collection[str], obligations: Collection[str], findings: Collection[str]
) -> bool:
    if isinstance(decision, Return | Redact):
        return decision.record in records
    if decided_finding(decision) in findings:
        return True
    return isinstance(decision, Extend | Waive) and decision.obligation in obligations


def _of_progress(decision: Decision) -> int | None:
    """The task on whose progress was decided."""
    return decision.task if isinstance(decision, Extend | Waive) else None


def issued_finding(duty: IssuedDuty) -> str | None:
    """The full id of the finding that a line of something issued is about."""
    return finding_id(duty.inspection, duty.finding) if duty.inspection and duty.finding else None


def _is_for(name: str | None, unit: Unit, directory: Directory) -> bool:
    found = directory.unit(name) if name else None
    return found is not None and found.name == unit.name
