"""任务分解表: every obligation of the plan in the six columns an office expects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Final

from spt_fazhi.engine.duties import asks_progress
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import PeriodKind
from spt_fazhi.model.plan import Obligation, ProgressSettings, Task
from spt_fazhi.reports.figures.extent import Extent, extent
from spt_fazhi.reports.parts import Head, head
from spt_fazhi.reports.request import ReportRequest, sentence
from spt_fazhi.views.lists.assumptions import ASKED
from spt_fazhi.views.wording import mark, scope_note, when_text

NAME: Final = "breakdown"
TITLE: Final = "任务分解表"
DESCRIPTION: Final = "把工作要点逐项分解到单位和时限，印发和对照用"
TEMPLATE: Final = "breakdown.md.j2"
PERIODS: Final[tuple[PeriodKind, ...]] = ()
SUBJECT: Final = ""

_ROUTINE = {"month": "按月报送进展", "quarter": "按季报送进展", "half": "每半年报送进展"}
_NO_TIME = "长期"


@frozen
class BreakdownRow:
    """分解表的一行。"""

    number: Annotated[int, "序号，全表连续"]
    task: Annotated[int, "任务编号，附则是 0"]
    task_title: Annotated[str, "工作任务"]
    obligation: Annotated[str | None, "事项编号；没有具体事项的任务没有值"]
    title: Annotated[str | None, "事项名称；没有具体事项的任务没有值"]
    requirement: Annotated[str, "具体要求，原文"]
    lead: Annotated[tuple[str, ...], "牵头单位，照原文"]
    responsible: Annotated[tuple[str, ...], "责任单位：分解时写明的承担单位，没有写明的照原文"]
    together: Annotated[bool, "原文是否写明由各单位共同完成一件"]
    mark: Annotated[str, "由谁承担原文没有写时是（推定），否则为空"]
    scope: Annotated[str, "分别还是共同完成原文没有写时，如 各单位分别完成（推定），否则为空"]
    when: Annotated[str, "完成时限，原文没有写的标明；没有具体事项的任务写报送周期，标（办公室要求）"]


@frozen
class BreakdownSection:
    """分解表的一个方面。"""

    id: Annotated[str, "序号，如 一"]
    title: Annotated[str, "名称"]
    rows: Annotated[tuple[BreakdownRow, ...], "各行"]


@frozen
class BreakdownValues:
    """breakdown.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    title: Annotated[str, "标题"]
    extent: Annotated[Extent, "工作要点有多少任务、事项，由多少单位承担，应完成多少项次"]
    routine: Annotated[int, "没有具体事项、按期报送进展的任务数"]
    reporting: Annotated[str, "各条任务都要报送进展的，如 按季报送进展（办公室要求）；只有没有具体事项的任务要报的为空"]
    assumed_lists: Annotated[tuple[str, ...], "表里出现的、名单由办公室推定的单位组"]
    sections: Annotated[tuple[BreakdownSection, ...], "各方面"]


VALUES = BreakdownValues


def build(request: ReportRequest) -> BreakdownValues:
    """Every obligation under its task, tasks without obligations included."""
    register = request.assessment.register
    top = head(request)
    counter = iter(range(1, 1_000_000))
    sections = tuple(
        BreakdownSection(
            id=section.id,
            title=section.title,
            rows=tuple(
                row for task in register.tasks if task.section == section.id for row in _rows(request, task, counter)
            ),
        )
        for section in register.sections
    )
    return BreakdownValues(
        head=top,
        title=f"《{top.title}》任务分解表",
        extent=extent(request),
        routine=sum(not task.obligations for task in register.tasks),
        reporting=_every_report(register.info.progress),
        assumed_lists=_assumed_lists(request, [row for section in sections for row in section.rows]),
        sections=tuple(section for section in sections if section.rows),
    )


def _rows(request: ReportRequest, task: Task, counter: Iterator[int]) -> Iterator[BreakdownRow]:
    register = request.assessment.register
    if not task.obligations:
        asked = asks_progress(register, task)
        when = _report(register.info.progress) if asked else _NO_TIME
        yield _row(task, None, when, next(counter))
    for obligation in task.obligations:
        yield _row(task, obligation, when_text(obligation), next(counter))


def _report(asked: ProgressSettings) -> str:
    return f"{_ROUTINE[asked.every]}{ASKED}"


def _every_report(asked: ProgressSettings) -> str:
    """What is asked of every task, obligations or none."""
    return _report(asked) if asked.every != "none" and asked.of == "all" else ""


def _row(task: Task, obligation: Obligation | None, when: str, number: int) -> BreakdownRow:
    who = (obligation.who if obligation else ()) or task.responsible or task.lead
    assumed = obligation.assumed_fields if obligation else ()
    scope = scope_note(obligation)
    return BreakdownRow(
        number=number,
        task=task.id,
        task_title=task.title,
        obligation=obligation.id if obligation else None,
        title=obligation.title if obligation else None,
        requirement=obligation.quote if obligation else sentence(task.text),
        lead=task.lead,
        responsible=who,
        together=obligation is not None and obligation.scope == "joint" and len(who) > 1 and not scope,
        mark=mark(assumed, "who"),
        scope=scope,
        when=when,
    )


def _assumed_lists(request: ReportRequest, rows: Sequence[BreakdownRow]) -> tuple[str, ...]:
    """The groups in the table whose members the document does not list."""
    named = dict.fromkeys(name for row in rows for name in row.responsible)
    groups = request.directory.groups
    return tuple(name for name in named if name in groups and "members" in groups[name].assumed_fields)
