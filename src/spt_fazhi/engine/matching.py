"""Which records and decisions stand, and which duty each belongs to.

`attach` gives both what the assessment counts and, as faults, what it cannot use: `check` reports the same
faults, so a record that is not counted is always reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from spt_fazhi.engine.decision_duties import decided
from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import Duty, DutyKey
from spt_fazhi.engine.locating import Locator, holds
from spt_fazhi.engine.record_duties import evidence_key, progress_key
from spt_fazhi.engine.withdrawals import withdrawals
from spt_fazhi.model.decision import Return, Waive
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.record import Evidence, Progress, Void
from spt_fazhi.model.register import Entry, Register


@frozen
class Matching:
    """The duties, and what stands for each.

    `evidence` and `progress` hold live records by duty, oldest first; `withdrawn` maps a record's id to the
    entry that voids or returns it; `due` holds extended due days; `waived` the waiving decisions.
    """

    directory: Directory
    duties: tuple[Duty, ...]
    evidence: dict[DutyKey, list[Entry[Evidence]]]
    progress: dict[DutyKey, list[Entry[Progress]]]
    extra_progress: list[Entry[Progress]]
    withdrawn: dict[str, Entry[Void] | Entry[Return]]
    due: dict[DutyKey, date]
    extended_by: dict[DutyKey, str]
    waived: dict[DutyKey, Entry[Waive]]
    faults: list[Problem]


def attach(register: Register) -> Matching:
    """Expand the plan and give every record and decision its duty; what fits none is a fault."""
    locator = Locator(register)
    withdrawn = withdrawals(locator)
    evidence: dict[DutyKey, list[Entry[Evidence]]] = defaultdict(list)
    progress: dict[DutyKey, list[Entry[Progress]]] = defaultdict(list)
    extra: list[Entry[Progress]] = []
    for entry in register.records:
        live = entry.id not in withdrawn
        if holds(entry, Evidence):
            key = evidence_key(locator, entry)
            if key is not None and live:
                evidence[key].append(entry)
        elif holds(entry, Progress):
            key = progress_key(locator, entry)
            if key is not None and live:
                (progress[key] if key in locator.by_key else extra).append(entry)
    for found in evidence.values():
        found.sort(key=lambda entry: (entry.value.date, entry.value.recorded, entry.id))
    for reports in progress.values():
        reports.sort(key=lambda entry: (entry.value.recorded, entry.id))
    decisions = decided(locator)
    _note_waived(locator, evidence, decisions.waived)
    return Matching(
        directory=locator.directory,
        duties=locator.duties,
        evidence=dict(evidence),
        progress=dict(progress),
        extra_progress=extra,
        withdrawn=withdrawn,
        due=decisions.due,
        extended_by=decisions.extended_by,
        waived=decisions.waived,
        faults=locator.faults,
    )


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
