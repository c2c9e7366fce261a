"""Which reports of rectification are for which finding, and which findings are closed (销号)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.entries.locating import Locator, holds
from spt_fazhi.engine.entries.record_duties import exists_then, owes_then
from spt_fazhi.engine.judging import Closed, reported_on
from spt_fazhi.model.entries.decision import Close, Redact
from spt_fazhi.model.entries.record import Rectify
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import id_parts
from spt_fazhi.model.references import finding_id, finding_name, short_finding
from spt_fazhi.model.register import Entry, entered_order


@frozen
class Closing:
    """A finding that is closed: by which decision, on which report, and the two days that count."""

    entry: Entry[Close]
    report: Entry[Rectify]
    closed: Closed


def rectify_key(locator: Locator, entry: Entry[Rectify]) -> DutyKey | None:
    """The finding's duty that a report is for; None, with a fault noted, when it is for none."""
    record = entry.value
    unit = locator.own_unit(entry)
    if unit is None:
        return None
    name = finding_id(record.inspection, record.finding)
    # first of all: a wrong name is wrong whichever inspections there are
    if not locator.name_fits(entry, finding_name(name), "finding", "问题"):
        return None
    known = locator.finding(entry, record.inspection, record.finding)
    if known is None or not exists_then(locator, entry, unit):
        return None
    visit = known.inspection.value
    key = locator.finding_keys.get(name, {}).get(unit)
    if key is None:
        message = f"问题 {finding_name(name)} 是“{known.finding.unit}”的，不是“{unit}”的，本条不计入"
        locator.fault("record-not-owed", entry, message, "请核对问题编号和单位", "unit")
        return None
    if record.date < visit.from_:
        message = f"整改日 {record.date} 早于督察开始日 {visit.from_}，本条不计入"
        locator.fault("rectify-early", entry, message, "督察以前做的不是对这个问题的整改，请核对日期", "date")
        return None
    return key if owes_then(locator, entry, key, unit, f"问题 {finding_name(name)}") else None


def closings(
    locator: Locator,
    reports: Mapping[str, Iterable[Entry[Rectify]]],
    withdrawn: Mapping[str, date],
    returned: Mapping[DutyKey, Iterable[tuple[date, date, date]]],
) -> dict[str, Closing]:
    """By finding the first decision to close it that stands; `reports` are all that fit, the withdrawn ones too.

    `withdrawn` has the first day on which a record was taken back, in whatever way.

    `returned` are the whole reports that were handed back, see `Terms`.

    A closing rests on the last whole report of its day that had not been withdrawn on an earlier day. Withdrawn later,
    or on that very day, the report takes the closing with it: a closing never moves to another report.
    """
    closes: dict[str, list[Entry[Close]]] = defaultdict(list)
    decided = [entry for entry in locator.register.decisions if holds(entry, Close)]
    for entry in sorted(decided, key=entered_order):
        if locator.finding(entry, entry.value.inspection, entry.value.finding) is not None:
            closes[finding_id(entry.value.inspection, entry.value.finding)].append(entry)
    found: dict[str, Closing] = {}
    for finding, entries in closes.items():
        for entry in entries:
            report = _report_of(locator, entry, reports.get(finding, ()), withdrawn)
            if report is None or report.id in withdrawn:
                continue
            back = [each for key in locator.finding_keys[finding].values() for each in returned.get(key, ())]
            day = reported_on(report.value, back)
            closed = Closed(day=entry.value.recorded, reported=day)
            found[finding] = Closing(entry=entry, report=report, closed=closed)
            break
    return found


def _report_of(
    locator: Locator, entry: Entry[Close], reports: Iterable[Entry[Rectify]], since: Mapping[str, date]
) -> Entry[Rectify] | None:
    """The report a finding was closed on; None, with a fault noted where there never was one."""
    day = entry.value.recorded
    made = [each for each in reports if each.value.is_whole and each.value.recorded <= day]
    standing = [each for each in made if each.id not in since or since[each.id] >= day]
    if standing:
        return max(standing, key=lambda each: (each.value.date, *entered_order(each)))
    if not _let_go(locator, entry):
        name = short_finding(entry.value.inspection, entry.value.finding)
        message = f"问题 {name} 到 {day} 没有有效的整改完成报告，不能销号，本决定不计入"
        hint = "请先由责任单位报整改：fazhi record rectify；只有阶段性整改的也不能销号"
        locator.fault("close-without-report", entry, message, hint, "finding")
    return None


def _let_go(locator: Locator, entry: Entry[Close]) -> bool:
    """Whether a record on the finding was redacted as a whole: the report may have been that one."""
    subject = short_finding(entry.value.inspection, entry.value.finding)
    return any(
        holds(each, Redact) and each.value.whole and id_parts(each.value.record).subject == subject
        for each in locator.register.decisions
    )
