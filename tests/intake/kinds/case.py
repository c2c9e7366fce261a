"""One invented document of an invented district, what must be read out of it, and how the two are held together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from spt_fazhi.intake.draft import DraftPlan, draft_plan, questions
from spt_fazhi.intake.obligations.proposals import Proposal
from spt_fazhi.intake.structure.document import Document
from spt_fazhi.intake.structure.values import ParsedTask
from spt_fazhi.model.plan import CountTarget, RateTarget
from spt_fazhi.store.documents.read import document_here


class Want(NamedTuple):
    """What must be read of one task; what is not given is not looked at.

    `lead` and `responsible` (with the cooperating ones) are exact and in order, `has` are among all its units. `counts`
    (`4`), `rates` (`100%`) and `due` (`2025-06-30`) must each be among those of its obligations, `every` among their
    rhythms (`month`, with a day within it `month 25日`, after its end `quarter 后10日`, from a day on
    `month 2025-07-01起`); `obligations` is how many there are. `unsure`: every obligation waits for a person.
    `who`: by words of a quote the names that owe it, exactly.
    """

    lead: tuple[str, ...] | None = None
    responsible: tuple[str, ...] | None = None
    has: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    obligations: int | None = None
    unsure: bool = False
    who: dict[str, tuple[str, ...]] = {}
    title: str | None = None
    text: str | None = None
    section: str | None = None
    number: int | None = None


class Case(NamedTuple):
    """A document: `written` is its text, or makes the bytes of a file that ends in `suffix`.

    `tasks` are all its tasks, in order; None: not looked at. `groups` are among its groups, `not_units` among none of
    its units; `asked` are words that must stand in a question (its place, its quoted words or what it asks), `unasked`
    words that may not. `left_out` are words that must be listed as left out.
    """

    kind: str
    name: str
    written: str | Callable[[], bytes]
    tasks: tuple[Want, ...] | None = None
    suffix: str = ".txt"
    title: str | None = None
    issuer: str | None = None
    issued: str | None = None
    year: int | None = None
    sections: int | None = None
    groups: tuple[str, ...] = ()
    not_units: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def document(case: Case) -> Document:
    """The case as the readers of documents read it."""
    data = case.written.encode() if isinstance(case.written, str) else case.written()
    return document_here(data, f"{case.name}{case.suffix}", case.suffix)


def drafted(case: Case) -> DraftPlan:
    """The case read as `fazhi intake` reads it."""
    return draft_plan(document(case))


def faults(case: Case, draft: DraftPlan) -> list[str]:
    """What of the case was read otherwise; empty when all is right."""
    return [*_head(case, draft), *_tasks(case, draft), *_units(case, draft), *_said(case, draft)]


def _head(case: Case, draft: DraftPlan) -> Iterator[str]:
    plan = draft.draft
    issued = None if case.issued is None else date.fromisoformat(case.issued)
    pairs = (
        ("title", case.title, plan.title),
        ("issuer", case.issuer, plan.issuer),
        ("issued", issued, plan.issued),
        ("year", case.year, plan.year),
        ("sections", case.sections, len(plan.sections)),
    )
    yield from (f"{name}: {seen!r}, want {want!r}" for name, want, seen in pairs if want is not None and seen != want)


def _tasks(case: Case, draft: DraftPlan) -> Iterator[str]:
    if case.tasks is None:
        return
    tasks = draft.draft.tasks
    if len(tasks) != len(case.tasks):
        yield f"{len(tasks)} tasks {[each.title for each in tasks]}, want {len(case.tasks)}"
    for index, (want, task) in enumerate(zip(case.tasks, tasks, strict=False), 1):
        yield from (f"#{index} {said}" for said in _task(want, task, draft))


def _task(want: Want, task: ParsedTask, draft: DraftPlan) -> Iterator[str]:
    owed = draft.proposals[task.id].obligations
    others = (*task.responsible, *task.cooperating)
    for name, wanted, seen in (
        ("lead", want.lead, task.lead),
        ("responsible", want.responsible, others),
        ("title", want.title, task.title),
        ("text", want.text, task.text),
        ("section", want.section, task.section),
        ("number", want.number, task.id),
        ("obligations", want.obligations, len(owed)),
    ):
        if wanted is not None and seen != wanted:
            yield f"{name}: {seen!r}, want {wanted!r}"
    for name, some, all_ in (
        ("units", want.has, {*task.lead, *others}),
        ("counts", want.counts, {_amount(each) for each in owed}),
        ("rates", want.rates, {_amount(each) for each in owed}),
        ("due", want.due, {str(each.due) for each in owed}),
        ("every", want.every, {rhythm(each) for each in owed}),
    ):
        yield from (f"{name} lacks {each}: {sorted(map(str, all_))}" for each in some if each not in all_)
    if want.unsure and (not owed or any(each.confidence == "sure" for each in owed)):
        yield f"sure: {[each.title for each in owed if each.confidence == 'sure']}"
    for words, names in want.who.items():
        found = [each.who for each in owed if words in each.quote]
        if found != [names]:
            yield f"who of {words}: {found}, want {names}"


def _amount(each: Proposal) -> str:
    if isinstance(each.target, CountTarget):
        return str(each.target.count)
    return f"{(each.target.rate * 100).normalize():f}%" if isinstance(each.target, RateTarget) else ""


def rhythm(each: Proposal) -> str:
    """The rhythm of a proposal as `Want.every` has it."""
    days = each.within
    parts = [
        each.every or "",
        f"{days.due_day}日" if days.due_day else "",
        f"后{days.after}日" if days.after else "",
        f"{days.since}起" if days.since else "",
    ]
    return " ".join(filter(None, parts))


def _units(case: Case, draft: DraftPlan) -> Iterator[str]:
    groups = {each.name for each in draft.directory.groups}
    units = {each.name for each in draft.directory.units}
    yield from (f"no group {each}: {sorted(groups)}" for each in case.groups if each not in groups)
    yield from (f"a unit {each}" for each in case.not_units if each in units)


def _said(case: Case, draft: DraftPlan) -> Iterator[str]:
    asked = [f"{each.about} {each.words} {each.what}" for each in questions(draft)]
    left = [each.text for each in draft.draft.left_out]
    yield from (f"nobody asks {each}: {asked}" for each in case.asked if not any(each in said for said in asked))
    yield from (f"somebody asks {each}" for each in case.unasked if any(each in said for said in asked))
    yield from (f"not left out {each}: {left}" for each in case.left_out if not any(each in said for said in left))
