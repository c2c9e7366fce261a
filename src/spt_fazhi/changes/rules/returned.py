"""A record that a decision takes away from its unit: whoever sends the branch, that unit should know."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Finding
from spt_fazhi.model.decision import Return
from spt_fazhi.model.record import Void
from spt_fazhi.views.wording import names_text

RULES = {"record-returned": "退回了别的单位的记录"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding a return of a record that is not the office's own."""
    directory = context.after.matching.directory
    office = directory.canonical(context.after.register.info.office)
    for change, back in context.added("decision", Return):
        target = context.records.get(back.record) or context.records_before.get(back.record)
        if target is None or isinstance(target.value, Void):
            continue
        unit = directory.canonical(target.value.unit) or target.value.unit
        if unit == office:
            continue
        worse = [
            each.duty.key.obligation or f"任务 {each.duty.task} 的进展"
            for each in context.before.all_duties
            if back.record in each.records
        ]
        what = f"（{names_text(worse, 3, '项')}）" if worse else ""
        yield finding(
            "ask",
            "record-returned",
            f"退回了“{unit}”的记录 {back.record}{what}，它不再计入",
            "请核对理由，并告知该单位重报",
            at(change, "record"),
        )
