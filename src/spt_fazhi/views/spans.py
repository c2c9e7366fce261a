"""The days from one to another, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spt_fazhi.views.wording import chinese_date, month_day

if TYPE_CHECKING:  # a start without such entries does not wait for their classes
    from spt_fazhi.model.entries.inspection import Inspection


def visit_days(visit: Inspection) -> str:
    """When a visit was: `2024年5月20日至24日`, `2024年5月30日至6月2日`, `2024年6月12日`."""
    first, last = visit.from_, visit.to
    if first == last:
        return chinese_date(first)
    if first.year != last.year:
        return f"{chinese_date(first)}至{chinese_date(last)}"
    return f"{chinese_date(first)}至{f'{last.day}日' if first.month == last.month else month_day(last)}"
