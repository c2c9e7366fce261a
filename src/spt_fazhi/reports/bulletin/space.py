"""How much room a bulletin's text has: what is not news is measured, and the news gets the lines that are left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spt_fazhi.reports.bulletin.next_steps import NextSteps
from spt_fazhi.reports.bulletin.overview import SectionTable
from spt_fazhi.reports.bulletin.paper import PAGE, lines
from spt_fazhi.reports.bulletin.trouble import Problem, Trouble, Troubles
from spt_fazhi.reports.parts import Head

_PAGES: Final = 3
"""A bulletin has at most so many before its annexes."""
_SPARE: Final = 1
_WITHOUT_TABLE: Final = 2
"""What the measure keeps free besides, for lines that break early; more where no table's wrapped rows are counted."""
LEAST_NEWS: Final = 4
"""Lines of news without which the table goes to the annexes."""
_FIXED: Final = 11
"""Lines of number, addressees, heads, where the other news are, signature and day, and two for the large title."""

# Characters of each paragraph beside the names and titles that stand in it.
_TITLE: Final = 22
_INTRODUCTION: Final = 40
_OVERVIEW: Final = 185
_TROUBLE: Final = 50
_HALF_TROUBLE: Final = 35
_PROBLEM: Final = 8
_ASKED: Final = 120
_DAY: Final = 17
_ROUND: Final = 26


def lines_for_news(
    head: Head, table: SectionTable, troubles: Troubles, problems: tuple[Problem, ...], steps: NextSteps
) -> int:
    """The lines that are left for the news when everything else in the text has its own; may be none or fewer."""
    first = lines(len(head.title) + _TITLE) + lines(len(head.title) + _INTRODUCTION)
    overview = lines(_OVERVIEW + sum(map(len, head.incomplete))) + (_table_lines(table) if table.fits else 1)
    told = [_PROBLEM + len(each.text) + len(each.unit) + len(each.task_title) for each in problems]
    paragraphs = [*_troubles(troubles), *([sum(told)] if told else []), *_steps(steps)]
    spare = _SPARE if table.fits else _WITHOUT_TABLE
    return PAGE * _PAGES - spare - _FIXED - first - overview - sum(map(lines, paragraphs)) - _annexes(troubles)


def _table_lines(table: SectionTable) -> int:
    """Lines of text that the table takes: its head may stand in two rows, and three of its rows are two lines high."""
    return (2 * (len(table.rows) + 2) + 2) // 3


def _troubles(troubles: Troubles) -> Iterator[int]:
    """Characters of each paragraph about a kind of trouble; what is not proved and what came back share one."""
    for each in (troubles.overdue, troubles.behind, troubles.below):
        if each:
            yield _TROUBLE + sum(map(len, each.names)) + sum(len(place.title) + _PROBLEM for place in each.places)
    half = [_names(each) + _HALF_TROUBLE for each in (troubles.unproved, troubles.returned) if each]
    if half:
        yield sum(half) + _PROBLEM
    if troubles.backfill:
        yield _TROUBLE + _names(troubles.backfill)
    if troubles.missing:
        yield _TROUBLE + sum(map(len, troubles.missing.names))


def _names(trouble: Trouble) -> int:
    return sum(map(len, trouble.names))


def _steps(steps: NextSteps) -> Iterator[int]:
    if steps.overdue or steps.behind or steps.unproved or steps.missing or steps.again_by or steps.backfill_by:
        yield _ASKED
    if steps.due:
        yield sum(_DAY + sum(map(len, each.titles)) for each in steps.due) + _ROUND
    if steps.rounds:
        yield _PROBLEM + _ROUND * len(steps.rounds)


def _annexes(troubles: Troubles) -> int:
    """How many annexes there may be: those of troubles, the good tasks, the other news, other problems."""
    named = (
        troubles.overdue,
        troubles.missing,
        troubles.behind or troubles.below,
        troubles.unproved or troubles.returned,
        troubles.backfill,
    )
    return 3 + sum(each is not None for each in named)
