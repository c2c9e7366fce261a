"""One event with one proof that is reported for several duties: other units', other obligations', other periods'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Change, Finding
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.text.alike.likeness import folded
from spt_fazhi.views.wording import names_text

RULES = {"event-reused": "同一件事、同一份材料报给了几条责任"}
_PROOFS: Final = {"document": "文号", "link": "链接"}
_HINT: Final = "请核对是不是照抄别的单位、别的事项或上一期的；确实一件事算几条的，说明理由"
Lot = tuple[str, str, str]
"""Which field the proof stands in, the proof and the title, folded."""
Fold = Callable[[str], str]


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding for all that say the same; what is repeated inside one duty is told by `copied_record`.

    A holder who files one event for many units says the same of all.
    """
    fold = cache(folded)
    added = {change.key: change for change, _ in context.added("record", Evidence)}
    lots: dict[Lot, dict[str, Evidence]] = defaultdict(dict)
    for record in context.evidence_of:
        for lot in _lots(added[record].new, fold):
            lots[lot][record] = added[record].new
    fresh = {lot: list(found) for lot, found in lots.items()}
    if not lots:
        return
    compared = {each.id: each.value for record in context.evidence_of for each in context.compared(record, Evidence)}
    for other, value in compared.items():
        if other not in added:
            for lot in _lots(value, fold):
                if lot in lots:
                    lots[lot][other] = value
    told: set[str] = set()
    of_duty = {id(each): frozenset(entry.id for entry in each) for each in context.joined}
    for lot, found in lots.items():
        last = max(fresh[lot])
        if last not in told and len(found) > 1:
            same = of_duty[id(context.evidence_of[last])]
            others = [each for each in found if each not in same and not _filed_for_many(found[last], found[each])]
            if others:
                told.add(last)
                yield _reused(added[last], lot[0], others)


def _lots(value: Evidence, fold: Fold) -> Iterator[Lot]:
    for name in _PROOFS:
        proof = getattr(value, name)
        if proof and fold(proof):
            yield name, fold(proof), fold(value.title)


def _filed_for_many(one: Evidence, two: Evidence) -> bool:
    return one.by is not None and one.by == two.by and one.obligation == two.obligation and one.unit != two.unit


def _reused(change: Change, name: str, others: list[str]) -> Finding:
    said = f"标题和{_PROOFS[name]}“{getattr(change.new, name)}”与报给别的责任的相同（{names_text(others, 3, '条')}）"
    return finding("ask", "event-reused", said, _HINT, at(change, name))
