"""What was entered long after the event, by the day it says or by the day it really came."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Finding
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.record import Evidence, Rectify

RULES = {"entered-late": "发生很久之后才录入"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """More days between `date` and the day of entry, or of the commit where that is later, than the setting allows."""
    limit = context.settings.late_days
    if not limit:
        return
    for change, value in chain(context.added("record"), context.added("inspection")):
        if not isinstance(value, Evidence | Rectify | Inspection):
            continue
        happened = value.to if isinstance(value, Inspection) else value.date
        came = context.came(change.spot.file)
        entered = value.recorded if came is None else max(value.recorded, came)
        days = (entered - happened).days
        if days > limit:
            yield finding(
                "ask",
                "entered-late",
                f"发生 {days} 天之后才录入（{happened} → {entered}）",
                f"超过 {limit} 天；请核对日期，问明为什么现在才报",
                at(change, "recorded"),
            )
