"""What stands outside the numbered tasks (附则): last year a person took it in, and its paragraph is the same again."""

from __future__ import annotations

from spt_fazhi.intake.draft import DraftPlan
from spt_fazhi.intake.obligations.proposals import Proposals
from spt_fazhi.intake.planned import carried_task
from spt_fazhi.intake.structure.values import ParsedSection, ParsedTask
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import Task
from spt_fazhi.model.register import Register
from spt_fazhi.services.rollover.sentences import later
from spt_fazhi.text.normalise import normalise
from spt_fazhi.text.plain import one_line


def with_closing(drafted: DraftPlan, register: Register) -> tuple[DraftPlan, list[tuple[Task, ParsedTask]]]:
    """The draft with the tasks outside the numbers whose paragraph is last year's; each of them with its old task."""
    draft = drafted.draft
    sections = {each.id: each for each in draft.sections}
    titles = {each.id: each.title for each in register.sections}
    both = []
    for task in register.tasks:
        if task.is_numbered or task.id in drafted.proposals:
            continue
        words = later(normalise(task.text).text, drafted.year - register.info.year)
        left = next((each for each in draft.left_out if normalise(each.text).text == words), None)
        home = titles.get(task.section, "")
        if left is None or one_line(sections[task.section].title if task.section in sections else home) != home:
            continue
        sections.setdefault(task.section, ParsedSection(id=task.section, title=home, line=left.line))
        draft = replace(draft, left_out=tuple(each for each in draft.left_out if each is not left))
        both.append((task, carried_task(task, task.id, task.section, left.text, left.line)))
    found = {**drafted.proposals, **{new.id: Proposals(obligations=(), unread=()) for _, new in both}}
    tasks = (*draft.tasks, *(new for _, new in both))
    draft = replace(draft, sections=tuple(sections.values()), tasks=tasks)
    return replace(drafted, draft=draft, proposals=found), both
