"""Filters: which duties a query is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from spt_fazhi.engine.assess import Assessed, Assessment, TaskStatus, task_statuses
from spt_fazhi.engine.states import MET, State
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import days_after


@frozen
class Filter:
    """What a duty must satisfy; an empty set means "any". Names are canonical unit names."""

    units: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    tasks: frozenset[int] = frozenset()
    obligations: frozenset[str] = frozenset()
    states: frozenset[State] = frozenset()
    lead_tasks: frozenset[int] | None = None

    def takes(self, each: Assessed) -> bool:
        """Whether a duty passes; a joint duty passes for any of its owners."""
        duty = each.duty
        return (
            (not self.units or not self.units.isdisjoint(duty.owners))
            and (not self.sections or duty.section in self.sections)
            and self._takes_task(duty.task, duty.key.obligation)
            and (not self.states or each.state in self.states)
            and (self.lead_tasks is None or duty.task in self.lead_tasks)
        )

    def _takes_task(self, task: int, obligation: str) -> bool:
        if not self.tasks and not self.obligations:
            return True
        return task in self.tasks or obligation in self.obligations

    @property
    def is_empty(self) -> bool:
        """Whether everything passes."""
        return self == Filter()


def select(duties: Iterable[Assessed], wanted: Filter) -> tuple[Assessed, ...]:
    """The duties that pass, in their order."""
    return tuple(each for each in duties if wanted.takes(each))


def select_tasks(assessment: Assessment, wanted: Filter) -> tuple[TaskStatus, ...]:
    """The tasks that have a duty that passes, judged and counted by those duties alone (all tasks without a filter)."""
    if wanted.is_empty:
        return assessment.tasks
    duties, progress = select(assessment.duties, wanted), select(assessment.progress, wanted)
    hit = {each.duty.task for each in (*duties, *progress)}
    return task_statuses((task for task in assessment.register.tasks if task.id in hit), duties, progress)


def overdue(duties: Iterable[Assessed]) -> list[Assessed]:
    """What is overdue, by unit: the unit with most of it first, each unit's oldest first."""
    late = [each for each in duties if each.state == "overdue"]
    number = Counter(each.duty.owners for each in late)
    return sorted(late, key=lambda each: (-number[each.duty.owners], each.duty.owners, each.due, each.duty.key))


def falling_due(duties: Iterable[Assessed], day: date, within: int) -> list[Assessed]:
    """What is not met and falls due from `day` on within so many days (inclusive), the earliest first."""
    last = days_after(day, within)
    ahead = [
        each
        for each in duties
        if each.state not in MET and each.state not in {"waived", "overdue"} and day <= each.due <= last
    ]
    return sorted(ahead, key=lambda each: (each.due, each.duty.kind != "obligation", each.duty.key))
