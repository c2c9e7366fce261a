"""How much room a bulletin's text has: what is not news is measured, and the news gets the lines that are left."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.bulletin.listed import Unlisted
from spt_fazhi.reports.bulletin.next_steps import DueDay, NextSteps
from spt_fazhi.reports.bulletin.overview import ClassCount, SectionTable
from spt_fazhi.reports.bulletin.paper import PAGE, lines
from spt_fazhi.reports.bulletin.trouble import MissingReports, Problem, Trouble, Troubles
from spt_fazhi.reports.figures.counts import Counts
from spt_fazhi.reports.figures.extent import Extent
from spt_fazhi.reports.figures.figure import Figure
from spt_fazhi.reports.inspections.inspected import Inspected
from spt_fazhi.text.columns import columns

_PAGES: Final = 3
"""A bulletin has at most so many before its annexes."""
_SPARE: Final = 2
"""What the measure keeps free, for lines that break early."""

# Lines by the looks of render/office: of the number above the title, of a title's line and what follows it, of a
# row of the table and each further line in it, of what parts the table from the text, of the end without its annexes.
_NUMBER: Final = 2.0
_TITLE_LINE: Final = 1.21
_AFTER_TITLE: Final = 1.0
_ROW: Final = 0.65
_ROW_LINE: Final = 0.45
_AFTER_TABLE: Final = 0.3
_ENDING: Final = 3.9
_HEADS: Final = 3
_ELSEWHERE: Final = 0.6
"""Where the other news stand, said at the end of the last paragraph of news."""
_HEAD_WITH_TEXT: Final = 2
_TITLE_COLUMNS: Final = 31
"""Columns (two a Chinese character) of a line of the title, broken where it breaks well."""
_TABLE_CHARACTERS: Final = 36
"""Characters of a row of the table, less what stands between its columns."""

# Characters of what stands in each paragraph beside names, titles and figures: of its head, and of each clause.
_COUNTED: Final = 19
_DONE: Final = 20
_LATE: Final = 10
_WAIVED: Final = 11
_DUE: Final = 19
_UNLISTED: Final = 29
_UNLISTED_CLASS: Final = 8
_HEAD: Final = 8
_OVERDUE_HEAD: Final = 9
_ANNEX: Final = 7
_ASSUMED: Final = (13, 9)
"""Where some and where all days are assumed."""
_CLAUSE: Final = {"overdue": 7, "behind": 9, "below": 12, "unproved": 14, "returned": 11}
_BACKFILL: Final = 22
_MISSING: Final = 40
_MISSING_BEFORE: Final = 10
_PROBLEMS: Final = 12
_ELSEWHERE_TOLD: Final = 8
_PROBLEM: Final = 6
_ASKED_HEAD: Final = 15
_ASKED: Final = (25, 12, 9, 10, 14, 10)
"""Of what is overdue, behind, not proved, not reported, handed back, to be entered later."""
_PARAGRAPH: Final = 9
_VISITS: Final = 21
_VISIT: Final = 3
_FOUND: Final = 14
_CARRIED: Final = 17
_COUNT: Final = 9
_AGAIN: Final = 26
"""Of visits, of each count of findings, of those that came again."""
_LATE_FINDINGS: Final = 44
_IN_SHORT: Final = 53
_LATE_IN_SHORT: Final = 18
_DUE_HEAD: Final = 12
_DUE_DAY: Final = 5
_MORE_TITLES: Final = 4
_MORE_DUE: Final = 16
_ROUND: Final = 6


@frozen
class Opening:
    """What stands before the news: the title, and the figures of the overview."""

    title: str
    numbered: bool
    extent: Extent
    totals: Counts
    classes: tuple[ClassCount, ...]
    due_by_now: Counts
    unlisted: Unlisted | None
    inspected: Inspected | None = None


def lines_for_news(  # noqa: PLR0913 - what a text is made of
    opening: Opening,
    table: SectionTable,
    troubles: Troubles,
    problems: Sequence[Problem],
    steps: NextSteps,
    *,
    more_problems: bool,
    annexes: int,
    in_short: bool = False,
) -> int:
    """The lines that are left for the news when everything else in the text has its own; may be none or fewer.

    `in_short`: of visits and findings no more than a sentence stands in the text. `more_problems`: units told of more
    than stands in it. `annexes` are those beside the ones of the table, of troubles and of other news.

    A table that finds no room under the overview begins the next page, and what it leaves free is lost.
    """
    before = _before(opening)
    height = _table_lines(table) if table.fits else 1.0
    left = PAGE - before - (height if before + height <= PAGE else 0)
    lost = left if table.fits and (before + height > PAGE > before or 0 < left < _HEAD_WITH_TEXT) else 0.0
    paragraphs = [
        *_troubles(troubles, problems, more_problems),
        *_steps(steps),
        *_inspected(opening.inspected, in_short),
    ]
    rest = (
        _HEADS + _ELSEWHERE + sum(map(lines, paragraphs)) + _ENDING + _annexes(troubles, annexes + 1 + (not table.fits))
    )
    return math.floor(PAGE * _PAGES - _SPARE - before - lost - height - rest)


def _before(opening: Opening) -> float:
    """Lines from the top to the table: number, title, addressees, introduction, head (a line each) and overview."""
    title = _TITLE_LINE * math.ceil(columns(opening.title) / _TITLE_COLUMNS) + _AFTER_TITLE
    return (_NUMBER if opening.numbered else 0) + title + 3 + lines(_overview(opening))


def _overview(opening: Opening) -> int:
    """Characters of the paragraph of counts."""
    totals, unlisted = opening.totals, opening.unlisted
    size = (
        _printed(opening.extent.parts)
        + _COUNTED
        + _DONE
        + sum(len(each.word) + len(each.number.printed) + 1 for each in opening.classes)
    )
    size += _LATE if totals.done_late else 0
    size += _WAIVED if totals.waived else 0
    size += _DUE if opening.due_by_now.expected else 0
    if unlisted:
        counts = unlisted.counts
        lacking = (counts.overdue, counts.behind, counts.unproved, counts.returned, counts.backfill)
        size += _UNLISTED + sum(map(len, unlisted.names)) + sum(_UNLISTED_CLASS for each in lacking if each)
    return size


def _printed(parts: Iterable[str | Figure]) -> int:
    return sum(len(part.printed if isinstance(part, Figure) else part) for part in parts)


def _table_lines(table: SectionTable) -> float:
    room = _TABLE_CHARACTERS - sum(map(len, table.columns)) - len(table.columns)
    rows = (_ROW + _ROW_LINE * (math.ceil(len(row.title) / room) - 1) for row in table.rows)
    return _ROW + sum(rows) + _AFTER_TABLE


def _troubles(troubles: Troubles, problems: Sequence[Problem], more_problems: bool) -> Iterator[int]:
    """Characters of each paragraph about a kind of trouble; some kinds share one."""
    if troubles.overdue:
        yield _OVERDUE_HEAD + _of(troubles.overdue, "overdue") + _ANNEX
    lagging = [_of(each, kind) for each, kind in ((troubles.behind, "behind"), (troubles.below, "below")) if each]
    if lagging:
        yield _HEAD + sum(lagging) + _ANNEX
    half = ((troubles.unproved, "unproved"), (troubles.returned, "returned"))
    lacking = [_who(each) + _CLAUSE[kind] for each, kind in half if each]
    if lacking or troubles.backfill:
        late = _who(troubles.backfill) + _BACKFILL if troubles.backfill else 0
        yield _HEAD + sum(lacking) + (_ANNEX if lacking else 0) + late
    if troubles.missing:
        missing, before = troubles.missing.number, troubles.missing.before
        both = before is not None and before.value < missing.value
        yield _MISSING + _who(troubles.missing) + (_MISSING_BEFORE if both else 0)
    if problems or more_problems:
        told = (_PROBLEM + len(each.text) + len(each.unit) + len(each.task_title) for each in problems)
        yield _PROBLEMS + sum(told) + (_ELSEWHERE_TOLD if more_problems else 0)


def _of(trouble: Trouble, kind: str) -> int:
    """Characters of a clause: who, how much, whether the days are assumed, and where it concentrates."""
    size, count = _who(trouble) + _CLAUSE[kind], len(trouble.places)
    if trouble.assumed:
        size += _ASSUMED[trouble.assumed.value == trouble.number.value]
    if count:
        size += (3 if trouble.all_places else 6) + sum(len(each.title) for each in trouble.places) + count - 1
    if not trouble.all_places or (count > 1 and trouble.number.value > count):
        size += sum(len(each.number.printed) + 4 for each in trouble.places)
    return size


def _who(trouble: Trouble | MissingReports) -> int:
    units, names = trouble.units, trouble.names
    size = len("、".join(names)) + (units.value > len(names)) + len(trouble.number.printed)
    return size + (len(units.printed) + 3 if units.value > 1 else 0)


def _steps(steps: NextSteps) -> Iterator[int]:
    asked = (
        steps.overdue, steps.behind, steps.unproved, steps.missing, bool(steps.again_by), bool(steps.backfill_by),
    )  # fmt: skip
    if any(asked):
        yield _ASKED_HEAD + len(steps.to) + sum(size for size, is_asked in zip(_ASKED, asked, strict=True) if is_asked)
    if steps.due or steps.rounds:
        more = len(steps.more_due.printed) + len(steps.ahead_by) + _MORE_DUE if steps.more_due else 0
        yield (
            _DUE_HEAD
            + sum(map(_day, steps.due))
            + more
            + sum(_ROUND + len(each.period) + len(each.by) + len(each.number.printed) for each in steps.rounds)
        )


def _day(each: DueDay) -> int:
    more = 0 if each.all_titles else _MORE_TITLES + len(each.obligations.printed)
    if each.assumed:
        more += _ASSUMED[each.assumed.value == each.number.value]
    return _DUE_DAY + len(each.by) + len("、".join(each.titles)) + more + len(each.number.printed)


def _inspected(told: Inspected | None, in_short: bool) -> Iterator[int]:
    """Characters of the paragraph on visits and findings, and of what is overdue of them or came again."""
    if told is None:
        return
    if in_short:
        yield (
            _IN_SHORT
            + (_CARRIED if told.carried else 0)
            + (_LATE_IN_SHORT + len("、".join(told.names)) if told.overdue else 0)
        )
        return
    size = _PARAGRAPH
    if told.number:
        size += _VISITS + sum(_VISIT + len(each.title) + len(each.when) for each in told.visits)
    progress = told.progress
    counted = (progress.closed, progress.submitted, progress.partial, progress.open, progress.waived)
    size += (
        _FOUND
        + (_CARRIED if told.carried else 0)
        + sum(_COUNT for each in counted if each)
        + (_AGAIN if progress.repeated else 0)
    )
    yield size
    if told.overdue:
        yield _LATE_FINDINGS + len("、".join(told.names))


def _annexes(troubles: Troubles, others: int) -> float:
    """Lines of the names of the annexes: those of troubles, and others."""
    kinds = (
        troubles.overdue,
        troubles.missing,
        troubles.behind or troubles.below,
        troubles.unproved or troubles.returned,
        troubles.backfill,
    )
    number = others + sum(each is not None for each in kinds)
    return number * (0.8 if number > _FEW_ANNEXES else 1.0)


_FEW_ANNEXES: Final = 3
"""More names of annexes stand closer."""
