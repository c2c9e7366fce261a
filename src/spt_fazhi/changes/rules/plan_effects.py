"""What the change of the plan alone, without any new record, does to the states: nobody may be let off by it.

Every other rule knows one field; this one looks at what comes of it, on the day of the review.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from spt_fazhi.changes.context import ReviewContext
from spt_fazhi.changes.identity import renamed_key, same_key
from spt_fazhi.changes.values import PLAN_SUBJECTS, Finding, Spot
from spt_fazhi.changes.weakening import Weaker, weakened
from spt_fazhi.changes.words import subject_text
from spt_fazhi.engine.assess import Assessment, assess
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.states import STATES, State
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.views.wording import names_text, unit_text

RULES = {"plan-eases": "只因计划改动，责任的状态变好了，或没有了"}
_RANK: Final[dict[State, int]] = {
    "overdue": 0,
    **dict.fromkeys(("backfill", "returned", "unproved", "behind", "due-soon"), 1),
    **dict.fromkeys(("submitted", "in-progress", "pending"), 2),
    "invited": 3,
    "scheduled": 3,
    "done-late": 4,
    "done": 5,
    "waived": 5,
}
"""The worse the lower; within one of them a change of state lets nobody off."""


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding for all duties that go from one state to one better."""
    if context.plan_changed:
        yield from weakened(context, _all(context))


def _all(context: ReviewContext) -> Iterator[Weaker]:
    before = context.before
    plan = replace(
        context.after.register,
        records=before.register.records,
        decisions=before.register.decisions,
        inspections=before.register.inspections,
    )
    eased: dict[tuple[State, State | None], list[str]] = defaultdict(list)
    for each, now in _pairs(context, assess(plan, before.day)):
        if _vanished(each, before.day) if now is None else _let_off(each, now):
            eased[each.state, now.state if now else None].append(f"{subject_text(each)} {unit_text(now or each)}")
    for (was, state), duties in eased.items():
        moved = f"由{STATES[was]}变为{STATES[state]}" if state else f"原为{STATES[was]}，现在没有了"
        message = f"只因计划改动，{len(duties)} 条责任{moved}：{names_text(duties, 5, '条')}"
        yield Weaker("plan-eases", message, _first(context))


def _pairs(context: ReviewContext, after: Assessment) -> Iterator[tuple[Assessed, Assessed | None]]:
    """Each duty before with what it is after: the same, the successor's, or a new one in place of it no better off.

    A period cut otherwise makes other duties of the same unit and obligation; one of them stands for one before.
    """
    new = {same_key(each.duty.key): each for each in after.all_duties}
    old = {renamed_key(each.duty.key, context.renames): each for each in context.before.all_duties}
    heirs = {key._replace(unit=unit): each for key, each in new.items() for unit in each.former}
    others: dict[DutyKey, list[Assessed]] = defaultdict(list)
    for key, each in new.items():
        if key not in old:
            others[key._replace(period="")].append(each)
    for key, each in sorted(old.items(), key=lambda item: _RANK[item[1].state]):
        now = new.get(key) or heirs.get(key)
        if now is None:
            instead = others[key._replace(period="")]
            now = min(instead, key=lambda other: _RANK[other.state], default=None)
            if now is not None and _RANK[now.state] > _RANK[each.state]:
                now = None
            if now is not None:
                instead.remove(now)
        yield each, now


def _let_off(was: Assessed, now: Assessed) -> bool:
    """Whether a duty stands better by the same records; records that count only now are told by their states.

    One that is behind and, though due no earlier, only due soon is let off too: it lags no more.
    """
    if was.state == "behind" and now.state == "due-soon":
        return now.due >= was.due
    return _RANK[now.state] > _RANK[was.state] and now.claimed.records <= was.claimed.records


def _vanished(was: Assessed, day: date) -> bool:
    """Whether there was something to be let off from: of progress, what was past its day."""
    return _RANK[was.state] <= _RANK["behind"] and (was.duty.kind != "progress" or was.due < day)


def _first(context: ReviewContext) -> Spot:
    changed = (change.spot for change in context.changes if change.subject in PLAN_SUBJECTS)
    return next(changed, Spot(file=TASKS_FILE))
