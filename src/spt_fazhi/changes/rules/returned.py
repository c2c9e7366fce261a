"""A record that a decision takes away from its unit, and a day for reporting again that puts off what is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.entry_days import Keys
from spt_fazhi.changes.values import Change, Finding
from spt_fazhi.changes.words import subject_text
from spt_fazhi.model.entries.decision import Return
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify, Void
from spt_fazhi.views.wording import names_text

RULES = {
    "record-returned": "退回了记录",
    "return-shields": "同一个分支里录入又退回，逾期就变成待重报",
    "return-long": "重报期限太长",
}
_LONG: Final = 30
"""Days within which a unit can report again."""


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding a return: of another unit's record, or of one without which a duty would be overdue.

    The office's own record that puts nothing off is its own affair.
    """
    directory = context.after.matching.directory
    office = directory.canonical(context.after.register.info.office)
    fresh = {change.key for change, _ in context.added("record")}
    shielded = _Shielded(context)
    for change, back in context.added("decision", Return):
        target = context.records.get(back.record) or context.records_before.get(back.record)
        if target is None or isinstance(target.value, Void):
            continue
        yield from _long(change, back)
        unit = directory.canonical(target.value.unit) or target.value.unit
        put_off = shielded.by(back)
        if put_off and back.record in fresh:
            said = f"记录 {back.record} 是本分支刚录入的，又退回重报，"
            said += f"{put_off}就由逾期变为待重报（到 {back.again_by} 为止）"
            hint = "没有报的照实按逾期处理；先合并记录，核对后确要退回的再另行决定"
            yield finding("block", "return-shields", said, hint, at(change, "record"))
        elif put_off or unit != office:
            yield _returned(context, change, back, unit)


def _returned(context: ReviewContext, change: Change, back: Return, unit: str) -> Finding:
    worse = [subject_text(each) for each in context.before.all_duties if back.record in each.records]
    what = f"（{names_text(worse, 3, '项')}）" if worse else ""
    until = f"；{back.again_by} 以前可以重报，那以前不算逾期" if back.again_by is not None else ""
    said = f"退回了“{unit}”的记录 {back.record}{what}，它不再计入{until}"
    return finding("ask", "record-returned", said, "请核对理由，并告知该单位重报", at(change, "record"))


def _long(change: Change, back: Return) -> Iterator[Finding]:
    days = (back.again_by - back.recorded).days if back.again_by is not None else 0
    if days > _LONG:
        said = f"重报期限 {back.again_by} 在退回之后 {days} 天"
        hint = f"重报一般不超过 {_LONG} 天，到期以前都不算逾期；请核对"
        yield finding("ask", "return-long", said, hint, at(change, "again_by"))


class _Shielded:
    """The duties past their day that only wait to be reported again."""

    def __init__(self, context: ReviewContext) -> None:
        after = context.after
        self._keys = Keys(after.register, after.matching)
        self._waiting = {
            each.duty.key: subject_text(each)
            for each in after.all_duties
            if each.state == "returned" and after.day > each.due
        }

    def by(self, back: Return) -> str:
        """What a return puts off: the obligation, the progress of a task, a finding; "" for nothing."""
        target = self._keys.target(back)
        if back.again_by is None or not isinstance(target, Evidence | Progress | Rectify) or not self._waiting:
            return ""
        return next((self._waiting[key] for key in self._keys.of(target) if key in self._waiting), "")
