"""What changes do to the duties: every duty that stands otherwise than before, and the totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spt_fazhi.changes.identity import renamed_key, renames, same_key
from spt_fazhi.changes.values import DutyChange, Totals
from spt_fazhi.engine import assessed
from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import DutyKey


def effects(before: Assessment, after: Assessment) -> tuple[DutyChange, ...]:
    """The duties whose state, due day or tally differ, or that exist on one side only; in the order of the plan.

    A unit that is called otherwise owes what it owed; what goes to another unit is shown as handed on.
    """
    names = renames(before.register, after.register)
    old = {renamed_key(each.duty.key, names): each for each in before.all_duties}
    new = {same_key(each.duty.key): each for each in after.all_duties}
    handed = dict(_handed_on(old, new))
    taken = {key: old[was] for was, key in handed.items() if key not in old}
    found = []
    for key, each in new.items():
        was = old.get(key) or taken.get(key)
        if was is None or key not in old or _matching(was) != _matching(each):
            found.append(DutyChange(key=each.duty.key, before=was, after=each))
    shown = {id(each) for each in taken.values()}
    for key, each in old.items():
        if key not in new and id(each) not in shown:
            to = handed.get(key)
            found.append(
                DutyChange(
                    key=key._replace(task=each.duty.task), before=each, after=None, handed_to=to.unit if to else ""
                )
            )
    return tuple(found)


def _handed_on(old: Mapping[DutyKey, Assessed], new: Mapping[DutyKey, Assessed]) -> Iterator[tuple[DutyKey, DutyKey]]:
    """Duties that are another unit's now, with whose."""
    for key, each in new.items():
        for unit in each.former:
            was = key._replace(unit=unit)
            if was in old and was not in new:
                yield was, key


def _matching(each: Assessed) -> tuple[object, ...]:
    return (
        each.state, each.due, each.tally, each.claimed, each.waived_by is None, each.late_decision, each.ended,
        each.invited,
    )  # fmt: skip


def totals(before: Iterable[Assessed], after: Iterable[Assessed]) -> Totals:
    """Both sides counted."""
    return Totals(before=assessed.totals_of(before), after=assessed.totals_of(after))


def totals_of(found: Iterable[DutyChange]) -> Totals:
    """The totals of the changed duties alone."""
    listed = list(found)
    return totals((each.before for each in listed if each.before), (each.after for each in listed if each.after))
