"""What a unit has handed in, and what was handed back to it and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import code_of
from spt_fazhi.model.references import finding_id
from spt_fazhi.model.unit import Unit
from spt_fazhi.reports.parts import duty_title
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.counted import handed_back
from spt_fazhi.views.wording import names_text, period_text

_PROBLEM: Final = 60
"""Characters of a problem that are printed."""


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
class ReturnedLine:
    """退回的一条材料。"""

    record: Annotated[str, "记录编号"]
    about: Annotated[str, "事项编号和名称；进展是任务和期间"]
    title: Annotated[str, "材料标题；进展的为空"]
    day: Annotated[date, "退回日期"]
    reason: Annotated[str, "为什么退回"]
    again_by: Annotated[date | None, "重报期限；没有写期限时没有值"]
    again: Annotated[bool, "退回后是否又报过"]


def receipts(request: ReportRequest, own: Sequence[Assessed], unit: Unit) -> tuple[Receipt, ...]:
    """The evidence of a unit (and of those it follows) for its duties, the earliest first."""
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


def returned(request: ReportRequest, own: Sequence[Assessed], unit: Unit) -> tuple[ReturnedLine, ...]:
    """What the office handed back to a unit by the day, the earliest first."""
    found = []
    for entry, by in handed_back(request.assessment):
        decision = by.value
        if request.directory.canonical(entry.value.unit) != unit.name or not isinstance(
            entry.value, Evidence | Progress | Rectify
        ):
            continue
        found.append(
            ReturnedLine(
                record=entry.id,
                about=_about(request, entry.value),
                title="" if isinstance(entry.value, Progress) else one_line(entry.value.title),
                day=decision.recorded,
                reason=one_line(decision.reason),
                again_by=decision.again_by,
                again=_again(request, own, entry.value, decision.recorded),
            )
        )
    return tuple(sorted(found, key=lambda line: (line.day, line.record)))


def left_out(request: ReportRequest, unit: Unit) -> tuple[str, ...]:
    """The unit's records that the sheet says nothing of: those it took back itself, and those redacted as a whole."""
    assessment = request.assessment
    words = {"void": "本单位自己作废的记录", "redact": "已经去除的记录"}
    found: dict[str, list[str]] = {}
    for record, by in sorted(assessment.matching.withdrawn.items()):
        if by.value.kind in words and code_of(record) == unit.code and by.value.recorded <= assessment.day:
            found.setdefault(words[by.value.kind], []).append(record)
    return tuple(f"没有列入：{word}{names_text(records, 0)}。" for word, records in found.items())


def _about(request: ReportRequest, record: Evidence | Progress | Rectify) -> str:
    if isinstance(record, Rectify):
        name = finding_id(record.inspection, record.finding)
        problem = next((line.finding.problem for line in request.findings if line.id == name), "")
        return f"督察问题：{one_line(problem, _PROBLEM)}"
    if isinstance(record, Progress):
        task = request.tasks.get(record.task)
        return f"{record.task}．{task.title if task else ''}（{period_text(record.period)}进展）"
    titles = {each.id: each.title for task in request.tasks.values() for each in task.obligations}
    return f"{record.obligation} {titles.get(record.obligation, '')}".strip()


def _again(request: ReportRequest, own: Sequence[Assessed], record: Evidence | Progress | Rectify, day: date) -> bool:
    """Whether something for the same came in on the day of the return or later."""
    if isinstance(record, Evidence):
        same = [each for each in own if each.duty.key.obligation == record.obligation]
        return any(entry.value.recorded >= day for each in same for entry in request.evidence(each))
    if isinstance(record, Rectify):
        reports = request.assessment.matching.rectify.get(finding_id(record.inspection, record.finding), ())
        return any(entry.value.recorded >= day for entry in reports)
    unit = request.directory.canonical(record.unit)
    later = request.assessment.matching.progress.get(DutyKey(record.task, "", unit or "", record.period), ())
    return any(entry.value.recorded >= day for entry in later)
