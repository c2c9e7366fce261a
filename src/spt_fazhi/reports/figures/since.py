"""印发以来的变化: what of a report that was signed is no longer so, figure by figure and duty by duty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import MET
from spt_fazhi.model.entries.issued import Issued, PrintedFigure
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.register import Entry
from spt_fazhi.reports.figures.figure import Figure
from spt_fazhi.reports.parts import Head, head
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.views.wording import item_text, period_text, state_text, unit_text

TEMPLATE: Final = "since.md.j2"


@frozen
class ChangedFigure:
    """一个变了的数。"""

    key: Annotated[str, "键，如 totals.done"]
    basis: Annotated[str, "数的是什么；现在没有这个数的为空"]
    then: Annotated[str, "印发时印的；当时没有的为空"]
    now: Annotated[str, "现在会印的；现在没有的为空"]
    records: Annotated[tuple[str, ...], "所依据的记录里印发以后才登记的，编号"]


@frozen
class ChangedDuty:
    """一条状态变了的责任。"""

    unit: Annotated[str, "单位"]
    item: Annotated[str, "事项编号和名称，如 6.1 旁听庭审（2024年第二季度）"]
    due: Annotated[date, "最后一天（含延期）"]
    before: Annotated[str, "印发时的状态"]
    after: Annotated[str, "现在的状态"]
    records: Annotated[tuple[str, ...], "现在所依据的记录编号"]


@frozen
class SinceValues:
    """since.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    issued: Annotated[str, "印发的是哪一份：标题"]
    number: Annotated[str, "它的文号；没有的为空"]
    id: Annotated[str, "它的登记编号"]
    recorded: Annotated[date, "印发日期"]
    as_of: Annotated[date, "它按哪一天的情况出的"]
    figures: Annotated[tuple[ChangedFigure, ...], "变了的数"]
    same: Annotated[int, "没有变的数有几个"]
    late: Annotated[tuple[ChangedDuty, ...], "此后新逾期的"]
    met: Annotated[tuple[ChangedDuty, ...], "此后完成的"]


@frozen
class Side:
    """A report as it is on one side: the figures it prints, in order, what they rest on, and who stands where."""

    printed: tuple[PrintedFigure, ...]
    figures: Mapping[str, Figure]
    assessment: Assessment


def since(
    request: ReportRequest,
    entry: Entry[Issued],
    was: Side,
    now: Side,
    about: Iterable[Assessed] | None = None,
) -> SinceValues:
    """What changed since `entry` was sent: `was` is the report it was made from, `now` what it would be today.

    `about` are the duties that the report tells of as they are today; None for all there are.
    """
    known = _known(was, entry.value)
    old_text = {each.key: each.text for each in entry.value.figures}
    new_text = {each.key: each.text for each in now.printed}
    keys = dict.fromkeys((*new_text, *old_text))
    figures = tuple(
        ChangedFigure(
            key=key,
            basis=next((side.figures[key].basis for side in (now, was) if key in side.figures), ""),
            then=old_text.get(key, ""),
            now=new_text.get(key, ""),
            records=tuple(each for each in now.figures[key].records if each not in known) if key in now.figures else (),
        )
        for key in keys
    )
    changed = tuple(each for each in figures if each.then != each.now)
    old = {each.duty.key: each for each in was.assessment.all_duties}
    told = now.assessment.all_duties if about is None else about
    moved = [(old.get(each.duty.key), each) for each in told]
    late = ((one, each) for one, each in moved if each.state == "overdue" and (one is None or one.state != "overdue"))
    met = ((one, each) for one, each in moved if each.state in MET and (one is None or one.state not in MET))
    return SinceValues(
        head=head(request),
        issued=entry.value.title or entry.value.name,
        number=entry.value.number or "",
        id=entry.id,
        recorded=entry.value.recorded,
        as_of=entry.value.as_of or entry.value.recorded,
        figures=changed,
        same=len(figures) - len(changed),
        late=_duties(late),
        met=_duties(met),
    )


def _known(was: Side, issued: Issued) -> frozenset[str]:
    """The records, visits and decisions that were there when it was sent: in its commit, and entered by its day."""
    register, day = was.assessment.register, issued.as_of or issued.recorded
    entries = (*register.records, *register.inspections, *register.decisions)
    return frozenset(each.id for each in entries if each.value.recorded <= day)


def _duties(moved: Iterable[tuple[Assessed | None, Assessed]]) -> tuple[ChangedDuty, ...]:
    return tuple(
        ChangedDuty(
            unit=unit_text(each),
            item=_item(each),
            due=each.due,
            before=state_text(was) if was else "（没有）",
            after=state_text(each),
            records=each.records,
        )
        for was, each in moved
    )


def _item(each: Assessed) -> str:
    period = f"（{period_text(each.duty.period)}）" if each.duty.period else ""
    return f"{item_text(each)} {each.duty.title}{period}"
