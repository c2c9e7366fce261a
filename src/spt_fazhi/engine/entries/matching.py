"""Which records and decisions stand, and which duty each belongs to.

`attach` gives both what the assessment counts and, as faults, what it cannot use: `check` reports the same
faults, so a record that is not counted is always reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import Duty, DutyKey
from spt_fazhi.engine.entries.decision_duties import decided
from spt_fazhi.engine.entries.excused import note_excused, note_waived
from spt_fazhi.engine.entries.locating import Locator, holds
from spt_fazhi.engine.entries.record_duties import evidence_key, progress_key
from spt_fazhi.engine.entries.withdrawals import NOTHING_GONE, Withdrawal, Withdrawals, redacted_files, withdrawals
from spt_fazhi.model.entries.decision import Close, Redact, Waive
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Entry, Register, entered_order

if TYPE_CHECKING:
    from spt_fazhi.engine.entries.closings import Closing

Filed = TypeVar("Filed", Evidence, Rectify)
_PLAN: Final = ("info", "tasks", "units", "groups", "unreadable_tasks", "unreadable_units")
_ENTRIES: Final = ("records", "decisions", "inspections", "issued")
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


class Both(NamedTuple):
    """Two registers, attached. `differing` are the duties for which not the same entries stand; None where the two
    differ in more than evidence and accounts that nothing withdraws.
    """

    one: Matching
    other: Matching
    differing: frozenset[DutyKey] | None


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
    return _attached(Locator(register))


def _attached(locator: Locator) -> Matching:
    register = locator.register
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
    note_waived(locator, found.evidence, decisions.waived)
    note_excused(locator, found.rectify, gone.withdrawn, decisions.waived)
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


def attach_more(
    known: Matching, register: Register, more: Sequence[Entry[Any]]
) -> tuple[Matching, frozenset[DutyKey] | None]:
    """What `attach` makes of `register`, which is the one of `known` with `more` entries; `differing` as in `Both`.

    Evidence and accounts change only what stands for their own duties; with anything else all is attached anew.
    """
    if not _stand_alone(register, more):
        return attach(register), None
    return _with_more(known, Locator(register, known.duties), more)


def _with_more(known: Matching, locator: Locator, more: Sequence[Entry[Any]]) -> tuple[Matching, frozenset[DutyKey]]:
    """The same for evidence and accounts that nothing withdraws, and the duties they are for: the plan and the
    findings are those of `known`. `locator` is that of the whole register.
    """
    found = _Sorted()
    for entry in more:
        if holds(entry, Evidence):
            _sort_evidence(locator, entry, NOTHING_GONE, None, found)
        elif holds(entry, Progress):
            _sort_progress(locator, entry, NOTHING_GONE, found)
    note_waived(locator, found.evidence, known.waived)
    for key, lot in found.evidence.items():
        lot.extend(known.evidence.get(key, ()))
    for reported, accounts in found.progress.items():
        accounts.extend(known.progress.get(reported, ()))
    found.order()
    stands = replace(
        known,
        evidence={**known.evidence, **found.evidence},
        progress={**known.progress, **found.progress},
        extra_progress=sorted((*known.extra_progress, *found.extra), key=lambda entry: entry.id),
        faults=[*known.faults, *locator.faults],
    )
    return stands, frozenset((*found.evidence, *found.progress))


def attach_both(one: Register, other: Register) -> Both:
    """What `attach` makes of two registers: of one plan the entries that both hold, most of them, are gone through
    once.
    """
    if any(getattr(one, name) is not getattr(other, name) for name in _PLAN):
        return Both(attach(one), attach(other), None)
    listed = [[entry for name in _ENTRIES for entry in getattr(each, name)] for each in (one, other)]
    both = {id(entry) for entry in listed[0]} & {id(entry) for entry in listed[1]}
    own = [[entry for entry in each if id(entry) not in both] for each in listed]
    if not all(_stand_alone(register, more) for register, more in zip((one, other), own, strict=True)):
        return Both(attach(one), attach(other), None)
    kept = {name: tuple(entry for entry in getattr(one, name) if id(entry) in both) for name in _ENTRIES}
    locator = Locator(replace(one, **kept))
    known = _attached(locator)
    stands, differing = _with_more(known, locator.over(one), own[0])
    stands_too, more = _with_more(known, locator.over(other), own[1])
    return Both(stands, stands_too, differing | more)


def _stand_alone(register: Register, more: Sequence[Entry[Any]]) -> bool:
    """Whether these entries change only what stands for their own duties."""
    return all(holds(each, Evidence) or holds(each, Progress) for each in more) and not _are_named(register, more)


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
