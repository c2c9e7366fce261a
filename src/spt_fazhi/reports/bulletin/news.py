"""What was done in the period, by section and task: completed duties and what units said in their progress records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

from spt_fazhi.engine.accounts import accounts
from spt_fazhi.engine.assess import Assessed
from spt_fazhi.engine.judging import is_met, tally
from spt_fazhi.engine.states import MET
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import Period
from spt_fazhi.model.plan import RateTarget, Section
from spt_fazhi.model.record import Progress
from spt_fazhi.model.register import Entry
from spt_fazhi.reports.parts import Figures, figures
from spt_fazhi.reports.request import ReportRequest, sentence


@frozen
class Statement:
    """一个单位就一条任务所说的一段话。"""

    task: Annotated[int, "任务编号"]
    task_title: Annotated[str, "任务名称"]
    unit: Annotated[str, "单位"]
    text: Annotated[str, "内容，句末不带句号"]
    record: Annotated[str, "进展记录编号"]


@frozen
class Completed:
    """本期办结的一个事项。"""

    obligation: Annotated[str, "事项编号"]
    title: Annotated[str, "事项名称"]
    units: Annotated[tuple[str, ...], "办结的单位，整组的写组名"]
    number: Annotated[int, "项次"]
    records: Annotated[tuple[str, ...], "佐证记录编号"]


@frozen
class TaskNews:
    """一条任务的本期进展。"""

    id: Annotated[int, "任务编号"]
    title: Annotated[str, "任务名称"]
    statements: Annotated[tuple[Statement, ...], "各单位的进展，牵头单位在前"]
    completed: Annotated[tuple[Completed, ...], "本期办结的事项，政府系统"]
    given: Annotated[tuple[Completed, ...], "政府以外的单位本期提供了情况的事项"]


@frozen
class SectionNews:
    """一个方面的数字和本期进展。"""

    id: Annotated[str, "序号，如 一"]
    title: Annotated[str, "名称"]
    tasks: Annotated[int, "任务数"]
    figures: Annotated[Figures, "政府系统的项次"]
    invited: Annotated[Figures, "商请政府以外单位办理的项次"]
    news: Annotated[tuple[TaskNews, ...], "本期有进展的任务"]


def sections(request: ReportRequest, period: Period, reporting: Sequence[str]) -> tuple[SectionNews, ...]:
    """Every section that has tasks, with its figures as of the day and the news of the period."""
    said: dict[int, list[Statement]] = {}
    for entry in _entries(request, reporting):
        if text := sentence(entry.value.done):
            said.setdefault(entry.value.task, []).append(_statement(request, entry, text))
    return tuple(
        found
        for section in request.assessment.register.sections
        if (found := _section(request, section, period, said)).tasks
    )


def _section(
    request: ReportRequest, section: Section, period: Period, said: Mapping[int, Sequence[Statement]]
) -> SectionNews:
    tasks = [task for task in request.assessment.register.tasks if task.section == section.id]
    own = [each for task in tasks for each in request.duties_by_task.get(task.id, ())]

    def own_of(task: int, *, invited: bool) -> list[Assessed]:
        return [each for each in own if each.duty.task == task and each.invited == invited]

    news = (
        TaskNews(
            id=task.id,
            title=task.title,
            statements=tuple(said.get(task.id, ())),
            completed=_completed(request, own_of(task.id, invited=False), period),
            given=_completed(request, own_of(task.id, invited=True), period),
        )
        for task in tasks
    )
    return SectionNews(
        id=section.id,
        title=section.title,
        tasks=sum(task.is_numbered for task in tasks),
        figures=figures([each for each in own if request.scored(each)]),
        invited=figures([each for each in own if not request.scored(each)]),
        news=tuple(each for each in news if each.statements or each.completed or each.given),
    )


def _entries(request: ReportRequest, reporting: Sequence[str]) -> list[Entry[Progress]]:
    """Accounts of the periods known on the day, the last of each unit and period: a task's leads, then other units."""
    found = []
    for key, entries in accounts(request.assessment.matching).items():
        known = [entry for entry in entries if entry.value.recorded <= request.assessment.day]
        if key.period in reporting and known:
            found.append(known[-1])
    return sorted(found, key=lambda entry: _place(request, entry))


def _place(request: ReportRequest, entry: Entry[Progress]) -> tuple[int, int, int, str, date, str]:
    leads = request.leads.get(entry.value.task, ())
    unit = request.directory.unit(entry.value.unit)
    name = unit.name if unit else ""
    rank = leads.index(name) if name in leads else len(leads)
    return (entry.value.task, rank, request.unit_order.get(name, 0), entry.value.period, entry.value.recorded, entry.id)


def _statement(request: ReportRequest, entry: Entry[Progress], text: str) -> Statement:
    unit = request.directory.unit(entry.value.unit)
    return Statement(
        task=entry.value.task,
        task_title=request.tasks[entry.value.task].title,
        unit=unit.name if unit else entry.value.unit,
        text=text,
        record=entry.id,
    )


def problems_told(request: ReportRequest, reporting: Sequence[str]) -> tuple[Statement, ...]:
    """What units wrote under `problems`, of those who agreed that it is printed."""
    return tuple(
        _statement(request, entry, text)
        for entry in _entries(request, reporting)
        if entry.value.publish_problems and entry.value.problems and (text := sentence(entry.value.problems))
    )


def met_on(request: ReportRequest, each: Assessed) -> date | None:
    """The day from which a met duty has been met for good; None when it is not met."""
    if each.state not in MET:
        return None
    evidence = sorted(
        (entry.value for entry in request.evidence(each) if entry.value.proves), key=lambda record: record.counts_on
    )
    met = evidence[-1].counts_on
    for size in range(len(evidence) - 1, 0, -1):
        if not is_met(each.target, tally(evidence[:size], each.target)):
            break
        met = evidence[size - 1].counts_on
    settled_late = isinstance(each.target, RateTarget) and each.target.settle == "at-due"
    return max(met, each.due) if settled_late else met


def _completed(request: ReportRequest, duties: Sequence[Assessed], period: Period) -> tuple[Completed, ...]:
    by_obligation: dict[str, list[Assessed]] = {}
    for each in duties:
        if (day := met_on(request, each)) is not None and day in period:
            by_obligation.setdefault(each.duty.key.obligation, []).append(each)
    return tuple(
        Completed(
            obligation=obligation,
            title=found[0].duty.title,
            units=request.group_names(request.in_order(name for each in found for name in request.answering(each))),
            number=len(found),
            records=tuple(record for each in found for record in each.records),
        )
        for obligation, found in by_obligation.items()
    )
