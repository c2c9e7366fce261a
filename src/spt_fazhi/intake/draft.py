"""A document → everything a draft consists of: structure, units, proposed obligations, the list of what to decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from spt_fazhi.engine.directory import Directory
from spt_fazhi.intake.obligations.proposals import Proposals, propose
from spt_fazhi.intake.structure.document import Document
from spt_fazhi.intake.structure.parse import parse
from spt_fazhi.intake.structure.values import ParsedPlan
from spt_fazhi.intake.units import DraftDirectory, propose_units
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.unit import Group, Unit

Known = tuple[Sequence[Unit], Sequence[Group]]
"""The units and groups that are known before a document is read."""


@frozen
class Question:
    """Something a person must decide: where, about which words, what."""

    line: int
    about: str
    words: str
    what: str


@frozen
class DraftPlan:
    """A draft with its units and, by task number, the proposed obligations.

    `said_year` is the year the document itself speaks of, whichever the draft is for; None when it tells none.
    """

    draft: ParsedPlan
    directory: DraftDirectory
    proposals: Mapping[int, Proposals]
    document: Document
    said_year: int | None = None

    @property
    def year(self) -> int:
        """The plan's year; 0 when the document does not tell."""
        return self.draft.year or 0


def draft_plan(
    document: Document,
    known: Known = ((), ()),
    initials: Callable[[str], str] | None = None,
    year: int | None = None,
) -> DraftPlan:
    """Draft a register from a document; `known` units stay as they are, `year` wins over the document's own."""
    draft = parse(document)
    said_year = draft.year
    if year is not None:
        draft = replace(draft, year=year)
    units = propose_units(draft, known, initials)
    directory = Directory(units.units, units.groups)
    groups = {group.name: tuple(unit.name for unit in directory.members(group.name)) for group in units.groups}
    names = [name for unit in units.units for name in (unit.name, *unit.aliases)]
    proposals = {
        task.id: propose(
            task.text,
            task=task.id,
            year=draft.year or date.max.year,
            lead=task.lead,
            responsible=(*task.responsible, *task.cooperating),
            groups=groups,
            names=names,
            deadline=task.deadline,
            issued=draft.issued,
            inline=task.inline,
        )
        for task in draft.tasks
    }
    return DraftPlan(draft=draft, directory=units, proposals=proposals, document=document, said_year=said_year)


def with_head(drafted: DraftPlan, title: str, issuer: str, issued: date) -> DraftPlan:
    """The draft with the head a person has completed or corrected."""
    return replace(drafted, draft=replace(drafted.draft, title=title, issuer=issuer, issued=issued))


def questions(drafted: DraftPlan) -> tuple[Question, ...]:
    """Everything a person must decide, by line of the document."""
    return tuple(sorted(_questions(drafted), key=lambda each: (each.line, each.about, each.words, each.what)))


def _questions(drafted: DraftPlan) -> Iterator[Question]:
    draft = drafted.draft
    head = {"标题": draft.title, "印发单位": draft.issuer, "印发日期": draft.issued, "年度": draft.year}
    for name, known in head.items():
        if not known:
            yield Question(line=0, about=name, words="", what=f"没有读出{name}，请在 tasks.yaml 的 register 里填写")
    for remark in draft.remarks:
        yield Question(
            line=remark.line,
            about="结构",
            words="",
            what=f"{remark.message}{f'。{remark.hint}' if remark.hint else ''}",
        )
    for name, notes in drafted.directory.notes.items():
        for note in notes:
            yield Question(line=_line_of(draft, name), about=f"单位 {name}", words="", what=note)
    for task in draft.tasks:
        found = drafted.proposals[task.id]
        if task.cooperating:
            yield Question(
                line=task.line,
                about=f"任务 {task.id}",
                words="、".join(task.cooperating),
                what="配合单位已并入责任单位，请核对",
            )
        for each in found.obligations:
            for reason in each.reasons or (("是否列为事项",) if each.confidence == "unsure" else ()):
                yield Question(line=task.line, about=f"事项 {each.id} {each.title}", words=each.quote, what=reason)
        for phrase in found.unread:
            yield Question(
                line=task.line,
                about=f"任务 {task.id}",
                words=phrase.text,
                what="这个数字或时限没有列为事项，请确认不需要",
            )


def _line_of(draft: ParsedPlan, name: str) -> int:
    for task in draft.tasks:
        if name in (*task.lead, *task.responsible, *task.cooperating):
            return task.line
    return 0
