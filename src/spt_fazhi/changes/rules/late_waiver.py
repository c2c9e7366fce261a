"""A waiver decided after the due day: it stands, and stays visible for what it is."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Finding
from spt_fazhi.model.entries.decision import Waive

RULES = {"waived-late": "逾期后定为不适用"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding a decision; what it waives is told by the duties."""
    late = {each.waived_by: each for each in context.after.all_duties if each.late_decision and each.waived_by}
    for change, waive in context.added("decision", Waive):
        each = late.get(change.key)
        if each is not None:
            yield finding(
                "ask",
                "waived-late",
                f"逾期后定为不适用：{each.due} 到期，{waive.recorded} 才决定",
                "请核对依据；通过后，各处都会写明“逾期后定为不适用”",
                at(change, "recorded"),
            )
