"""One unit's sheet: what it owes, by when, how it stands, and what is in."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from spt_fazhi.engine.assess import Assessed
from spt_fazhi.engine.states import MET, SETTLED, STATES
from spt_fazhi.model.choices import UNIT_KINDS
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import PeriodKind
from spt_fazhi.model.unit import Unit
from spt_fazhi.reports.parts import (
    DutyLine,
    Figures,
    Head,
    TaskName,
    duty_lines,
    duty_title,
    figures,
    head,
    task_name,
)
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.views.wording import mark, period_text

NAME: Final = "unit"
TITLE: Final = "单位任务清单"
DESCRIPTION: Final = "一家单位承担什么、何时到期、办到哪一步、已报什么"
TEMPLATE: Final = "unit.md.j2"
PERIODS: Final[tuple[PeriodKind, ...]] = ()
SUBJECT: Final = "unit"


@frozen
class UnitHead:
    """清单所说的单位。"""

    name: Annotated[str, "名称"]
    full_name: Annotated[str | None, "全称；没有登记时没有值"]
    code: Annotated[str, "代码"]
    kind: Annotated[str, "类别，中文；推定的标（推定）"]
    through: Annotated[str | None, "由哪家单位承办；自己办的没有值"]
    outside: Annotated[bool, "是否党委、人大、政协、法院、检察院机关（只商请，不评价）"]
    verified: Annotated[bool, "名称是否已核实"]


@frozen
class ReportDue:
    """一期进展报送。"""

    period: Annotated[str, "期间，中文"]
    due: Annotated[date, "报送截止日"]
    state: Annotated[str, "状态，中文"]
    task: Annotated[TaskName, "哪条任务"]
    received: Annotated[bool, "是否已报"]
    records: Annotated[tuple[str, ...], "进展记录编号"]


@frozen
class Receipt:
    """已收到的一条佐证。"""

    record: Annotated[str, "记录编号"]
    obligation: Annotated[str, "事项编号"]
    about: Annotated[str, "事项名称"]
    date: Annotated[date, "发生日期"]
    title: Annotated[str, "佐证标题"]
    proves: Annotated[bool, "有没有文号、附件或网址；没有的待佐证"]
    document: Annotated[str | None, "文号；没有时没有值"]
    files: Annotated[tuple[str, ...], "附件文件名"]
    folder: Annotated[str, "附件所在文件夹"]


@frozen
class UnitValues:
    """unit.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    title: Annotated[str, "标题"]
    unit: Annotated[UnitHead, "单位"]
    figures: Annotated[Figures, "具体事项的项次，含共同承担的；政府以外的单位只看 total 和 given"]
    leads: Annotated[tuple[TaskName, ...], "牵头的任务"]
    open: Annotated[tuple[DutyLine, ...], "还要办的，先到期的在前"]
    closed: Annotated[tuple[DutyLine, ...], "已完成和不适用的"]
    progress: Annotated[tuple[ReportDue, ...], "进展报送，先到期的在前"]
    progress_due: Annotated[tuple[ReportDue, ...], "其中已到报送期还没有报的"]
    receipts: Annotated[tuple[Receipt, ...], "已收到的佐证，先发生的在前"]


VALUES = UnitValues


def build(request: ReportRequest) -> UnitValues:
    """Everything one unit owes, alone or with others."""
    unit = request.unit
    if unit is None:
        raise ValueError("a sheet is about one unit")
    own = [each for each in request.assessment.duties if unit.name in each.duty.owners]
    reports = [each for each in request.assessment.progress if unit.name in each.duty.owners]
    outside = request.is_outside(unit.name)
    progress = _progress(request, reports, neutral=outside)
    begun = {period_text(each.duty.key.period) for each in reports if each.state != "scheduled"}
    return UnitValues(
        head=head(request),
        title=f"{unit.name}承担《{head(request).title}》任务清单",
        unit=_unit(unit, outside=outside),
        figures=figures(own),
        leads=tuple(task_name(request, task) for task, leads in sorted(request.leads.items()) if unit.name in leads),
        open=duty_lines(request, [each for each in own if each.state not in SETTLED], unit.name, neutral=outside),
        closed=duty_lines(request, [each for each in own if each.state in SETTLED], unit.name, neutral=outside),
        progress=progress,
        progress_due=tuple(each for each in progress if not each.received and each.period in begun),
        receipts=_receipts(request, own, unit),
    )


def _unit(unit: Unit, *, outside: bool) -> UnitHead:
    return UnitHead(
        name=unit.name,
        full_name=unit.full_name,
        code=unit.code,
        kind=UNIT_KINDS[unit.kind] + mark(unit.assumed_fields, "kind"),
        through=unit.acts_through,
        outside=outside,
        verified=unit.verified,
    )


def _progress(request: ReportRequest, reports: list[Assessed], *, neutral: bool) -> tuple[ReportDue, ...]:
    return tuple(
        ReportDue(
            period=period_text(each.duty.key.period),
            due=each.due,
            state=_progress_state(each, neutral=neutral),
            task=task_name(request, each.duty.task),
            received=each.state in MET,
            records=each.records,
        )
        for each in sorted(reports, key=lambda each: (each.due, each.duty.task))
    )


def _progress_state(each: Assessed, *, neutral: bool) -> str:
    if each.state in MET:
        return "已报送" if neutral or each.state == "done" else "逾期报送"
    if neutral and each.state not in {"scheduled", "waived"}:
        return "待提供"
    return {"overdue": "逾期未报送", "due-soon": "待报送", "pending": "待报送"}.get(each.state, STATES[each.state])


def _receipts(request: ReportRequest, own: list[Assessed], unit: Unit) -> tuple[Receipt, ...]:
    found = [
        Receipt(
            record=entry.id,
            obligation=each.duty.key.obligation,
            about=duty_title(each),
            date=entry.value.date,
            title=entry.value.title,
            proves=entry.value.proves,
            document=entry.value.document,
            files=tuple(file.name for file in entry.value.files),
            folder=entry.folder,
        )
        for each in own
        for entry in request.evidence(each)
        if request.directory.canonical(entry.value.unit) in {unit.name, *each.former}
    ]
    return tuple(sorted(found, key=lambda receipt: (receipt.date, receipt.record)))
