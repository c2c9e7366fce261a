"""Which duty each piece of evidence and each account of progress is for."""

from __future__ import annotations

from spt_fazhi.engine.duties import DutyKey, asks_progress, progress_periods
from spt_fazhi.engine.entries.locating import Locator
from spt_fazhi.model.entries.record import RECORD_WORDS, Evidence, Progress, Rectify
from spt_fazhi.model.period import parse_period, period_of
from spt_fazhi.model.plan import Obligation, RateTarget, Task
from spt_fazhi.model.register import Entry


def evidence_key(locator: Locator, entry: Entry[Evidence]) -> DutyKey | None:
    """The duty a piece of evidence is for; None, with a fault noted, when it is for none."""
    record = entry.value
    unit = locator.own_unit(entry)
    if unit is None:
        return None
    obligation = locator.obligations.get(record.obligation)
    period = record.period
    if not exists_then(locator, entry, unit):
        return None
    if obligation is not None:
        fits = _amount_fits(locator, entry, obligation) and _figures_fit(locator, entry, obligation)
        if not fits or not _filed_rightly(locator, entry, obligation, unit):
            return None
        if obligation.every is not None and period is None:
            period = period_of(record.date, obligation.every).text
    located = locator.locate(entry, record.obligation, unit, period)
    if located is None or not locator.name_fits(entry, record.obligation, "obligation", "事项"):
        return None
    return located if owes_then(locator, entry, located, unit, f"事项 {record.obligation}") else None


def owes_then(locator: Locator, entry: Entry[Evidence] | Entry[Rectify], key: DutyKey, name: str, what: str) -> bool:
    """Whether the unit owed it by then: what it has only inherited it owes from the end of another unit on."""
    if not locator.directory.changes:
        return True
    since = locator.by_key[key].inherited_on(name)
    if since is None or entry.value.date >= since:
        return True
    kind = RECORD_WORDS[entry.value.kind]
    message = f"“{name}”从 {since} 起才承接{what}，不能有 {entry.value.date} 的{kind}，本条不计入"
    locator.fault("record-not-owed", entry, message, f"那以前的{kind}，请以原承担单位的名义录入", "date")
    return False


def exists_then(locator: Locator, entry: Entry[Evidence] | Entry[Rectify], name: str) -> bool:
    """Whether the unit existed on the day: what it did before or after is another unit's."""
    unit = locator.directory.unit(name) if locator.directory.changes else None
    if unit is None:
        return True
    day = max(entry.value.date, entry.value.counts_on)
    kind = RECORD_WORDS[entry.value.kind]
    if unit.until is not None and day > unit.until:
        heir = locator.directory.successor(name)
        message = f"“{name}”到 {unit.until} 为止，不能有 {day} 的{kind}，本条不计入"
        hint = f"请以承接单位“{heir}”的名义录入" if heir else "请核对日期和单位"
        locator.fault("record-unit-ended", entry, message, hint, "date")
        return False
    day = entry.value.date
    if unit.from_ is not None and day < unit.from_:
        message = f"“{name}”从 {unit.from_} 起才有，不能有 {day} 的{kind}，本条不计入"
        locator.fault("record-unit-ended", entry, message, "请核对日期和单位", "date")
        return False
    return True


def _figures_fit(locator: Locator, entry: Entry[Evidence], obligation: Obligation) -> bool:
    if not entry.value.figures:
        return True
    known = [each.name for each in obligation.figures]
    strange = [each.name for each in entry.value.figures if each.name not in known]
    if not strange:
        return True
    hint = f"可写：{'、'.join(known)}" if known else "请删去 figures，或先在 tasks.yaml 的该事项里写明要报哪些数"
    message = f"事项 {obligation.id} 没有要求另报“{strange[0]}”"
    locator.fault("record-figure", entry, message, hint, "figures")
    return False


def _filed_rightly(locator: Locator, entry: Entry[Evidence], obligation: Obligation, unit: str) -> bool:
    """Whether `by`, if it is given, is a unit that may file for this one: the holder of the figures, or a lead."""
    written = entry.value.by
    if written is None:
        return True
    filer = locator.directory.canonical(written)
    task = locator.tasks.get(locator.task_of[obligation.id])
    leads = locator.directory.expand(task.lead) if task else ()
    holder = locator.directory.canonical(obligation.holder)
    if filer is not None and filer != unit and (filer == holder or filer in leads):
        return True
    may = "、".join(dict.fromkeys(name for name in (holder, *leads) if name and name != unit))
    message = (
        f"单位名单里没有“{written}”"
        if filer is None
        else f"by（代填单位）“{written}”就是报送单位自己"
        if filer == unit
        else f"“{written}”不能替“{unit}”填报事项 {obligation.id}，本条不计入"
    )
    locator.fault("record-by", entry, message, f"能代填的有：{may}；本单位自己报的不写 by", "by")
    return False


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
    if not _period_fits(locator, entry, task):
        return None
    if not locator.name_fits(entry, str(task.id), "task", "任务"):
        return None
    return DutyKey(task.id, "", unit, record.period)


def _period_fits(locator: Locator, entry: Entry[Progress], task: Task) -> bool:
    """Asked for, it must be one of the periods asked for; unasked, any period of the plan's year is welcome."""
    period = entry.value.period
    if not asks_progress(locator.register, task):
        year = locator.register.info.year
        if parse_period(period).first.year == year:
            return True
        message, hint = f"“{period}”不在计划年度 {year} 年内", f"请改写为 {year} 年的某一期，如 {year}H1"
    else:
        allowed = [each.text for each in progress_periods(locator.register)]
        if period in allowed:
            return True
        message, hint = f"任务 {task.id} 没有“{period}”这一报送期", "可写：" + "、".join(allowed)
    locator.fault("record-period", entry, message, hint, "period")
    return False
