"""What a register in which nothing has been entered shows: what is owed, and nothing about anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed, TaskStatus
from spt_fazhi.engine.query import Answering
from spt_fazhi.model.frozen import frozen
from spt_fazhi.views.lists.assumptions import count_assumptions
from spt_fazhi.views.lists.by_unit import unit_lines
from spt_fazhi.views.wording import due_mark, is_unwritten


@frozen
class OwedSection:
    """A section with how many tasks it has, how many obligations, and how many duties they come to."""

    id: str
    title: str
    tasks: int
    obligations: int
    duties: int


@frozen
class OwedMonth:
    """A month (its first day) with how many duties fall due in it.

    For `unwritten` of them the document has no time and the year's end was taken, for `assumed` others the day was
    assumed in another way.
    """

    month: date
    duties: int
    unwritten: int
    assumed: int


@frozen
class FirstStep:
    """A command to begin with, and what it is for."""

    command: str
    purpose: str


@frozen
class PlanView:
    """The screen of a register that is not in use.

    `tasks` are those the document numbers; `appendix` says whether something stands outside them (附则).
    `units` pairs a unit with its number of duties, `asked_units` with how many obligations and reports
    it is asked for. `assumed` counts what was assumed, by its word.
    """

    title: str
    day: date
    tasks: int
    appendix: bool
    obligations: int
    duties: int
    asked: int
    reports: int
    asked_reports: int
    incomplete: tuple[str, ...]
    sections: tuple[OwedSection, ...]
    months: tuple[OwedMonth, ...]
    units: tuple[tuple[str, int], ...]
    asked_units: tuple[tuple[str, int, int], ...]
    assumed: tuple[tuple[str, int], ...]
    first_steps: tuple[FirstStep, ...]


def plan_view(
    assessment: Assessment, duties: Sequence[Assessed], tasks: Sequence[TaskStatus], typed: str = ""
) -> PlanView:
    """The screen for the duties and tasks that passed the filters; `typed` is what its commands are to keep."""
    answering = Answering(assessment=assessment)
    obligations = [each for each in duties if each.duty.kind == "obligation"]
    owed = [each for each in obligations if not each.invited]
    asked = [each for each in obligations if each.invited]
    counted = count_assumptions(assessment, duties)
    return PlanView(
        title=assessment.register.info.title,
        day=assessment.day,
        tasks=sum(status.task.is_numbered for status in tasks),
        appendix=any(not status.task.is_numbered for status in tasks),
        obligations=len({each.duty.key.obligation for each in obligations}),
        duties=len(owed),
        asked=len(asked),
        reports=sum(each.duty.kind == "progress" and not each.invited for each in duties),
        asked_reports=sum(each.duty.kind == "progress" and each.invited for each in duties),
        incomplete=answering.incomplete(duties),
        sections=tuple(_sections(assessment, obligations, tasks)),
        months=tuple(_months(owed)),
        units=_numbers((name for each in owed for name in answering.judged(each)), answering),
        asked_units=tuple(
            (line.unit, line.obligations, line.reports)
            for line in unit_lines(answering.asked_of(duties), answering.asked, answering)
        ),
        assumed=tuple(counted.most_common()),
        first_steps=tuple(_first_steps(owed, answering, typed, assumed=bool(counted))),
    )


def _numbers(names: Iterable[str], answering: Answering) -> tuple[tuple[str, int], ...]:
    """How often each unit is named, the most first; equals in the order of units.yaml."""
    counted = Counter(names)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], answering.order[pair[0]])))


def _sections(
    assessment: Assessment, obligations: Sequence[Assessed], tasks: Sequence[TaskStatus]
) -> Iterator[OwedSection]:
    numbers = Counter(status.task.section for status in tasks)
    known = Counter(section for section, _ in {(each.duty.section, each.duty.key.obligation) for each in obligations})
    owed = Counter(each.duty.section for each in obligations if not each.invited)
    for section in assessment.register.sections:
        if number := numbers[section.id]:
            yield OwedSection(
                id=section.id,
                title=section.title,
                tasks=number,
                obligations=known[section.id],
                duties=owed[section.id],
            )


def _months(owed: Sequence[Assessed]) -> Iterator[OwedMonth]:
    alike: dict[tuple[date, str, bool], list[Assessed]] = {}  # what is said of one is said of all
    for each in owed:
        alike.setdefault((each.due, each.duty.key.obligation, each.extended_by is None), []).append(each)
    duties: Counter[date] = Counter()
    unwritten: Counter[date] = Counter()
    assumed: Counter[date] = Counter()
    for (due, _, _), own in alike.items():
        month, obligation = due.replace(day=1), own[0].duty.obligation
        duties[month] += len(own)
        if obligation is not None and due_mark(own[0]):
            (unwritten if is_unwritten(obligation, due) else assumed)[month] += len(own)
    for month in sorted(duties):
        yield OwedMonth(month=month, duties=duties[month], unwritten=unwritten[month], assumed=assumed[month])


def _first_steps(owed: Sequence[Assessed], answering: Answering, typed: str, *, assumed: bool) -> Iterator[FirstStep]:
    if assumed:
        yield FirstStep(command=f"fazhi report assumptions -o 待审定清单.md{typed}", purpose="推定的内容，请领导审定")
    else:
        yield FirstStep(command=f"fazhi list{typed}", purpose="核对任务")
    yield FirstStep(command=f"fazhi report breakdown -o 任务分解表.md{typed}", purpose="分解表，印发各单位")
    first = min((each for each in owed if each.duty.unit), key=lambda each: (each.due, each.duty.key), default=None)
    if first is not None:
        (name,) = answering.judged(first)
        yield FirstStep(
            command=f"fazhi record evidence {first.duty.key.obligation} --unit {name}", purpose="录入第一条佐证"
        )
