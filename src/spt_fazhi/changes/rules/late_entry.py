"""Evidence that was entered long after the event, by the day it says or by the day it really came."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Finding
from spt_fazhi.model.entries.record import Evidence

RULES = {"entered-late": "发生很久之后才录入"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """More days between `date` and the day of entry, or of the commit where that is later, than the setting allows."""
    limit = context.settings.late_days
    if not limit:
        return
    for change, evidence in context.added("record", Evidence):
        came = context.came(change.spot.file)
        entered = evidence.recorded if came is None else max(evidence.recorded, came)
        days = (entered - evidence.date).days
        if days > limit:
            yield finding(
                "ask",
                "entered-late",
                f"发生 {days} 天之后才录入（{evidence.date} → {entered}）",
                f"超过 {limit} 天；请核对日期，问明为什么现在才报",
                at(change, "recorded"),
            )
