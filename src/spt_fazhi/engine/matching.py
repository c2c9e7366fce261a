"""Which records and decisions stand, and which duty each belongs to.

`attach` gives both what the assessment counts and, as faults, what it cannot use: `check` reports the same
faults, so a record that is not counted is always reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from spt_fazhi.engine.decision_duties import decided
from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import Duty, DutyKey
from spt_fazhi.engine.locating import Locator, holds
from spt_fazhi.engine.record_duties import evidence_key, progress_key
from spt_fazhi.engine.withdrawals import Withdrawal, redacted_files, withdrawals
from spt_fazhi.model.decision import Return, Waive
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.record import Evidence, Progress
from spt_fazhi.model.register import Entry, Register

HandedBack = tuple[date, date, date]
"""A record handed back with a day for reporting again: the day it counts on, the day it was recorded, that last day."""


@frozen
class Matching:
    """The duties, and what stands for each.

    `evidence` and `progress` hold live records by duty, oldest first, less the attachments that were let go
    (`redacted`, by record); `withdrawn` maps a record's id to the entry that voids, returns or redacts it; `returned`
    holds what was handed back to be reported again; `counts_as` the day on which a report made again counts, where it
    differs from the day it was recorded; `due` extended due days; `waived` the waiving decisions.
    """

    directory: Directory
    duties: tuple[Duty, ...]
    evidence: dict[DutyKey, list[Entry[Evidence]]]
    progress: dict[DutyKey, list[Entry[Progress]]]
    extra_progress: list[Entry[Progress]]
    withdrawn: dict[str, Withdrawal]
    redacted: dict[str, frozenset[str]]
    returned: dict[DutyKey, tuple[HandedBack, ...]]
    counts_as: dict[str, date]
    due: dict[DutyKey, date]
    extended_by: dict[DutyKey, str]
    waived: dict[DutyKey, Entry[Waive]]
    faults: list[Problem]


class _Sorted:
    """Records by the duty they are for, as they are gone through."""

    def __init__(self) -> None:
        self.evidence: dict[DutyKey, list[Entry[Evidence]]] = defaultdict(list)
        self.progress: dict[DutyKey, list[Entry[Progress]]] = defaultdict(list)
        self.extra: list[Entry[Progress]] = []
        self.handed_back: dict[DutyKey, list[HandedBack]] = defaultdict(list)

    def order(self) -> None:
        """Oldest first."""
        for found in self.evidence.values():
            found.sort(key=lambda entry: (entry.value.counts_on, entry.value.recorded, entry.id))
        for reports in self.progress.values():
            reports.sort(key=lambda entry: (entry.value.recorded, entry.id))


def attach(register: Register) -> Matching:
    """Expand the plan and give every record and decision its duty; what fits none is a fault."""
    locator = Locator(register)
    withdrawn = withdrawals(locator)
    redacted = redacted_files(locator)
    found = _Sorted()
    for entry in register.records:
        if holds(entry, Evidence):
            _sort_evidence(locator, entry, withdrawn.get(entry.id), redacted.get(entry.id), found)
        elif holds(entry, Progress):
            _sort_progress(locator, entry, withdrawn.get(entry.id), found)
    found.order()
    decisions = decided(locator)
    _note_waived(locator, found.evidence, decisions.waived)
    return Matching(
        directory=locator.directory,
        duties=locator.duties,
        evidence=dict(found.evidence),
        progress=dict(found.progress),
        extra_progress=found.extra,
        withdrawn=withdrawn,
        redacted=redacted,
        returned={key: tuple(sorted(back)) for key, back in found.handed_back.items()},
        counts_as=_reported_again(found.progress, found.handed_back),
        due=decisions.due,
        extended_by=decisions.extended_by,
        waived=decisions.waived,
        faults=locator.faults,
    )


def _sort_evidence(
    locator: Locator,
    entry: Entry[Evidence],
    withdrawal: Withdrawal | None,
    let_go: frozenset[str] | None,
    found: _Sorted,
) -> None:
    key = evidence_key(locator, entry)
    if key is None:
        return
    value = entry.value
    if withdrawal is None:
        if let_go:
            left = tuple(each for each in value.files if each.name not in let_go)
            entry = Entry(id=entry.id, file=entry.file, value=replace(value, files=left))
        found.evidence[key].append(entry)
    elif isinstance(withdrawal.value, Return) and withdrawal.value.again_by is not None:
        found.handed_back[key].append((value.counts_on, value.recorded, withdrawal.value.again_by))


def _sort_progress(locator: Locator, entry: Entry[Progress], withdrawal: Withdrawal | None, found: _Sorted) -> None:
    key = progress_key(locator, entry)
    if key is None:
        return
    if withdrawal is None:
        (found.progress[key] if key in locator.by_key else found.extra).append(entry)
    elif isinstance(withdrawal.value, Return) and withdrawal.value.again_by is not None:
        recorded = entry.value.recorded
        found.handed_back[key].append((recorded, recorded, withdrawal.value.again_by))


def _reported_again(
    progress: Mapping[DutyKey, Iterable[Entry[Progress]]], handed_back: Mapping[DutyKey, Iterable[HandedBack]]
) -> dict[str, date]:
    """A report made again in time counts on the day of the first one, through any number of returns."""
    found: dict[str, date] = {}
    for key, back in handed_back.items():
        first: list[tuple[date, date, date]] = []  # recorded, again by, counts as
        for _, recorded, again_by in sorted(back):
            first.append((recorded, again_by, _first(recorded, first)))
        for entry in progress.get(key, ()):
            counts = _first(entry.value.recorded, first)
            if counts != entry.value.recorded:
                found[entry.id] = counts
    return found


def _first(recorded: date, returned: Iterable[tuple[date, date, date]]) -> date:
    return min((counts for began, again_by, counts in returned if began <= recorded <= again_by), default=recorded)


def _note_waived(
    locator: Locator, evidence: Mapping[DutyKey, list[Entry[Evidence]]], waived: Mapping[DutyKey, Entry[Waive]]
) -> None:
    """Evidence for a duty that was waived is a fault: one of the two is wrong."""
    for key, waive in waived.items():
        for entry in evidence.get(key, ()):
            locator.fault(
                "record-waived",
                entry,
                f"事项 {entry.value.obligation} 对“{entry.value.unit}”已定为不适用（{waive.id}），本条不计入",
                "请作废本条，或撤销该决定",
                "obligation",
            )
