"""Rows about findings on which nothing is to be reported any more, and about those that wait for closing already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import MET, SETTLED
from spt_fazhi.forms.reading import RowFault, fault_at
from spt_fazhi.model.entries.record import Rectify
from spt_fazhi.services.collect.held.alike import finding_of
from spt_fazhi.services.collect.held.known import Judged
from spt_fazhi.services.collect.held.remarks import KEPT
from spt_fazhi.views.wording import chinese_date


def without_settled(judged: Iterable[Judged], assessment: Assessment) -> tuple[list[Judged], list[RowFault]]:
    """The rows less those that would add to, or change, what was reported on a finding that is closed or excused."""
    kept: list[Judged] = []
    faults: list[RowFault] = []
    duties = _duties(assessment)
    for each in judged:
        value = each.typed.value
        duty = duties.get(finding_of(value)) if isinstance(value, Rectify) else None
        if duty is None or each.verdict in KEPT or duty.state not in SETTLED:
            kept.append(each)
        else:
            faults.append(_settled(each, duty, assessment))
    return kept, faults


def _settled(each: Judged, duty: Assessed, assessment: Assessment) -> RowFault:
    row, name = each.typed.answer.row, each.typed.answer.key.about
    if duty.state in MET:
        day = assessment.matching.closed[duty.duty.key.finding].closed.day
        said = f"问题 {name} 已在{chinese_date(day)}销号"
    else:
        said = f"问题 {name} 已不再要求整改"
    return fault_at(row, "finding", f"{said}，不用再报", "请清空这一行；有新情况的，请另附说明")


def still_waiting(judged: Iterable[Judged], assessment: Assessment) -> Iterator[str]:
    """What to know of new reports on findings of which one asks for closing already (待销号)."""
    duties = _duties(assessment)
    for each in judged:
        value = each.typed.value
        if not isinstance(value, Rectify) or each.verdict != "new":
            continue
        duty = duties.get(finding_of(value))
        if duty is None or duty.state != "submitted":
            continue
        before = "、".join(duty.records[-3:])
        how = "，仍按待销号算；确实没有改完的，请退回原来那一条" if not value.is_whole else "，复核时请一并看"
        yield f"{each.typed.answer.row.place} 问题 {each.typed.answer.key.about} 已报整改、正待销号（{before}）{how}"


def _duties(assessment: Assessment) -> Mapping[str, Assessed]:
    return {each.duty.key.finding: each for each in assessment.rectification}
