"""The one question everything else asks: where does every duty stand on a day?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from spt_fazhi.engine.duties import Duty, DutyKey, DutyKind, answerable
from spt_fazhi.engine.entries.letters import letters_of
from spt_fazhi.engine.entries.matching import Matching, attach, evidence_order
from spt_fazhi.engine.judging import Tally, Terms, is_met, judge, judge_progress
from spt_fazhi.engine.states import MET, STATES, State, worst
from spt_fazhi.engine.succession import Carried, Handover, hand_over, together
from spt_fazhi.model.entries.decision import Waive
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import RateTarget, Target, Task
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Entry, Register, entered_order

Keys = tuple[DutyKey, ...]
Verdict = tuple[State, Tally, Tally, tuple[str, ...]]
"""The state of a duty, what is proved, what is said, and the records it rests on."""


class Assessed(NamedTuple):  # a tuple: one for each duty of a plan, tens of thousands
    """A duty with its state on the day.

    `due` includes extensions; `tally` is what is proved, `claimed` what is said, proved or not; `records` are the live
    records that count by the day. `late_decision` says that it was waived after the due day, `ended` that it went
    with its unit, `former` who owed it before its present unit. `letters` are what was sent or said about it by the day
    to chase it, the oldest first. `backfill_day` is the last day on which a duty that was due before the plan was
    issued could still be entered; None of others.
    """

    duty: Duty
    state: State
    due: date
    tally: Tally
    claimed: Tally
    records: tuple[str, ...]
    waived_by: str | None = None
    extended_by: str | None = None
    late_decision: bool = False
    ended: bool = False
    former: tuple[str, ...] = ()
    letters: tuple[Entry[Issued], ...] = ()
    backfill_day: date | None = None

    @property
    def target(self) -> Target | None:
        """The obligation's target; None for milestones and progress."""
        return self.duty.obligation.target if self.duty.obligation else None

    @property
    def invited(self) -> bool:
        """Whether all who owe it stand outside the government: asked, never chased or scored."""
        return self.duty.invited

    @property
    def assumed(self) -> tuple[str, ...]:
        """The fields that the office set and the document does not state."""
        return self.duty.obligation.assumed_fields if self.duty.obligation else ()

    @property
    def nothing_to_do(self) -> bool:
        """A rate over nothing at all (无发生)."""
        return isinstance(self.target, RateTarget) and self.claimed.records > 0 and self.claimed.of == 0

    @property
    def figures_end(self) -> date | None:
        """The day on which the figures of a rate end, where they reach the target and end too early; else None."""
        target, claimed = self.target, self.claimed
        if not isinstance(target, RateTarget) or target.settle != "at-due" or self.state in MET:
            return None
        short = claimed.through is not None and claimed.through < self.duty.run_through
        return claimed.through if short and is_met(target, claimed) else None

    def days_left(self, day: date) -> int:
        """Days until the due day, negative once past; what may be entered late is overdue from the last day for it."""
        last = self.backfill_day if self.state == "overdue" and self.backfill_day else self.due
        return (last - day).days

    def days_overdue(self, day: date) -> int:
        """Days since it is overdue; 0 of what is not."""
        return -self.days_left(day) if self.state == "overdue" else 0


@frozen
class TaskStatus:
    """A task with its state and the numbers of its duties by state.

    `counts` and `progress` are of judged units alone, `invited` and `invited_progress` of those outside the government.
    """

    task: Task
    state: State
    counts: dict[State, int]
    progress: dict[State, int]
    invited: dict[State, int]
    invited_progress: dict[State, int]


@frozen
class Assessment:
    """All duties of a register as of a day. `faults` are records and decisions that could not be used."""

    register: Register
    day: date
    matching: Matching
    duties: tuple[Assessed, ...]
    progress: tuple[Assessed, ...]
    tasks: tuple[TaskStatus, ...]
    faults: tuple[Problem, ...]

    @property
    def all_duties(self) -> tuple[Assessed, ...]:
        """Obligation duties, then progress duties."""
        return (*self.duties, *self.progress)

    @property
    def year_is_over(self) -> bool:
        """Whether the day lies after the plan's year."""
        return self.day > self.register.info.last_day


def count_states(duties: Iterable[Assessed]) -> dict[State, int]:
    """How many duties are in each state; every state is a key, in the order of docs/states.md."""
    counted = Counter(each.state for each in duties)
    return {state: counted.get(state, 0) for state in STATES}


@frozen
class StateTotals:
    """Every duty counted once, by state and kind: those of judged units, and those others are invited to (商请)."""

    obligations: dict[State, int]
    progress: dict[State, int]
    invited: dict[State, int]
    invited_progress: dict[State, int]


def totals_of(duties: Iterable[Assessed]) -> StateTotals:
    """Count duties."""
    known = list(duties)

    def counted(kind: DutyKind, *, invited: bool) -> dict[State, int]:
        return count_states(each for each in known if each.duty.kind == kind and each.invited == invited)

    return StateTotals(
        obligations=counted("obligation", invited=False),
        progress=counted("progress", invited=False),
        invited=counted("obligation", invited=True),
        invited_progress=counted("progress", invited=True),
    )


def assess(register: Register, day: date, matching: Matching | None = None) -> Assessment:
    """Judge every duty of `register` as of `day`. Pure: same values, same answer.

    `matching`, which no day changes, may be given when the same register is judged on several days.
    """
    matching = matching or attach(register)
    judged = list(_Judge(register, matching, day).all())
    duties = tuple(each for each in judged if each.duty.kind == "obligation")
    progress = tuple(each for each in judged if each.duty.kind == "progress")
    return Assessment(
        register=register,
        day=day,
        matching=matching,
        duties=duties,
        progress=progress,
        tasks=task_statuses(register.tasks, duties, progress),
        faults=tuple(matching.faults),
    )


class _Judge:
    """Judges the duties of one register on one day."""

    def __init__(self, register: Register, matching: Matching, day: date) -> None:
        self.info = register.info
        self.matching = matching
        self.day = day
        self.directory = matching.directory
        self.office = matching.directory.canonical(register.info.office)
        self.letters = letters_of(register, day, matching.directory)

    def all(self) -> Iterator[Assessed]:
        """Every duty that somebody bears on the day."""
        if not self.directory.ending:
            for duty in self.matching.duties:
                yield self.one(duty, Carried((duty.key,)), self.day)
            return
        handover = hand_over(self.matching.duties, self.directory, self.day, self._state)
        for duty in self.matching.duties:
            yield from self._borne(duty, handover)

    def _state(self, duty: Duty, carried: Carried, day: date) -> State:
        return self.one(duty, carried, day).state

    def _borne(self, duty: Duty, handover: Handover) -> Iterator[Assessed]:
        """The duty of a plan whose units end: as it stands, with whoever bears it, or not at all."""
        key = duty.key
        carried = handover.carried(key)
        if not duty.unit:
            owners, ended = together(duty, self.directory, self.day, self._state)
            asked = answerable(owners, self.directory, self.office)
            judged = self.one(duty._replace(owners=owners, answerable=asked), carried, self.day)
            yield judged._replace(state="waived", ended=True) if ended else judged
        elif key in handover.handed_on or (duty.inherits and key not in handover.received):
            return
        elif key in handover.stays:
            yield self.one(duty, carried, handover.stays[key])
        elif key in handover.ended:
            yield self.one(duty, carried, self.day)._replace(state="waived", ended=True)
        else:
            yield self.one(duty, carried, self.day)

    def one(self, duty: Duty, carried: Carried, day: date) -> Assessed:
        """A duty on a day by the records and decisions of what it is carried by."""
        matching, info, keys = self.matching, self.info, carried.keys
        due = max(matching.due.get(key, duty.due) for key in keys)
        returned = tuple(back for key in keys for back in matching.returned.get(key, ())) if matching.returned else ()
        waive = self._waive(duty, carried) if matching.waived else None
        obligation = duty.obligation
        terms = Terms(
            obligation.target if obligation else None,
            duty.start,
            due,
            info.issued,
            info.due_soon_days,
            duty.run_through,
            info.last_backfill_day,
            duty.invited,
            returned,
            self.directory.bearer if self.directory.ending else None,
        )
        judged = self._obligation if obligation else self._progress
        state, achieved, claimed, records = judged(terms, keys, day, waived=waive is not None)
        return Assessed(
            duty, state, due, achieved, claimed, records, waive.id if waive else None, self._extended_by(keys),
            waive is not None and waive.value.recorded > due, former=tuple(dict.fromkeys(key.unit for key in keys[1:])),
            letters=self.letters.get(duty.key, ()) if self.letters else (),
            backfill_day=info.last_backfill_day if obligation and due < info.issued else None,
        )  # fmt: skip

    def _obligation(self, terms: Terms, keys: Keys, day: date, *, waived: bool) -> Verdict:
        found = self.matching.evidence
        entries = found.get(keys[0], [])
        if len(keys) > 1:
            entries = sorted((each for key in keys for each in found.get(key, ())), key=evidence_order)
        judged = judge(terms, [entry.value for entry in entries], day, waived=waived)
        return (*judged, tuple(entry.id for entry in entries if entry.value.counts_on <= day))

    def _progress(self, terms: Terms, keys: Keys, day: date, *, waived: bool) -> Verdict:
        found = self.matching.progress
        known = [each for key in keys for each in found.get(key, ()) if each.value.recorded <= day]
        state = judge_progress(terms, [entry.value.recorded for entry in known], day, waived=waived)
        sum_ = Tally(records=len(known))
        return state, sum_, sum_, tuple(entry.id for entry in sorted(known, key=entered_order))

    def _waive(self, duty: Duty, carried: Carried) -> Entry[Waive] | None:
        """The decision that excuses the unit; one made before it took over excuses it from its own part alone."""
        since = None if duty.inherits else carried.since
        decisions = self.matching.waived.get(duty.key, ())
        return next((each for each in decisions if since is None or each.value.recorded > since), None)

    def _extended_by(self, keys: Keys) -> str | None:
        return next((by for key in keys if (by := self.matching.extended_by.get(key))), None)


def task_statuses(
    tasks: Iterable[Task], duties: Iterable[Assessed], progress: Iterable[Assessed]
) -> tuple[TaskStatus, ...]:
    """State and counts of each task from the given duties; a task without any is `pending`."""
    obligations_of: dict[int, list[Assessed]] = {}
    reports_of: dict[int, list[Assessed]] = {}
    for each in duties:
        obligations_of.setdefault(each.duty.task, []).append(each)
    for each in progress:
        reports_of.setdefault(each.duty.task, []).append(each)
    statuses = []
    for task in tasks:
        obligations, reports = obligations_of.get(task.id, []), reports_of.get(task.id, [])
        state = worst(each.state for each in obligations or reports) or "pending"
        counted = totals_of((*obligations, *reports))
        statuses.append(
            TaskStatus(
                task=task,
                state=state,
                counts=counted.obligations,
                progress=counted.progress,
                invited=counted.invited,
                invited_progress=counted.invited_progress,
            )
        )
    return tuple(statuses)
