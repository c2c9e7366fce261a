"""Which duties a query is about, and who answers for a duty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed, TaskStatus, task_statuses
from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import DutyKey, is_only_asked
from spt_fazhi.engine.states import MET, OPEN, State
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import days_after


@frozen
class Filter:
    """What a duty must satisfy; an empty set means "any", None too. Names are canonical unit names.

    `members` are the units of the groups that were named, `leads` those whose `lead_tasks` were asked for.
    """

    units: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    tasks: frozenset[int] = frozenset()
    obligations: frozenset[str] = frozenset()
    states: frozenset[State] = frozenset()
    lead_tasks: frozenset[int] | None = None
    leads: frozenset[str] = frozenset()
    members: frozenset[str] | None = None

    def takes(self, each: Assessed) -> bool:
        """Whether a duty passes; a joint duty passes for any of its owners."""
        duty = each.duty
        return (
            (not self.units or not self.units.isdisjoint(duty.owners))
            and (self.members is None or not self.members.isdisjoint(duty.owners))
            and (not self.sections or duty.section in self.sections)
            and self._takes_task(duty.task, duty.key.obligation)
            and (not self.states or each.state in self.states)
            and (self.lead_tasks is None or duty.task in self.lead_tasks)
        )

    def _takes_task(self, task: int, obligation: str) -> bool:
        if not self.tasks and not self.obligations:
            return True
        return task in self.tasks or obligation in self.obligations

    def seen(self, each: Assessed) -> Assessed:
        """The duty as it concerns the units that were named: one that they are only asked for is shown so."""
        named = [names for names in (self.units, self.members, self.leads) if names]
        concerned = [name for name in each.duty.owners if all(name in names for names in named)] if named else []
        return as_asked(each, *concerned) if concerned else each

    @property
    def is_empty(self) -> bool:
        """Whether everything passes."""
        return self == Filter()


def select(duties: Iterable[Assessed], wanted: Filter) -> tuple[Assessed, ...]:
    """The duties that pass, in their order, each as it concerns the units that were named."""
    if wanted.is_empty:
        return tuple(duties)
    return tuple(each for each in map(wanted.seen, duties) if wanted.takes(each))


def as_asked(each: Assessed, *names: str) -> Assessed:
    """A duty as it concerns some units that owe it: where none of them answers for it, they are only asked.

    It may be judged by others who owe it together with them; the owners that are asked come first.
    """
    duty = each.duty
    if duty.invited or not set(names).isdisjoint(duty.answerable):
        return each
    settled = each.state in MET or each.state in {"waived", "scheduled", "unproved", "submitted"}
    owners = (*names, *(name for name in duty.owners if name not in names))
    state: State = each.state if settled else "invited"
    return each._replace(duty=duty._replace(owners=owners, answerable=()), state=state)


def select_tasks(assessment: Assessment, wanted: Filter) -> tuple[TaskStatus, ...]:
    """The tasks that have a duty that passes, judged and counted by those duties alone (all tasks without a filter)."""
    if wanted.is_empty:
        return assessment.tasks
    duties, progress = select(assessment.duties, wanted), select(assessment.progress, wanted)
    hit = {each.duty.task for each in (*duties, *progress)}
    return task_statuses((task for task in assessment.register.tasks if task.id in hit), duties, progress)


class Answering:  # no dataclass: `status` would wait for one to be made
    """Who answers for the duties of an assessment: who is judged for them, and who is only asked."""

    def __init__(self, *, assessment: Assessment) -> None:
        """Answer for the duties of `assessment`."""
        self.assessment = assessment

    @cached_property
    def directory(self) -> Directory:
        """The units by name."""
        return self.assessment.directory

    @cached_property
    def office(self) -> str | None:
        """The unit that runs the register."""
        return self.directory.canonical(self.assessment.register.info.office)

    @cached_property
    def leads(self) -> dict[int, tuple[str, ...]]:
        """By task, who leads it on the day, canonical names."""
        day, directory = self.assessment.day, self.directory
        return {task.id: directory.bearers(directory.expand(task.lead), day) for task in self.assessment.register.tasks}

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each unit in units.yaml."""
        return {unit.name: place for place, unit in enumerate(self.assessment.register.units)}

    @cached_property
    def _outside(self) -> frozenset[str]:
        """The units that are only asked."""
        return frozenset(unit.name for unit in self.assessment.register.units if self.is_outside(unit.name))

    def is_outside(self, name: str) -> bool:
        """Whether a unit is only asked."""
        return is_only_asked(name, self.directory, self.office)

    def answering(self, each: Assessed) -> tuple[str, ...]:
        """Who answers for a duty: the unit, for a joint duty the leads among its owners (all, when none leads)."""
        if each.duty.unit:
            return each.duty.owners
        leads = self.leads.get(each.duty.task, ())
        return tuple(name for name in each.duty.owners if name in leads) or each.duty.owners

    def judged(self, each: Assessed) -> tuple[str, ...]:
        """Who is judged for a duty: those who answer and belong to the government; nobody for one that is invited.

        Where all its leads stand outside, the others who owe it answer.
        """
        judged = each.duty.answerable
        if each.duty.unit:
            return judged
        return tuple(name for name in self.answering(each) if name in judged) or judged

    def asked(self, each: Assessed) -> tuple[str, ...]:
        """Who of those who owe a duty is only asked, for a joint duty those too who owe it beside judged units."""
        owners = each.duty.owners
        return () if self._outside.isdisjoint(owners) else tuple(name for name in owners if name in self._outside)

    def asked_of(self, duties: Iterable[Assessed]) -> list[Assessed]:
        """What units outside the government are asked for, each duty as it concerns them."""
        return [as_asked(each, *names) for each in duties if (names := self.asked(each))]

    def incomplete(self, duties: Iterable[Assessed]) -> tuple[str, ...]:
        """The groups that owe some of these duties and are known to lack members: a total over them is too small."""
        lacking = [group.name for group in self.directory.groups.values() if not group.complete]
        if not lacking:
            return ()
        named: set[str] = set()
        for task, who in {(each.duty.task, _who(each)) for each in duties if each.duty.finding is None}:
            named.update(who if who is not None else self._named(task))
        return tuple(name for name in lacking if name in named)

    def _named(self, task: int) -> tuple[str, ...]:
        found = next(each for each in self.assessment.register.tasks if each.id == task)
        return (*found.lead, *found.responsible)


def _who(each: Assessed) -> tuple[str, ...] | None:
    """The names an obligation gives for who owes it; None where its task says so."""
    return each.duty.obligation.who or None if each.duty.obligation else None


def repeats(assessment: Assessment, duties: Iterable[Assessed]) -> Mapping[str, str]:
    """By the full id of a finding the closed one of its unit that it repeats (屡查屡犯).

    Without findings nothing is looked up.
    """
    if all(each.duty.finding is None for each in duties):
        return {}
    return {later: earlier.id for later, earlier in assessment.repeats.items() if earlier.same_unit}


def overdue(duties: Iterable[Assessed]) -> list[Assessed]:
    """What is overdue, by unit: the unit with most of it first, each unit's oldest first."""
    late = [each for each in duties if each.state == "overdue"]
    number = Counter(each.duty.owners for each in late)
    return sorted(late, key=lambda each: (-number[each.duty.owners], each.duty.owners, each.due, each.duty.key))


def past_due(duties: Iterable[Assessed], day: date) -> list[Assessed]:
    """What is not met and was due before `day`, whatever its state, the earliest first: for a register not in use."""
    return sorted((each for each in duties if each.state in OPEN and each.due < day), key=_by_day)


def falling_due(duties: Iterable[Assessed], day: date, within: int) -> list[Assessed]:
    """What is not met and falls due from `day` on within so many days (inclusive), the earliest first.

    A finding that was reported waits for the office alone, whatever its day.
    """
    last = days_after(day, within)
    settled = MET | {"waived", "overdue", "submitted"}
    ahead = (each for each in duties if each.state not in settled)
    return sorted((each for each in ahead if day <= each.due <= last), key=_by_day)


def asked_for(duties: Iterable[Assessed], last: date) -> list[Assessed]:
    """What units outside the government are asked for by `last` and have not given, the earliest first."""
    return sorted((each for each in duties if each.state == "invited" and each.due <= last), key=_by_day)


def _by_day(each: Assessed) -> tuple[date, bool, DutyKey]:
    return (each.due, each.duty.kind != "obligation", each.duty.key)
