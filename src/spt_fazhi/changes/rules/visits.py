"""Inspections that count for an obligation, and hardly should: told as evidence too, shown by nothing, about else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Change, Finding
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.plan import Obligation
from spt_fazhi.model.register import Entry
from spt_fazhi.text.alike.likeness import folded
from spt_fazhi.text.plain import one_line

RULES = {
    "visit-twice": "同一次督察可能又报了佐证，算成两次",
    "visit-unproved": "计入事项的督察没有文号，也没有发现问题",
    "visit-unfit": "督察计入的事项，原文没有提到督察、检查",
    "visit-for-itself": "什么也证明不了的督察，计入原文没有提到督察的事项",
}
_WORDS: Final = re.compile("督察|督查|督导|检查|抽查|巡查|评查|考核|考评|评估|调研|走访|暗访")


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding for each event that may count twice, then for each inspection, then for what it counts for."""
    yield from _twice(context)
    added_to = {entry.value.adds_to for entry in context.after.register.inspections}
    for change, visit in context.added("inspection", Inspection):
        if visit.obligation and not (visit.document or visit.findings or change.key in added_to):
            said = (
                f"督察“{one_line(visit.title, 40)}”计入事项 {'、'.join(visit.obligation)}，没有写文号，也没有发现问题"
            )
            hint = "请核对是不是真的去了、去了哪里；有通知、通报的，请补上文号（document）"
            yield finding("ask", "visit-unproved", said, hint, at(change, "obligation"))
        for each in visit.obligation:
            obligation = context.obligations.get(each)
            if obligation is not None and not _speaks_of_visits(obligation):
                said = f"事项 {each}（{one_line(obligation.title, 40)}）的原文没有提到督察、检查，却以督察计入"
                if not visit.document and not _found_elsewhere(context, change.key, visit):
                    hint = "没有文号，也没有发现别的单位的问题，不能作佐证；做了的，报佐证：fazhi record evidence"
                    yield finding("block", "visit-for-itself", said, hint, at(change, "obligation"))
                    continue
                hint = "请核对事项编号；督察是对本事项的要求，才计入它"
                yield finding("ask", "visit-unfit", said, hint, at(change, "obligation"))


def _found_elsewhere(context: ReviewContext, inspection: str, visit: Inspection) -> bool:
    """Whether something was found, in the visit or later, with another unit than those who made it."""
    directory = context.after.matching.directory
    makers = set(directory.expand(visit.by))
    entries = (each for each in context.after.register.inspections if inspection in {each.id, each.value.adds_to})
    return any(directory.canonical(found.unit) not in makers for each in entries for found in each.value.findings)


def _speaks_of_visits(obligation: Obligation) -> bool:
    return _WORDS.search(f"{obligation.title}{obligation.quote}") is not None


def _twice(context: ReviewContext) -> Iterator[Finding]:
    """Evidence on a day of the visit, or with its document or title; what `check` calls a copy is left to it."""
    visits = {entry.id: entry.value for entry in context.after.register.inspections if entry.value.obligation}
    if not visits:
        return
    copies = {each.file for each in context.introduced if each.rule == "duplicate-evidence"}
    added = {change.key: change for subject in ("record", "inspection") for change, _ in context.added(subject)}
    told: set[tuple[str, str]] = set()
    for entries in context.after.matching.evidence.values():
        if not (any(each.id in visits for each in entries) and any(each.id in added for each in entries)):
            continue
        reported = _Reported([each for each in entries if each.id not in visits])
        for entry in entries:
            other = reported.of(visits[entry.id]) if entry.id in visits else None
            if other is None or (entry.id, other) in told:
                continue
            told.add((entry.id, other))
            change = added.get(other) or added.get(entry.id)
            if change is not None and change.spot.file not in copies:
                yield _may_be_one(change, entry.id if change.key == other else other)


def _may_be_one(change: Change, other: str) -> Finding:
    word = "督察" if isinstance(change.new, Inspection) else "佐证"
    said = f"这条{word}与 {other} 可能是同一次督察，会算成两次"
    hint = "督察登记了就计入事项，不用再报佐证：请核对，是一件事的作废那条佐证"
    return finding("ask", "visit-twice", said, hint, at(change, "title"))


class _Reported:
    """The evidence of one duty, found by its day, its document and its title."""

    def __init__(self, entries: Sequence[Entry[Evidence]]) -> None:
        self._days = sorted((each.value.date, each.id) for each in entries)
        self._papers = {folded(each.value.document): each.id for each in entries if each.value.document}
        self._titles = {folded(each.value.title): each.id for each in entries}

    def of(self, visit: Inspection) -> str | None:
        """What may be of the same event as a visit; None where there is nothing."""
        at_ = bisect_left(self._days, (visit.from_, ""))
        if at_ < len(self._days) and self._days[at_][0] <= visit.to:
            return self._days[at_][1]
        paper = self._papers.get(folded(visit.document)) if visit.document else None
        return paper or self._titles.get(folded(visit.title))
