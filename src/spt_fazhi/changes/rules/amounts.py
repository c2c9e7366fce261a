"""An amount far above what the others report for the same obligation, or above what was asked for.

It is compared with what was there before the branch and with everything: many new records must not hide one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Finding
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.fields import Number
from spt_fazhi.model.plan import CountTarget
from spt_fazhi.model.problem import Where
from spt_fazhi.views.wording import number_text

RULES = {"amount-unusual": "数量与别的佐证或目标相差悬殊"}
Said = tuple[str, str]
"""What is said of a number, and by what it was measured."""
_OF_TARGET: Final = 3
"""How many times the target one record may report where there is nothing to compare it with."""


def find(context: ReviewContext) -> Iterator[Finding]:
    """More than so many times the median of the other amounts, or where there are too few the target."""
    if not context.settings.amount_times:
        return
    fresh = frozenset(change.key for change, _ in context.added("record", Evidence))
    for change, evidence in context.added("record", Evidence):
        for name, where, amount, of in _numbers(evidence):
            others = _others(context, change.key, of)
            known = [number for record, number in others.items() if record not in fresh]
            said = _too_much(context, amount, known) or _too_much(context, amount, list(others.values()))
            if said is None and name == "数量" and len(others) < max(context.settings.amount_peers, 1):
                said = _above_target(context, evidence)
            if said is None and name == "数量":
                said = _alone(context, evidence, list(others.values()))
            if said is not None:
                message, why = f"{name} {number_text(amount)} {said[0]}", said[1]
                hint = f"{why}；请核对有没有多写一位，计量单位对不对"
                yield finding("ask", "amount-unusual", message, hint, at(change, *where))


def _numbers(evidence: Evidence) -> Iterator[tuple[str, Where, Number, Callable[[Evidence], Number | None]]]:
    """The numbers of a piece of evidence: what each is called, where it stands, and how to find it in another one."""
    if evidence.amount is not None:
        yield "数量", ("amount",), evidence.amount, _amount
    if evidence.of is not None:
        yield "总数", ("of",), evidence.of, lambda other: other.of
    for figure in evidence.figures:
        yield figure.name, ("figures", figure.name), figure.amount, _figure(figure.name)


def _amount(other: Evidence) -> Number | None:
    return 1 if other.amount is None and other.of is None else other.amount


def _figure(name: str) -> Callable[[Evidence], Number | None]:
    return lambda other: next((each.amount for each in other.figures if each.name == name), None)


def _others(context: ReviewContext, record: str, of: Callable[[Evidence], Number | None]) -> dict[str, Decimal]:
    """The numbers of the evidence a record is compared with, by record."""
    numbers = ((each.id, of(each.value)) for each in context.compared(record, Evidence))
    return {other: Decimal(number) for other, number in numbers if number is not None}


def _too_much(context: ReviewContext, amount: Number, amounts: Sequence[Decimal]) -> Said | None:
    times, enough = context.settings.amount_times, context.settings.amount_peers
    if len(amounts) < max(enough, 1):
        return None
    middle = median(amounts)
    if Decimal(amount) <= times * (middle or Decimal(1)):
        return None
    return f"远多于同一事项的其他佐证（{len(amounts)} 条的中位数是 {number_text(middle)}）", f"超过 {times} 倍"


def _above_target(context: ReviewContext, evidence: Evidence) -> Said | None:
    obligation = context.obligations.get(evidence.obligation)
    target = obligation.target if obligation is not None else None
    if not isinstance(target, CountTarget) or evidence.amount is None:
        return None
    if Decimal(evidence.amount) <= _OF_TARGET * Decimal(target.count):
        return None
    return f"超过目标（{number_text(target.count)}{target.unit}）的 {_OF_TARGET} 倍", "没有足够的佐证可以比"


def _alone(context: ReviewContext, evidence: Evidence, amounts: Sequence[Decimal]) -> Said | None:
    """One record that is all that was asked for, several times: usual only where the others report so too."""
    obligation = context.obligations.get(evidence.obligation)
    target = obligation.target if obligation is not None else None
    if not isinstance(target, CountTarget) or evidence.amount is None or target.count <= 1:
        return None
    enough = len(amounts) >= max(context.settings.amount_peers, 1)
    if Decimal(evidence.amount) < target.count or (enough and median(amounts) >= target.count):
        return None
    return f"一条就达到目标（{number_text(target.count)}{target.unit}）", "几件事宜各录一条"


def median(numbers: Sequence[Decimal]) -> Decimal:
    """The middle of at least one number."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
