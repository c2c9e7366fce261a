"""A void after which a duty stands better: figures that told against a unit are no more."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.identity import renamed_key, same_key
from spt_fazhi.changes.values import Finding
from spt_fazhi.changes.words import subject_text
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import LAMPS, STATES, State
from spt_fazhi.model.entries.record import Evidence, Void
from spt_fazhi.model.plan import RateTarget
from spt_fazhi.views.wording import unit_text

RULES = {"void-eases": "作废记录以后，责任的状态变好了"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding a void; where amounts add up what is new betters the state, not the void."""
    voids = [(change, void) for change, void in context.added("record", Void)]
    if not voids:
        return
    resting = {record: each for each in context.before.all_duties for record in each.records}
    after = {same_key(each.duty.key): each for each in context.after.all_duties}
    fresh = {change.key for change, _ in context.added("record", Evidence)}
    for change, void in voids:
        was = resting.get(void.record)
        now = after.get(renamed_key(was.duty.key, context.renames)) if was is not None else None
        if was is None or now is None or not _betters(was, now):
            continue
        if isinstance(now.target, RateTarget) or fresh.isdisjoint(now.records):
            what = f"{subject_text(now)} {unit_text(now)}"
            said = f"作废 {void.record} 以后，{what}由{STATES[was.state]}变为{STATES[now.state]}"
            hint = "请对照原来报的数，核对作废的理由；数变了的，问明哪一次是对的"
            yield finding("ask", "void-eases", said, hint, at(change, "record"))


def _betters(was: Assessed, now: Assessed) -> bool:
    """Whether a duty in trouble is in less; one that only lacks proof is in no trouble without the record."""
    return was.state != "unproved" and _ease(now.state) > _ease(was.state)


def _ease(state: State) -> int:
    return {"red": 0, "yellow": 1, "violet": 1}.get(LAMPS[state], 2)
