"""What an inspection counts for, whose its findings are, and what in it can stand for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from spt_fazhi.engine.duties import Duty, DutyKey
from spt_fazhi.engine.entries.locating import Locator
from spt_fazhi.engine.findings import existed
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.period import period_of
from spt_fazhi.model.plan import RateTarget
from spt_fazhi.model.register import Entry

if TYPE_CHECKING:  # a start without such entries does not wait for their classes
    from spt_fazhi.model.entries.inspection import Finding, Inspection

ON_THE_SPOT: Final = "实地督察记录"
"""What proves an inspection that names no document."""


def visits(locator: Locator) -> Iterator[tuple[DutyKey, Entry[Evidence]]]:
    """Each inspection as the proved evidence it is of its obligations, once for each duty; faults are noted."""
    for entry in locator.register.inspections:
        inspectors = _units(locator, entry, entry.value.by, "by")
        _units(locator, entry, entry.value.visited, "visited", groups=True)
        _parent_stands(locator, entry)
        for place, finding in enumerate(entry.value.findings):
            _finding_stands(locator, entry, finding, place)
        for obligation in entry.value.obligation:
            yield from _evidence(locator, entry, obligation, inspectors)


def _units(
    locator: Locator, entry: Entry[Inspection], names: tuple[str, ...], key: str, *, groups: bool = False
) -> tuple[str, ...]:
    """The units of these names, in the list's words; a name that is none is a fault."""
    found = []
    for place, name in enumerate(names):
        unit = locator.directory.unit(name)
        if unit is not None:
            found.append(unit.name)
        elif not (groups and name in locator.directory.groups):
            locator.unknown_unit(entry, name, (key, place))
    return tuple(dict.fromkeys(found))


def _parent_stands(locator: Locator, entry: Entry[Inspection]) -> None:
    parent = entry.value.adds_to
    if parent is None:
        return
    first = locator.inspections.get(parent)
    if first is not None and first.value.adds_to is None and parent != entry.id:
        return
    message = f"没有编号为 {parent} 的督察" if first is None else f"{parent} 本身就是补充，应写最初的那次督察"
    locator.fault("inspection-unknown", entry, message, "用 fazhi inspect list 查看全部督察编号", "adds_to")


def _finding_stands(locator: Locator, entry: Entry[Inspection], finding: Finding, place: int) -> None:
    """Note what is wrong with a finding: a unit not known leaves it nobody's, a task not known outside the tasks."""
    where = ("findings", place)
    unit = locator.directory.unit(finding.unit)
    if unit is None:
        locator.unknown_unit(entry, finding.unit, (*where, "unit"))
    elif not existed(unit, entry.value):
        message = f"督察时没有“{unit.name}”这个单位，问题 {finding.id} 不计入"
        locator.fault("record-unit-ended", entry, message, "请核对日期和单位", (*where, "unit"))
    if finding.task is not None and finding.task not in locator.tasks:
        locator.unknown_task(entry, finding.task, (*where, "task"))


def _evidence(
    locator: Locator, entry: Entry[Inspection], obligation_id: str, inspectors: tuple[str, ...]
) -> Iterator[tuple[DutyKey, Entry[Evidence]]]:
    obligation = locator.obligations.get(obligation_id)
    if obligation is None:
        locator.unknown_obligation(entry, obligation_id)
        return
    if isinstance(obligation.target, RateTarget):
        message = f"事项 {obligation_id} 按比率考核，一次督察不能作它的佐证"
        locator.fault("record-amount", entry, message, "请改写事项编号，或删去 obligation", "obligation")
        return
    visit = entry.value
    period = period_of(visit.to, obligation.every).text if obligation.every is not None else ""
    task = locator.task_of[obligation_id]
    names = ("",) if obligation.scope == "joint" else inspectors
    owed = False
    for name in names:
        key = DutyKey(task, obligation_id, name, period)
        duty = locator.by_key.get(key)
        owing = [each for each in inspectors if duty is not None and _owes(locator, duty, each, visit.to)]
        if owing:
            owed = True
            yield key, _as_evidence(entry, owing[0], obligation_id)
    if not owed:
        message = f"{'、'.join(visit.by)} 都不承担事项 {obligation_id}（{obligation.title}），本次督察不计入该事项"
        hint = "by（督察单位）里要有承担该事项的单位；用 fazhi show 查看由谁承担"
        locator.fault("inspection-not-owed", entry, message, hint, "obligation")


def _owes(locator: Locator, duty: Duty, name: str, day: date) -> bool:
    """Whether a unit that inspects existed on the day and owed it by then, itself or in place of one that has ended."""
    unit = locator.directory.unit(name)
    if unit is None or name not in duty.owners or not unit.exists_on(day):
        return False
    since = duty.inherited_on(name)
    return since is None or day >= since


def _as_evidence(entry: Entry[Inspection], unit: str, obligation: str) -> Entry[Evidence]:
    visit = entry.value
    evidence = Evidence(
        unit=unit,
        obligation=obligation,
        date=visit.to,
        title=visit.title,
        document=visit.document or ON_THE_SPOT,
        recorded=visit.recorded,
    )
    return Entry(id=entry.id, file=entry.file, value=evidence)
