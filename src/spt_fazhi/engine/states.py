"""The state of one duty on one day: the table of docs/states.md, judged in its order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from spt_fazhi.model.fields import Number
from spt_fazhi.model.plan import CountTarget, RateTarget, Target
from spt_fazhi.model.record import Evidence

State = Literal[
    "done", "done-late", "overdue", "due-soon", "behind", "in-progress", "pending", "scheduled", "backfill", "waived"
]

STATES: dict[State, str] = {
    "done": "已完成",
    "done-late": "逾期完成",
    "overdue": "逾期",
    "due-soon": "临期",
    "behind": "滞后",
    "in-progress": "推进中",
    "pending": "未启动",
    "scheduled": "未到期",
    "backfill": "待补录",
    "waived": "不适用",
}
WORST_FIRST: tuple[State, ...] = (
    "overdue",
    "backfill",
    "behind",
    "due-soon",
    "in-progress",
    "pending",
    "scheduled",
    "done-late",
    "done",
    "waived",
)
LAMPS: dict[State, str] = {
    "done": "green",
    "done-late": "green",
    "overdue": "red",
    "due-soon": "yellow",
    "behind": "yellow",
    "in-progress": "blue",
    "pending": "grey",
    "scheduled": "grey",
    "backfill": "violet",
    "waived": "dim",
}
MET: frozenset[State] = frozenset({"done", "done-late"})
OPEN: frozenset[State] = frozenset({"overdue", "due-soon", "behind", "in-progress", "pending", "backfill"})


class Tally(NamedTuple):  # a tuple: one for each duty, added up record by record
    """What evidence adds up to: `amount` for counts and milestones, `reached` of `of` for rates, `records` how many."""

    amount: Number = 0
    reached: int = 0
    of: int = 0
    records: int = 0


class Terms(NamedTuple):  # a tuple: one for each duty of a plan, tens of thousands
    """What a duty is judged by. `start` is the later of the day of issue and the period's first day for the pace."""

    target: Target | None
    start: date
    due: date
    issued: date
    due_soon_days: int = 30


def tally(evidence: Iterable[Evidence]) -> Tally:
    """Add up evidence."""
    amount: Number = 0
    reached = of = records = 0
    for record in evidence:
        amount = amount + (1 if record.amount is None else record.amount)
        reached += record.reached or 0
        of += record.of or 0
        records += 1
    return Tally(amount, reached, of, records)


def is_met(target: Target | None, sum_: Tally) -> bool:
    """Whether evidence that adds up to `sum_` meets the target; a rate of nothing at all is met."""
    if sum_.records == 0:
        return False
    if isinstance(target, RateTarget):
        return sum_.reached >= target.rate * sum_.of
    needed = target.count if isinstance(target, CountTarget) else 1
    return target is None or sum_.amount >= needed


def is_behind_pace(target: Target | None, achieved: Number, terms: Terms, day: date) -> bool:
    """A count that trails the year's even pace: achieved < floor(n × (day − S) / (D − S)), n > 1."""
    if not isinstance(target, CountTarget) or target.count <= 1:
        return False
    start = max(terms.issued, terms.start)
    whole = (terms.due - start).days
    passed = (day - start).days
    if whole <= 0 or passed <= 0:
        return False
    return achieved < target.count * min(passed, whole) // whole


def judge(terms: Terms, evidence: tuple[Evidence, ...], day: date, *, waived: bool = False) -> tuple[State, Tally]:
    """State and sum of a duty on `day`; evidence dated after `day` is not looked at."""
    known = tuple(record for record in evidence if record.date <= day)
    all_so_far = tally(known)
    if waived:
        return "waived", all_so_far
    if day < terms.start:
        return "scheduled", all_so_far
    target, due = terms.target, terms.due
    met = is_met(target, all_so_far)
    in_time = all_so_far if day <= due else tally(record for record in known if record.date <= due)
    settled = not (isinstance(target, RateTarget) and target.settle == "at-due" and day < due)
    if settled and is_met(target, in_time):
        return "done", all_so_far
    if settled and met:
        return "done-late", all_so_far
    return _unfinished(terms, all_so_far, day, met_so_far=met), all_so_far


def _unfinished(terms: Terms, sum_: Tally, day: date, *, met_so_far: bool) -> State:
    if terms.due < terms.issued and not met_so_far:
        return "backfill"
    if day > terms.due:
        return "overdue"
    if met_so_far:
        return "in-progress"
    if (terms.due - day).days <= terms.due_soon_days:
        return "due-soon"
    below_rate = isinstance(terms.target, RateTarget) and sum_.records > 0
    if below_rate or is_behind_pace(terms.target, sum_.amount, terms, day):
        return "behind"
    return "in-progress" if sum_.records else "pending"


def judge_progress(terms: Terms, recorded: tuple[date, ...], day: date) -> State:
    """State of a progress duty: done by a report recorded by `day`."""
    if day < terms.start:
        return "scheduled"
    known = [each for each in recorded if each <= day]
    if known:
        return "done" if min(known) <= terms.due else "done-late"
    if terms.due < terms.issued:
        return "backfill"
    if day > terms.due:
        return "overdue"
    return "due-soon" if (terms.due - day).days <= terms.due_soon_days else "pending"


def worst(states: Iterable[State]) -> State | None:
    """The worst state in the order of docs/states.md; None when there is none."""
    present = set(states)
    return next((state for state in WORST_FIRST if state in present), None)
