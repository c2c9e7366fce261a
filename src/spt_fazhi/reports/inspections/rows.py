"""A finding as a row of a paper: what was found, what is asked by when, what was done; no id is printed."""

from __future__ import annotations

from typing import Annotated

from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.inspections.figures import kind_of, sources
from spt_fazhi.reports.request import ReportRequest, sentence
from spt_fazhi.views.findings.lines import FindingLine
from spt_fazhi.views.findings.words import closed_text, due_text_of, waived_text
from spt_fazhi.views.notices.asking import own_day
from spt_fazhi.views.wording import chinese_date, month_day


@frozen
class FindingRow:
    """一个问题。"""

    id: Annotated[str, "问题编号；印发版不印"]
    unit: Annotated[str, "责任单位"]
    kind: Annotated[str, "类型；没有写的是 其他"]
    severity: Annotated[str, "轻重：突出、一般；没有写的为空"]
    problem: Annotated[str, "问题，末尾没有标点"]
    demand: Annotated[str, "整改要求，末尾没有标点；没有写的为空"]
    due: Annotated[str, "整改时限，如 立行立改、2024年6月30日前、2024年8月31日前（已延期）"]
    measures: Annotated[tuple[str, ...], "整改措施，报来的各条；没有报过的为空"]
    progress: Annotated[str, "完成情况，如 已完成整改、阶段性完成，已逾期5天、尚未完成；政府以外的单位用中性说法"]
    closed: Annotated[str, "是否销号，如 已销号（2024年7月10日）、未销号"]
    repeated: Annotated[str, "屡查屡犯的，与哪个问题相似，末尾没有标点；不是的为空"]
    records: Annotated[tuple[str, ...], "所依据的督察、整改和销号的编号"]


def finding_row(request: ReportRequest, line: FindingLine) -> FindingRow:
    """One finding."""
    return FindingRow(
        id=line.id,
        unit=line.unit,
        kind=kind_of(line),
        severity=line.finding.severity or "",
        problem=sentence(line.finding.problem),
        demand=sentence(line.finding.demand or ""),
        due=due_text_of(line),
        measures=tuple(sentence(each) for each in line.measures),
        progress=_asked_progress(line) if line.invited else _progress(request, line),
        closed=closed_text(line),
        repeated=_repeated(line),
        records=tuple(dict.fromkeys((*sources([line]), *_before(line)))),
    )


def _before(line: FindingLine) -> tuple[str, ...]:
    """The visit that found it before."""
    return (line.earlier.id.rpartition(".")[0],) if line.earlier else ()


def _repeated(line: FindingLine) -> str:
    """`2024年7月10日曾经销号`; empty for what is new, and for what another unit had: nobody is named for that."""
    return f"{chinese_date(line.earlier.closed)}曾经销号" if line.earlier is not None else ""


def _progress(request: ReportRequest, line: FindingLine) -> str:
    """How far it is, in the words of the paragraph that counts it: no day that is still to come is counted."""
    if line.stage == "closed":
        return "已完成整改，晚于时限" if line.state == "done-late" else "已完成整改"
    if line.stage == "waived":
        return waived_text(line) if line.each.ended else f"经批准{waived_text(line)}"
    if line.stage == "submitted":
        return "已报整改，待复核销号"
    said = "阶段性完成" if line.stage == "partial" else "尚未完成"
    if line.returned is not None:
        said = f"{'已报' if line.stage == 'open' else said}，{month_day(line.returned)}退回"
        if line.state == "returned":
            again_by = own_day(line.each, request.assessment)
            return f"{said}，{f'{month_day(again_by)}前' if again_by else '待'}重报"
        said = f"{said}，未重报"
    late = line.each.days_overdue(request.assessment.day)
    return f"{said}，已逾期{late}天" if late else said


def _asked_progress(line: FindingLine) -> str:
    """How far it is, of a unit that is only asked: no day is held against it."""
    if line.stage == "waived":
        return "不再商请"
    if line.stage == "closed":
        return "已办结"
    return "已提供情况" if line.reports else "商请中"
