"""How often a unit was chased about a duty: the letters and spoken reminders by duty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import NO_TASK, DutyKey
from spt_fazhi.model.entries.issued import VISITED
from spt_fazhi.model.entries.record import Rectify
from spt_fazhi.model.references import finding_id
from spt_fazhi.model.register import Entry, Register, entered_order

if TYPE_CHECKING:  # a start without such entries does not wait for their classes
    from spt_fazhi.engine.assessed import Assessed
    from spt_fazhi.model.entries.issued import Issued, IssuedDuty

Letters = Mapping[DutyKey, tuple["Entry[Issued]", ...]]
"""What was sent or said about each duty, the oldest first."""


def letters_of(register: Register, day: date, directory: Directory | None = None) -> Letters:
    """The letters and spoken reminders up to `day` by the duty they speak of, the oldest first; reports are none.

    What was said to a unit that has ended by `day` was said about the duty its successor carries on, too. A letter by
    which a unit first hears of a finding tells it of that, whatever it is called, and chases nobody about it.
    """
    if not register.issued:
        return {}
    found: dict[DutyKey, list[Entry[Issued]]] = defaultdict(list)
    sent = [each for each in register.issued if each.value.is_reminder and each.value.recorded <= day]
    about = duties_spoken_of(register, day, sent, directory)
    first = first_heard(register, day, directory)
    for entry in sorted(sent, key=entered_order):
        for key in about[entry.id]:
            if key.finding not in first.get(entry.id, ()):
                found[key].append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def duties_spoken_of(
    register: Register, day: date, issued: Iterable[Entry[Issued]], directory: Directory | None = None
) -> Mapping[str, frozenset[DutyKey]]:
    """By the id of each of `issued` the keys of the duties it speaks of, whoever bears them on `day`."""
    names = directory or Directory(register.units, register.groups)
    findings = _findings(register, names, day) if register.inspections else {}
    joint = {each.id for task in register.tasks for each in task.obligations if each.scope == "joint"}
    task_of = {each.id: task.id for task in register.tasks for each in task.obligations}
    return {
        entry.id: frozenset(
            key
            for duty in entry.value.duties
            for key in (_keys(duty, names, day, joint, task_of) if duty.finding is None else _found(duty, findings))
        )
        for entry in issued
    }


def heard_by(each: Assessed, entries: Iterable[Entry[Issued]], directory: Directory) -> tuple[Entry[Issued], ...]:
    """Those of what was sent or said about a duty that its very unit heard, not whom it carries on for."""
    key = each.duty.key
    if not (each.former and key.unit):
        return tuple(entries)

    def is_to_it(said: IssuedDuty) -> bool:
        if directory.canonical(said.unit) != key.unit:
            return False
        if said.finding is not None or key.finding:
            return finding_id(said.inspection or "", said.finding or 0) == key.finding
        about = said.obligation or "", said.period or ""
        return about == (key.obligation, key.period) and (said.obligation is not None or said.task == key.task)

    return tuple(entry for entry in entries if any(map(is_to_it, entry.value.duties)))


def told_of(register: Register, day: date, directory: Directory) -> Letters:
    """What its unit was sent or told up to `day` of each finding, the oldest first: letters, reports to it, forms.

    Nobody is reminded of a finding that nobody told it of; a 督察通报 tells those it goes to, and whoever sent it, and
    nobody else it names. What was carried from an earlier year was told of in that
    year's register, and is there with whatever was sent since, be it nothing.
    """
    if not register.inspections:
        return {}
    found: dict[DutyKey, list[Entry[Issued]]] = defaultdict(list)
    sent = [each for each in register.issued if each.value.tells and each.value.recorded <= day]
    about = duties_spoken_of(register, day, sent, directory)
    carried = carried_findings(register)
    if carried:
        known = _findings(register, directory, day)
        found.update({key: [] for finding in carried for key in known.get(finding, ())})
    for entry in sorted(sent, key=entered_order):
        keys = [key for key in about[entry.id] if key.finding]
        got = {key.finding for key in keys if _got(entry.value, key.unit, register, directory)}
        for key in keys:
            if key.finding in got:
                found[key].append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def _got(sent: Issued, unit: str, register: Register, directory: Directory) -> bool:
    """Whether what was sent went to a unit, or to who acts for it; nothing but a 督察通报 names others than those."""
    if sent.name != VISITED or not sent.to:
        return True
    known = directory.unit(unit)
    through = known.acts_through if known is not None else None
    to = {*directory.expand(sent.to), directory.canonical(register.info.office)}
    return unit in to or (through is not None and directory.canonical(through) in to)


def first_heard(register: Register, day: date, directory: Directory | None = None) -> Mapping[str, frozenset[str]]:
    """By the id of a letter the full ids of the findings of which it was the first that their units heard.

    None of what was reported on by then, or carried from an earlier year; nothing said is a letter.
    """
    if not (register.inspections and register.issued):
        return {}
    told = told_of(register, day, directory or Directory(register.units, register.groups))
    earlier = carried_findings(register)
    reported: dict[str, date] = {}
    for each in register.records:
        if isinstance(each.value, Rectify):
            name = finding_id(each.value.inspection, each.value.finding)
            reported[name] = min(each.value.recorded, reported.get(name, each.value.recorded))
    found: dict[str, set[str]] = defaultdict(set)
    for key, entries in told.items():
        if not entries:
            continue
        entry = min(entries, key=lambda each: (each.value.recorded, not each.value.is_letter))  # a form goes with it
        known = reported.get(key.finding)
        written = entry.value.is_letter and not entry.value.is_spoken
        if written and key.finding not in earlier and (known is None or known > entry.value.recorded):
            found[entry.id].add(key.finding)
    return {name: frozenset(findings) for name, findings in found.items()}


def carried_findings(register: Register) -> frozenset[str]:
    """The full ids of what was found before the register's year, and went on in it."""
    return frozenset(
        finding_id(entry.id, each.id)
        for entry in register.inspections
        if entry.value.to.year < register.info.year
        for each in entry.value.findings
    )


def _findings(register: Register, names: Directory, day: date) -> Mapping[str, tuple[DutyKey, ...]]:
    """By the full id of each finding the keys of its duty: of the unit it was found at, and who carries on for it."""
    tasks = {task.id for task in register.tasks}
    found: dict[str, tuple[DutyKey, ...]] = {}
    for entry in register.inspections:
        for each in entry.value.findings:
            unit = names.canonical(each.unit)
            if unit is not None:
                task = each.task if each.task in tasks else NO_TASK
                name = finding_id(entry.id, each.id)
                bearers = dict.fromkeys((unit, names.bearer(unit, day) or unit))
                found[name] = tuple(DutyKey(task, "", bearer, "", name) for bearer in bearers)
    return found


def _found(duty: IssuedDuty, findings: Mapping[str, tuple[DutyKey, ...]]) -> Iterator[DutyKey]:
    """The duties of the finding that one line of what was issued is about; none for one that is not there."""
    assert duty.inspection is not None, "it goes with a finding"  # noqa: S101 - see IssuedDuty
    assert duty.finding is not None, "asked before"  # noqa: S101 - see above
    yield from findings.get(finding_id(duty.inspection, duty.finding), ())


def _keys(
    duty: IssuedDuty, names: Directory, day: date, joint: set[str], task_of: Mapping[str, int]
) -> Iterator[DutyKey]:
    """The duties that one line of what was issued is about; none for what is not in the plan."""
    task = duty.task if duty.obligation is None else task_of.get(duty.obligation)
    if task is None:
        return
    obligation, period = duty.obligation or "", duty.period or ""
    if obligation in joint:
        yield DutyKey(task, obligation, "", period)
        return
    unit = names.canonical(duty.unit)
    if unit is not None:
        for bearer in dict.fromkeys((unit, names.bearer(unit, day) or unit)):
            yield DutyKey(task, obligation, bearer, period)
