"""An amount far above what the others report for the same obligation.

It is compared with what was there before the branch and with everything: many new records must not hide one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Finding
from spt_fazhi.model.record import Evidence
from spt_fazhi.views.wording import number_text

RULES = {"amount-unusual": "数量与别的佐证相差悬殊"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """More than so many times the median of the other amounts, where there are enough of them."""
    times, enough = context.settings.amount_times, context.settings.amount_peers
    if not times:
        return
    fresh = {change.key for change, _ in context.added("record", Evidence)}
    for change, evidence in context.added("record", Evidence):
        if evidence.amount is None:
            continue
        others = _others(context, change.key)
        known = [amount for record, amount in others.items() if record not in fresh]
        for amounts in (known, list(others.values())):
            if len(amounts) < max(enough, 1):
                continue
            middle = median(amounts)
            if Decimal(evidence.amount) > times * middle:
                number = number_text(evidence.amount)
                yield finding(
                    "ask",
                    "amount-unusual",
                    f"数量 {number} 远多于同一事项的其他佐证（{len(amounts)} 条的中位数是 {number_text(middle)}）",
                    f"超过 {times} 倍；请核对有没有多写一位，计量单位对不对",
                    at(change, "amount"),
                )
                break


def _others(context: ReviewContext, record: str) -> dict[str, Decimal]:
    """The amounts of the evidence a record is compared with, by record."""
    withdrawn = context.after.matching.withdrawn
    found = {}
    for other in context.peers.get(record, ()):
        entry = context.records.get(other)
        if entry is not None and isinstance(entry.value, Evidence) and other not in withdrawn:
            found[other] = Decimal(1 if entry.value.amount is None else entry.value.amount)
    return found


def median(numbers: Sequence[Decimal]) -> Decimal:
    """The middle of at least one number."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
