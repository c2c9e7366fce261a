"""Figures of a rate that settle it although nothing stands behind them, or by making the whole smaller."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.entry_days import Keys
from spt_fazhi.changes.values import Change, Finding
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.entries.locating import holds
from spt_fazhi.engine.entries.matching import evidence_order
from spt_fazhi.model.entries.record import Evidence, Void
from spt_fazhi.model.plan import RateTarget
from spt_fazhi.model.register import Entry

RULES = {"rate-unproved": "比率只凭一句话就达到了", "rate-base": "比率的总数比以前少了一半以上"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """Figures are looked at by themselves: what they come to together with others is told by the states."""
    voided = _Voided(context)
    latest = {id(each): [entry for entry in each if entry.value.of][-2:] for each in context.joined}
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
        others = list(voided.beside(evidence)) if change.key in context.evidence_of else []
        if not target.adds:
            others += latest.get(id(context.evidence_of.get(change.key)), ())
        yield from _smaller(change, evidence, others)


class _Voided:
    """The figures that the branch voids, by the duty they were for: they are compared with as if they still stood."""

    def __init__(self, context: ReviewContext) -> None:
        self._keys = Keys(context.after.register, context.after.matching)
        self._by_key: dict[DutyKey, Entry[Evidence]] = {}
        for _, void in context.added("record", Void):
            entry = context.records.get(void.record) or context.records_before.get(void.record)
            if entry is not None and holds(entry, Evidence) and entry.value.of:
                for key in self._keys.of(entry.value):
                    self._by_key[key] = max(self._by_key.get(key, entry), entry, key=evidence_order)

    def beside(self, evidence: Evidence) -> Iterator[Entry[Evidence]]:
        """The latest of the duty that the evidence is for."""
        if self._by_key:
            yield from (self._by_key[key] for key in self._keys.of(evidence) if key in self._by_key)


def _smaller(change: Change, evidence: Evidence, entries: Iterable[Entry[Evidence]]) -> Iterator[Finding]:
    """Of a number of heads the latest counts: a small whole is soon reached."""
    others = [each for each in entries if each.id != change.key and each.value.of]
    if not others or evidence.of is None:
        return
    last = max(others, key=evidence_order)
    known = last.value.of or 0
    if 2 * evidence.of < known:
        yield finding(
            "ask",
            "rate-base",
            f"总数报的是 {evidence.of}，{last.id} 报的是 {known}",
            "请核对有没有漏了人或漏了件；这一事项以最近一次为准",
            at(change, "of"),
        )
