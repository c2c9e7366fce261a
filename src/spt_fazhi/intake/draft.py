"""A document → everything a draft consists of: structure, units, proposed obligations, the list of what to decide."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from spt_fazhi.engine.directory import Directory
from spt_fazhi.intake.alike_questions import Question
from spt_fazhi.intake.obligations.proposals import Proposal, Proposals, propose
from spt_fazhi.intake.obligations.titles import LIMIT
from spt_fazhi.intake.obligations.who.names import District
from spt_fazhi.intake.planned import UNKNOWN
from spt_fazhi.intake.questions import asked_of
from spt_fazhi.intake.structure.document import Document
from spt_fazhi.intake.structure.parse import parse
from spt_fazhi.intake.structure.tabular.layout import prepared
from spt_fazhi.intake.structure.values import ParsedPlan
from spt_fazhi.intake.units import DraftDirectory, propose_units
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.unit import Group, GroupMembers, Unit
from spt_fazhi.text.plain import one_line

Known = tuple[Sequence[Unit], Sequence[Group]]
"""The units and groups that are known before a document is read."""
_NO_YEAR: Final = 2000  # stands in where no year is known: none of its days is kept
_ITEM: Final = re.compile(r"^(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳])")
"""The number of a requirement in a list, which is no part of a title."""
_BARE: Final = re.compile(r"\W*(?:\d[\d.,]*(?:%|‰|[一-龥]{1,2})?(?:以上|以下|左右)?)?(?:[（(].*|\W*)")
"""A title without a word of what is owed."""
_ASK_TITLE: Final = f"没有读出事项的标题，暂写“{UNKNOWN}”，请写明。"
_ASK_YEAR: Final = "没有读出年度，时限定不下来，请加 --year"


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
    issued: date | None = None,
) -> DraftPlan:
    """Draft a register from a document; `known` units stay as they are, `year` and `issued` win over its own."""
    document = prepared(document)
    draft = parse(document)
    said_year = draft.year
    if year is not None:
        draft = replace(draft, year=year)
    if issued is not None:
        draft = replace(draft, issued=issued)
    units = propose_units(draft, known, initials)
    district = _district(units)
    proposals = {
        task.id: _titled(
            task.title,
            propose(
                task.text,
                task=task.id,
                year=draft.year or _NO_YEAR,
                lead=task.lead,
                responsible=(*task.responsible, *task.cooperating),
                groups=district,
                deadline=task.deadline,
                issued=draft.issued,
                inline=task.inline,
            ),
        )
        for task in draft.tasks
    }
    if not draft.year:
        proposals = {task: _undated(found) for task, found in proposals.items()}
    return DraftPlan(draft=draft, directory=units, proposals=proposals, document=document, said_year=said_year)


def _district(units: DraftDirectory) -> District:
    """All names, made once for all tasks; groups of the same kinds and tags share their list of members."""
    directory = Directory(units.units, units.groups)
    members: dict[GroupMembers, tuple[str, ...]] = {}
    for group in units.groups:
        if group.members not in members:
            members[group.members] = tuple(unit.name for unit in directory.members(group.name))
    return District(
        {group.name: members[group.members] for group in units.groups},
        (name for unit in units.units for name in (unit.name, *unit.aliases)),
    )


def with_head(drafted: DraftPlan, title: str, issuer: str, issued: date) -> DraftPlan:
    """The draft with the head a person has completed or corrected."""
    return replace(drafted, draft=replace(drafted.draft, title=title, issuer=issuer, issued=issued))


def questions(drafted: DraftPlan) -> tuple[Question, ...]:
    """Everything a person must decide, the heaviest first, alike questions once."""
    return asked_of(drafted.draft, drafted.proposals, drafted.directory.notes, drafted.said_year)


def _titled(title: str, found: Proposals) -> Proposals:
    """Proposals of which a title that is nothing but a figure (98%, of a column of goals) is that of the task."""
    owed = []
    for each in found.obligations:
        bare = _ITEM.sub("", each.title)
        told = one_line(title)[:LIMIT] if _BARE.fullmatch(bare) else bare
        asked = each if told else replace(each, reasons=(*each.reasons, _ASK_TITLE), confidence="unsure")
        owed.append(replace(asked, title=told or UNKNOWN))
    return replace(found, obligations=tuple(owed))


def _undated(found: Proposals) -> Proposals:
    """Proposals of a document whose year nobody knows: only the days whose year the text itself has."""
    return replace(found, obligations=tuple(map(_without_day, found.obligations)))


def _without_day(each: Proposal) -> Proposal:
    stated = each.due is not None and f"{each.due.year}年" in f"{each.phrase}{each.quote}"
    since = each.within.since
    begins = since is not None and since.year == _NO_YEAR
    kept = tuple(said for said in each.reasons if str(_NO_YEAR) not in said)
    if stated or (each.every and not begins):
        return replace(each, reasons=kept)
    return replace(
        each,
        due=None,
        within=each.within._replace(since=None),
        reasons=(*kept, _ASK_YEAR),
        assumed=tuple(one for one in each.assumed if one.field != "due"),
        confidence="unsure",
    )
