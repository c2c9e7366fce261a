"""Which duties an entry that a branch changed bears on, by its own words and not by its name."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.model.entries.decision import Close, Decision, Redact, Return
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.record import Evidence, Record, Rectify, Void
from spt_fazhi.model.paths import id_parts
from spt_fazhi.model.references import short_finding
from spt_fazhi.model.register import Entry, Register


def spoken_of(entry: Entry[Record]) -> tuple[str, str]:
    """What a record is about by its own words: unit code and subject; its name may say otherwise."""
    value = entry.value
    if isinstance(value, Void):
        parts = id_parts(value.record)
        return parts.code, parts.subject
    if isinstance(value, Rectify):
        return entry.code, short_finding(value.inspection, value.finding)
    return entry.code, value.obligation if isinstance(value, Evidence) else str(value.task)


def about(decision: Decision, plan: Register) -> Iterator[tuple[str, str, str | None]]:
    """The duties a decision bears on: unit code ("" for every unit's), subject, and period where it tells."""
    if isinstance(decision, Return | Redact):
        parts = id_parts(decision.record)
        yield parts.code, parts.subject, None
        return
    if decision.inspection is not None and decision.finding is not None:
        yield "", short_finding(decision.inspection, decision.finding), None
        return
    if isinstance(decision, Close):
        return  # told above: a closing always names a finding
    for code in _codes(decision.unit, plan) or [""]:
        yield code, decision.obligation or str(decision.task), decision.period


def counted(visit: Entry[Inspection], plan: Register) -> Iterator[tuple[str, str]]:
    """What an inspection bears on: its obligations for those who made it, its findings for every unit ("")."""
    codes = [code for name in visit.value.by for code in _codes(name, plan)]
    for obligation in visit.value.obligation:
        for code in codes or [""]:
            yield code, obligation
    for each in visit.value.findings:
        yield "", short_finding(visit.id, each.id)


def _codes(name: str | None, plan: Register) -> list[str]:
    return [unit.code for unit in plan.units if name in {unit.name, *unit.aliases}]
