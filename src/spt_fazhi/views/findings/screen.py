"""What the Monday-morning screen says of findings: what is overdue, what waits for closing, what falls due next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.query import Answering
from spt_fazhi.engine.states import OPEN
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.references import finding_name
from spt_fazhi.views.lists.by_unit import UnitLine, unit_lines

SHOWN_UNITS = 8
SHOWN_ROWS = 3


class Waiting(NamedTuple):  # a tuple: a pair with names
    """A finding that waits for closing since the day it was reported."""

    since: date
    finding: Assessed


@frozen
class FindingsPart:
    """Findings on the screen, none of them added to what is owed otherwise.

    `overdue` are the first of `overdue_units` judged units, the one with most of it first; `overdue_number` is how
    many findings that are, `overdue_since` the earliest due day among them. `returned` are to be reported
    again. `waiting` wait for closing, the first reported first, those of units outside the government too, for the
    office is to check them; `ahead` are judged and fall due, the earliest first. The first rows of these, and how many
    there are.
    """

    overdue: tuple[UnitLine, ...]
    overdue_units: int
    overdue_number: int
    overdue_since: date | None
    returned: tuple[Assessed, ...]
    returned_number: int
    waiting: tuple[Waiting, ...]
    waiting_number: int
    ahead: tuple[Assessed, ...]
    ahead_number: int


def findings_part(found: Sequence[Assessed], answering: Answering) -> FindingsPart:
    """The part for the findings that passed the filters."""
    day = answering.assessment.day
    own = [each for each in found if not each.invited]
    late = unit_lines((each for each in own if each.state == "overdue"), answering.judged, answering)
    back = sorted((each for each in own if each.state == "returned"), key=_by_day)
    reported = [Waiting(each.tally.through or day, each) for each in found if each.state == "submitted"]
    waiting = sorted(reported, key=lambda each: (each.since, each.finding.duty.key))
    open_ = OPEN - {"submitted", "returned"}
    ahead = sorted((each for each in own if each.state in open_ and each.due >= day), key=_by_day)
    return FindingsPart(
        overdue=late[:SHOWN_UNITS],
        overdue_units=len(late),
        overdue_number=sum(len(each.duties) for each in late),
        overdue_since=min((each.first.due for each in late), default=None),
        returned=tuple(back[:SHOWN_ROWS]),
        returned_number=len(back),
        waiting=tuple(waiting[:SHOWN_ROWS]),
        waiting_number=len(waiting),
        ahead=tuple(ahead[:SHOWN_ROWS]),
        ahead_number=len(ahead),
    )


def _by_day(each: Assessed) -> tuple[object, ...]:
    return each.due, each.duty.key


def findings_commands(part: FindingsPart, typed: str, *, calls: bool) -> list[str]:
    """The commands to go on with; `calls` says whether calls are proposed without them.

    `typed` is what those that ask a question are to keep. A decision is taken today, at what stands now: none is
    proposed beside `--at`.
    """
    commands = [f"fazhi calls{typed}"] if part.overdue and not calls else []
    if part.waiting and " --at " not in typed:
        root = typed.partition(" --as-of ")[0]
        commands.append(f"fazhi decide close {finding_name(part.waiting[0].finding.duty.key.finding)}{root}")
    return [*commands, f"fazhi inspect list{typed}"]
