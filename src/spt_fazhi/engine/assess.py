"""The one question everything else asks: where does every duty stand on a day?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from spt_fazhi.engine.duties import Duty
from spt_fazhi.engine.matching import Matching, attach
from spt_fazhi.engine.states import STATES, State, Tally, Terms, judge, judge_progress, worst
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import RateTarget, Target, Task
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.record import Evidence
from spt_fazhi.model.register import Entry, Register


class Assessed(NamedTuple):  # a tuple: one for each duty of a plan, tens of thousands
    """A duty with its state on the day. `due` includes extensions; `records` are the live records dated by the day."""

    duty: Duty
    state: State
    due: date
    tally: Tally
    records: tuple[str, ...]
    waived_by: str | None = None
    extended_by: str | None = None

    @property
    def target(self) -> Target | None:
        """The obligation's target; None for milestones and progress."""
        return self.duty.obligation.target if self.duty.obligation else None

    @property
    def nothing_to_do(self) -> bool:
        """A rate over nothing at all (无发生)."""
        return isinstance(self.target, RateTarget) and self.tally.records > 0 and self.tally.of == 0

    def days_left(self, day: date) -> int:
        """Days until the due day; negative once it has passed."""
        return (self.due - day).days


@frozen
class TaskStatus:
    """A task with its state and the numbers of its duties by state."""

    task: Task
    state: State
    counts: dict[State, int]
    progress: dict[State, int]


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


def assess(register: Register, day: date, matching: Matching | None = None) -> Assessment:
    """Judge every duty of `register` as of `day`. Pure: same values, same answer.

    `matching`, which no day changes, may be given when the same register is judged on several days.
    """
    matching = matching or attach(register)
    info = register.info
    obligation_duties: list[Assessed] = []
    progress_duties: list[Assessed] = []
    for duty in matching.duties:
        due = matching.due.get(duty.key, duty.due)
        terms = Terms(
            duty.obligation.target if duty.obligation else None, duty.start, due, info.issued, info.due_soon_days
        )
        if duty.kind == "obligation":
            obligation_duties.append(_judge_obligation(duty, terms, matching, day))
        else:
            progress_duties.append(_judge_progress(duty, terms, matching, day))
    tasks = task_statuses(register.tasks, obligation_duties, progress_duties)
    return Assessment(
        register=register,
        day=day,
        matching=matching,
        duties=tuple(obligation_duties),
        progress=tuple(progress_duties),
        tasks=tasks,
        faults=tuple(matching.faults),
    )


def _judge_obligation(duty: Duty, terms: Terms, matching: Matching, day: date) -> Assessed:
    entries: list[Entry[Evidence]] = matching.evidence.get(duty.key, [])
    waive = matching.waived.get(duty.key)
    state, sum_ = judge(terms, tuple(entry.value for entry in entries), day, waived=waive is not None)
    records = tuple(entry.id for entry in entries if entry.value.date <= day)
    return Assessed(
        duty, state, terms.due, sum_, records, waive.id if waive else None, matching.extended_by.get(duty.key)
    )


def _judge_progress(duty: Duty, terms: Terms, matching: Matching, day: date) -> Assessed:
    entries = matching.progress.get(duty.key, [])
    known = tuple(entry for entry in entries if entry.value.recorded <= day)
    state = judge_progress(terms, tuple(entry.value.recorded for entry in known), day)
    return Assessed(duty, state, terms.due, Tally(records=len(known)), tuple(entry.id for entry in known))


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
        statuses.append(
            TaskStatus(task=task, state=state, counts=count_states(obligations), progress=count_states(reports))
        )
    return tuple(statuses)
