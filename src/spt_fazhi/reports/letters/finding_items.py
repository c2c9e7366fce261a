"""The items of a letter about findings: the problem, what is asked, by when, and what came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.letters.items import LetterRequest, moved
from spt_fazhi.reports.parts import TaskName, task_name
from spt_fazhi.reports.request import sentence
from spt_fazhi.views.findings.lines import FindingLine, Visit
from spt_fazhi.views.findings.words import due_text_of
from spt_fazhi.views.lists.desks import Owed, place_of
from spt_fazhi.views.lists.returns import missing_again
from spt_fazhi.views.lists.spoken import missing
from spt_fazhi.views.notices.notice import Notice

_OTHER: Final = "其他"
"""The kind that says nothing of a problem."""


@frozen
class LetterVisit:
    """函里说到的一次督察。"""

    title: Annotated[str, "名称"]
    first: Annotated[date, "开始日"]
    last: Annotated[date, "结束日"]
    by: Annotated[tuple[str, ...], "督察单位；管台账的单位自己是 我办 之类"]
    document: Annotated[str, "督察的文号；没有的为空"]
    number: Annotated[Figure, "本函所列的、这次督察发现的问题数"]


@frozen
class FindingItem:
    """函里的一个督察问题。"""

    problem: Annotated[str, "问题，句末不带句号"]
    demand: Annotated[str, "整改要求，句末不带句号；政府以外的单位是建议；没有写的为空"]
    kind: Annotated[str, "问题类型；没有写的、写 其他 的为空"]
    severe: Annotated[bool, "是不是突出问题"]
    task: Annotated[TaskName | None, "工作要点里的任务；不对应哪条任务的没有值"]
    units: Annotated[tuple[str, ...], "由收函单位承办、问题所在的单位；就是收函单位自己的没有"]
    former: Annotated[tuple[str, ...], "原来是哪家单位的问题，机构改革后由收函单位承接；没有为空"]
    at_once: Annotated[bool, "是不是要求立行立改的"]
    repeated: Annotated[bool, "是不是屡查屡犯：与已经销号的问题相似"]
    new: Annotated[bool, "是不是第一次告诉收函单位的"]
    limit: Annotated[str, "整改时限，如 2024年6月30日前、2024年8月31日前（已延期）、立行立改"]
    due: Annotated[date, "整改时限是哪一天，含延期"]
    late_days: Annotated[int, "已逾期天数；没有逾期的、政府以外的单位是 0"]
    missing: Annotated[
        str, "缺什么，如 没有收到整改情况、只报了阶段性整改情况；退回的写明原因；政府以外的单位没有报过的为空"
    ]
    again: Annotated[bool, "是不是退回的，要重新报送"]
    by: Annotated[date, "请在哪一天前报送整改情况"]
    moved: Annotated[str, "那天比时限早的缘故，如 7月28日是周日；就是时限那天的为空"]


def visits_in(request: LetterRequest, owed: Iterable[Owed], key: str = "visits") -> tuple[LetterVisit, ...]:
    """The visits at which what a letter is about was found, the earliest first; `key` begins those of their figures."""
    keys = {each.duty.duty.key.finding for each in owed}
    found = ((visit, [line for line in visit.lines if line.id in keys]) for visit in request.report.visits)
    return tuple(_visit(request, visit, lines, key) for visit, lines in found if lines)


def _visit(request: LetterRequest, visit: Visit, lines: Sequence[FindingLine], key: str) -> LetterVisit:
    value = visit.entry.value
    return LetterVisit(
        title=value.title,
        first=value.from_,
        last=value.to,
        by=tuple(_called(request, name) for name in value.by),
        document=value.document or "",
        number=number(f"{key}.{visit.id}", len(lines), f"{value.title}发现的、本函所列的问题", _records(visit, lines)),
    )


def _called(request: LetterRequest, name: str) -> str:
    """An inspector as the letter calls it: whoever signs it as 我办."""
    office = request.report.answers.office
    return request.head.ourselves if request.report.directory.canonical(name) == office else name


def _records(visit: Visit, lines: Iterable[FindingLine]) -> Iterator[str]:
    yield visit.id
    yield from (line.visit.id for line in lines)
    yield from (record for line in lines for record in line.each.records)


def finding_items(request: LetterRequest, notice: Notice, owed: Iterable[Owed]) -> tuple[FindingItem, ...]:
    """One item a finding, those asked for soonest first."""
    lines = {line.id: line for line in request.report.findings}
    ordered = sorted(owed, key=lambda each: (request.day_of(each.duty), each.duty.due, place_of(each)))
    return tuple(_item(request, notice, each, lines[each.duty.duty.key.finding]) for each in ordered)


def _item(request: LetterRequest, notice: Notice, own: Owed, line: FindingLine) -> FindingItem:
    each, finding, assessment = own.duty, line.finding, request.report.assessment
    by = request.day_of(each)
    return FindingItem(
        problem=sentence(finding.problem),
        demand=demand_of(each),
        kind="" if finding.kind == _OTHER else finding.kind or "",
        severe=finding.severity == "突出",
        task=task_name(request.report, each.duty.task) if each.duty.task in request.report.tasks else None,
        units=() if own.names == (notice.unit,) else own.names,
        former=each.former,
        at_once=line.at_once and each.extended_by is None,
        repeated=line.earlier is not None,
        new=own in notice.new,
        limit=due_text_of(line),
        due=each.due,
        late_days=0 if each.invited else each.days_overdue(assessment.day),
        missing=missing_again([each], assessment) or ("" if each.invited and not each.records else missing((own,))),
        again=each.state == "returned",
        by=by,
        moved=moved(request, each, by),
    )


def demand_of(each: Assessed) -> str:
    """What is asked of a finding, without a full stop; of a unit outside the government it is what is advised."""
    demand = sentence(each.duty.finding.demand or "") if each.duty.finding else ""
    return demand.removeprefix("建议") if each.invited else demand
