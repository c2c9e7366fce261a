"""The one question everything else asks: where does every duty stand on a day?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from spt_fazhi.engine.duties import Duty, answerable
from spt_fazhi.engine.judging import Report, Tally, Terms, is_met, judge, judge_progress
from spt_fazhi.engine.matching import Matching, attach
from spt_fazhi.engine.states import MET, STATES, State, worst
from spt_fazhi.engine.succession import Handover, Keys, hand_over
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import RateTarget, Target, Task
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Register


class Assessed(NamedTuple):  # a tuple: one for each duty of a plan, tens of thousands
    """A duty with its state on the day.

    `due` includes extensions; `tally` is what is proved, `claimed` what is said, proved or not; `records` are the live
    records that count by the day. `late_decision` says that it was waived after the due day, `ended` that it went
    with its unit, `former` who owed it before its present unit.
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
        """Days until the due day; negative once it has passed."""
        return (self.due - day).days


@frozen
class TaskStatus:
    """A task with its state and the numbers of its duties by state.

    `counts` and `progress` are of judged units alone, `invited` of those outside the government, both kinds of duty.
    """

    task: Task
    state: State
    counts: dict[State, int]
    progress: dict[State, int]
    invited: dict[State, int]


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
    """Every duty counted once, by state: those of judged units by kind, and those of units outside the government."""

    obligations: dict[State, int]
    progress: dict[State, int]
    invited: dict[State, int]


def totals_of(duties: Iterable[Assessed]) -> StateTotals:
    """Count duties."""
    known = list(duties)
    return StateTotals(
        obligations=count_states(each for each in known if not each.invited and each.duty.kind == "obligation"),
        progress=count_states(each for each in known if not each.invited and each.duty.kind == "progress"),
        invited=count_states(each for each in known if each.invited),
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
        self.office = matching.directory.canonical(register.info.office)

    def all(self) -> Iterator[Assessed]:
        """Every duty that somebody bears on the day."""
        if not self.matching.directory.ending:
            for duty in self.matching.duties:
                yield self.one(duty, (duty.key,), self.day)
            return
        handover = hand_over(self.matching.duties, self.matching.directory, self.day, self._state)
        for duty in self.matching.duties:
            yield from self._borne(duty, handover)

    def _state(self, duty: Duty, keys: Keys, day: date) -> State:
        return self.one(duty, keys, day).state

    def _borne(self, duty: Duty, handover: Handover) -> Iterator[Assessed]:
        key = duty.key
        keys = (key, *handover.received.get(key, ()))
        if not duty.unit:
            original = tuple(name for name in duty.owners if name not in duty.heirs)
            owners = self.matching.directory.bearers(original, self.day)
            asked = answerable(owners, self.matching.directory, self.office) if owners else duty.answerable
            judged = self.one(duty._replace(owners=owners or original, answerable=asked), keys, self.day)
            yield judged if owners or judged.state in MET else judged._replace(state="waived", ended=True)
        elif key in handover.handed_on or (duty.heirs and key not in handover.received):
            return
        elif key in handover.stays:
            yield self.one(duty, keys, handover.stays[key])
        elif key in handover.ended:
            yield self.one(duty, keys, self.day)._replace(state="waived", ended=True)
        else:
            former = tuple(dict.fromkeys(each.unit for each in keys[1:]))
            yield self.one(duty, keys, self.day)._replace(former=former)

    def one(self, duty: Duty, keys: Keys, day: date) -> Assessed:
        """A duty on a day by the records of these keys."""
        matching, info = self.matching, self.info
        due = max(matching.due.get(key, duty.due) for key in keys)
        returned = tuple(back for key in keys for back in matching.returned.get(key, ())) if matching.returned else ()
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
        )
        return self._obligation(duty, terms, keys, day) if obligation else self._progress(duty, terms, keys, day)

    def _obligation(self, duty: Duty, terms: Terms, keys: Keys, day: date) -> Assessed:
        found = self.matching.evidence
        entries = found.get(keys[0], []) if len(keys) == 1 else [each for key in keys for each in found.get(key, [])]
        waive = self.matching.waived.get(duty.key)
        state, achieved, claimed = judge(terms, [entry.value for entry in entries], day, waived=waive is not None)
        records = tuple(entry.id for entry in entries if entry.value.counts_on <= day)
        return Assessed(
            duty, state, terms.due, achieved, claimed, records, waive.id if waive else None,
            self._extended_by(keys), waive is not None and waive.value.recorded > terms.due,
        )  # fmt: skip

    def _progress(self, duty: Duty, terms: Terms, keys: Keys, day: date) -> Assessed:
        entries = [entry for key in keys for entry in self.matching.progress.get(key, ())]
        known = [entry for entry in entries if entry.value.recorded <= day]
        counts_as = self.matching.counts_as
        reports = [Report(entry.value.recorded, counts_as.get(entry.id, entry.value.recorded)) for entry in known]
        waive = self.matching.waived.get(duty.key)
        state = judge_progress(terms, reports, day, waived=waive is not None)
        sum_ = Tally(records=len(known))
        return Assessed(
            duty, state, terms.due, sum_, sum_, tuple(entry.id for entry in known), waive.id if waive else None,
            self._extended_by(keys), waive is not None and waive.value.recorded > terms.due,
        )  # fmt: skip

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
            )
        )
    return tuple(statuses)
