"""What stands otherwise than when the bulletin was sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.states import MET
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.register import Entry
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.board.scope import TITLE, Scope, item_link
from spt_fazhi.views.board.values import Change, Changes
from spt_fazhi.views.wording import due_cell, short_period_text, unit_text


def moved(past: Assessment | None, duties: Iterable[Assessed]) -> Mapping[DutyKey, Assessed]:
    """The duties as they were, of those whose state is another now; what was not there then is none of them."""
    if past is None:
        return {}
    before = {each.duty.key: each for each in past.all_duties}
    return {
        each.duty.key: was
        for each in duties
        if (was := before.get(each.duty.key)) is not None and was.state != each.state
    }


def changes_of(scope: Scope, bulletin: Entry[Issued] | None, past: Assessment | None) -> Changes | None:
    """What changed since the bulletin; None without one."""
    if bulletin is None or past is None:
        return None
    late: list[Change] = []
    met: list[Change] = []
    others: list[Change] = []
    for each in scope.duties:
        was = scope.was.get(each.duty.key)
        if was is None:
            continue
        change = _change(scope, was, each)
        (late if each.state == "overdue" else met if each.state in MET else others).append(change)
    value = bulletin.value
    return Changes(
        title=one_line(value.title or value.name),
        number=one_line(value.number or ""),
        recorded=value.recorded,
        as_of=value.as_of or value.recorded,
        late=tuple(late),
        met=tuple(met),
        others=tuple(others),
    )


def _change(scope: Scope, was: Assessed, each: Assessed) -> Change:
    period = f"（{short_period_text(each.duty.period)}）" if each.duty.period else ""
    hidden = scope.options.public and each.duty.finding is not None  # its title is the problem found
    return Change(
        unit=unit_text(each),
        item=item_link(each),
        title="" if hidden else one_line(each.duty.title, TITLE) + period,
        due=due_cell(each),
        before=scope.lamp(was),
        after=scope.lamp(each),
    )
