"""What changes do to the duties: every duty that stands otherwise than before, and the totals."""

from __future__ import annotations

from collections.abc import Iterable

from spt_fazhi.changes.values import DutyChange, Totals
from spt_fazhi.engine.assess import Assessed, Assessment, count_states


def effects(before: Assessment, after: Assessment) -> tuple[DutyChange, ...]:
    """The duties whose state, due day or tally differ, or that exist on one side only; in the order of the plan."""
    old = {each.duty.key: each for each in before.all_duties}
    new = {each.duty.key: each for each in after.all_duties}
    found = [
        DutyChange(key=key, before=old.get(key), after=each)
        for key, each in new.items()
        if key not in old or _matching(old[key]) != _matching(each)
    ]
    found += [DutyChange(key=key, before=each, after=None) for key, each in old.items() if key not in new]
    return tuple(found)


def _matching(each: Assessed) -> tuple[object, ...]:
    return (each.state, each.due, each.tally, each.waived_by is None)


def totals(before: Iterable[Assessed], after: Iterable[Assessed]) -> Totals:
    """States counted on both sides, obligation duties apart from progress duties."""
    old, new = list(before), list(after)
    return Totals(
        before=count_states(each for each in old if each.duty.kind == "obligation"),
        after=count_states(each for each in new if each.duty.kind == "obligation"),
        progress_before=count_states(each for each in old if each.duty.kind == "progress"),
        progress_after=count_states(each for each in new if each.duty.kind == "progress"),
    )


def totals_of(found: Iterable[DutyChange]) -> Totals:
    """The totals of the changed duties alone."""
    listed = list(found)
    return totals((each.before for each in listed if each.before), (each.after for each in listed if each.after))
