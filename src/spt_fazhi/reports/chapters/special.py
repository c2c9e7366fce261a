"""The chapters of the annual report that gather what stands in several tasks: reviews of legality, and the head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Annotated

from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.reports.chapters.items import Given, Item
from spt_fazhi.reports.chapters.naming import FILED, REVIEWED, is_of_review, speaks_of_review
from spt_fazhi.reports.chapters.themes import told_of
from spt_fazhi.reports.gaps import Gap
from spt_fazhi.reports.parts import TaskName, task_name
from spt_fazhi.reports.request import ReportRequest


@frozen
class ReviewChapter:
    """合法性审查工作情况和备案情况：凡说到合法性审查（审核）、备案的事项，连同它们另报的数。"""

    tasks: Annotated[tuple[TaskName, ...], "说到的任务"]
    items: Annotated[tuple[Item, ...], "办了的事项，另报的数在里面"]
    given: Annotated[tuple[Given, ...], "政府以外的单位提供的"]
    gaps: Annotated[tuple[Gap, ...], "台账里没有合计的，要补写什么"]


@frozen
class HeadChapter:
    """主要负责人履行推进法治建设第一责任人职责情况：凡说到第一责任人、主要负责人的事项。"""

    tasks: Annotated[tuple[TaskName, ...], "说到的任务"]
    items: Annotated[tuple[Item, ...], "办了的事项"]
    given: Annotated[tuple[Given, ...], "政府以外的单位提供的"]
    gap: Annotated[Gap, "要补写什么：区主要负责人自己的情况"]


def reviewing(tasks: Iterable[Task]) -> list[Obligation]:
    """The obligations that speak of reviews of legality or of filing."""
    return [each for task in tasks for each in task.obligations if is_of_review(each)]


def review_chapter(request: ReportRequest, obligations: Sequence[Obligation]) -> ReviewChapter | None:
    """The chapter, None where the plan does not speak of it."""
    speaking = [task for task in request.assessment.register.tasks if speaks_of_review(task)]
    if not speaking:
        return None
    items, given = told_of(request, obligations)
    wanted = [] if _is_summed(items, REVIEWED) else ["合法性审查的件数和结果"]
    if not _is_summed(items, FILED):
        wanted.append("规范性文件备案的件数和结果")
    return ReviewChapter(
        tasks=_names(request, obligations) or tuple(task_name(request, task.id) for task in speaking),
        items=items,
        given=given,
        gaps=tuple(Gap(text=each) for each in wanted),
    )


def _is_summed(items: Iterable[Item], what: re.Pattern[str]) -> bool:
    """Whether a number is summed that is of this: by its own name; by the obligation's where its own says nothing."""
    return any(
        bool(what.search(each.name))
        or (not any(kind.search(each.name) for kind in (REVIEWED, FILED)) and bool(what.search(item.title)))
        for item in items
        for each in item.sums
    )


def head_chapter(request: ReportRequest, obligations: Sequence[Obligation]) -> HeadChapter:
    """The chapter: what the register holds of heads of bodies; what the district's own head did it does not hold."""
    items, given = told_of(request, obligations)
    issuer = request.assessment.register.info.issuer
    return HeadChapter(
        tasks=_names(request, obligations),
        items=items,
        given=given,
        gap=Gap(text=f"{issuer}主要负责人履行推进法治建设第一责任人职责的情况"),
    )


def _names(request: ReportRequest, obligations: Sequence[Obligation]) -> tuple[TaskName, ...]:
    return tuple(task_name(request, task) for task in dict.fromkeys(each.task for each in obligations))
