"""Which records and decisions stand, and which duty each belongs to.

`attach` gives both what the assessment counts and, as faults, what it cannot use: `check` reports the same
faults, so a record that is not counted is always reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import Duty, DutyKey
from spt_fazhi.engine.entries.decision_duties import decided
from spt_fazhi.engine.entries.locating import Locator, holds
from spt_fazhi.engine.entries.record_duties import evidence_key, progress_key
from spt_fazhi.engine.entries.withdrawals import NOTHING_GONE, Withdrawal, Withdrawals, redacted_files, withdrawals
from spt_fazhi.model.entries.decision import Close, Redact, Waive
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.references import finding_name
from spt_fazhi.model.register import Entry, Register, entered_order

if TYPE_CHECKING:
    from spt_fazhi.engine.entries.closings import Closing

Filed = TypeVar("Filed", Evidence, Rectify)
HandedBack = tuple[date, date, date]
"""A record handed back: the days it counts on and was recorded, the last day for reporting again (date.min: none)."""


@frozen
class Matching:
    """The duties, and what stands for each.

    `evidence` and `progress` hold live records by duty, oldest first, with their unit's name in full and less the
    attachments that were let go (`redacted`, by record); an inspection is evidence like any other, under its own id;
    `rectify` holds live reports of rectification by finding, `closed` what was closed; `withdrawn` maps a record's id
    to the entry that voids, returns or redacts it; `returned` holds what was handed back, `returned_whole` the reports
    of rectification among it that had asked for closing; `due` extended due days;
    `waived` the waiving decisions, the first one first.
    """

    directory: Directory
    duties: tuple[Duty, ...]
    evidence: dict[DutyKey, list[Entry[Evidence]]]
    progress: dict[DutyKey, list[Entry[Progress]]]
    extra_progress: list[Entry[Progress]]
    rectify: dict[str, list[Entry[Rectify]]]
    closed: dict[str, Closing]
    withdrawn: dict[str, Withdrawal]
    redacted: dict[str, frozenset[str]]
    returned: dict[DutyKey, tuple[HandedBack, ...]]
    returned_whole: dict[DutyKey, tuple[HandedBack, ...]]
    due: dict[DutyKey, date]
    extended_by: dict[DutyKey, str]
    waived: dict[DutyKey, tuple[Entry[Waive], ...]]
    faults: list[Problem]

    @property
    def let_go(self) -> dict[str, str]:
        """The records that were redacted as a whole, each with the id of the decision."""
        return {record: by.id for record, by in self.withdrawn.items() if isinstance(by.value, Redact)}


def evidence_order(entry: Entry[Evidence] | Entry[Rectify]) -> tuple[date, date, str]:
    """Sorts evidence, the oldest first."""
    return entry.value.counts_on, entry.value.recorded, entry.id


class _Sorted:
    """Records by the duty they are for, as they are gone through."""

    def __init__(self) -> None:
        self.evidence: dict[DutyKey, list[Entry[Evidence]]] = defaultdict(list)
        self.progress: dict[DutyKey, list[Entry[Progress]]] = defaultdict(list)
        self.extra: list[Entry[Progress]] = []
        self.rectify: dict[str, list[Entry[Rectify]]] = defaultdict(list)  # withdrawn ones too
        self.handed_back: dict[DutyKey, list[HandedBack]] = defaultdict(list)
        self.back_whole: dict[DutyKey, list[HandedBack]] = defaultdict(list)  # reports of rectification, of them

    def order(self) -> None:
        """Oldest first."""
        for found in self.evidence.values():
            found.sort(key=evidence_order)
        for reports in self.progress.values():
            reports.sort(key=entered_order)
        for put_right in self.rectify.values():
            put_right.sort(key=evidence_order)


def attach(register: Register) -> Matching:
    """Expand the plan and give every record and decision its duty; what fits none is a fault."""
    locator = Locator(register)
    gone = withdrawals(locator)
    redacted = redacted_files(locator)
    found = _Sorted()
    for entry in register.records:
        if holds(entry, Evidence):
            _sort_evidence(locator, entry, gone, redacted.get(entry.id), found)
        elif holds(entry, Progress):
            _sort_progress(locator, entry, gone, found)
        elif holds(entry, Rectify):
            _sort_rectify(locator, entry, gone, redacted.get(entry.id), found)
    closed = _inspections(locator, gone, found)
    found.order()
    decisions = decided(locator)
    _note_waived(locator, found.evidence, decisions.waived)
    _note_excused(locator, found.rectify, gone.withdrawn, decisions.waived)
    return Matching(
        directory=locator.directory,
        duties=locator.duties,
        evidence=dict(found.evidence),
        progress=dict(found.progress),
        extra_progress=found.extra,
        rectify={
            finding: [each for each in entries if each.id not in gone.withdrawn]
            for finding, entries in found.rectify.items()
        },
        closed=closed,
        withdrawn=gone.withdrawn,
        redacted=redacted,
        returned={key: tuple(sorted(back)) for key, back in found.handed_back.items()},
        returned_whole={key: tuple(sorted(back)) for key, back in found.back_whole.items()},
        due=decisions.due,
        extended_by=decisions.extended_by,
        waived=decisions.waived,
        faults=locator.faults,
    )


def attach_more(known: Matching, register: Register, more: Sequence[Entry[Any]]) -> Matching:
    """What `attach` makes of `register`, which is the one of `known` with `more` entries.

    Evidence and accounts change only what stands for their own duties; with anything else all is attached anew.
    """
    if not all(holds(each, Evidence) or holds(each, Progress) for each in more) or _are_named(register, more):
        return attach(register)
    locator = Locator(register)
    found = _Sorted()
    for entry in more:
        if holds(entry, Evidence):
            _sort_evidence(locator, entry, NOTHING_GONE, None, found)
        elif holds(entry, Progress):
            _sort_progress(locator, entry, NOTHING_GONE, found)
    _note_waived(locator, found.evidence, known.waived)
    for key, lot in found.evidence.items():
        lot.extend(known.evidence.get(key, ()))
    for reported, accounts in found.progress.items():
        accounts.extend(known.progress.get(reported, ()))
    found.order()
    return replace(
        known,
        evidence={**known.evidence, **found.evidence},
        progress={**known.progress, **found.progress},
        extra_progress=sorted((*known.extra_progress, *found.extra), key=lambda entry: entry.id),
        faults=[*known.faults, *locator.faults],
    )


def _are_named(register: Register, more: Sequence[Entry[Any]]) -> bool:
    """Whether some entry withdraws or redacts one of these, which was not there."""
    ids = {each.id for each in more}
    named = (getattr(each.value, "record", None) for each in (*register.records, *register.decisions))
    return not ids.isdisjoint(filter(None, named))


def _sort_evidence(
    locator: Locator, entry: Entry[Evidence], gone: Withdrawals, let_go: frozenset[str] | None, found: _Sorted
) -> None:
    key = evidence_key(locator, entry)
    if key is None:
        return
    value = entry.value
    if (again_by := gone.again_by(entry.id)) is not None:
        found.handed_back[key].append((value.counts_on, value.recorded, again_by))
    if entry.id in gone.withdrawn:
        return
    found.evidence[key].append(_as_it_counts(locator, entry, let_go))


def _as_it_counts(locator: Locator, entry: Entry[Filed], let_go: frozenset[str] | None) -> Entry[Filed]:
    """The entry with its unit's name in full, less the attachments that were let go."""
    value = entry.value
    unit = locator.directory.canonical(value.unit) or value.unit
    if not let_go and unit == value.unit:
        return entry
    files = tuple(each for each in value.files if each.name not in let_go) if let_go else value.files
    return Entry(id=entry.id, file=entry.file, value=replace(value, unit=unit, files=files))


def _sort_progress(locator: Locator, entry: Entry[Progress], gone: Withdrawals, found: _Sorted) -> None:
    key = progress_key(locator, entry)
    if key is None:
        return
    recorded = entry.value.recorded
    if (again_by := gone.again_by(entry.id)) is not None:
        found.handed_back[key].append((recorded, recorded, again_by))
    if entry.id not in gone.withdrawn:
        (found.progress[key] if key in locator.by_key else found.extra).append(entry)


def _sort_rectify(
    locator: Locator, entry: Entry[Rectify], gone: Withdrawals, let_go: frozenset[str] | None, found: _Sorted
) -> None:
    from spt_fazhi.engine.entries.closings import rectify_key  # see _inspections

    key = rectify_key(locator, entry)
    if key is None:
        return
    value = entry.value
    if (again_by := gone.again_by(entry.id)) is not None:
        back = (value.counts_on, value.recorded, again_by)
        found.handed_back[key].append(back)
        if value.is_whole:
            found.back_whole[key].append(back)
    found.rectify[key.finding].append(_as_it_counts(locator, entry, let_go))


def _inspections(locator: Locator, gone: Withdrawals, found: _Sorted) -> dict[str, Closing]:
    """Add what inspections count for; the findings that are closed."""
    register = locator.register
    if not (register.inspections or found.rectify or any(holds(each, Close) for each in register.decisions)):
        return {}
    # a start without inspections does not wait for what judges them
    from spt_fazhi.engine.entries.closings import closings
    from spt_fazhi.engine.entries.visits import visits

    for key, entry in visits(locator):
        found.evidence[key].append(entry)
    return closings(locator, found.rectify, gone.since, found.back_whole)


def _note_waived(
    locator: Locator,
    evidence: Mapping[DutyKey, list[Entry[Evidence]]],
    waived: Mapping[DutyKey, tuple[Entry[Waive], ...]],
) -> None:
    """Evidence for a duty that was waived is a fault: one of the two is wrong.

    What a unit brings after it took over another's part is not, unless it was excused from that too.
    """
    for key, decisions in waived.items():
        since = locator.directory.takes_over(key.unit)
        for entry in evidence.get(key, ()):
            waive = next((each for each in decisions if since is None or each.value.recorded >= since), None)
            if waive is None and since is not None and entry.value.date < since:
                waive = decisions[0]
            if waive is not None:
                locator.fault(
                    "record-waived",
                    entry,
                    f"事项 {entry.value.obligation} 对“{entry.value.unit}”已定为不适用（{waive.id}），本条不计入",
                    "请作废本条，或撤销该决定",
                    "obligation",
                )


def _note_excused(
    locator: Locator,
    reports: Mapping[str, list[Entry[Rectify]]],
    withdrawn: Mapping[str, Withdrawal],
    waived: Mapping[DutyKey, tuple[Entry[Waive], ...]],
) -> None:
    """A report of rectification that is whole, or came after its finding was excused, is a fault: one of them is wrong.

    What was done in part before says why nothing more is asked for.
    """
    for finding, waive in {key.finding: decisions[0] for key, decisions in waived.items() if key.finding}.items():
        for entry in reports.get(finding, ()):
            late = entry.value.recorded > waive.value.recorded
            if entry.id not in withdrawn and (late or entry.value.is_whole):
                message = f"问题 {finding_name(finding)} 已定为不适用（{waive.id}），本条不计入"
                locator.fault("record-waived", entry, message, "请作废本条，或撤销该决定", "finding")
