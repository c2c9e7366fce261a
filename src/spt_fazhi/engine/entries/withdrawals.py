"""Which records were voided by their unit, returned by the office, or let go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import Final

from spt_fazhi.engine.entries.locating import Locator, V, holds
from spt_fazhi.model.entries.decision import Redact, Return
from spt_fazhi.model.entries.record import Evidence, Rectify, Void
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.paths import id_parts
from spt_fazhi.model.register import Entry, entered_order

REVIVES_HINT: Final = "请先用 fazhi record void 再作废一次（原因里不写个人信息），再去除这一条"
Withdrawal = Entry[Void] | Entry[Return] | Entry[Redact]


@frozen
class Withdrawals:
    """What was taken back: by a record's id the entry that voids, returns or wholly redacts it, and every return.

    A record that was returned stays so when its unit voids it as well, so that it may still be reported again. `since`
    has by record the first day on which it was taken back in any of these ways.
    """

    withdrawn: dict[str, Withdrawal]
    returns: dict[str, Entry[Return]]
    since: dict[str, date]

    def again_by(self, record: str) -> date | None:
        """The last day for reporting a returned record again (date.min: there is none); None if it was not returned."""
        entry = self.returns.get(record)
        if entry is None or isinstance(self.withdrawn[record].value, Redact):
            return None
        return entry.value.again_by or date.min


NOTHING_GONE: Final = Withdrawals(withdrawn={}, returns={}, since={})


def withdrawals(locator: Locator) -> Withdrawals:
    """Everything that voids, returns or wholly redacts a record; of several returns the first decides."""
    found: dict[str, Withdrawal] = {}
    decisions = sorted(locator.register.decisions, key=entered_order)
    for gone in decisions:
        if holds(gone, Redact) and gone.value.whole:
            found.setdefault(gone.value.record, gone)
    let_go = frozenset(found)
    voids = [entry for entry in locator.register.records if holds(entry, Void) and _void_stands(locator, entry, let_go)]
    tombstones = {void.id: found[void.id] for void in voids if void.id in let_go}
    for void in voids:
        found.setdefault(void.value.record, void)
    returns: dict[str, Entry[Return]] = {}
    for decision in decisions:
        if holds(decision, Return) and _target_stands(locator, decision, decision.value.record, let_go):
            returns.setdefault(decision.value.record, _within_limits(locator, decision))
    kept = {*let_go, *returns, *(void.value.record for void in voids if void.id not in let_go)}
    for void in voids:
        if void.id in let_go and void.value.record not in kept:
            _revives(locator, tombstones[void.id], void)
    whole = [each for each in decisions if holds(each, Redact) and each.value.whole]
    since = _since(whole, voids, returns.values())
    return Withdrawals(withdrawn={**returns, **found}, returns=returns, since=since)


def _since(*ways: Iterable[Withdrawal]) -> dict[str, date]:
    since: dict[str, date] = {}
    for each in chain.from_iterable(ways):
        record, day = each.value.record, each.value.recorded
        since[record] = min(day, since.get(record, day))
    return since


def _revives(locator: Locator, tombstone: Withdrawal, void: Entry[Void]) -> None:
    """Say that what a void withdraws would count again without it: no tombstone withdraws in its place."""
    message = f"{void.id} 是一条作废记录，去除后 {void.value.record} 又会计入"
    locator.fault("redact-revives", tombstone, message, REVIVES_HINT, "record")


def _within_limits(locator: Locator, entry: Entry[Return]) -> Entry[Return]:
    """The return; without its day for reporting again when that is further off than any extension may be."""
    again_by, last = entry.value.again_by, locator.register.info.year + 1
    if again_by is None or again_by.year <= last:
        return entry
    message = f"重报期限 {again_by} 太远，最多到 {last}-12-31"
    locator.fault("return-too-far", entry, message, "请写实际要求重报的日子", "again_by")
    return replace(entry, value=replace(entry.value, again_by=None))


def redacted_files(locator: Locator) -> dict[str, frozenset[str]]:
    """The names of the attachments that were let go, by record; what is no attachment of it is a fault."""
    found: dict[str, frozenset[str]] = {}
    redacted = [entry for entry in locator.register.decisions if holds(entry, Redact)]
    gone = {entry.value.record for entry in redacted if entry.value.whole}
    for entry in redacted:
        target = locator.records.get(entry.value.record)
        if entry.value.whole or (target is None and entry.value.record in gone):
            continue
        if target is None or not isinstance(target.value, Evidence | Rectify):
            _no_target(locator, entry, entry.value.record)
            continue
        listed = {(each.name, each.sha256) for each in target.value.files}
        strange = [each.name for each in entry.value.files if (each.name, each.sha256) not in listed]
        if strange:
            message = f"记录 {target.id} 没有登记过名称和校验值都相同的附件“{strange[0]}”"
            locator.fault("redact-mismatch", entry, message, "请从该记录的 files 里照抄 name 和 sha256", "files")
            continue
        names = frozenset(each.name for each in entry.value.files)
        found[target.id] = found.get(target.id, frozenset()) | names
    return found


def _no_target(locator: Locator, entry: Entry[V], record: str) -> None:
    locator.fault(
        "record-unknown-target",
        entry,
        f"没有编号为 {record} 的记录",
        "记录编号是“单位代码/文件名（不带 .yaml）”；若该文件读不出来，请先改正它",
        "record",
    )


def _target_stands(locator: Locator, entry: Entry[V], record: str, let_go: frozenset[str]) -> bool:
    target = locator.records.get(record)
    if target is None:
        if record not in let_go:
            _no_target(locator, entry, record)
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


def _void_stands(locator: Locator, entry: Entry[Void], let_go: frozenset[str]) -> bool:
    unit = locator.own_unit(entry)
    if unit is None:
        return False
    subject = id_parts(entry.value.record).subject
    if not _is_its_own(locator, entry, unit):
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
    return _target_stands(locator, entry, entry.value.record, let_go)


def _is_its_own(locator: Locator, entry: Entry[Void], unit: str) -> bool:
    """Whether the record is the unit's, or lies astray in the void's folder: under a unit whose folder it is not."""
    code = id_parts(entry.value.record).code
    target = locator.records.get(entry.value.record)
    if target is None or isinstance(target.value, Void):
        return code == entry.code  # what is wrong with such a target is said where it is looked for
    whose = locator.directory.canonical(target.value.unit)
    if whose == unit:
        return True
    return code == entry.code and (whose is None or code not in locator.directory.desks(whose))
