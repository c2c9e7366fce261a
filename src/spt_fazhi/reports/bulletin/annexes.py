"""The annexes of the bulletin: slow and steady tasks, and the index of the records every figure rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from spt_fazhi.engine.assess import Assessed
from spt_fazhi.engine.states import MET, STATES, State, worst
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Task
from spt_fazhi.reports.request import ReportRequest, record_ids, sentence
from spt_fazhi.views.wording import due_text, names_text, period_text, when_text, who_mark

_SLOW = frozenset({"overdue", "behind"})


@frozen
class SlowLine:
    """慢序时任务清单的一行：一个有逾期或滞后的事项，或者一条没有具体事项、逾期未报进展的任务。"""

    task: Annotated[int, "任务编号"]
    task_title: Annotated[str, "任务名称"]
    obligation: Annotated[str | None, "事项编号；没有具体事项的任务没有值"]
    requirement: Annotated[str, "具体要求，原文"]
    when: Annotated[str, "时限，照原文并写明日期"]
    overdue: Annotated[tuple[str, ...], "逾期的单位"]
    behind: Annotated[tuple[str, ...], "滞后的单位"]
    done: Annotated[int, "已完成的项次"]
    total: Annotated[int, "应完成的项次（政府系统，不含不适用）"]
    records: Annotated[tuple[str, ...], "本事项已有的记录编号"]


@frozen
class SteadyLine:
    """按序时任务清单的一行：一条没有逾期、滞后的任务。"""

    task: Annotated[int, "任务编号"]
    task_title: Annotated[str, "任务名称"]
    lead: Annotated[tuple[str, ...], "牵头单位，照原文"]
    done: Annotated[int, "政府系统已完成的项次"]
    total: Annotated[int, "政府系统应完成的项次，不含不适用"]
    backfill: Annotated[int, "其中待补录"]
    state: Annotated[str, "任务状态，中文"]
    remark: Annotated[str, "备注；没有时为空"]
    records: Annotated[tuple[str, ...], "已有的记录编号"]


def _late_reports(request: ReportRequest, task: Task) -> list[Assessed]:
    """Overdue progress of government leads; it makes a task slow only when the task has no obligations."""
    if task.obligations:
        return []
    return [
        each for each in request.progress_by_task.get(task.id, ()) if each.state == "overdue" and request.scored(each)
    ]


def _is_slow(request: ReportRequest, task: Task) -> bool:
    own = (each for each in request.duties_by_task.get(task.id, []) if each.state in _SLOW)
    return bool(_late_reports(request, task)) or any(request.scored(each) for each in own)


def slow_lines(request: ReportRequest) -> tuple[SlowLine, ...]:
    """The overdue and behind obligations of government units, in the order of the plan."""
    return tuple(line for task in request.assessment.register.tasks for line in _slow(request, task))


def _slow(request: ReportRequest, task: Task) -> Iterator[SlowLine]:
    scored = [each for each in request.duties_by_task.get(task.id, []) if request.scored(each)]
    for obligation in task.obligations:
        own = [each for each in scored if each.duty.key.obligation == obligation.id]
        if any(each.state in _SLOW for each in own):
            extended = any(each.extended_by for each in own if each.state in _SLOW)
            yield SlowLine(
                task=task.id,
                task_title=task.title,
                obligation=obligation.id,
                requirement=sentence(obligation.quote),
                when=when_text(obligation) + ("，部分单位经批准延期" if extended else ""),
                overdue=_named(request, own, "overdue"),
                behind=_named(request, own, "behind"),
                done=sum(each.state in MET for each in own),
                total=sum(each.state != "waived" for each in own),
                records=record_ids(own),
            )
    late = _late_reports(request, task)
    if late:
        reports = [each for each in request.progress_by_task.get(task.id, ()) if request.scored(each)]
        begun = [each for each in reports if each.state != "scheduled"]
        yield SlowLine(
            task=task.id,
            task_title=task.title,
            obligation=None,
            requirement="按期报送工作进展",
            when="、".join(dict.fromkeys(f"{_span(each)}进展于{due_text(each.due)}报送" for each in late)),
            overdue=_named(request, late, "overdue"),
            behind=(),
            done=sum(each.state in MET for each in begun),
            total=len(begun),
            records=record_ids(begun),
        )


def _span(each: Assessed) -> str:
    return period_text(each.duty.key.period)


def _named(request: ReportRequest, duties: Sequence[Assessed], state: State) -> tuple[str, ...]:
    """Units in a state, with the period where the obligation has several, and marked where it was assumed."""
    found: dict[str, list[str]] = {}
    marks: dict[str, str] = {}
    for each in duties:
        if each.state == state:
            for name in request.scored(each):
                found.setdefault(name, []).append(_span(each) if each.duty.period else "")
                marks[name] = who_mark(each)
    return tuple(
        (f"{name}（{names_text(found[name], 0)}）" if any(found[name]) else name) + marks[name]
        for name in request.in_order(found)
    )


def steady_lines(request: ReportRequest) -> tuple[SteadyLine, ...]:
    """The tasks that are not slow, in the order of the plan."""
    return tuple(_steady(request, task) for task in request.assessment.register.tasks if not _is_slow(request, task))


def _steady(request: ReportRequest, task: Task) -> SteadyLine:
    own = request.duties_by_task.get(task.id, [])
    scored = [each for each in own if request.scored(each)]
    reports = request.progress_by_task.get(task.id, [])
    judged = scored or [each for each in reports if not own and request.scored(each)]
    state = worst(each.state for each in judged)
    remark = ""
    if (own or reports) and not judged:
        remark = "由党委、人大、政协或司法机关承担，不作评价"
    elif not own:
        remark = "没有具体事项，看进展报送"
    return SteadyLine(
        task=task.id,
        task_title=task.title,
        lead=task.lead,
        done=sum(each.state in MET for each in scored),
        total=sum(each.state != "waived" for each in scored),
        backfill=sum(each.state == "backfill" for each in scored),
        state=_state_word(state, own=bool(own), asked=bool(own or reports)),
        remark=remark,
        records=record_ids(own or reports),
    )


def _state_word(state: State | None, *, own: bool, asked: bool) -> str:
    if state is None:
        return "商请办理" if asked else "长期推进"
    if not own:
        return {"done": "已报送", "done-late": "逾期报送"}.get(state, "待报送")
    return STATES[state]
