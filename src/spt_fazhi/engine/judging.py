"""The state of one duty on one day: the table of docs/states.md, judged in its order. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from spt_fazhi.engine.states import State
from spt_fazhi.model.entries.record import Evidence, Rectify
from spt_fazhi.model.fields import Number
from spt_fazhi.model.plan import CountTarget, RateTarget, Target

Bearer = Callable[[str, date], str | None]


class Tally(NamedTuple):  # a tuple: one for each duty, added up record by record
    """What evidence comes to: `amount` for counts and milestones, `reached` of `of` for rates, `records` how many.

    Of reports of rectification `amount` are those that ask for closing.

    `through` is the last day its figures speak of, of reports of rectification the last day on which closing was asked
    for; None without such records.
    """

    amount: Number = 0
    reached: int = 0
    of: int = 0
    records: int = 0
    through: date | None = None


NOTHING = Tally()


class Terms(NamedTuple):  # a tuple: one for each duty of a plan, tens of thousands
    """What a duty is judged by.

    `due` includes extensions; `run_through` is the day to which the figures of a rate must run (None: the due day);
    after `backfill_until` (None: never) what fell due before `issued` is overdue; `returned` are the records handed
    back: the day each counts on, the day it was recorded, and the last day for reporting again (date.min: none).
    `bearer` says who speaks on a day for a unit, where units end.
    """

    target: Target | None
    start: date
    due: date
    issued: date
    due_soon_days: int = 30
    run_through: date | None = None
    backfill_until: date | None = None
    invited: bool = False
    returned: tuple[tuple[date, date, date], ...] = ()
    bearer: Bearer | None = None


class Judgement(NamedTuple):  # a tuple: see Terms
    """A state with what is proved (`achieved`) and what is said (`claimed`, proved or not)."""

    state: State
    achieved: Tally
    claimed: Tally


def tally(evidence: Sequence[Evidence], target: Target | None = None, bearer: Bearer | None = None) -> Tally:
    """What evidence comes to: added up, or the latest of each unit where the target's records do not add.

    Order makes no matter. `bearer` as in `Terms`.
    """
    if not evidence:
        return NOTHING
    through = max(record.counts_on for record in evidence)
    if isinstance(target, RateTarget):
        counted = evidence if target.adds else _latest(evidence, bearer)
        reached, of = sum(record.reached or 0 for record in counted), sum(record.of or 0 for record in counted)
        return Tally(len(evidence), reached, of, len(evidence), through)
    amount: Number = 0
    for record in evidence:
        amount = amount + (1 if record.amount is None else record.amount)
    return Tally(amount, 0, 0, len(evidence), through)


def _latest(evidence: Sequence[Evidence], bearer: Bearer | None) -> Sequence[Evidence]:
    """The last record of each unit; once a unit has ended, what its successor reports replaces what it reported."""
    by_unit: dict[str, Evidence] = {}
    for record in evidence:
        known = by_unit.get(record.unit)
        if known is None or _age(record) > _age(known):
            by_unit[record.unit] = record
    if bearer is None or len(by_unit) == 1:
        return tuple(by_unit.values())
    chosen = {}
    for name in by_unit:
        about = [each for each in evidence if each.unit == name or bearer(name, each.counts_on) == each.unit]
        last = max(about, key=_age)
        chosen[id(last)] = last
    return tuple(chosen.values())


def _age(record: Evidence) -> tuple[date, date, date, int, int]:
    return (record.counts_on, record.recorded, record.date, record.of or 0, record.reached or 0)


def is_met(target: Target | None, sum_: Tally) -> bool:
    """Whether evidence that comes to `sum_` reaches the target; a rate of nothing at all is reached."""
    if sum_.records == 0:
        return False
    if isinstance(target, RateTarget):
        return sum_.reached >= target.rate * sum_.of
    needed = target.count if isinstance(target, CountTarget) else 1
    return target is None or sum_.amount >= needed


def _settles(terms: Terms, records: Sequence[Evidence], sum_: Tally) -> bool:
    """Whether these records, which come to `sum_`, meet the duty for good.

    A rate settled at the due day needs figures that run to it; one settled when reached stays met, whatever is
    reported later, unless what it was met by was "nothing to do".
    """
    target = terms.target
    if not isinstance(target, RateTarget):
        return is_met(target, sum_)
    if target.settle == "at-due":
        needed = terms.run_through or terms.due
        return is_met(target, sum_) and sum_.through is not None and sum_.through >= needed
    return is_met(target, sum_) or any(so_far.of > 0 and is_met(target, so_far) for so_far in _by_day(terms, records))


def _by_day(terms: Terms, records: Sequence[Evidence]) -> Iterator[Tally]:
    """What the records came to at the end of each day on which there was one, but the last."""
    for day in sorted({record.counts_on for record in records})[:-1]:
        yield tally([record for record in records if record.counts_on <= day], terms.target, terms.bearer)


def is_behind_pace(target: Target | None, achieved: Number, terms: Terms, day: date) -> bool:
    """A count that trails the year's even pace: achieved < floor(n × (day − S) / (D − S)), n > 1."""
    if not isinstance(target, CountTarget) or target.count <= 1 or target.pace == "none":
        return False
    start = max(terms.issued, terms.start)
    whole = (terms.due - start).days
    passed = (day - start).days
    if whole <= 0 or passed <= 0:
        return False
    return achieved < target.count * min(passed, whole) // whole


def judge(terms: Terms, evidence: Sequence[Evidence], day: date, *, waived: bool = False) -> Judgement:
    """State on `day` and what the evidence known by then comes to. Only what is proved counts as done."""
    target = terms.target
    known = [record for record in evidence if record.counts_on <= day]
    proved = [record for record in known if record.proves]
    claimed = tally(known, target, terms.bearer)
    achieved = claimed if len(proved) == len(known) else tally(proved, target, terms.bearer)
    if waived:
        return Judgement("waived", achieved, claimed)
    if day < terms.start:
        return Judgement("scheduled", achieved, claimed)
    in_time = [record for record in proved if record.counts_on <= terms.due]
    late = len(in_time) < len(proved)
    if in_time and _settles(terms, in_time, tally(in_time, target, terms.bearer) if late else achieved):
        return Judgement("done", achieved, claimed)
    if late and _settles(terms, proved, achieved):
        return Judgement("done-late", achieved, claimed)
    if _settles(terms, known, claimed):
        return Judgement("unproved", achieved, claimed)
    return Judgement(_unfinished(terms, known, claimed, day), achieved, claimed)


def _unfinished(  # noqa: PLR0911 - one row of the table a return
    terms: Terms, known: Sequence[Evidence | Rectify], claimed: Tally, day: date
) -> State:
    if terms.invited:
        return "invited"
    if terms.returned and _awaits_again(terms, known, day):
        return "returned"
    if terms.due < terms.issued and (terms.backfill_until is None or day <= terms.backfill_until):
        return "backfill"
    if day > terms.due:
        return "overdue"
    is_rate = isinstance(terms.target, RateTarget)
    if is_rate and is_met(terms.target, claimed):
        return "in-progress"
    if (terms.due - day).days <= terms.due_soon_days:
        return "due-soon"
    if (is_rate and claimed.records > 0) or is_behind_pace(terms.target, claimed.amount, terms, day):
        return "behind"
    return "in-progress" if claimed.records else "pending"


def _awaits_again(terms: Terms, known: Sequence[Evidence | Rectify], day: date) -> bool:
    """Whether the latest evidence was handed back, and the day for reporting again is not past."""
    back = _last_returned(terms.returned, day)
    if back is None:
        return False
    counted, recorded, until = back
    return day <= until and all((each.counts_on, each.recorded) < (counted, recorded) for each in known)


def _last_returned(returned: Sequence[tuple[date, date, date]], day: date) -> tuple[date, date, date] | None:
    return max((each for each in returned if each[0] <= day), default=None)


def again_by(returned: Sequence[tuple[date, date, date]], day: date) -> date | None:
    """The last day for reporting again the latest of what was handed back; `returned` as in `Terms`."""
    back = _last_returned(returned, day)
    return back[2] if back is not None else None


def counts_as(recorded: date, returned: Sequence[tuple[date, date, date]]) -> date:
    """The day a report counts as recorded on: made again in time, that of the first one, through any number of returns.

    `returned` as in `Terms`.
    """
    return _of_the_first(recorded, recorded, [(began, began, again_by) for _, began, again_by in returned])


def _of_the_first(own: date, recorded: date, returned: Sequence[tuple[date, date, date]]) -> date:
    """The day of the first of several reports of which each was made again in time; `own` is that of the last."""
    first: list[tuple[date, date, date]] = []  # recorded, again by, counts as
    for counted, began, again_by in sorted(returned, key=lambda each: each[1]):
        first.append((began, again_by, _earliest(counted, began, first)))
    return _earliest(own, recorded, first)


def _earliest(own: date, recorded: date, returned: Sequence[tuple[date, date, date]]) -> date:
    return min((own, *(counts for began, again_by, counts in returned if began <= recorded <= again_by)))


def judge_progress(terms: Terms, recorded: Sequence[date], day: date, *, waived: bool = False) -> State:
    """State of a progress duty: done by a report recorded by `day`; `recorded` are the days of its live reports.

    Like a duty of an obligation without a target as long as there is no report.
    """
    if waived:
        return "waived"
    if day < terms.start:
        return "scheduled"
    known = [each for each in recorded if each <= day]
    if known:
        first = min(known)
        if first > terms.due and terms.returned:
            first = min(counts_as(each, terms.returned) for each in known)
        return "done" if first <= terms.due else "done-late"
    return _unfinished(terms, (), NOTHING, day)


class Closed(NamedTuple):  # a tuple: handed from the matching to the judge
    """When a finding was closed, and the day its report counts as made on."""

    day: date
    reported: date


def judge_rectification(
    terms: Terms, reports: Sequence[Rectify], closed: Closed | None, day: date, *, waived: bool = False
) -> State:
    """State of a finding: done by being closed alone; a whole report waits for that (待销号).

    `reports` are the live ones. What was reported before the last report that was handed back waits no longer. In
    `terms.returned` what was done in part may be made again until the finding is due, and no longer.
    """
    if waived:
        return "waived"
    if day < terms.start:
        return "scheduled"
    if closed is not None and closed.day <= day:
        return "done" if closed.reported <= terms.due else "done-late"
    known = [each for each in reports if each.date <= day]
    back = max(((counted, recorded) for counted, recorded, _ in terms.returned if counted <= day), default=None)
    if any(each.is_whole and (back is None or (each.date, each.recorded) > back) for each in known):
        return "submitted"
    return _unfinished(terms, known, Tally(records=len(known)), day)


def reported_on(report: Rectify, returned: Sequence[tuple[date, date, date]]) -> date:
    """The day a report of rectification counts as made on: made again in time, that of the first one.

    `returned` as in `Terms`, of the whole ones alone: what was done in part never asked for closing, and lends its day
    to nothing.
    """
    return _of_the_first(report.date, report.recorded, returned)
