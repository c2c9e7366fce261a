"""What is in already of a duty, so that nobody asks twice; and what was handed back, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.query import Answering
from spt_fazhi.forms.form import FormRow
from spt_fazhi.model.entries.decision import Return
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify
from spt_fazhi.model.period import parse_period
from spt_fazhi.model.references import finding_id, short_finding
from spt_fazhi.model.register import Entry
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.lists.desks import Owed
from spt_fazhi.views.notices.asking import lacks_proof
from spt_fazhi.views.wording import achieved_text, month_day, period_text

_SHOWN: Final = 3
_TITLE: Final = 40
_DONE: Final = 80
_PROOF_ALONE: Final = "已报的代填在右边，请补上佐证"
_WITHOUT_PROOF: Final = "缺佐证的，请连同佐证再报，“做了什么”末尾注明“补报”"


def so_far(each: Assessed, answering: Answering) -> str:
    """The sum of what is in, and the latest records, the newest first: `1/2次`, `6月12日 旁听庭审（缺佐证）`."""
    found = evidence_of(each, answering)
    if not found:
        return ""
    lines = [_line(entry.value, each) for entry in reversed(found[-_SHOWN:])]
    more = [f"等{len(found)}条"] if len(found) > _SHOWN else []
    lacking = each.claimed.records != each.tally.records
    proof = [_PROOF_ALONE if lacks_proof(each) else _WITHOUT_PROOF] if lacking else []
    return "\n".join((f"已报{achieved_text(each)}", *lines, *more, *proof))


def unproved(each: Assessed, answering: Answering) -> Sequence[Evidence]:
    """The records of which proof alone is missing, the oldest first; none where more is, or several units report."""
    if not lacks_proof(each):
        return ()
    return [entry.value for entry in evidence_of(each, answering) if not entry.value.proves]


def words_so_far(each: Assessed, name: str, answering: Answering) -> str:
    """Of an account that is asked for: what the unit has given proof of in the period, so that it need not be told."""
    period = parse_period(each.duty.key.period)
    found = [
        entry.value
        for key, entries in answering.assessment.matching.evidence.items()
        if key.task == each.duty.task
        for entry in entries
        if answering.directory.canonical(entry.value.unit) == name
        and entry.value.date in period
        and entry.value.recorded <= answering.assessment.day
    ]
    found.sort(key=lambda value: (value.date, value.title))
    lines = [dated(value) for value in reversed(found[-_SHOWN:])]
    return "\n".join((*lines, *([f"等{len(found)}条"] if len(found) > _SHOWN else [])))


def evidence_of(each: Assessed, answering: Answering) -> Sequence[Entry[Evidence]]:
    """The evidence that counts by the day, the oldest first."""
    known, found = set(each.records), answering.assessment.matching.evidence
    return [entry for key in _keys(each) for entry in found.get(key, ()) if entry.id in known]


def _keys(each: Assessed) -> tuple[DutyKey, ...]:
    key = each.duty.key
    return (key, *(key._replace(unit=name) for name in each.former))


def _line(value: Evidence, each: Assessed) -> str:
    """One record in a line; whose it is where several owe it together."""
    whose = f"{value.unit}：" if each.duty.unit is None else ""
    return f"{whose}{dated(value)}{'' if value.proves else '（缺佐证）'}"


def dated(value: Evidence | Rectify) -> str:
    """`6月12日 旁听庭审（示发〔2024〕3号）`."""
    document = f"（{one_line(value.document, _TITLE)}）" if value.document else ""
    return f"{month_day(value.date)} {one_line(value.title, _TITLE)}{document}"


def returned_rows(owed: Iterable[Owed], answering: Answering) -> tuple[FormRow, ...]:
    """What was handed back of the duties that are asked for, the latest first."""
    assessment = answering.assessment
    wanted = [(key, each) for each in owed for key in _keys(each.duty)]
    found = []
    for entry in assessment.register.records:
        decision = assessment.matching.withdrawn.get(entry.id)
        if decision is None or not isinstance(decision.value, Return) or decision.value.recorded > assessment.day:
            continue
        value = entry.value
        if isinstance(value, Evidence | Progress | Rectify) and any(
            _is_for(value, key, each, answering) for key, each in wanted
        ):
            found.append((decision.value.recorded, entry.id, _returned(value, entry.id, decision.value)))
    return tuple(row for *_, row in sorted(found, key=lambda each: each[:2], reverse=True))


def _is_for(value: Evidence | Progress | Rectify, key: DutyKey, each: Owed, answering: Answering) -> bool:
    """Whether a record was meant for a duty; for one with periods by its day, if it names none."""
    unit = answering.directory.canonical(value.unit)
    if not (key.unit == unit if key.unit else unit in each.duty.duty.owners):
        return False
    if isinstance(value, Rectify):
        return key.finding == finding_id(value.inspection, value.finding)
    if isinstance(value, Progress):
        return not key.obligation and not key.finding and (key.task, key.period) == (value.task, value.period)
    if key.obligation != value.obligation:
        return False
    return not key.period or (value.period or "") == key.period or (value.period is None and _lies_in(value, key))


def _lies_in(value: Evidence, key: DutyKey) -> bool:
    return value.date in parse_period(key.period)


def _returned(value: Evidence | Progress | Rectify, record: str, decision: Return) -> FormRow:
    if isinstance(value, Progress):
        about, what = f"任务{value.task}", f"{period_text(value.period)}进展：{one_line(value.done, _DONE)}"
    elif isinstance(value, Rectify):
        about, what = short_finding(value.inspection, value.finding), dated(value)
    else:
        about, what = value.obligation, dated(value)
    told = {
        "unit": value.unit,
        "obligation": about,
        "what": what,
        "returned": decision.recorded.isoformat(),
        "reason": one_line(decision.reason, 200),
        "again_by": decision.again_by.isoformat() if decision.again_by else "",
        "record": record,
    }
    return FormRow(key=None, told={key: said for key, said in told.items() if said})
