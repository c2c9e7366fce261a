"""Days of entry that lie before the day on which the entry really came, and the states that hang on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from spt_fazhi.changes.context import ReviewContext
from spt_fazhi.changes.values import ENTRY_SUBJECTS, Change
from spt_fazhi.engine.assess import Assessment, assess
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.entries.matching import Matching
from spt_fazhi.engine.judging import reported_on
from spt_fazhi.model.entries.decision import Close, Extend, Redact, Return, Waive
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify, Void
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.history import LATE_ENTRY
from spt_fazhi.model.period import period_of
from spt_fazhi.model.plan import RateTarget
from spt_fazhi.model.references import finding_id, finding_name
from spt_fazhi.model.register import Entry, Register


@frozen
class EarlyEntry:
    """An added entry that says it was entered on `recorded`, and came on `came`, more than days later.

    `decides` says that some duty would stand otherwise had it been recorded when it came.
    """

    change: Change
    recorded: date
    came: date
    decides: bool

    @property
    def days(self) -> int:
        """How many days later it came."""
        return (self.came - self.recorded).days


def early_entries(context: ReviewContext) -> tuple[EarlyEntry, ...]:
    """The added entries whose day of entry lies more than `LATE_ENTRY` days before the day they came."""
    return _entries(context, ((each, context.came(each.spot.file)) for each in _added(context)))


def doubtful_entries(context: ReviewContext) -> tuple[EarlyEntry, ...]:
    """Those that came in time by the author's day alone, and would decide otherwise by another.

    That is the committer's (a commit that is made anew keeps its author's day, which can be typed like any other) or,
    for it can be typed too, the day of what the main line and the branch's merges hold by now.
    """
    days: list[tuple[Change, date | None]] = []
    for change in _added(context):
        arrival, came = context.arrivals.get(change.spot.file), context.came(change.spot.file)
        commit = arrival.commit if arrival is not None else None
        in_time = came is not None and (came - change.new.recorded).days <= LATE_ENTRY
        days.append((change, max(commit.committed_day, arrival.later_day) if arrival and commit and in_time else None))
    return tuple(each for each in _entries(context, days) if each.decides)


def _added(context: ReviewContext) -> Iterator[Change]:
    return (each for each in context.changes if each.subject in ENTRY_SUBJECTS and each.action == "added")


def _entries(context: ReviewContext, days: Iterable[tuple[Change, date | None]]) -> tuple[EarlyEntry, ...]:
    """Those that came, on the days given, more than `LATE_ENTRY` days after they say they were entered."""
    found = [
        (change, came) for change, came in days if came is not None and (came - change.new.recorded).days > LATE_ENTRY
    ]
    decisive = _decisive(context, {change.key: came for change, came in found}) if found else frozenset()
    return tuple(
        EarlyEntry(change=change, recorded=change.new.recorded, came=came, decides=change.key in decisive)
        for change, came in found
    )


def _decisive(context: ReviewContext, came: Mapping[str, date]) -> frozenset[str]:
    """The ids of those entries on whose day of entry the state of a duty hangs.

    A return that lets report again does so always: until when depends on nothing else.
    """
    whole = context.after.register
    keys = Keys(whole, context.after.matching)
    entries = [each for each in (*whole.records, *whole.decisions) if each.id in came and keys.may_decide(each.value)]
    if not entries:
        return frozenset()
    register = _about(whole, keys, entries)
    day = max(context.after.day, *came.values())
    said, true = assess(register, day), assess(_recorded_when_they_came(register, came), day)
    differing = frozenset((*_differing(said, true), *_made_again(context.after.matching, keys, entries, came)))
    return frozenset(
        entry.id
        for entry in entries
        if (isinstance(entry.value, Return) and entry.value.again_by) or keys.of(entry.value) & differing
    )


def _about(register: Register, keys: Keys, entries: Iterable[Entry[Any]]) -> Register:
    """The register less the tasks, records and decisions that have nothing to do with what these entries speak of."""
    desks: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for key in keys.of(entry.value):
            desks[_subject(key)] |= keys.desks(key.unit)
    numbers = {str(key.task) for entry in entries for key in keys.of(entry.value)}
    every = keys.desks("")
    records = [
        each
        for each in register.records
        if (codes := desks.get(each.subject)) is not None and (every <= codes or each.code in codes)
    ]
    decisions = [
        each for each in register.decisions if not desks.keys().isdisjoint(_subject(key) for key in keys.of(each.value))
    ]
    return replace(
        register,
        tasks=tuple(each for each in register.tasks if str(each.id) in numbers),
        records=tuple(records),
        decisions=tuple(decisions),
    )


def _subject(key: DutyKey) -> str:
    """What the files of records on a duty are named for."""
    return finding_name(key.finding) if key.finding else key.obligation or str(key.task)


def _recorded_when_they_came(register: Register, came: Mapping[str, date]) -> Register:
    def true(entry: Entry[Any]) -> Entry[Any]:
        day = came.get(entry.id)
        if day is None:
            return entry
        value = entry.value
        changed: dict[str, Any] = {"recorded": day}
        if isinstance(value, Return) and value.again_by is not None and value.again_by < day:
            changed["again_by"] = None
        return replace(entry, value=replace(value, **changed))

    return replace(
        register,
        records=tuple(true(entry) for entry in register.records),
        decisions=tuple(true(entry) for entry in register.decisions),
    )


def _differing(said: Assessment, true: Assessment) -> Iterator[DutyKey]:
    known = {each.duty.key: each for each in said.all_duties}
    for each in true.all_duties:
        other = known.pop(each.duty.key, None)
        if other is None or (each.state, each.due, each.late_decision) != (other.state, other.due, other.late_decision):
            yield each.duty.key
    yield from known


def _finding_of(value: Any) -> str:
    """The finding that a report or a decision names, in full; "" for none."""
    if not isinstance(value, Rectify | Close | Extend | Waive) or value.inspection is None or value.finding is None:
        return ""
    return finding_id(value.inspection, value.finding)


def _made_again(
    matching: Matching, keys: Keys, entries: Iterable[Entry[Any]], came: Mapping[str, date]
) -> Iterator[DutyKey]:
    """The findings of which a whole report counts as in time by its day of entry alone, once it is closed."""
    days = {duty.key: matching.due.get(duty.key, duty.due) for duty in matching.duties if duty.key.finding}
    for entry in entries:
        value = entry.value
        if not isinstance(value, Rectify) or not value.is_whole:
            continue
        truly = replace(value, recorded=came[entry.id])
        for key in keys.of(value):
            back = matching.returned_whole.get(key, ())
            if reported_on(value, back) <= days[key] < reported_on(truly, back):
                yield key


class Keys:
    """Which duties an entry speaks of, whether or not it stands."""

    def __init__(self, register: Register, matching: Matching) -> None:
        """Index the plan and the records."""
        self._directory = matching.directory
        self._returned = matching.returned
        self._duties = matching.duties
        self._obligations = {each.id: (task.id, each) for task in register.tasks for each in task.obligations}
        self._records = {entry.id: entry.value for entry in register.records}

    @cached_property
    def _findings(self) -> Mapping[str, set[DutyKey]]:
        """The duties of each finding, looked for once one is asked about: a plan may have a million others."""
        found: dict[str, set[DutyKey]] = defaultdict(set)
        for duty in self._duties:
            if duty.key.finding:
                found[duty.key.finding].add(duty.key)
        return found

    def desks(self, unit: str) -> frozenset[str]:
        """The codes of the folders where records on the duties of a unit may lie; of all units for "" (joint duties).

        What a unit reported that has ended counts for its successor.
        """
        directory = self._directory
        if not unit:
            return frozenset(each.code for each in directory.units)
        before = (
            each.name for each in directory.ending if unit in {heir.unit for heir in directory.heirs((each.name,))}
        )
        return frozenset(code for name in (unit, *before) for code in directory.desks(name))

    def may_decide(self, value: Any) -> bool:
        """Whether a state can hang on the day of entry: on that of most evidence, of voids and redactions none does.

        Nor does any on that of an inspection, which counts on its last day.
        """
        if not isinstance(value, Evidence):
            return not isinstance(value, Void | Redact | Inspection)
        _, obligation = self._obligations.get(value.obligation, (0, None))
        target = obligation.target if obligation is not None else None
        latest = isinstance(target, RateTarget) and not target.adds
        return latest or any(key in self._returned for key in self.of(value))

    def target(self, value: Void | Return | Redact) -> Any:
        """The record that is withdrawn; None where it is not there."""
        return self._records.get(value.record)

    def of(self, value: Any) -> frozenset[DutyKey]:
        """The duty, and the same duty of the units that may come to owe it."""
        if isinstance(value, Void | Return | Redact):
            target = self.target(value)
            return frozenset() if target is None or isinstance(target, Void) else self.of(target)
        finding = _finding_of(value)
        if finding:
            return frozenset(self._findings.get(finding, ()))
        key = self._named(value)
        heirs = self._directory.heirs((key.unit,)) if key.unit else ()
        return frozenset({key, *(key._replace(unit=heir.unit) for heir in heirs)})

    def _named(self, value: Evidence | Progress | Extend | Waive) -> DutyKey:
        unit = self._directory.canonical(value.unit) or ""
        if isinstance(value, Progress) or value.obligation is None:
            return DutyKey(value.task or 0, "", unit, value.period or "")
        number, obligation = self._obligations.get(value.obligation, (0, None))
        period = value.period
        if obligation is None:
            return DutyKey(0, value.obligation, unit, period or "")
        if period is None and obligation.every is not None and isinstance(value, Evidence):
            period = period_of(value.date, obligation.every).text
        return DutyKey(number, obligation.id, "" if obligation.scope == "joint" else unit, period or "")
