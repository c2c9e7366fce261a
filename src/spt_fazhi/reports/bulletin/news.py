"""What was done in the period, one merged paragraph a task: accounts of progress, and what evidence came to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import Period
from spt_fazhi.model.plan import Task
from spt_fazhi.reports.bulletin.accounts import account_items, accounts_by_task
from spt_fazhi.reports.bulletin.achieved import evidence_items
from spt_fazhi.reports.bulletin.paper import CHARACTERS, INDENT, lines
from spt_fazhi.reports.bulletin.phrases import NewsItem, Phrase
from spt_fazhi.reports.names import task_title
from spt_fazhi.reports.request import ReportRequest

_MOST_TASKS: Final = 4
_ENTRY: Final = 8
"""Characters of a paragraph beside its title and phrases: its number and marks."""
_MOST_OF_TASK: Final = 80
_LEAST_LINES: Final = 2
"""Lines that the sentence of a section takes at least."""


@frozen
class TaskNews:
    """一条任务的本期进展，合成一段。"""

    id: Annotated[int, "任务编号"]
    title: Annotated[str, "任务名称"]
    phrases: Annotated[tuple[Phrase, ...], "各句，依次输出，句间不另加标点"]


@frozen
class News:
    """本期进展：写进正文的和列入附件的。"""

    shown: Annotated[tuple[TaskNews, ...], "写进正文的任务，每个方面至少一条，消息多的优先，照原文的次序"]
    rest: Annotated[tuple[TaskNews, ...], "列入附件的：其余的任务，和正文里没有写完的话"]


@frozen
class Gathered:
    """All that can be said of the period: the tasks of which there is something, and what."""

    tasks: tuple[Task, ...]
    items: dict[int, list[NewsItem]]

    @property
    def least(self) -> int:
        """The lines that a sentence for each section takes."""
        return _LEAST_LINES * len({task.section for task in self.tasks})

    def fitted(self, room: int) -> News:
        """As much in the text as `room` lines hold; the annex has the other tasks, and goes on where one was cut."""
        chosen = self._chosen(room)
        rest = (
            (task, [left for item in self.items[task.id] if (left := item.beyond(chosen.get(task.id, ())))])
            for task in self.tasks
        )
        return News(
            shown=tuple(_task_news(task, chosen[task.id]) for task in self.tasks if task.id in chosen),
            rest=tuple(_task_news(task, items) for task, items in rest if items),
        )

    def _chosen(self, left: int) -> dict[int, list[Phrase]]:
        """For the text: a task of each section, in fewer words where room is scarce, then those with most news."""
        by_weight = sorted(self.tasks, key=lambda task: -sum(item.weight for item in self.items[task.id]))
        chosen: dict[int, list[Phrase]] = {}
        waiting = dict.fromkeys(task.section for task in by_weight)
        sections = len(waiting)
        for section in tuple(waiting):
            del waiting[section]
            own = max(left - _LEAST_LINES * len(waiting), min(left, _LEAST_LINES))
            for task in (task for task in by_weight if task.section == section):
                if kept := self._of_task(task, own):
                    chosen[task.id] = kept
                    left -= _lines(task, kept)
                    break
        for task in by_weight:
            if len(chosen) >= max(_MOST_TASKS, sections):
                break
            if task.id not in chosen and (kept := self._of_task(task, left)):
                chosen[task.id] = kept
                left -= _lines(task, kept)
        return chosen

    def _of_task(self, task: Task, own: int) -> list[Phrase]:
        """What so many lines hold of a task's news; the few words of one item where its sentence is too long."""
        whole = min(own * CHARACTERS - INDENT - _ENTRY - len(task_title(task)), _MOST_OF_TASK)
        room, kept = whole, []
        for item in self.items[task.id]:
            if 0 < item.short.size <= room:
                room -= item.short.size
                kept.append(item.short)
        brief = (item.brief for item in self.items[task.id] if 0 < item.brief.size <= whole)
        return kept or [phrase for phrase, _ in zip(brief, range(1), strict=False)]


def gather(
    request: ReportRequest,
    judged: Sequence[Assessed],
    period: Period,
    reporting: Sequence[str],
    visits: Collection[str] = (),
) -> Gathered:
    """The news of the period: of accounts of the spans `reporting`, and of what evidence came to.

    Of `visits` (ids) another paragraph tells.
    """
    told = accounts_by_task(request, reporting)
    by_task: dict[int, list[Assessed]] = {}
    for each in judged:
        by_task.setdefault(each.duty.task, []).append(each)

    def of(task: int) -> Iterator[NewsItem]:
        yield from account_items(request, told.get(task, ()))
        yield from evidence_items(request, by_task.get(task, ()), period, visits)

    items = {task.id: found for task in request.assessment.register.tasks if (found := list(of(task.id)))}
    return Gathered(tasks=tuple(task for task in request.assessment.register.tasks if task.id in items), items=items)


def up_to_now(request: ReportRequest, period: Period) -> Period:
    """The period that news belong to: the last one of the plan's year goes on to the day, for no other tells of it."""
    if period.last < request.assessment.register.info.last_day:
        return period
    return period._replace(last=max(period.last, request.assessment.day))


def _lines(task: Task, phrases: Sequence[Phrase]) -> int:
    return lines(sum(each.size for each in phrases) + len(task_title(task)) + _ENTRY)


def _task_news(task: Task, phrases: Sequence[Phrase]) -> TaskNews:
    """The phrases as one paragraph: a full stop after the last and after what has full stops of its own."""
    ended = []
    for place, phrase in enumerate(phrases):
        own_stops = any("。" in part for part in phrase.parts if isinstance(part, str))
        end = "。" if place == len(phrases) - 1 or own_stops else "；"
        ended.append(Phrase(parts=(*phrase.parts, end), records=phrase.records))
    return TaskNews(id=task.id, title=task_title(task), phrases=tuple(ended))
