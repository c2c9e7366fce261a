"""A duty with its state on a day, and duties counted by state, over all and for each task."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from spt_fazhi.engine.duties import Duty, DutyKind
from spt_fazhi.engine.judging import NOTHING, Tally, is_met
from spt_fazhi.engine.states import MET, STATES, State, worst
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import RateTarget, Target, Task
from spt_fazhi.model.register import Entry

if TYPE_CHECKING:  # a start without such entries does not wait for their classes
    from spt_fazhi.model.entries.issued import Issued


Counted = tuple[DutyKind, bool, State]
"""The kind of a duty, whether it is only asked for, and its state."""


class Dealings(NamedTuple):
    """What was decided and sent about a duty, and what became of those who owe it; most have none of it.

    `late_decision` says that it was waived after the due day, `ended` that it went with its unit, `former` who owed it
    before its present unit. `letters` are what was sent or said about it by the day to chase it, the oldest first.
    `again_by` is the last day for reporting again what was handed back, while that is awaited.
    """

    waived_by: str | None = None
    extended_by: str | None = None
    late_decision: bool = False
    ended: bool = False
    former: tuple[str, ...] = ()
    letters: tuple[Entry[Issued], ...] = ()
    again_by: date | None = None


NO_DEALINGS: Final = Dealings()


class Assessed(NamedTuple):  # a tuple: one for each duty of a plan, tens of thousands
    """A duty with its state on the day.

    `due` includes extensions; `tally` is what is proved, `claimed` what is said, proved or not; `records` are the live
    records that count by the day. `backfill_day` is the last day on which a duty that was due before the plan was
    issued could still be entered; None of others.
    """

    duty: Duty
    state: State
    due: date
    tally: Tally = NOTHING
    claimed: Tally = NOTHING
    records: tuple[str, ...] = ()
    backfill_day: date | None = None
    dealings: Dealings = NO_DEALINGS

    @property
    def waived_by(self) -> str | None:
        """The id of the decision that excuses from it."""
        return self.dealings.waived_by

    @property
    def extended_by(self) -> str | None:
        """The id of the decision that put its due day off."""
        return self.dealings.extended_by

    @property
    def late_decision(self) -> bool:
        """Whether it was waived after the due day."""
        return self.dealings.late_decision

    @property
    def ended(self) -> bool:
        """Whether it went with its unit."""
        return self.dealings.ended

    @property
    def former(self) -> tuple[str, ...]:
        """Who owed it before its present unit."""
        return self.dealings.former

    @property
    def letters(self) -> tuple[Entry[Issued], ...]:
        """What was sent or said about it by the day to chase it, the oldest first."""
        return self.dealings.letters

    @property
    def again_by(self) -> date | None:
        """The last day for reporting again what was handed back; None where nothing is awaited again."""
        return self.dealings.again_by

    def gone(self) -> Assessed:
        """The same once its unit has ended and nobody carries it on."""
        return self._replace(state="waived", dealings=self.dealings._replace(ended=True))

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


def count_states(duties: Iterable[Assessed]) -> dict[State, int]:
    """How many duties are in each state; every state is a key, in the order of docs/states.md."""
    counted = Counter(each.state for each in duties)
    return {state: counted.get(state, 0) for state in STATES}


@frozen
class StateTotals:
    """Every duty counted once, by state and kind: those of judged units, and those others are invited to (商请)."""

    obligations: dict[State, int]
    progress: dict[State, int]
    rectification: dict[State, int]
    invited: dict[State, int]
    invited_progress: dict[State, int]
    invited_rectification: dict[State, int]


def totals_of(duties: Iterable[Assessed]) -> StateTotals:
    """Count duties."""
    return _totals(Counter((each.duty.kind, each.duty.invited, each.state) for each in duties))


def _totals(found: Mapping[Counted, int]) -> StateTotals:
    def counted(kind: DutyKind, *, invited: bool) -> dict[State, int]:
        return {state: found.get((kind, invited, state), 0) for state in STATES}

    return StateTotals(
        obligations=counted("obligation", invited=False),
        progress=counted("progress", invited=False),
        rectification=counted("rectification", invited=False),
        invited=counted("obligation", invited=True),
        invited_progress=counted("progress", invited=True),
        invited_rectification=counted("rectification", invited=True),
    )


def task_statuses(
    tasks: Iterable[Task], duties: Iterable[Assessed], progress: Iterable[Assessed]
) -> tuple[TaskStatus, ...]:
    """State and counts of each task from the given duties; a task without any is `pending`."""
    found: dict[int, dict[Counted, int]] = {}
    each_of = Counter(
        (each.duty.task, each.duty.kind, each.duty.invited, each.state) for each in chain(duties, progress)
    )
    for (number, kind, invited, state), times in each_of.items():
        found.setdefault(number, {})[kind, invited, state] = times
    statuses = []
    for task in tasks:
        own = found.get(task.id, {})
        owed = [state for kind, _, state in own if kind == "obligation"]
        state = worst(owed or [state for _, _, state in own]) or "pending"
        counted = _totals(own)
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
