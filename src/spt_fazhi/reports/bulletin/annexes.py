"""The annexes of a bulletin: who is named for what, one row, and what the text has no room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import MET, STATES, State
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Task
from spt_fazhi.reports.bulletin.listed import (
    in_this_order,
    is_listed,
    leaves_out,
    listed,
    most_first,
    most_overdue,
    with_others,
)
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.names import task_title
from spt_fazhi.reports.request import ReportRequest, record_ids
from spt_fazhi.views.wording import (
    achieved_text,
    backfill_note,
    due_words,
    names_text,
    remarks,
    short_period_text,
    target_note,
    when_text,
    who_mark,
)

_TITLES: Final = {
    "sections": "各方面情况",
    "news": "其他进展",
    "good": "进度较好的任务",
    "overdue": "未按期完成清单",
    "behind": "进度滞后清单",
    "lacking": "待佐证和退回待重报清单",
    "backfill": "待补录清单",
    "missing": "未报进展清单",
    "findings": "督察整改情况",
    "problems": "各单位反映的问题",
}
"""In the order in which the text refers to them."""

_LACKING: Final[dict[State, str]] = {"unproved": "已报，佐证不全", "returned": "已报，材料退回"}


@frozen
class AnnexTitle:
    """一个附件的编号和名称。"""

    number: Annotated[int, "编号"]
    title: Annotated[str, "名称"]


@frozen
class Numbers:
    """各附件的编号；没有内容的附件是 0，不印。"""

    overdue: Annotated[int, "未按期完成清单"]
    good: Annotated[int, "进度较好的任务"]
    lacking: Annotated[int, "待佐证和退回待重报清单"]
    backfill: Annotated[int, "待补录清单"]
    behind: Annotated[int, "进度滞后清单"]
    news: Annotated[int, "其他进展"]
    missing: Annotated[int, "未报进展清单"]
    findings: Annotated[int, "督察整改情况：逾期未整改的清单，正文放不下的情况"]
    problems: Annotated[int, "各单位反映的问题里正文没有写的"]
    sections: Annotated[int, "各方面情况：方面多、正文放不下的表；放得下的是 0，印在正文里"]


@frozen
class UnitRow:
    """清单的一行：一家单位（共同完成的，几家一行）的一个事项，各期合并。"""

    units: Annotated[str, "单位；共同完成的写明"]
    obligation: Annotated[str, "事项编号"]
    title: Annotated[str, "事项名称，按期事项带各期"]
    when: Annotated[str, "时限，照原文并写明日期；原文没有写的标明"]
    mark: Annotated[str, "由谁承担原文没有写时是（推定），否则为空"]
    state: Annotated[str, "状态，中文"]
    number: Annotated[Figure, "项次；各行之和就是正文里的项次"]
    days: Annotated[Figure | None, "已逾期天数，几期合并的按最早的一期；没有逾期的没有值"]
    achieved: Annotated[Figure | None, "完成情况，如 1/2次；没有报过的、几期合并的没有值"]
    told: Annotated[str, "没有完成情况时的说法：未报、已报部分、已报，佐证不全"]
    remark: Annotated[str, "要说明的，如 数据只到6月30日、要求2次（推定）；没有时为空"]
    again_by: Annotated[date | None, "退回后最迟哪天重报；不是退回的没有值"]


@frozen
class GoodRow:
    """进度较好的任务清单的一行：有办结，没有逾期、滞后和待补办的，临期的都报过情况的任务。"""

    id: Annotated[int, "任务编号"]
    title: Annotated[str, "任务名称"]
    lead: Annotated[tuple[str, ...], "牵头单位；政府以外的和本办公室不列，还有它们的最后一家带 等"]
    expected: Annotated[Figure, "应完成的项次，等于以下三项之和"]
    done: Annotated[Figure, "已完成"]
    active: Annotated[Figure, "推进中，含临期"]
    pending: Annotated[Figure, "未启动，含未到期"]


@frozen
class BackfillRow:
    """待补录清单的一行：一个事项，各期合并。"""

    obligation: Annotated[str, "事项编号"]
    title: Annotated[str, "事项名称，按期事项带各期"]
    when: Annotated[str, "时限，照原文并写明日期"]
    mark: Annotated[str, "由谁承担原文没有写时是（推定），否则为空"]
    units: Annotated[tuple[str, ...], "待补录的单位，整组的写组名"]
    number: Annotated[Figure, "项次"]


def numbered(filled: Iterable[str]) -> tuple[Numbers, tuple[AnnexTitle, ...]]:
    """The numbers of the annexes that have something in them, and their titles in order."""
    known = frozenset(filled)
    numbers = {name: place for place, name in enumerate((name for name in _TITLES if name in known), 1)}
    titles = tuple(AnnexTitle(number=place, title=_TITLES[name]) for name, place in numbers.items())
    return Numbers(**{name: numbers.get(name, 0) for name in _TITLES}), titles


def unit_rows(request: ReportRequest, judged: Iterable[Assessed], *states: State) -> tuple[UnitRow, ...]:
    """One row a unit and obligation of duties in these states: units in the order in which the text names them.

    A joint duty stands with the first of its units; what a unit bears alone comes before what it bears with others.
    """
    own_of = [each for each in judged if each.state in states and listed(request, each)]
    place = {name: at for at, name in enumerate(most_first(request, own_of))}
    by_unit: dict[tuple[str, ...], dict[tuple[State, str], list[Assessed]]] = {}
    for each in own_of:
        names = tuple(sorted(listed(request, each), key=place.__getitem__))
        by_unit.setdefault(names, {}).setdefault((each.state, each.duty.key.obligation), []).append(each)
    units = sorted(by_unit, key=lambda names: [place[name] for name in names])
    return tuple(
        _row(request, names, own)
        for names in units
        for own in sorted(by_unit[names].values(), key=lambda own: most_overdue(request, own))
    )


def _row(request: ReportRequest, names: tuple[str, ...], own: Sequence[Assessed]) -> UnitRow:
    first = max(own, key=lambda each: (each.days_overdue(request.assessment.day), -each.due.toordinal()))
    obligation = first.duty.obligation
    assert obligation is not None, "obligation duties alone are named"  # noqa: S101 - a defect, not bad data
    key = f"row.{first.state}.{'+'.join(names)}.{obligation.id}"
    what = f"{'、'.join(names)} {obligation.id}，{STATES[first.state]}"
    records, claimed = record_ids(own), any(each.claimed.records for each in own)
    achieved = None
    if claimed and len(own) == 1 and first.state not in _LACKING:
        amount = first.tally.amount
        achieved = Figure(
            key=f"{key}.achieved",
            value=amount,
            printed=achieved_text(first),
            basis=f"{what}，完成情况",
            records=records,
        )
    late, kept = first.days_overdue(request.assessment.day), _backfill_note(own)
    joint = not first.duty.unit and len(request.scored(first)) > 1
    return UnitRow(
        units="、".join(with_others(names, leaves_out(own, names))) + ("（共同）" if joint else ""),
        obligation=obligation.id,
        title=f"{first.duty.title}{_periods(own)}",
        when=_when(own),
        mark=who_mark(first),
        state=STATES[first.state],
        number=number(f"{key}.number", len(own), f"{what}的项次", records),
        days=number(f"{key}.days", late, f"{what}，到数据截至日逾期的天数，时限早于印发日的自补录期满起算")
        if late > 0
        else None,
        achieved=achieved,
        told="" if achieved is not None else _LACKING.get(first.state) or ("已报部分" if claimed else "未报"),
        remark="，".join(
            dict.fromkeys(said for each in own for said in (target_note(each), *remarks(each), kept) if said)
        ),
        again_by=max((each.again_by for each in own if each.again_by is not None), default=None),
    )


def _backfill_note(own: Sequence[Assessed]) -> str:
    """What is said of the periods that were due before the day of issue; which, where not all were."""
    early = [each for each in own if backfill_note(each)]
    if not early:
        return ""
    periods = [short_period_text(each.duty.period) for each in early if each.duty.period]
    which = f"其中{names_text(periods, 0)}" if len(early) < len(own) else ""
    return f"{which}时限{backfill_note(early[0])}"


def _periods(own: Sequence[Assessed]) -> str:
    """`（第一季度、第二季度）`; empty where the obligation has no periods."""
    found = dict.fromkeys(each.duty.period for each in own if each.duty.period)
    return f"（{names_text([short_period_text(period) for period in found], 0)}）" if found else ""


def _when(own: Sequence[Assessed]) -> str:
    """The day of one duty, in the document's words; of several periods the cycle."""
    first = own[0]
    obligation = first.duty.obligation
    assert obligation is not None, "obligation duties alone are named"  # noqa: S101 - a defect, not bad data
    if len(own) > 1 and len({each.due for each in own}) > 1:
        return when_text(obligation)
    return due_words(obligation, first.due, extended=first.extended_by is not None)


def again_by_days(judged: Iterable[Assessed]) -> tuple[date, ...]:
    """The last days for reporting again, in order."""
    return tuple(sorted({each.again_by for each in judged if each.again_by is not None}))


def good_rows(request: ReportRequest, judged: Iterable[Assessed]) -> tuple[GoodRow, ...]:
    """Tasks in which something is done or under way and nothing lags or is missing, in the order of the plan."""
    by_task: dict[int, list[Assessed]] = {}
    for each in judged:
        if each.state != "waived" and listed(request, each):
            by_task.setdefault(each.duty.task, []).append(each)
    tasks = request.assessment.register.tasks
    return tuple(_good(request, task, own) for task in tasks if (own := by_task.get(task.id)) and _is_good(own))


def _is_good(own: Sequence[Assessed]) -> bool:
    """Nothing is soon due of which nobody has said anything."""
    untold = any(each.state == "due-soon" and not each.claimed.records for each in own)
    return not untold and any(each.state in MET for each in own) and all(each.state in _GOOD for each in own)


_ACTIVE: Final[frozenset[State]] = frozenset({"in-progress", "due-soon"})
_PENDING: Final[frozenset[State]] = frozenset({"pending", "scheduled"})
_GOOD: Final[frozenset[State]] = MET | _ACTIVE | _PENDING


def _good(request: ReportRequest, task: Task, own: Sequence[Assessed]) -> GoodRow:
    leads = request.leads.get(task.id, ())
    names = tuple(name for name in leads if not request.is_outside(name) and is_listed(request, name))

    def figure(name: str, word: str, states: frozenset[State]) -> Figure:
        found = [each for each in own if each.state in states]
        return number(f"good.{task.id}.{name}", len(found), f"任务{task.id}，{word}的项次", record_ids(found))

    return GoodRow(
        id=task.id,
        title=task_title(task),
        lead=with_others(names, len(names) < len(leads)),
        expected=number(f"good.{task.id}.expected", len(own), f"任务{task.id}，应完成的项次"),
        done=figure("done", "已完成", MET),
        active=figure("active", "推进中和临期", _ACTIVE),
        pending=figure("pending", "未启动和未到期", _PENDING),
    )


def backfill_rows(request: ReportRequest, judged: Iterable[Assessed]) -> tuple[BackfillRow, ...]:
    """Obligations that fell due before the day of issue and have no proof yet, in the order of the plan."""
    found: dict[str, list[Assessed]] = {}
    for each in judged:
        if each.state == "backfill" and listed(request, each):
            found.setdefault(each.duty.key.obligation, []).append(each)
    order = most_first(request, (each for own in found.values() for each in own))
    return tuple(
        BackfillRow(
            obligation=key,
            title=f"{own[0].duty.title}{_periods(own)}",
            when=_when(own),
            mark=who_mark(own[0]),
            units=with_others(
                request.group_names(in_this_order(request, order, own)),
                leaves_out(own, [name for each in own for name in listed(request, each)]),
            ),
            number=number(f"row.backfill.{key}", len(own), f"{key}，待补录的项次", record_ids(own)),
        )
        for key, own in found.items()
    )
