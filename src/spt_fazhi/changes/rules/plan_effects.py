"""What the change of the plan alone, without any new record, does to the states: nobody may be let off by it.

Every other rule knows one field; this one looks at what comes of it, on the day of the review.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from spt_fazhi.changes.context import ReviewContext
from spt_fazhi.changes.identity import renamed_key
from spt_fazhi.changes.values import PLAN_SUBJECTS, Finding, Spot
from spt_fazhi.changes.weakening import Weaker, weakened
from spt_fazhi.engine.assess import Assessed, assess
from spt_fazhi.engine.states import STATES, State
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.views.wording import names_text, unit_text

RULES = {"plan-eases": "只因计划改动，责任的状态变好了"}
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
    plan = replace(context.after.register, records=before.register.records, decisions=before.register.decisions)
    after = {each.duty.key: each for each in assess(plan, before.day).all_duties}
    eased: dict[tuple[State, State], list[str]] = defaultdict(list)
    for each in before.all_duties:
        now = after.get(renamed_key(each.duty.key, context.renames))
        if now is not None and _let_off(each, now):
            what = each.duty.key.obligation or f"任务 {each.duty.task} 的进展"
            eased[each.state, now.state].append(f"{what} {unit_text(now)}")
    for (was, state), duties in eased.items():
        moved = f"由{STATES[was]}变为{STATES[state]}"
        message = f"只因计划改动，{len(duties)} 条责任{moved}：{names_text(duties, 5, '条')}"
        yield Weaker("plan-eases", message, _first(context))


def _let_off(was: Assessed, now: Assessed) -> bool:
    """Whether a duty stands better by the same records; records that count only now are told by their states."""
    return _RANK[now.state] > _RANK[was.state] and now.claimed.records <= was.claimed.records


def _first(context: ReviewContext) -> Spot:
    changed = (change.spot for change in context.changes if change.subject in PLAN_SUBJECTS)
    return next(changed, Spot(file=TASKS_FILE))
