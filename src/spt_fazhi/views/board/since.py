"""What stands otherwise than when the bulletin was sent."""

from __future__ import annotations

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import MET
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.register import Entry
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.board.scope import TITLE, Scope, item_link
from spt_fazhi.views.board.values import Change, Changes
from spt_fazhi.views.wording import due_cell, short_period_text, unit_text


def changes_of(scope: Scope, bulletin: Entry[Issued] | None, past: Assessment | None) -> Changes | None:
    """What changed since the bulletin; None without one."""
    if bulletin is None or past is None:
        return None
    late: list[Change] = []
    met: list[Change] = []
    others: list[Change] = []
    for each in scope.duties:
        if each.duty.key not in scope.was or (scope.options.public and each.duty.finding is not None):
            continue
        judged = not each.invited  # what is only asked for is neither late nor fulfilled
        moved = late if judged and each.state == "overdue" else met if judged and each.state in MET else others
        moved.append(_change(scope, each))
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


def _change(scope: Scope, each: Assessed) -> Change:
    period = f"（{short_period_text(each.duty.period)}）" if each.duty.period else ""
    return Change(
        unit=unit_text(each),
        item=item_link(each),
        title=one_line(each.duty.title, TITLE) + period,
        due=due_cell(each),
        before=scope.was_lamp(each),
        after=scope.lamp(each),
    )
