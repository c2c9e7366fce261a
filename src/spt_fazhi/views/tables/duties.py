"""The table of duties: one row a unit, obligation and period, as the ledger and the CSV file have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import DutyKind
from spt_fazhi.model.entries.inspection import SEVERITIES
from spt_fazhi.model.plan import Task
from spt_fazhi.views.counted import notes_on
from spt_fazhi.views.tables.table import Cell, Table, TableRow
from spt_fazhi.views.wording import (
    achieved_text,
    asked_text,
    days_text,
    due_words,
    item_text,
    period_text,
    remarks_now,
    scope_text,
    state_text,
    unit_text,
)

_PRINTED: Final = 11
KINDS: Final[dict[DutyKind, str]] = {"obligation": "事项", "progress": "进展", "rectification": "整改"}
_STATE: Final = "状态"
_COLUMNS: Final = {
    "任务": 5, "事项": 6, "事项名称": 18, "原文": 36, "单位": 16, "期间": 11, "时限": 11, _STATE: 10,
    "距时限": 9, "完成情况": 14, "备注": 12, "部分": 5, "工作任务": 20, "种类": 6, "代码": 9, "关系": 7,
    "分别或共同": 10, "要求": 16, "时限说明": 22, "佐证要求": 18, "催办次数": 6, "最近催办": 12, "记录": 30,
}  # fmt: skip


def duties_table(assessment: Assessment, duties: Iterable[Assessed]) -> Table:
    """The duties in their order; what was assumed is marked, and nobody is judged while the register is not in use."""
    tasks = {task.id: task for task in assessment.register.tasks}
    codes = {unit.name: unit.code for unit in assessment.register.units}
    listed = list(duties)
    notes = notes_on(assessment, listed)
    return Table(
        name="责任",
        columns=_COLUMNS,
        rows=tuple(_row(assessment, each, tasks, codes, notes) for each in listed),
        coloured=_STATE if assessment.register.in_use else "",
        printed=_PRINTED,
    )


def _row(
    assessment: Assessment,
    each: Assessed,
    tasks: Mapping[int, Task],
    codes: Mapping[str, str],
    notes: Mapping[str, str],
) -> TableRow:
    duty = each.duty
    task = tasks.get(duty.task)  # a finding need not bear on one
    cells: dict[str, Cell] = {
        "部分": duty.section or None,
        "任务": task.id if task else None,
        "工作任务": task.title if task else None,
        "种类": KINDS[duty.kind],
        "单位": unit_text(each),
        "代码": codes.get(duty.unit or ""),
        "关系": "商请" if each.invited else "承担",
        "期间": period_text(duty.period) if duty.period else None,
        "时限": each.due,
        "完成情况": achieved_text(each),
        "催办次数": len(each.letters) or None,
        "最近催办": each.letters[-1].value.recorded if each.letters else None,
        "备注": "；".join(filter(None, (notes.get(duty.key.finding), *remarks_now(each)))),
        "记录": "、".join(each.records),
        **_particulars(assessment, each),
    }
    if assessment.register.in_use:
        cells |= {_STATE: state_text(each), "距时限": days_text(each, assessment.day)}
    return TableRow(cells=cells, state=each.state)


def _particulars(assessment: Assessment, each: Assessed) -> dict[str, Cell]:
    """What is asked, by the kind of the duty."""
    if each.duty.obligation:
        return _of_obligation(each)
    return _of_finding(each) if each.duty.finding else _of_progress(assessment, each)


def _of_finding(each: Assessed) -> dict[str, Cell]:
    """The problem stands where an obligation quotes the document, what is demanded where it says what is asked."""
    finding = each.duty.finding
    assert finding is not None, "the caller asked"  # noqa: S101 - a defect, not bad data
    return {
        "事项": item_text(each),
        "事项名称": "；".join(filter(None, (finding.kind, finding.severity and SEVERITIES[finding.severity]))) or None,
        "原文": finding.problem,
        "要求": finding.demand or "整改",
        "时限说明": "延期" if each.extended_by else "督察要求",
    }


def _of_obligation(each: Assessed) -> dict[str, Cell]:
    obligation = each.duty.obligation
    assert obligation is not None, "the caller asked"  # noqa: S101 - a defect, not bad data
    return {
        "事项": obligation.id,
        "事项名称": obligation.title,
        "原文": obligation.quote,
        "分别或共同": scope_text(obligation),
        "要求": asked_text(obligation),
        "时限说明": due_words(obligation, each.due, extended=each.extended_by is not None),
        "佐证要求": obligation.proof,
    }


def _of_progress(assessment: Assessment, each: Assessed) -> dict[str, Cell]:
    grace = assessment.register.info.progress.grace_days
    said = f"期满后{grace}天内" if grace else "期满当天"
    return {"要求": "报送进展", "时限说明": "延期" if each.extended_by else f"办公室要求：{said}"}
