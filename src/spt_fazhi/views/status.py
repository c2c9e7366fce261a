"""The Monday-morning screen as a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed, StateTotals, TaskStatus, totals_of
from spt_fazhi.engine.query import Answering
from spt_fazhi.engine.states import MET, OPEN, SETTLED, STATES, State
from spt_fazhi.model.frozen import frozen
from spt_fazhi.views.lists.by_unit import UnitLine, unit_lines
from spt_fazhi.views.wording import due_cell, who_mark

if TYPE_CHECKING:
    from spt_fazhi.views.findings.screen import FindingsPart

OVERDUE_UNITS = 8
UPCOMING_ROWS = 3


@frozen
class SectionBar:
    """A section with the number of its judged obligation duties by state."""

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
class Lacking:
    """Obligation duties in one state that something must be sent for: how many, and of which obligations.

    `again_by` is the first of the days until which what was handed back may come again.
    """

    state: State
    number: int
    obligations: tuple[str, ...]
    again_by: date | None = None


@frozen
class Upcoming:
    """What falls due on a day: one obligation and the units that still owe it, marked where that was assumed."""

    due: date
    due_text: str
    obligation: str
    title: str
    units: tuple[str, ...]
    mark: str
    state: State


@frozen
class ProgressRound:
    """The reporting round open on the day. `missing` pairs a unit with its number of tasks without a report.

    `due` is the round's own last day; `extended` has the later days of reports still to come, and how many each.
    `asked` and `given` are the reports that units outside the government are asked for, and those they gave.
    """

    period: str
    due: date
    total: int
    reported: int
    extended: tuple[tuple[date, int], ...]
    missing: tuple[tuple[str, int], ...]
    asked: int
    given: int


@frozen
class StatusView:
    """All the screen shows; every figure is a count of the same duties that `status --json` lists.

    `typed` are options that a command is to be given again.
    """

    title: str
    day: date
    year: int
    year_is_over: bool
    tasks: int
    task_states: Mapping[State, int]
    totals: StateTotals
    incomplete: tuple[str, ...]
    sections: tuple[SectionBar, ...]
    overdue: tuple[UnitLine, ...]
    overdue_units: int
    lacking: tuple[Lacking, ...]
    upcoming: tuple[Upcoming, ...]
    upcoming_more: int
    round: ProgressRound | None
    asked: tuple[UnitLine, ...]
    next_commands: tuple[str, ...]
    findings: FindingsPart | None = None
    typed: str = ""


def build(
    assessment: Assessment, duties: Sequence[Assessed], tasks: Sequence[TaskStatus], typed: str = ""
) -> StatusView:
    """The screen for the duties and tasks that passed the filters.

    `typed` are options that the commands it proposes are to keep (` --as-of 2024-06-30`).
    """
    answering = Answering(assessment=assessment)
    obligations = [each for each in duties if each.duty.kind == "obligation" and not each.invited]
    progress = [each for each in duties if each.duty.kind == "progress"]
    late = unit_lines((each for each in obligations if each.state == "overdue"), answering.judged, answering)
    ahead = _upcoming(obligations, assessment.day, answering)
    info = assessment.register.info
    numbered = [status for status in tasks if status.task.is_numbered]
    round_ = _round(progress, assessment.day)
    part, more = _findings(duties, answering, typed, calls=bool(late))
    return StatusView(
        title=info.title,
        day=assessment.day,
        year=info.year,
        year_is_over=assessment.year_is_over,
        tasks=len(numbered),
        task_states=Counter(status.state for status in numbered),
        totals=totals_of(duties),
        incomplete=answering.incomplete(duties),
        sections=_sections(assessment, obligations, tasks),
        overdue=late[:OVERDUE_UNITS],
        overdue_units=len(late),
        lacking=tuple(_lacking(obligations)),
        upcoming=tuple(ahead[:UPCOMING_ROWS]),
        upcoming_more=max(len(ahead) - UPCOMING_ROWS, 0),
        round=round_,
        asked=unit_lines(
            (each for each in answering.asked_of(duties) if each.state == "invited"), answering.asked, answering
        ),
        next_commands=(*(f"{each}{typed}" for each in _commands(assessment, late, ahead, round_)), *more),
        findings=part,
        typed=typed,
    )


def _findings(
    duties: Sequence[Assessed], answering: Answering, typed: str, *, calls: bool
) -> tuple[FindingsPart | None, tuple[str, ...]]:
    """What is said of findings and the commands that go with it; without any nothing is loaded for them."""
    found = [each for each in duties if each.duty.finding is not None]
    if not found:
        return None, ()
    from spt_fazhi.views.findings.screen import findings_commands, findings_part  # a warm start does not wait for it

    part = findings_part(found, answering)
    return part, tuple(findings_commands(part, typed, calls=calls))


def _lacking(obligations: Sequence[Assessed]) -> Iterator[Lacking]:
    states: tuple[State, ...] = ("returned", "unproved", "backfill")
    for state in states:
        own = [each for each in obligations if each.state == state]
        if own:
            named = tuple(dict.fromkeys(each.duty.key.obligation for each in own))
            first = min((each.again_by for each in own if each.again_by is not None), default=None)
            yield Lacking(state=state, number=len(own), obligations=named, again_by=first)


def _sections(
    assessment: Assessment, obligations: Sequence[Assessed], tasks: Sequence[TaskStatus]
) -> tuple[SectionBar, ...]:
    numbers = Counter(status.task.section for status in tasks)
    found = Counter((each.duty.section, each.state) for each in obligations)
    return tuple(
        SectionBar(
            id=section.id,
            title=section.title,
            tasks=numbers[section.id],
            counts={state: found[section.id, state] for state in STATES},
        )
        for section in assessment.register.sections
        if numbers[section.id]
    )


def _upcoming(obligations: Sequence[Assessed], day: date, answering: Answering) -> list[Upcoming]:
    grouped: dict[tuple[date, str, State], list[Assessed]] = {}
    for each in obligations:
        if each.state in OPEN and each.due >= day:
            grouped.setdefault((each.due, each.duty.key.obligation, each.state), []).append(each)
    ahead = []
    for (due, obligation, state), found in grouped.items():
        units = dict.fromkeys(name for each in found for name in answering.judged(each))
        ahead.append(
            Upcoming(
                due=due,
                due_text=due_cell(found[0]),
                obligation=obligation,
                title=found[0].duty.title,
                units=tuple(units),
                mark=who_mark(found[0]),
                state=state,
            )
        )
    return sorted(ahead, key=lambda each: (each.due, -len(each.units)))


def _round(progress: Sequence[Assessed], day: date) -> ProgressRound | None:
    """The first round whose last day has not passed; after the year the last one. Extended reports stay in theirs."""
    begun = [each for each in progress if each.state != "scheduled"]
    if not begun:
        return None
    open_ = [each.duty for each in begun if each.duty.due >= day]
    chosen = min(open_, key=lambda each: each.due) if open_ else max((e.duty for e in begun), key=lambda each: each.due)
    at_due = [each for each in begun if each.duty.period == chosen.period]
    own = [each for each in at_due if not each.invited]
    asked = [each for each in at_due if each.invited]
    missing: dict[str, int] = {}
    later: dict[date, int] = {}
    for each in own:
        if each.state not in SETTLED and each.duty.unit:
            missing[each.duty.unit] = missing.get(each.duty.unit, 0) + 1
            if each.extended_by is not None:
                later[each.due] = later.get(each.due, 0) + 1
    ordered = sorted(missing.items(), key=lambda pair: -pair[1])
    return ProgressRound(
        period=chosen.period or "",
        due=chosen.due,
        total=sum(each.state != "waived" for each in own),
        reported=sum(each.state in MET for each in own),
        extended=tuple(sorted(later.items())),
        missing=tuple(ordered),
        asked=len(asked),
        given=sum(each.state in MET for each in asked),
    )


def _commands(
    assessment: Assessment, late: Sequence[UnitLine], ahead: Sequence[Upcoming], round_: ProgressRound | None
) -> list[str]:
    commands = []
    if late:
        commands += ["fazhi calls", f"fazhi unit {late[0].unit}"]
    if assessment.year_is_over:
        return commands or ["fazhi list"]
    if ahead:
        commands.append("fazhi due --within 30")
    if round_ is not None and round_.missing:
        commands.append(f"fazhi report quarter --period {round_.period}")
    if not late and ahead:
        commands.insert(0, f"fazhi show {ahead[0].obligation}")
    return commands or ["fazhi list"]
