"""The tables of visits on the spot and of what they found: 督察, 整改台账."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from spt_fazhi.model.entries.inspection import SEVERITIES
from spt_fazhi.model.plan import Task
from spt_fazhi.views.findings.lines import FindingLine, Visit, counted
from spt_fazhi.views.findings.words import closed_text, due_text_of, progress_text, repeated_text
from spt_fazhi.views.tables.table import Cell, Table, TableRow
from spt_fazhi.views.wording import remarks_now

_PROGRESS: Final = "完成情况"
_PRINTED: Final = 7
_RECTIFICATION: Final = {
    "编号": 10, "问题": 36, "责任单位": 16, "整改措施": 30, "整改时限": 12, _PROGRESS: 20, "是否销号": 20,
    "整改要求": 26, "问题类型": 10, "严重程度": 9, "屡查屡犯": 30, "任务": 5, "工作任务": 20, "关系": 7, "时限说明": 18,
    "复核": 10, "备注": 16, "催办次数": 6, "最近催办": 12, "督察": 20, "记录": 30,
}  # fmt: skip
_VISITS: Final = {
    "督察": 18, "名称": 30, "开始": 12, "结束": 12, "督察单位": 26, "被督察单位": 26, "文号": 20, "计入事项": 8,
    "问题数": 7, "已销号": 7, "待销号": 7, "逾期": 6, "商请整改": 9, "补充": 18, "录入日": 12,
}  # fmt: skip


def rectification_table(lines: Iterable[FindingLine], tasks: Iterable[Task], day: date) -> Table:
    """The 整改台账: one row a finding, with how far it is put right on the day; the first heads go on paper."""
    known = {task.id: task for task in tasks}
    return Table(
        name="整改",
        columns=_RECTIFICATION,
        rows=tuple(TableRow(cells=_finding(line, known, day), state=line.state) for line in lines),
        coloured=_PROGRESS,
        printed=_PRINTED,
    )


def _finding(line: FindingLine, tasks: Mapping[int, Task], day: date) -> dict[str, Cell]:
    finding, task = line.finding, tasks.get(line.each.duty.task)
    letters = line.each.letters
    return {
        "编号": line.name,
        "问题": finding.problem,
        "责任单位": line.unit,
        "整改措施": "；".join(line.measures) or None,
        "整改时限": line.each.due,
        _PROGRESS: progress_text(line, day),
        "是否销号": closed_text(line),
        "整改要求": finding.demand,
        "问题类型": finding.kind,
        "严重程度": SEVERITIES[finding.severity] if finding.severity else None,
        "屡查屡犯": repeated_text(line) or None,
        "任务": task.id if task else None,
        "工作任务": task.title if task else None,
        "关系": "商请" if line.invited else "承担",
        "时限说明": due_text_of(line),
        "复核": line.closing.entry.value.checked_by if line.closing is not None else None,
        "备注": "；".join(remarks_now(line.each)) or None,
        "催办次数": len(letters) or None,
        "最近催办": letters[-1].value.recorded if letters else None,
        "督察": line.visit.id,
        "记录": "、".join(each.id for each in line.reports) or None,
    }


def visits_table(visits: Iterable[Visit]) -> Table:
    """One row a visit with how many findings there are, those of units outside the government apart."""
    return Table(name="督察", columns=_VISITS, rows=tuple(TableRow(cells=_visit(each)) for each in visits))


def _visit(visit: Visit) -> dict[str, Cell]:
    value = visit.entry.value
    own = counted(line for line in visit.lines if not line.invited)
    return {
        "督察": visit.id,
        "名称": value.title,
        "开始": value.from_,
        "结束": value.to,
        "督察单位": "、".join(value.by),
        "被督察单位": "、".join(value.visited) or None,
        "文号": value.document,
        "计入事项": "、".join(value.obligation) or None,
        "问题数": len(own.found),
        "已销号": len(own.closed),
        "待销号": len(own.submitted),
        "逾期": len(own.overdue),
        "商请整改": sum(line.invited for line in visit.lines) or None,
        "补充": "、".join(each.id for each in visit.added) or None,
        "录入日": value.recorded,
    }
