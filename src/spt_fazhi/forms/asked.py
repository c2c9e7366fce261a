"""What each desk is asked for in a form: the open duties of its units, less what was asked in a form just now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.query import Answering, as_asked
from spt_fazhi.engine.states import MET
from spt_fazhi.forms.accounts.sent import SentForm, asked_lately
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import Period, days_after, parse_period
from spt_fazhi.model.register import Entry
from spt_fazhi.views.lists.desks import Owed, by_desk
from spt_fazhi.views.lists.replies import Reply, held
from spt_fazhi.views.notices.asking import asked_by


@frozen
class Scope:
    """How far a form looks: to the end of `period`, or so many days ahead; without either over all that is open.

    With `again` what was asked in a form just now is asked once more.
    """

    period: Period | None = None
    due_within: int | None = None
    again: bool = False


@frozen
class Asked:
    """What one desk is asked for, the earliest due day first.

    `waiting` was asked in forms so recently that it is left out; `last` is the latest of these. A reply about what is
    in `merging` waits on `branches`: that is left out too, unless it is asked for once more.
    """

    unit: str
    owed: tuple[Owed, ...]
    waiting: tuple[Owed, ...] = ()
    last: Entry[Issued] | None = None
    merging: tuple[Owed, ...] = ()
    branches: tuple[str, ...] = ()


def asked(
    assessment: Assessment, scope: Scope, sent: Iterable[SentForm], replies: Iterable[Reply] = ()
) -> Mapping[str, Asked]:
    """By desk what it is asked for, in the order of units.yaml; a desk of which nothing is asked has no entry.

    Of a joint duty those are asked who answer for it; the office, which runs the register, never asks itself.
    """
    answering = Answering(assessment=assessment)
    desks = by_desk(_open(assessment, scope, answering), answering)
    lately = {} if scope.again else asked_lately(sent, assessment)
    on_branches = held(replies)
    found = {}
    for desk in sorted(desks, key=lambda name: answering.order[name]):
        owed = sorted(desks[desk].values(), key=lambda each: (each.duty.due, each.duty.duty.key))
        recent = lately.get(desk, {})
        merging = tuple(each for each in owed if (desk, each.duty.duty.key) in on_branches)
        waiting = tuple(each for each in owed if each.duty.duty.key in recent and each not in merging)
        left_out = {each.duty.duty.key for each in (*waiting, *(() if scope.again else merging))}
        found[desk] = Asked(
            unit=desk,
            owed=tuple(each for each in owed if each.duty.duty.key not in left_out),
            waiting=waiting,
            last=max((recent[each.duty.duty.key] for each in waiting), key=_when, default=None),
            merging=merging,
            branches=tuple(
                dict.fromkeys(branch for each in merging for branch in on_branches[desk, each.duty.duty.key])
            ),
        )
    return found


def answer_by(own: Asked, assessment: Assessment, latest: date) -> date:
    """The day by which a form is answered: `latest`, or earlier where all that it asks for is wanted before."""
    last = max((asked_by(each.duty, assessment, latest) for each in own.owed), default=latest)
    return last if assessment.day < last < latest else latest


def _when(entry: Entry[Issued]) -> tuple[date, str]:
    return entry.value.recorded, entry.id


def _open(assessment: Assessment, scope: Scope, answering: Answering) -> Iterator[tuple[Assessed, tuple[str, ...]]]:
    """What is asked for, and of whom; whoever is outside the government only for what nobody inside answers for."""
    for each in assessment.all_duties:
        if not _is_within(each, assessment, scope):
            continue
        if not each.invited:
            if each.state not in MET and each.state not in {"waived", "scheduled", "submitted"}:
                yield each, answering.judged(each)
            continue
        names = tuple(name for name in answering.answering(each) if answering.is_outside(name))
        if names and (seen := as_asked(each, *names)).state == "invited":
            yield seen, names


def _is_within(each: Assessed, assessment: Assessment, scope: Scope) -> bool:
    """Whether a duty lies within the scope.

    An account of a period is asked for when the period is nearly over, a unit outside the government when it is time.
    A finding is known to whoever was visited. What was returned is owed since its own day, however long it may take.
    """
    info, day = assessment.register.info, assessment.day
    due = min(each.due, asked_by(each, assessment, day)) if each.state == "returned" else each.due
    if scope.period is not None:
        if each.duty.kind == "progress":
            return parse_period(each.duty.key.period).last <= scope.period.last
        return due <= scope.period.last
    if scope.due_within is not None:
        return due <= days_after(day, scope.due_within)
    at_once = each.duty.finding is not None or not (each.invited or each.duty.kind == "progress")
    return at_once or due <= days_after(day, info.due_soon_days)
