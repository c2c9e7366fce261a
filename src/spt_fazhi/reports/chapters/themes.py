"""The chapters of what was done: one for each section of the plan, with two to five numbered points each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Obligation, Section, Task
from spt_fazhi.reports.chapters.items import Given, Item, given, item
from spt_fazhi.reports.chapters.naming import numeral
from spt_fazhi.reports.chapters.told import Said, beside
from spt_fazhi.reports.figures.counts import Counts, counts
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.gaps import Gap
from spt_fazhi.reports.inspections.inspected import Inspected
from spt_fazhi.reports.names import BESIDE, task_title
from spt_fazhi.reports.parts import TaskName
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.text.quotation import quoted

_MOST_POINTS: Final = 5
_VISITS: Final = "督察"


@frozen
class OtherAccounts:
    """一条任务里正文没有写的进展：不牵头的单位多于三家时，后面各家的。"""

    title: Annotated[str, "任务名称"]
    number: Annotated[Figure, "单位数"]


@frozen
class Point:
    """一点：一条任务的做法和成效；一个方面超过五点的，后面几条任务合为一点。"""

    number: Annotated[int, "序号，每个方面从 1 起"]
    tasks: Annotated[tuple[TaskName, ...], "任务"]
    said: Annotated[tuple[Said, ...], "各单位的进展，牵头单位在前；不牵头的每条任务只有前三家"]
    others: Annotated[tuple[OtherAccounts, ...], "其余单位的进展，每条任务一项"]
    items: Annotated[tuple[Item, ...], "办了的事项"]
    given: Annotated[tuple[Given, ...], "政府以外的单位提供的"]
    inspected: Annotated[Inspected | None, "督察和整改情况，写在督察所属的任务里；别的任务没有值"] = None


@frozen
class Theme:
    """一个方面。"""

    mark: Annotated[str, "序号，如 一"]
    title: Annotated[str, "名称"]
    counts: Annotated[Counts, "政府系统的项次"]
    points: Annotated[tuple[Point, ...], "各点"]
    gap: Annotated[Gap | None, "一点也没有时，要补写什么"]


def themes(
    request: ReportRequest, said: Sequence[Said], elsewhere: Collection[str] = (), visits: Inspected | None = None
) -> tuple[Theme, ...]:
    """Every section that has tasks. Obligations `elsewhere` (ids) have another chapter, and are only counted here.

    The `visits` of the period and what became of findings stand with the task that asks for visits.
    """
    told = {task_of_visits(request): visits} if visits is not None else {}
    by_task: dict[int, list[Said]] = {}
    for each in said:
        by_task.setdefault(each.task.id, []).append(each)
    found: list[Theme] = []
    for section in request.assessment.register.sections:
        tasks = [task for task in request.assessment.register.tasks if task.section == section.id]
        if tasks:
            found.append(_theme(request, section, tasks, by_task, elsewhere, len(found) + 1, told))
    return tuple(found)


def _theme(  # noqa: PLR0913, PLR0917 - what a section is made of
    request: ReportRequest,
    section: Section,
    tasks: Sequence[Task],
    said: Mapping[int, Sequence[Said]],
    elsewhere: Collection[str],
    place: int,
    told: Mapping[int, Inspected],
) -> Theme:
    title = section.title if any(task.is_numbered for task in tasks) else BESIDE
    judged = [each for task in tasks for each in request.duties_by_task.get(task.id, ()) if not each.invited]
    own = (_point(request, task, said.get(task.id, ()), elsewhere, told.get(task.id)) for task in tasks)
    points = _merged([point for each in own for point in each])
    return Theme(
        mark=numeral(place),
        title=title,
        counts=counts(f"section.{section.id}", f"{quoted(title)}各任务", judged),
        points=points,
        gap=None if points else Gap(text=f"{title}的主要做法和成效"),
    )


def _point(
    request: ReportRequest, task: Task, said: Sequence[Said], elsewhere: Collection[str], visits: Inspected | None
) -> Iterator[Point]:
    """The point of a task, unless there is nothing to tell of it."""
    own = [each for each in task.obligations if each.id not in elsewhere]
    items, others = told_of(request, own)
    if not (said or items or others or visits):
        return
    rest = beside(request, said)
    left = number(
        f"task.{task.id}.others",
        len(rest),
        f"报了{quoted(task.title)}的进展、正文没有写的单位：{'、'.join(each.unit for each in rest)}",
        (record for each in rest for record in each.records),
    )
    yield Point(
        number=0,
        tasks=(TaskName(id=task.id, title=task_title(task)),),
        said=tuple(each for each in said if each not in rest),
        others=(OtherAccounts(title=task_title(task), number=left),) if rest else (),
        items=items,
        given=others,
        inspected=visits,
    )


def task_of_visits(request: ReportRequest) -> int:
    """The task that asks for visits: whose obligation they count for, else the first that speaks of 督察, else any."""
    register = request.assessment.register
    counted = [int(name.partition(".")[0]) for entry in register.inspections for name in entry.value.obligation]
    speaking = [
        *(task.id for task in register.tasks if _VISITS in task.title),
        *(task.id for task in register.tasks if _VISITS in task.text),
    ]
    known = {task.id for task in register.tasks}
    return next((task for task in (*counted, *speaking) if task in known), min(known, default=0))


def told_of(request: ReportRequest, obligations: Sequence[Obligation]) -> tuple[tuple[Item, ...], tuple[Given, ...]]:
    """What there is to tell of obligations: of units of the government, and of others."""
    duties = duties_by_obligation(request, {each.task for each in obligations})
    items = (item(request, each, duties.get(each.id, ())) for each in obligations)
    others = (given(request, each, duties.get(each.id, ())) for each in obligations)
    return tuple(each for each in items if each), tuple(each for each in others if each)


def duties_by_obligation(request: ReportRequest, tasks: Collection[int]) -> dict[str, list[Assessed]]:
    """The duties of tasks by the id of their obligation."""
    found: dict[str, list[Assessed]] = {}
    for task in tasks:
        for each in request.duties_by_task.get(task, ()):
            found.setdefault(each.duty.key.obligation, []).append(each)
    return found


def _merged(points: Sequence[Point]) -> tuple[Point, ...]:
    """Numbered points, five at most: what is beyond goes into the last one."""
    alone = points if len(points) <= _MOST_POINTS else points[: _MOST_POINTS - 1]
    rest = points[len(alone) :]
    groups = [*([each] for each in alone), *([rest] if rest else [])]
    return tuple(
        Point(
            number=place,
            tasks=tuple(task for each in group for task in each.tasks),
            said=tuple(said for each in group for said in each.said),
            others=tuple(found for each in group for found in each.others),
            items=tuple(found for each in group for found in each.items),
            given=tuple(found for each in group for found in each.given),
            inspected=next((each.inspected for each in group if each.inspected), None),
        )
        for place, group in enumerate(groups, 1)
    )
