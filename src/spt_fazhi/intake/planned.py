"""Drafted tasks and obligations as the values a register holds; and those that go on in another year, as drafted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spt_fazhi.intake.nobody import NOBODY
from spt_fazhi.intake.obligations.proposals import Proposal, Proposals
from spt_fazhi.intake.structure.values import ParsedTask
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.text.plain import one_line, plain

UNKNOWN: Final = "（待填）"
"""Stands where the document tells no title, text, issuer or day: `check` asks for it."""


def obligation_of(each: Proposal) -> Obligation:
    """A proposal as the obligation it will be."""
    return each.carried or Obligation(
        id=each.id,
        title=one_line(each.title),
        quote=each.quote,
        who=each.who,
        scope=each.scope,
        target=each.target,
        due=each.due,
        every=None if each.due else each.every,
        due_day=each.within.due_day,
        after=each.within.after,
        start=each.within.since,
        phrase=each.phrase or None,
        recurs=each.recurs,
        basis=each.basis,
        assumed=each.assumed,
    )


def text_of(task: ParsedTask) -> str:
    """A drafted task's text as it will stand in the plan."""
    return task.text if plain(task.text).strip() else UNKNOWN


def task_of(task: ParsedTask, found: Proposals | None) -> Task:
    """A drafted task as it will stand in the plan."""
    return Task(
        id=task.id,
        section=task.section,
        title=one_line(task.title) or UNKNOWN,
        text=text_of(task),
        lead=task.lead or (NOBODY,),
        responsible=(*task.responsible, *task.cooperating),
        obligations=tuple(obligation_of(each) for each in (found.obligations if found else ())),
    )


def carried_proposal(it: Obligation, place: tuple[int, int], asked: Iterable[str]) -> Proposal:
    """An obligation that goes on as it is, but for what is asked; it is quoted at `place` of its task's text."""
    reasons = tuple(dict.fromkeys(asked))
    return Proposal(
        id=it.id,
        title=it.title,
        quote=it.quote,
        start=place[0],
        end=place[1],
        who=it.who,
        who_phrase="",
        scope=it.scope,
        target=it.target,
        due=it.due,
        every=it.every,
        phrase=it.phrase or "",
        confidence="unsure" if reasons else "sure",
        reasons=reasons,
        assumed=it.assumed,
        carried=it,
    )


def carried_task(task: Task, number: int, section: str, text: str, line: int) -> ParsedTask:
    """A task that goes on under this number, in this section, in these words of the document's `line` (0 for none)."""
    return ParsedTask(
        id=number,
        section=section,
        title=task.title,
        text=text,
        lead=task.lead,
        responsible=task.responsible,
        cooperating=(),
        deadline="",
        line=line,
    )
