"""An amount far above what the others report for the same obligation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Finding
from spt_fazhi.model.record import Evidence

RULES = {"amount-unusual": "数量与别的佐证相差悬殊"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """More than so many times the median of the other amounts, where there are enough of them."""
    times, enough = context.settings.amount_times, context.settings.amount_peers
    if not times:
        return
    withdrawn = context.after.standing.withdrawn
    for change, evidence in context.added("record", Evidence):
        if evidence.amount is None:
            continue
        others = []
        for other in context.peers.get(change.key, ()):
            entry = context.records.get(other)
            if entry is not None and isinstance(entry.value, Evidence) and other not in withdrawn:
                others.append(Decimal(1 if entry.value.amount is None else entry.value.amount))
        if len(others) < max(enough, 1):
            continue
        middle = median(others)
        if Decimal(evidence.amount) > times * middle:
            yield finding(
                "ask", "amount-unusual",
                f"数量 {evidence.amount} 远多于同一事项的其他佐证（{len(others)} 条的中位数是 {middle.normalize():f}）",
                f"超过 {times} 倍；请核对有没有多写一位，计量单位对不对", at(change, "amount"),
            )  # fmt: skip


def median(numbers: Sequence[Decimal]) -> Decimal:
    """The middle of at least one number."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
