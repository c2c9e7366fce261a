"""Progress in the words of an earlier period or of another unit (复制粘贴)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Change, Finding
from spt_fazhi.model.entries.record import Progress
from spt_fazhi.model.paths import code_of
from spt_fazhi.model.register import Entry, entered_order
from spt_fazhi.text.alike.likeness import COMPARED_TEXT, Pairs, pairs, shared
from spt_fazhi.text.numerals import share_text

RULES = {"progress-copied": "进展文字与以前的或别的单位的雷同"}
_SHORTEST: Final = 8
"""Characters below which texts are alike by nature."""


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding a record: the text it is most like, digits and punctuation aside."""
    percent = context.settings.copied_percent
    if not percent:
        return
    withdrawn = context.after.matching.withdrawn
    fresh = {change.key for change, _ in context.added("record", Progress)}
    known: dict[str, Pairs] = {}
    for change, progress in context.added("record", Progress):
        own = _pairs(context, progress)
        if change.key in withdrawn or len(own) < _SHORTEST:
            continue
        best, like = 0.0, ""
        for other in context.compared(change.key, Progress):
            if not _may_be_copied(change, progress, other, new=other.id in fresh):
                continue
            if other.id not in known:
                known[other.id] = _pairs(context, other.value)
            share = shared(own, known[other.id])
            if share > best:
                best, like = share, other.id
        if like and best * 100 >= percent:
            whose = "以前报的" if code_of(like) == code_of(change.key) else "别的单位报的"
            yield finding(
                "ask",
                "progress-copied",
                f"进展文字与{whose} {like} 有 {share_text(best, digits=0)} 相同",
                "请核对是不是复制粘贴；应写本期、本单位的做法和数字",
                at(change, "done"),
            )


def _pairs(context: ReviewContext, progress: Progress) -> Pairs:
    """Of the text without the unit's own name, which a copy puts in the place of the other's."""
    text = progress.done[:COMPARED_TEXT]
    for name in {progress.unit, context.after.matching.directory.canonical(progress.unit) or ""} - {""}:
        text = text.replace(name, "")
    return pairs(text)


def _may_be_copied(change: Change, progress: Progress, other: Entry[Progress], *, new: bool) -> bool:
    """A unit's second account of the same period is a correction; of two new ones the later is the copy.

    What was there before the branch is never the copy, whatever day of entry the branch writes.
    """
    if other.code == code_of(change.key) and other.value.period == progress.period:
        return False
    return not new or entered_order(other) <= (progress.recorded, change.key)
