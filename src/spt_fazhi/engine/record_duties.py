"""Which duty each piece of evidence and each account of progress is for."""

from __future__ import annotations

from spt_fazhi.engine.duties import DutyKey, progress_periods
from spt_fazhi.engine.locating import Locator
from spt_fazhi.model.period import period_of
from spt_fazhi.model.plan import Obligation, RateTarget
from spt_fazhi.model.record import Evidence, Progress
from spt_fazhi.model.register import Entry


def evidence_key(locator: Locator, entry: Entry[Evidence]) -> DutyKey | None:
    """The duty a piece of evidence is for; None, with a fault noted, when it is for none."""
    record = entry.value
    unit = locator.own_unit(entry)
    if unit is None:
        return None
    obligation = locator.obligations.get(record.obligation)
    period = record.period
    if obligation is not None:
        if not _amount_fits(locator, entry, obligation):
            return None
        if obligation.every is not None and period is None:
            period = period_of(record.date, obligation.every).text
    located = locator.locate(entry, record.obligation, unit, period)
    fits = located is not None and locator.name_fits(entry, record.obligation, "obligation", "事项")
    return located if fits else None


def _amount_fits(locator: Locator, entry: Entry[Evidence], obligation: Obligation) -> bool:
    record = entry.value
    is_rate = isinstance(obligation.target, RateTarget)
    if is_rate and record.of is None:
        locator.fault(
            "record-amount",
            entry,
            f"事项 {obligation.id} 按比率考核，要写 reached（达到数）和 of（总数）",
            "例如 reached: 35、of: 36；没有发生则 reached: 0、of: 0",
            "obligation",
        )
        return False
    if is_rate and record.amount is not None:
        locator.fault(
            "record-amount",
            entry,
            f"事项 {obligation.id} 按比率考核，不写 amount",
            "请删去 amount 这一行",
            "amount",
            at_key=True,
        )
        return False
    if not is_rate and record.of is not None:
        locator.fault(
            "record-amount",
            entry,
            f"事项 {obligation.id} 不按比率考核，不写 reached 和 of",
            "请改写 amount（数量，默认 1）",
            "reached",
            at_key=True,
        )
        return False
    return True


def progress_key(locator: Locator, entry: Entry[Progress]) -> DutyKey | None:
    """The key of an account of progress, whether or not it is a duty; None, with a fault noted, when there is none."""
    record = entry.value
    unit = locator.own_unit(entry)
    if unit is None:
        return None
    task = locator.tasks.get(record.task)
    if task is None:
        locator.unknown_task(entry, record.task, "task")
        return None
    if unit not in locator.units_of(task):
        locator.fault(
            "record-not-owed",
            entry,
            f"“{unit}”不是任务 {task.id}（{task.title}）的牵头或责任单位",
            "请核对任务编号和单位",
            "unit",
        )
        return None
    allowed = [period.text for period in progress_periods(locator.register)]
    if record.period not in allowed:
        hint = "可写：" + "、".join(allowed) if allowed else "本计划不要求报送进展"
        locator.fault("record-period", entry, f"本计划没有“{record.period}”这一报送期", hint, "period")
        return None
    if not locator.name_fits(entry, str(task.id), "task", "任务"):
        return None
    return DutyKey(task.id, "", unit, record.period)
