"""Which records were voided by their unit or returned by the office."""

from __future__ import annotations

from spt_fazhi.engine.locating import Locator, V, holds
from spt_fazhi.model.decision import Return
from spt_fazhi.model.paths import id_parts
from spt_fazhi.model.record import Void
from spt_fazhi.model.register import Entry


def withdrawals(locator: Locator) -> dict[str, Entry[Void] | Entry[Return]]:
    """The entry that voids or returns each withdrawn record, by the record's id."""
    found: dict[str, Entry[Void] | Entry[Return]] = {}
    for entry in locator.register.records:
        if holds(entry, Void) and _void_stands(locator, entry):
            found.setdefault(entry.value.record, entry)
    for decision in locator.register.decisions:
        if holds(decision, Return) and _target_stands(locator, decision, decision.value.record):
            found.setdefault(decision.value.record, decision)
    return found


def _target_stands(locator: Locator, entry: Entry[V], record: str) -> bool:
    target = locator.records.get(record)
    if target is None:
        locator.fault(
            "record-unknown-target",
            entry,
            f"没有编号为 {record} 的记录",
            "记录编号是“单位代码/文件名（不带 .yaml）”；若该文件读不出来，请先改正它",
            "record",
        )
        return False
    if isinstance(target.value, Void):
        locator.fault(
            "record-unknown-target",
            entry,
            f"{record} 本身是一条作废记录，不能再作废或退回",
            "请重新录入一条正确的记录",
            "record",
        )
        return False
    return True


def _void_stands(locator: Locator, entry: Entry[Void]) -> bool:
    unit = locator.own_unit(entry)
    if unit is None:
        return False
    code, _, subject, _ = id_parts(entry.value.record)
    if code != entry.code:
        locator.fault(
            "void-other-unit",
            entry,
            f"“{unit}”不能作废别的单位的记录 {entry.value.record}",
            "单位只能作废自己的记录；要退回请用 fazhi decide return",
            "record",
        )
        return False
    if not locator.name_fits(entry, subject, "record", "要作废的"):
        return False
    return _target_stands(locator, entry, entry.value.record)
