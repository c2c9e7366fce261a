"""The first screen: what is overdue by unit, what falls due in the year, who has not reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import MET
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.board.pieces import DueItem, Link
from spt_fazhi.views.board.scope import TITLE, Scope, item_link
from spt_fazhi.views.board.values import DueDay, OverdueUnit
from spt_fazhi.views.counted import chased_text
from spt_fazhi.views.lists.by_unit import UnitLine, unit_lines
from spt_fazhi.views.wording import due_mark, period_text, who_mark


def overdue_units(scope: Scope) -> tuple[OverdueUnit, ...]:
    """Every judged unit with overdue obligation duties, the one with most first, as `status` has them."""
    if not scope.in_use:
        return ()
    late = [each for found in scope.obligations.values() for each in found if each.state == "overdue"]
    judged = scope.answering.judged
    only = scope.options.unit
    lines = unit_lines(late, judged, scope.answering)
    return tuple(_overdue(scope, line) for line in lines if only in {None, line.unit})


def _overdue(scope: Scope, line: UnitLine) -> OverdueUnit:
    items: dict[Link, None] = {}
    for each in line.duties:
        link = item_link(each)
        items[Link(link.text + who_mark(each), link.anchor)] = None
    return OverdueUnit(
        unit=scope.unit_link(line.unit),
        number=len(line.duties),
        days=max(each.days_overdue(scope.day) for each in line.duties),
        chased="" if scope.options.public else chased_text(line.letters),
        items=tuple(items),
    )


def due_days(scope: Scope) -> tuple[DueDay, ...]:
    """The days on which something falls due that judged units owe, waived duties apart."""
    days: dict[date, dict[tuple[str, int, str], list[Assessed]]] = defaultdict(lambda: defaultdict(list))
    for each in scope.duties:
        key = each.duty.key
        if each.invited or each.state == "waived" or each.duty.kind == "rectification":
            continue
        # a round of reports is one item, whatever the tasks
        about = (key.obligation, 0, "") if key.obligation else ("", 1, key.period)
        days[each.due][about].append(each)
    return tuple(_due_day(scope, day, days[day]) for day in sorted(days))


def _due_day(scope: Scope, day: date, items: dict[tuple[str, int, str], list[Assessed]]) -> DueDay:
    every = [each for found in items.values() for each in found]
    return DueDay(
        day=day,
        number=len(every),
        met=sum(each.state in MET for each in every),
        overdue=sum(each.state == "overdue" for each in every) if scope.in_use else 0,
        items=tuple(_due_item(scope, found) for found in items.values()),
    )


def _due_item(scope: Scope, duties: Sequence[Assessed]) -> DueItem:
    first = duties[0]
    if first.duty.kind == "progress":
        link, title = Link("报送", ""), f"{period_text(first.duty.key.period)}进展报送"
    else:
        mark = "（时限推定）" if due_mark(first) else ""
        link, title = item_link(first), one_line(first.duty.title, TITLE) + mark
    return DueItem(
        link=link,
        title=title,
        number=len(duties),
        met=sum(each.state in MET for each in duties),
        lamp=scope.worst(duties),
    )
