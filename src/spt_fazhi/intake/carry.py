"""What is unfinished at the end of a year, as tasks of the next: under a section of its own, in the old words."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from spt_fazhi.engine.assess import Assessed
from spt_fazhi.engine.states import MET
from spt_fazhi.intake.draft import DraftPlan
from spt_fazhi.intake.obligations.phrases import due_day
from spt_fazhi.intake.obligations.proposals import Proposal, Proposals
from spt_fazhi.intake.structure.values import ParsedSection, ParsedTask
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import Obligation
from spt_fazhi.model.register import Register

SECTION: Final = "结转"


def unfinished(duties: Iterable[Assessed]) -> dict[str, tuple[str, ...]]:
    """Obligations with duties that are neither met nor waived, with the units that still owe them."""
    found: dict[str, dict[str, None]] = {}
    for each in duties:
        if each.duty.kind == "obligation" and each.state not in MET and each.state != "waived":
            found.setdefault(each.duty.key.obligation, {}).update(dict.fromkeys(each.duty.owners))
    return {key: tuple(names) for key, names in found.items()}


def carry(
    drafted: DraftPlan, register: Register, wanted: Mapping[str, tuple[str, ...]]
) -> tuple[DraftPlan, dict[int, int]]:
    """The draft with the `wanted` obligations (and who still owes each) of `register`; the carried tasks by number.

    Days move to the same day of the new year, for a person to confirm.
    """
    draft = drafted.draft
    year, old_year = draft.year or register.info.year + 1, register.info.year
    number = max((task.id for task in draft.tasks), default=0)
    tasks = list(draft.tasks)
    proposals = dict(drafted.proposals)
    carried: dict[int, int] = {}
    for task in register.tasks:
        chosen = [each for each in task.obligations if each.id in wanted]
        if not chosen:
            continue
        number += 1
        tasks.append(
            ParsedTask(
                id=number,
                section=SECTION,
                title=task.title,
                text=task.text,
                lead=task.lead,
                responsible=task.responsible,
                cooperating=(),
                deadline="",
                line=0,
            )
        )
        proposals[number] = Proposals(
            obligations=tuple(
                _proposal(each, f"{number}.{index}", wanted[each.id], task.text, (old_year, year))
                for index, each in enumerate(chosen, 1)
            ),
            unread=(),
        )
        carried[number] = old_year
    if not carried:
        return drafted, {}
    sections = (*draft.sections, ParsedSection(id=SECTION, title=f"{old_year}年结转事项", line=0))
    return replace(drafted, draft=replace(draft, sections=sections, tasks=tuple(tasks)), proposals=proposals), carried


def _proposal(each: Obligation, number: str, owners: tuple[str, ...], text: str, years: tuple[int, int]) -> Proposal:
    """An obligation under its new `number`; `text` is its task's, `years` are the old and the new one."""
    old_year, year = years
    due = None if each.due is None else _moved(each.due, year)
    phrase = each.phrase if each.phrase and each.phrase in text and _still_fits(each, due, years) else ""
    said = f"结转自 {old_year} 年事项 {each.id}" + (
        f"，原到期日 {each.due}，请核定新的到期日" if each.due else "，请核对"
    )
    return Proposal(
        id=number,
        title=each.title,
        quote=each.quote,
        start=0,
        end=0,
        who=each.who if each.scope == "joint" else owners,
        who_phrase="",
        scope=each.scope,
        target=each.target,
        due=due,
        every=each.every,
        phrase=phrase,
        confidence="unsure",
        reasons=(said,),
    )


def _still_fits(each: Obligation, due: date | None, years: tuple[int, int]) -> bool:
    """Whether the words for the time (2024年6月底前) that meant the old day mean the new one too."""
    phrase = each.phrase or ""
    return due_day(phrase, years[0]) != each.due or due_day(phrase, years[1]) == due


def _moved(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))
