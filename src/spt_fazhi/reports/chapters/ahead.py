"""What is ahead: what falls due after the day, by section, and what units mean to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import OPEN
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.period import Period, days_after
from spt_fazhi.reports.chapters.told import Said
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.names import BESIDE
from spt_fazhi.reports.request import ReportRequest, record_ids
from spt_fazhi.text.quotation import quoted
from spt_fazhi.views.wording import NO_TIME, due_mark, is_unwritten

_NAMED: Final = 3
ASSUMED_TIME: Final = "时限是推定的"


@frozen
class AheadItem:
    """一个还没有完成、尚未到期的事项，政府系统。"""

    title: Annotated[str, "事项名称"]
    units: Annotated[tuple[str, ...], "还没有完成的单位，整组的写组名；多于三个时为空"]
    number: Annotated[Figure, "还没有完成的项次"]


@frozen
class AheadGroup:
    """时限相同的几个事项。"""

    first: Annotated[date, "最早一项次的最后一天，含延期"]
    last: Annotated[date, "最晚一项次的最后一天，含延期；只有一个日子时与 first 相同"]
    assumed: Annotated[str, "时限是推定的，怎样推定的，如 未写时限，按年底计；原文写明的和延期的为空"]
    lines: Annotated[tuple[AheadItem, ...], "各事项，照工作要点的顺序"]


@frozen
class Intention:
    """一家单位在一个方面的下一步工作；几条任务的连成一段，相同的只写一次。"""

    unit: Annotated[str, "单位"]
    subject: Annotated[str, "印在内容前面的单位名称，几家说得一样的都列；内容里自己说了的为空"]
    text: Annotated[str, "内容，句末不带句号"]
    records: Annotated[tuple[str, ...], "进展记录编号"]


@frozen
class AheadTheme:
    """一个方面的安排。"""

    title: Annotated[str, "名称"]
    groups: Annotated[tuple[AheadGroup, ...], "尚未到期的事项，先到期的在前"]
    said: Annotated[tuple[Intention, ...], "各单位所说的下一步工作"]


def ahead(
    request: ReportRequest, judged: Sequence[Assessed], said: Sequence[Said], period: Period
) -> tuple[AheadTheme, ...]:
    """The sections in which something is ahead: after the day, and after `period`, though that may still run."""
    return tuple(_themes(request, judged, _once(said), period))


def _once(said: Sequence[Said]) -> list[Said]:
    """What units plan, the same words once: they stand where they were first said, with all who said them."""
    same: dict[str, list[Said]] = {}
    for each in said:
        same.setdefault(each.text, []).append(each)
    return [
        replace(
            own[0],
            subject="、".join(dict.fromkeys(each.subject for each in own if each.subject)),
            records=tuple(record for each in own for record in each.records),
        )
        for own in same.values()
    ]


def _themes(
    request: ReportRequest, judged: Sequence[Assessed], said: Sequence[Said], period: Period
) -> Iterator[AheadTheme]:
    first = max(request.assessment.day, days_after(period.last, 1))
    open_ = [each for each in judged if each.due >= first and (each.state in OPEN or each.state == "scheduled")]
    for section in request.assessment.register.sections:
        tasks = {task.id for task in request.assessment.register.tasks if task.section == section.id}
        numbered = any(task > 0 for task in tasks)
        own = [each for each in open_ if each.duty.task in tasks]
        words = _by_unit([each for each in said if each.task.id in tasks])
        if own or words:
            title = section.title if numbered else BESIDE
            yield AheadTheme(title=title, groups=_groups(request, own), said=words)


def _groups(request: ReportRequest, duties: Sequence[Assessed]) -> tuple[AheadGroup, ...]:
    by_obligation: dict[str, list[Assessed]] = {}
    for each in duties:
        by_obligation.setdefault(each.duty.key.obligation, []).append(each)
    groups: dict[tuple[date, date, str], list[AheadItem]] = {}
    for own in by_obligation.values():
        days = [each.due for each in own]
        groups.setdefault((max(days), min(days), _assumed(own)), []).append(_line(request, own))
    return tuple(
        AheadGroup(first=first, last=last, assumed=assumed, lines=tuple(lines))
        for (last, first, assumed), lines in sorted(groups.items())
    )


def _assumed(duties: Sequence[Assessed]) -> str:
    """How the days of an obligation were assumed; empty where the document has them, or they were moved."""
    obligation = duties[0].duty.obligation
    if obligation is None or not all(map(due_mark, duties)):
        return ""
    return NO_TIME if all(is_unwritten(obligation, each.due) for each in duties) else ASSUMED_TIME


def _line(request: ReportRequest, duties: Sequence[Assessed]) -> AheadItem:
    names = request.group_names(request.in_order(name for each in duties for name in request.scored(each)))
    obligation, title = duties[0].duty.key.obligation, duties[0].duty.title
    return AheadItem(
        title=title,
        units=names if len(names) <= _NAMED else (),
        number=number(
            f"ahead.{obligation}", len(duties), f"{quoted(title)}尚未到期、还没有完成的项次", record_ids(duties)
        ),
    )


def _by_unit(said: Sequence[Said]) -> tuple[Intention, ...]:
    """What units plan, each unit once."""
    by_unit: dict[tuple[str, str], list[Said]] = {}
    for each in said:
        by_unit.setdefault((each.unit, each.subject), []).append(each)
    return tuple(
        Intention(
            unit=unit,
            subject=own[0].subject,
            text="；".join(dict.fromkeys(each.text for each in own)),
            records=tuple(record for each in own for record in each.records),
        )
        for (unit, _), own in by_unit.items()
    )
