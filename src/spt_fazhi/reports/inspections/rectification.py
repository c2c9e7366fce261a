"""整改台账: how far what visits found is put right, a paragraph and a table; of who is only asked the number alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Annotated, Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import PeriodKind
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.inspections.figures import LateUnit, PutRight, late_number, late_units, number_of, put_right
from spt_fazhi.reports.inspections.rows import FindingRow, finding_row
from spt_fazhi.reports.inspections.visit import lines_of, visits_in
from spt_fazhi.reports.parts import Head, head, span
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.quotation import quoted
from spt_fazhi.views.findings.counting import counted_visits
from spt_fazhi.views.findings.lines import FindingLine, Visit, judged, only_asked
from spt_fazhi.views.wording import chinese_date

NAME: Final = "rectification"
TITLE: Final = "整改台账"
DESCRIPTION: Final = "督察反馈问题的整改情况：一段总数和一张台账；可按一次督察或一个期间出，默认全部"
TEMPLATE: Final = "rectification.md.j2"
PERIODS: Final[tuple[PeriodKind, ...]] = ("year", "half", "quarter", "month")
SUBJECT: Final = "inspection"
FINDINGS_ONLY: Final = True
WHOLE: Final = True


@frozen
class RectificationValues:
    """rectification.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    title: Annotated[str, "标题"]
    addressees: Annotated[tuple[str, ...], "发给谁：有问题的政府系统单位，整组的写组名；正文不印，登记发出时用"]
    scope: Annotated[str, "是哪些督察，如 第一次法治建设实地督察、2024年第二季度；不限的为空"]
    visits: Annotated[Figure, "本年度有几次督察，只到了政府以外单位的不计"]
    before: Annotated[Figure, "以前年度有几次督察的问题结转来"]
    carried: Annotated[Figure, "以前年度结转来的问题，政府以外的单位不计"]
    outside_only: Annotated[bool, "是否只有到政府以外单位的督察"]
    progress: Annotated[PutRight, "政府系统单位的整改情况"]
    late: Annotated[tuple[LateUnit, ...], "逾期没有完成整改的单位，个数多的在前"]
    late_units: Annotated[Figure, "逾期没有完成整改的单位数"]
    rows: Annotated[tuple[FindingRow, ...], "台账：政府系统单位的问题，先督察的在前"]
    asked: Annotated[Figure, "商请政府以外的单位研究处理的问题，不计入以上各项"]
    findings: Annotated[tuple[str, ...], "逾期没有完成整改的问题的编号，登记发出时记下"]
    left_out: Annotated[tuple[str, ...], "没有写、核对时要知道的，印在核对版"]


VALUES = RectificationValues


def build(request: ReportRequest) -> RectificationValues:
    """The ledger of the findings of one visit, of the visits that ended in a period, or of all."""
    request = dataclasses.replace(request, signed_by_office=True)
    known = visits_in(request)
    counted, lines = counted_visits(known, request.answers).own, lines_of(known)
    own, asked = judged(lines), only_asked(lines)
    scope = _scope(request)
    visits = [each for each in counted if not each.carried]
    before = [each for each in counted if each.carried and each.lines]
    return RectificationValues(
        head=head(request),
        title=f"{scope}{'' if request.inspection else '督察'}反馈问题整改情况",
        addressees=request.group_names(request.in_order(each.unit for each in own)),
        scope=scope,
        visits=number("visits", len(visits), "本年度到数据截至日已结束的督察次数", [each.id for each in visits]),
        before=number("visits.before", len(before), "以前年度、有问题结转来的督察次数", [each.id for each in before]),
        carried=number_of("carried", judged(lines_of(before)), "以前年度督察反馈、结转来的问题"),
        outside_only=bool(known) and not counted,
        progress=put_right("progress", own, "督察反馈的问题"),
        late=late_units(request, own),
        late_units=late_number(own),
        rows=tuple(finding_row(request, each) for each in own),
        asked=number_of("asked", asked, "政府以外单位的问题"),
        findings=tuple(each.id for each in own if each.state == "overdue"),
        left_out=tuple(_left_out(request, known, lines)),
    )


def _scope(request: ReportRequest) -> str:
    if request.inspection is not None:
        return one_line(request.inspection.value.title)
    if request.period is not None:
        return span(request.period, request.assessment.day).title
    return ""


def _left_out(request: ReportRequest, visits: Sequence[Visit], lines: Sequence[FindingLine]) -> Iterator[str]:
    """What the ledger does not say, for whoever checks it."""
    day = request.assessment.day
    running = [each for each in request.assessment.register.inspections if each.value.to > day]
    if running and request.inspection is None:
        yield f"截至{chinese_date(day)}还没有结束的督察没有列入：{'、'.join(each.id for each in running)}。"
    for each in only_asked(lines):
        row = finding_row(request, each)
        yield f"政府以外单位的问题不列表：{row.unit}{quoted(row.problem)}（{each.name}），{row.progress}。"
    nothing = [each.id for each in visits if not each.lines]
    if nothing:
        yield f"没有发现问题的督察：{'、'.join(nothing)}。"
    waived = [each for each in lines if each.stage == "waived"]
    if waived:
        yield f"不再要求整改的：{'、'.join(each.name for each in waived)}。"
