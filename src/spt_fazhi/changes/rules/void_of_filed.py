"""A void of what another unit filed: whoever it speaks of makes it vanish, and the one who filed it should know."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Finding
from spt_fazhi.model.entries.record import Evidence, Void

RULES = {"void-of-filed": "作废了由别的单位代填的记录"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding a void; with `--only-unit` the branch is the filer's own, or blocked (see other_unit)."""
    if context.only_unit is not None:
        return
    directory = context.after.matching.directory
    for change, void in context.added("record", Void):
        target = context.records_before.get(void.record) or context.records.get(void.record)
        if target is None or not isinstance(target.value, Evidence) or target.value.by is None:
            continue
        by = directory.canonical(target.value.by) or target.value.by
        if by == directory.canonical(target.value.unit):
            continue
        said = f"作废了由“{by}”代填的“{target.value.unit}”的记录 {void.record}（{target.value.obligation}）"
        hint = "代填的记录由代填的单位作废；请与它核对数字和理由"
        yield finding("ask", "void-of-filed", said, hint, at(change, "record"))
