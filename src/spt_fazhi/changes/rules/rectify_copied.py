"""A report on a finding in the words of another: of another unit's, of another finding's, or of one handed back."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any, Final

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Change, Finding
from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.entries.locating import holds
from spt_fazhi.model.entries.record import Rectify
from spt_fazhi.model.paths import code_of
from spt_fazhi.model.references import finding_id, finding_name
from spt_fazhi.model.register import Entry, entered_order
from spt_fazhi.text.alike.likeness import COMPARED_TEXT, Pairs, folded, pairs, shared
from spt_fazhi.text.numerals import share_text

RULES = {
    "rectify-copied": "整改文字与别的问题或别的单位的雷同",
    "rectify-unchanged": "退回以后原样重报的整改",
}
_LONG_ENOUGH: Final = 20
"""Pairs of characters below which two reports are alike by nature, unless they are the same."""


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding a report: that it is the one handed back, else the report it is most like."""
    percent = context.settings.copied_percent
    fresh = {change.key for change, _ in context.added("record", Rectify)}
    withdrawn = _withdrawn(context) if fresh else {}
    known: dict[str, Pairs] = {}
    for change, report in context.added("record", Rectify):
        if change.key in context.after.matching.withdrawn:
            continue
        own = context.records[change.key]
        alike = withdrawn.get(_whole(report), ())
        back = next((each for each in alike if _is_its_own(context.after.directory, own, each)), None)
        if back is not None:
            said = f"与退回或作废的 {back.id} 说的、附的完全相同，看不出又做了什么"
            yield finding("ask", "rectify-unchanged", said, "请核对退回时要求的补了没有", at(change, "title"))
        elif percent:
            yield from _copied(context, change, report, fresh, known)


def _withdrawn(context: ReviewContext) -> dict[tuple[object, ...], list[Entry[Rectify]]]:
    """The reports that were handed back or withdrawn, by all that they say, the last one first; not those named for
    something else, which never counted.
    """
    found: dict[tuple[object, ...], list[Entry[Rectify]]] = {}
    for record in context.after.matching.withdrawn:
        entry = context.records.get(record)
        if entry is not None and holds(entry, Rectify) and entry.subject == finding_name(_about(entry.value)):
            found.setdefault(_whole(entry.value), []).insert(0, entry)
    return found


def _is_its_own(directory: Directory, report: Entry[Any], back: Entry[Rectify]) -> bool:
    """Whether one unit made both, or one of two of which one carries on what the other owed."""
    one, other = _maker(directory, report), _maker(directory, back)
    if one is None or other is None:
        return False
    return other in directory.line(one) or one in directory.line(other)


def _maker(directory: Directory, report: Entry[Any]) -> str | None:
    """The unit that made a report; None of one that lies with another unit and never counted."""
    unit = directory.canonical(report.value.unit)
    return unit if unit is not None and report.code in directory.desks(unit) else None


def _about(report: Rectify) -> str:
    return finding_id(report.inspection, report.finding)


def _whole(report: Rectify) -> tuple[object, ...]:
    proof = tuple(folded(each or "") for each in (report.document, report.link))
    return (_about(report), *_words(report), *proof, frozenset(each.sha256 for each in report.files))


def _copied(
    context: ReviewContext, change: Change, report: Rectify, fresh: Container[str], known: dict[str, Pairs]
) -> Iterator[Finding]:
    """The report it is most like; `known` keeps what was worked out of the others."""
    own, same = _pairs(context, report), _words(report)
    best, like = 0.0, None
    for other in context.compared(change.key, Rectify):
        if other.id in fresh and entered_order(other) > (report.recorded, change.key):
            continue  # of two new ones the later is the copy
        if other.id not in known:
            known[other.id] = _pairs(context, other.value)
        theirs = known[other.id]
        is_long = min(len(own), len(theirs)) >= _LONG_ENOUGH
        share = 1.0 if _words(other.value) == same else shared(own, theirs) if is_long else 0.0
        if share > best:
            best, like = share, other
    if like is not None and best * 100 >= context.settings.copied_percent:
        said = f"整改文字与{_whose(change, report, like)} {like.id} 有 {share_text(best, digits=0)} 相同"
        hint = "请核对是不是复制粘贴；应写这个问题是怎么改的，改到什么程度"
        yield finding("ask", "rectify-copied", said, hint, at(change, "title"))


def _whose(change: Change, report: Rectify, other: Entry[Rectify]) -> str:
    if code_of(other.id) != code_of(change.key):
        return "别的单位报的"
    return (
        "同一问题以前报的" if _about(other.value) == _about(report) else f"问题 {finding_name(_about(other.value))} 的"
    )


def _words(report: Rectify) -> tuple[str, str]:
    return folded(report.title), folded(report.detail or "")


def _pairs(context: ReviewContext, report: Rectify) -> Pairs:
    """Of what was done, without the unit's own name, which a copy puts in the place of the other's."""
    text = f"{report.title}{report.detail or ''}"[:COMPARED_TEXT]
    for name in {report.unit, context.after.matching.directory.canonical(report.unit) or ""} - {""}:
        text = text.replace(name, "")
    return pairs(text)
