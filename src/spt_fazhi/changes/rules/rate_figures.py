"""Figures of a rate that settle it although nothing stands behind them, or by making the whole smaller."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Change, Finding
from spt_fazhi.model.plan import RateTarget
from spt_fazhi.model.record import Evidence

RULES = {"rate-unproved": "比率只凭一句话就达到了", "rate-base": "比率的总数比以前少了一半以上"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """Figures are looked at by themselves: what they come to together with others is told by the states."""
    for change, evidence in context.added("record", Evidence):
        obligation = context.obligations.get(evidence.obligation)
        target = obligation.target if obligation is not None else None
        if not isinstance(target, RateTarget) or evidence.of is None or evidence.reached is None:
            continue
        if not evidence.proves and evidence.reached >= target.rate * evidence.of:
            what = "没有发生（0/0）" if evidence.of == 0 else f"{evidence.reached}/{evidence.of}"
            yield finding(
                "ask",
                "rate-unproved",
                f"报的是{what}，达到了目标，但没有文号、链接或附件",
                "请补报材料（名册、台账、说明都行）；只凭一句话不算完成，列为待佐证",
                at(change, "reached"),
            )
        if not target.adds:
            yield from _smaller(context, change, evidence)


def _smaller(context: ReviewContext, change: Change, evidence: Evidence) -> Iterator[Finding]:
    """Of a number of heads the latest counts: a small whole is soon reached."""
    others = [each for each in context.evidence_of.get(change.key, ()) if each.id != change.key and each.value.of]
    if not others or evidence.of is None:
        return
    last = max(others, key=lambda each: (each.value.counts_on, each.value.recorded, each.id))
    known = last.value.of or 0
    if 2 * evidence.of < known:
        yield finding(
            "ask",
            "rate-base",
            f"总数报的是 {evidence.of}，{last.id} 报的是 {known}",
            "请核对有没有漏了人或漏了件；这一事项以最近一次为准",
            at(change, "of"),
        )
