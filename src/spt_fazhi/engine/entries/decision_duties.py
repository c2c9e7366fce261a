"""Which duty each extension and each waiver is for, and which of them stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.entries.locating import Locator, holds
from spt_fazhi.model.entries.decision import Extend, Waive
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.references import finding_id
from spt_fazhi.model.register import Entry, entered_order


@frozen
class DecidedDuties:
    """What stands of the office's decisions by duty: the new due day and the decision that set it, and the waivers."""

    due: dict[DutyKey, date]
    extended_by: dict[DutyKey, str]
    waived: dict[DutyKey, tuple[Entry[Waive], ...]]


def decided(locator: Locator) -> DecidedDuties:
    """Go through the extensions and waivers in the order of their days."""
    due: dict[DutyKey, date] = {}
    extended_by: dict[DutyKey, str] = {}
    waived: dict[DutyKey, tuple[Entry[Waive], ...]] = {}
    for entry in sorted(locator.register.decisions, key=entered_order):
        if holds(entry, Waive):
            for key in _decision_keys(locator, entry):
                waived[key] = (*waived.get(key, ()), entry)
        elif holds(entry, Extend):
            keys = _decision_keys(locator, entry)
            if keys and _extension_stands(locator, entry, _due_before(locator, keys[0], due, entry)):
                due.update(dict.fromkeys(keys, entry.value.due))
                extended_by.update(dict.fromkeys(keys, entry.id))
    return DecidedDuties(due=due, extended_by=extended_by, waived=waived)


def _due_before(locator: Locator, key: DutyKey, due: Mapping[DutyKey, date], entry: Entry[Extend]) -> date:
    """The due day up to this decision; for what a unit has taken over that of the unit it was taken from."""
    duty = locator.by_key[key]
    until = due.get(key, duty.due)
    if not duty.inherits or not key.unit:
        return until
    bearer, day = locator.directory.bearer, entry.value.recorded
    taken = (
        when
        for other, when in due.items()
        if other._replace(unit=key.unit) == key and other.unit and bearer(other.unit, day) == key.unit
    )
    return max((until, *taken))


def _decision_keys(locator: Locator, entry: Entry[Extend] | Entry[Waive]) -> tuple[DutyKey, ...]:
    """The duties a decision speaks of: one, or a finding's with whoever may bear it; none with a fault noted."""
    decision = entry.value
    if decision.inspection is None or decision.finding is None:
        key = _decision_key(locator, entry)
        return () if key is None else (key,)
    if locator.finding(entry, decision.inspection, decision.finding) is None:
        return ()
    return tuple(locator.finding_keys.get(finding_id(decision.inspection, decision.finding), {}).values())


def _decision_key(locator: Locator, entry: Entry[Extend] | Entry[Waive]) -> DutyKey | None:
    decision = entry.value
    unit = None
    if decision.unit is not None:
        unit = locator.unit_name(entry, decision.unit)
        if unit is None:
            return None
    if decision.obligation is None:
        return _progress_key(locator, entry, unit or "")
    obligation = locator.obligations.get(decision.obligation)
    if obligation is not None and obligation.scope == "joint" and unit is not None:
        locator.fault(
            "decision-unit",
            entry,
            f"事项 {obligation.id} 由多个单位共同完成，决定针对整个事项，不写 unit",
            "请删去 unit 这一行",
            "unit",
            at_key=True,
        )
        return None
    if obligation is not None and obligation.scope == "each" and unit is None:
        locator.fault(
            "decision-unit",
            entry,
            f"事项 {obligation.id} 由各单位分别完成，要写明 unit",
            "请补写一行：unit: 单位名",
            "obligation",
        )
        return None
    if obligation is not None and obligation.every is not None and decision.period is None:
        locator.fault(
            "record-period",
            entry,
            f"事项 {obligation.id} 按期报送，要写明 period",
            "请补写一行，例如 period: 2024Q2",
            "obligation",
        )
        return None
    return locator.locate(entry, decision.obligation, unit, decision.period)


def _progress_key(locator: Locator, entry: Entry[Extend] | Entry[Waive], unit: str) -> DutyKey | None:
    """The duty to report progress that a decision speaks of."""
    number, period = entry.value.task, entry.value.period
    task = locator.tasks.get(number) if number is not None else None
    if number is None or task is None:
        locator.unknown_task(entry, number or 0, "task")
        return None
    key = DutyKey(task.id, "", unit, period or "")
    if key in locator.by_key:
        return key
    owed = [each for each in locator.duties if each.kind == "progress" and each.task == task.id]
    units = dict.fromkeys(each.key.unit for each in owed)
    if not owed:
        message, hint, where = f"任务 {task.id} 不要求报送进展", "要延期或不适用的是事项的，请写 obligation", "task"
    elif unit not in units:
        message, where = f"“{unit}”不用报送任务 {task.id}（{task.title}）的进展", "unit"
        hint = f"报送单位：{'、'.join(units)}"
    else:
        message, where = f"任务 {task.id} 没有“{period}”这一报送期", "period"
        hint = "可写：" + "、".join(dict.fromkeys(each.key.period for each in owed if each.key.unit == unit))
    locator.fault("record-not-owed" if where != "period" else "record-period", entry, message, hint, where)
    return None


def _extension_stands(locator: Locator, entry: Entry[Extend], old: date) -> bool:
    decision = entry.value
    if decision.recorded > old:
        locator.fault(
            "extension-late",
            entry,
            f"延期决定日 {decision.recorded} 晚于原到期日 {old}，不能事后延期",
            "到期以后不能延期；事项确实不适用于该单位的，用 fazhi decide waive，会注明是逾期后决定的",
            "recorded",
        )
        return False
    if decision.due <= old:
        locator.fault(
            "extension-earlier",
            entry,
            f"新到期日 {decision.due} 不晚于原到期日 {old}，不是延期",
            "请核对 due",
            "due",
        )
        return False
    last = locator.register.info.year + 1
    if decision.due.year > last:
        locator.fault(
            "extension-too-far",
            entry,
            f"新到期日 {decision.due} 太远，最多延到 {last}-12-31",
            "更晚的事请列入下一年的计划",
            "due",
        )
        return False
    return True
