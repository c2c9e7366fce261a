"""The Monday-morning screen as a value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spt_fazhi.engine.assess import Assessed, Assessment, TaskStatus, count_states
from spt_fazhi.engine.states import MET, OPEN, State
from spt_fazhi.model.frozen import frozen

OVERDUE_UNITS = 8
UPCOMING_ROWS = 6


@frozen
class SectionBar:
    """A section with the number of its obligation duties by state."""

    id: str
    title: str
    tasks: int
    counts: dict[State, int]

    @property
    def total(self) -> int:
        """Duties that are owed (waived ones are not)."""
        return sum(self.counts.values()) - self.counts["waived"]

    @property
    def met(self) -> int:
        """Duties that are met, late ones too."""
        return self.counts["done"] + self.counts["done-late"]


@frozen
class UnitOverdue:
    """A unit with its overdue duties, the oldest first."""

    unit: str
    duties: tuple[Assessed, ...]

    @property
    def oldest(self) -> date:
        """The due day of the oldest."""
        return self.duties[0].due


@frozen
class Upcoming:
    """What falls due on a day: one obligation (or the progress of a period) and the units that still owe it."""

    due: date
    obligation: str
    title: str
    units: tuple[str, ...]
    state: State


@frozen
class ProgressRound:
    """The reporting round open on the day. `missing` pairs a unit with its number of tasks without a report."""

    period: str
    due: date
    total: int
    reported: int
    missing: tuple[tuple[str, int], ...]


@frozen
class StatusView:
    """All the screen shows; every figure is a count of the same duties that `status --json` lists."""

    title: str
    issuer: str
    day: date
    year: int
    year_is_over: bool
    tasks: int
    task_states: dict[State, int]
    obligations: int
    totals: dict[State, int]
    progress_totals: dict[State, int]
    sections: tuple[SectionBar, ...]
    overdue: tuple[UnitOverdue, ...]
    overdue_units: int
    overdue_progress: int
    backfill: tuple[str, ...]
    upcoming: tuple[Upcoming, ...]
    upcoming_more: int
    round: ProgressRound | None
    next_commands: tuple[str, ...]


def build(assessment: Assessment, duties: Sequence[Assessed], tasks: Sequence[TaskStatus]) -> StatusView:
    """The screen for the duties and tasks that passed the filters."""
    obligations = [each for each in duties if each.duty.kind == "obligation"]
    progress = [each for each in duties if each.duty.kind == "progress"]
    late = _overdue(obligations)
    ahead = _upcoming(obligations, assessment.day)
    info = assessment.register.info
    backfill = dict.fromkeys(each.duty.key.obligation for each in obligations if each.state == "backfill")
    states: dict[State, int] = {}
    for status in tasks:
        states[status.state] = states.get(status.state, 0) + 1
    round_ = _round(progress, assessment.day)
    return StatusView(
        title=info.title,
        issuer=info.issuer,
        day=assessment.day,
        year=info.year,
        year_is_over=assessment.year_is_over,
        tasks=len(tasks),
        task_states=states,
        obligations=len({each.duty.key.obligation for each in obligations}),
        totals=count_states(obligations),
        progress_totals=count_states(progress),
        sections=_sections(assessment, obligations, tasks),
        overdue=tuple(late[:OVERDUE_UNITS]),
        overdue_units=len(late),
        overdue_progress=sum(each.state == "overdue" for each in progress),
        backfill=tuple(backfill),
        upcoming=tuple(ahead[:UPCOMING_ROWS]),
        upcoming_more=max(len(ahead) - UPCOMING_ROWS, 0),
        round=round_,
        next_commands=_commands(assessment, late, ahead, round_),
    )


def _sections(
    assessment: Assessment, obligations: Sequence[Assessed], tasks: Sequence[TaskStatus]
) -> tuple[SectionBar, ...]:
    bars = []
    for section in assessment.register.sections:
        own = [each for each in obligations if each.duty.section == section.id]
        number = sum(status.task.section == section.id for status in tasks)
        if number:
            bars.append(SectionBar(id=section.id, title=section.title, tasks=number, counts=count_states(own)))
    return tuple(bars)


def _overdue(obligations: Sequence[Assessed]) -> list[UnitOverdue]:
    """Units with overdue duties: the most first, then the oldest; a joint duty stands under all its owners."""
    by_unit: dict[str, list[Assessed]] = {}
    for each in obligations:
        if each.state == "overdue":
            for owner in each.duty.owners:
                by_unit.setdefault(owner, []).append(each)
    late = [
        UnitOverdue(unit=unit, duties=tuple(sorted(found, key=lambda each: each.due)))
        for unit, found in by_unit.items()
    ]
    return sorted(late, key=lambda each: (-len(each.duties), each.oldest))


def _upcoming(obligations: Sequence[Assessed], day: date) -> list[Upcoming]:
    grouped: dict[tuple[date, str, State], list[Assessed]] = {}
    for each in obligations:
        if each.state in OPEN and each.due >= day:
            grouped.setdefault((each.due, each.duty.key.obligation, each.state), []).append(each)
    ahead = []
    for (due, obligation, state), found in grouped.items():
        units = dict.fromkeys(owner for each in found for owner in each.duty.owners)
        ahead.append(
            Upcoming(due=due, obligation=obligation, title=found[0].duty.title, units=tuple(units), state=state)
        )
    return sorted(ahead, key=lambda each: (each.due, -len(each.units)))


def _round(progress: Sequence[Assessed], day: date) -> ProgressRound | None:
    """The first round whose last day has not passed; after the year the last one."""
    begun = [each for each in progress if each.state != "scheduled"]
    if not begun:
        return None
    open_ = [each for each in begun if each.due >= day]
    due = min(each.due for each in open_) if open_ else max(each.due for each in begun)
    own = [each for each in begun if each.due == due]
    missing: dict[str, int] = {}
    for each in own:
        if each.state not in MET and each.duty.unit:
            missing[each.duty.unit] = missing.get(each.duty.unit, 0) + 1
    ordered = sorted(missing.items(), key=lambda pair: -pair[1])
    period = own[0].duty.period or ""
    return ProgressRound(
        period=period, due=due, total=len(own), reported=sum(each.state in MET for each in own), missing=tuple(ordered)
    )


def _commands(
    assessment: Assessment, late: Sequence[UnitOverdue], ahead: Sequence[Upcoming], round_: ProgressRound | None
) -> tuple[str, ...]:
    commands = []
    if late:
        commands += ["fazhi overdue", f"fazhi unit {late[0].unit}"]
    if assessment.year_is_over:
        return (*commands, f"fazhi status --as-of {assessment.register.info.year}-12-31")
    if ahead:
        commands.append("fazhi due --within 30")
    if round_ is not None and round_.missing:
        commands.append(f"fazhi report quarter --period {round_.period}")
    if not late and ahead:
        commands.insert(0, f"fazhi show {ahead[0].obligation}")
    return tuple(commands or ["fazhi list"])
