"""The whole ledger (台账): tasks, duties, records, decisions, what was sent out, rectification, visits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import TaskStatus
from spt_fazhi.engine.query import Filter
from spt_fazhi.engine.states import MET, STATES
from spt_fazhi.views.findings.lines import visits_of
from spt_fazhi.views.lists.issued import issued_lines
from spt_fazhi.views.tables.duties import duties_table
from spt_fazhi.views.tables.entries import decisions_table, issued_table, records_table
from spt_fazhi.views.tables.findings import rectification_table, visits_table
from spt_fazhi.views.tables.table import Cell, Table, TableRow

_STATE: Final = "状态"
_PRINTED: Final = 11
_TASKS: Final = {
    "任务": 5, "工作任务": 18, "原文": 60, "牵头单位": 18, "责任单位": 18, _STATE: 10, "责任项次": 6,
    "完成": 6, "逾期": 6, "其他": 6, "不适用": 7, "事项数": 7, "进展份数": 8, "已报进展": 8, "逾期进展": 8,
    "商请项次": 8, "部分": 5, "部分名称": 22,
}  # fmt: skip


def ledger(assessment: Assessment, titles: Mapping[str, str]) -> tuple[Table, ...]:
    """The sheets of the whole ledger as of the day; `titles` are those of the reports, by name.

    Findings have a sheet of their own and are not among the duties; visits and what was found stand in their order.
    """
    register, day = assessment.register, assessment.day
    visits = visits_of(assessment)
    sent = issued_lines(assessment, (), Filter(), titles)
    return (
        _tasks(assessment),
        duties_table(assessment, (*assessment.duties, *assessment.progress)),
        records_table(assessment, (each for each in register.records if each.value.recorded <= day)),
        decisions_table(each for each in register.decisions if each.value.recorded <= day),
        issued_table(sent),
        rectification_table((line for visit in visits for line in visit.lines), register.tasks, day),
        visits_table(visits),
    )


def _tasks(assessment: Assessment) -> Table:
    in_use = assessment.register.in_use
    sections = {section.id: section.title for section in assessment.register.sections}
    return Table(
        name="任务",
        columns=_TASKS,
        rows=tuple(_task(each, sections, in_use=in_use) for each in assessment.tasks),
        coloured=_STATE if in_use else "",
        printed=_PRINTED,
    )


def _task(status: TaskStatus, sections: Mapping[str, str], *, in_use: bool) -> TableRow:
    task, counts, reports = status.task, status.counts, status.progress
    cells: dict[str, Cell] = {
        "部分": task.section,
        "部分名称": sections.get(task.section),
        "任务": task.id,
        "工作任务": task.title,
        "原文": task.text,
        "牵头单位": "、".join(task.lead),
        "责任单位": "、".join(task.responsible),
        "事项数": len(task.obligations),
        "责任项次": sum(counts.values()),
        "进展份数": sum(reports.values()),
        "商请项次": sum(status.invited.values()) + sum(status.invited_progress.values()),
    }
    if in_use:
        done, late, waived = sum(counts[state] for state in MET), counts["overdue"], counts["waived"]
        cells |= {
            "完成": done,
            "逾期": late,
            "不适用": waived,
            "其他": sum(counts.values()) - done - late - waived,
            "已报进展": sum(reports[state] for state in MET),
            "逾期进展": reports["overdue"],
            _STATE: STATES[status.state],
        }
    return TableRow(cells=cells, state=status.state)
