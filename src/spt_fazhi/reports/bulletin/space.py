"""How much room a bulletin's text has: what is not news is measured, and the news gets the lines that are left."""

from __future__ import annotations

from typing import Final

from spt_fazhi.reports.bulletin.next_steps import NextSteps
from spt_fazhi.reports.bulletin.overview import SectionTable
from spt_fazhi.reports.bulletin.paper import PAGE, lines
from spt_fazhi.reports.bulletin.trouble import Problem, Troubles
from spt_fazhi.reports.parts import Head

_PAGES: Final = 3
"""A bulletin has at most so many before its annexes."""
_SPARE: Final = 3
_ANNEXES: Final = 7
_OVERVIEW: Final = 190
_KIND: Final = 52
_ASKED: Final = 125
_DAY: Final = 18
_ROUND: Final = 26


def lines_for_news(
    head: Head, table: SectionTable, troubles: Troubles, problems: tuple[Problem, ...], steps: NextSteps
) -> int:
    """The lines that are left for the news when everything else in the text has its own."""
    top = 5 + lines(len(head.title) + 22) + lines(len(head.title) + 40)
    overview = 1 + lines(_OVERVIEW + sum(map(len, head.incomplete))) + len(table.rows) + 1
    kinds = (troubles.overdue, troubles.behind, troubles.unproved, troubles.returned, troubles.backfill)
    found = [
        _KIND + sum(map(len, each.names)) + sum(len(place.title) for place in each.places) for each in kinds if each
    ]
    if troubles.missing:
        found.append(_KIND + sum(map(len, troubles.missing.names)))
    found += [sum(len(each.text) + len(each.unit) + len(each.task_title) + 8 for each in problems)] if problems else []
    due = sum(_DAY + sum(map(len, each.titles)) for each in steps.due)
    asked = lines(_ASKED) + (lines(due + _ROUND) if due else 0) + lines(_ROUND * len(steps.rounds))
    rest = top + overview + 1 + sum(map(lines, found)) + 1 + asked + _ANNEXES + 2 + 2
    return PAGE * _PAGES - _SPARE - rest
