"""Why a changed field of an obligation makes it easier to meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from spt_fazhi.changes.values import FieldChange
from spt_fazhi.engine.duties import due_in, periods_due
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget

_WHEN: Final = ("due", "due_day", "after", "every", "start")
"""The fields that say when it is due, in the order in which a later day is laid at their door."""
_HOW_OFTEN: Final = ("every", "start", "due", "due_day", "after")


@frozen
class Obligations:
    """An obligation before and after, with the names of the fields that differ, the plan's year and day of issue."""

    old: Obligation
    new: Obligation
    changed: frozenset[str]
    year: int
    issued: date


def easier(field: FieldChange, both: Obligations) -> str:
    """Why the change of a field makes the obligation easier, "" when it does not."""
    name = field.name.partition(".")[0]
    if name in _WHEN:
        return _when(both).get(name, "")
    if name == "target":
        return _target(field, both.old, both.new)
    return _PLAIN.get(name, _no)(both.old, both.new)


def _no(_old: Obligation, _new: Obligation) -> str:
    return ""


def _scope(_old: Obligation, new: Obligation) -> str:
    return "由各自完成改为共同完成" if new.scope == "joint" else "由共同完成改为各自完成"


def _proof(old: Obligation, new: Obligation) -> str:
    if old.proof is None:
        return ""
    return "佐证要求被改" if new.proof else "取消了佐证要求"


def _figures(old: Obligation, new: Obligation) -> str:
    return "" if set(old.figures) <= set(new.figures) else "另报的数减少或被改"


_PLAIN: Final[Mapping[str, Callable[[Obligation, Obligation], str]]] = {
    "quote": lambda _old, _new: "引文被改",
    "scope": _scope,
    "proof": _proof,
    "holder": lambda _old, new: "能替各单位填报的单位被改" if new.holder else "",
    "figures": _figures,
    "recurs": lambda _old, new: "" if new.recurs else "不再每年都有",
}


def _when(both: Obligations) -> Mapping[str, str]:
    """What is wrong with the new days, by the field to which it is laid."""
    before, after = _days(both.old, both.year), _days(both.new, both.year)
    if both.old.every == both.new.every:
        fewer = not before.keys() <= after.keys()
        pairs = [(day, after[period]) for period, day in before.items() if period in after]
    else:
        # in their order; what was due before the issue is only 待补录 and stands in for nothing that was due later
        sides = [
            tuple([day for day in days.values() if day >= first] for days in (before, after))
            for first in (date.min, both.issued)
        ]
        fewer = any(len(new) < len(old) for old, new in sides)
        pairs = [pair for old, new in sides for pair in zip(old, new, strict=False)]
    if fewer:
        return {_first(_HOW_OFTEN, both): "次数减少"}
    if any(new > old for old, new in pairs):
        return {_first(_WHEN, both): "期限推后"}
    if both.old.every != both.new.every:
        return {}
    if any(new < both.issued <= old for old, new in pairs):
        return {_first(_WHEN, both): "期限提前到印发日之前，逾期就变成待补录"}
    started = both.old.start or date.min
    return {"start": "开始的日子推后"} if both.new.start is not None and both.new.start > started else {}


def _first(order: tuple[str, ...], both: Obligations) -> str:
    return next((name for name in order if name in both.changed), order[0])


def _days(obligation: Obligation, year: int) -> dict[str, date]:
    """The days by which something is owed, by period ("" without one), in order."""
    if obligation.due is not None:
        return {"": obligation.due}
    return {period.text: due_in(obligation, period) for period in periods_due(obligation, year)}


def _target(field: FieldChange, old: Obligation, new: Obligation) -> str:
    before, after = old.target, new.target
    if isinstance(before, CountTarget) and isinstance(after, CountTarget):
        if field.name == "target.unit":
            return "计量单位被改"
        if field.name == "target.pace":
            return "不再看序时进度" if after.pace == "none" else ""
        return "目标降低" if field.name == "target.count" and after.count < before.count else ""
    if isinstance(before, RateTarget) and isinstance(after, RateTarget):
        return _rate(field.name, before, after)
    if before is None and not isinstance(after, RateTarget):  # a rate is met by 无发生, a milestone is not
        return ""
    return "取消了目标" if after is None else "考核方式被改"


def _rate(name: str, before: RateTarget, after: RateTarget) -> str:
    if name == "target.rate":
        return "比率降低" if after.rate < before.rate else ""
    if name == "target.settle" and after.settle == "when-reached":
        return "由到期判定改为达到即算"
    if name in {"target.settle", "target.combine"}:
        return "几次报的数怎么合起来算被改" if before.adds != after.adds else ""
    return "考核的对象被改"
