"""The table of docs/states.md once more: slow, literal, and sharing no code with the engine.

One duty on one day. Only the value classes of the model are used.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import floor
from typing import NamedTuple

from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.plan import CountTarget, RateTarget

ORDER = [
    "waived", "scheduled", "done", "done-late", "submitted", "unproved", "invited", "returned", "backfill", "overdue",
    "due-soon", "behind", "in-progress", "pending",
]  # fmt: skip
WORST = [
    "overdue", "backfill", "returned", "unproved", "behind", "due-soon", "in-progress", "pending", "invited",
    "scheduled", "done-late", "done", "waived",
]  # fmt: skip
PROVED = {"done", "done-late"}


class Owed(NamedTuple):
    """What one duty is judged by. `end` is the day to which the figures of a rate must run."""

    target: object
    start: date
    due: date
    end: date
    issued: date
    soon: int
    backfill_until: date
    outside: bool = False
    waived: bool = False


class Back(NamedTuple):
    """A record that was returned: the day it counts on, the day it was recorded, the day to report again by."""

    day: date
    recorded: date
    again_by: date | None
    in_part: bool = False


class Sum(NamedTuple):
    """What evidence comes to; the latter two for rates alone."""

    amount: Fraction
    reached: int
    of: int


def day_of(record):
    """The day a piece of evidence, or a report of rectification, counts on."""
    through = getattr(record, "through", None)
    return record.date if through is None else through


def is_proved(evidence):
    """Whether a document, a link or a file stands behind it."""
    return evidence.document is not None or evidence.link is not None or evidence.files != ()


def nobody_follows(name, _day):
    """Who speaks for a unit on a day, where no unit ever ends."""
    return name


def is_latest_combined(target):
    """Whether the latest record of a unit counts, and not the sum."""
    return (
        isinstance(target, RateTarget)
        and (target.combine or ("latest" if target.settle == "when-reached" else "add")) == "latest"
    )


def heads(evidence, speaker):
    """The records that count where the latest does: for each unit the last that speaks for it, each record once."""
    chosen: list[Evidence] = []
    for name in {each.unit for each in evidence}:
        about = [each for each in evidence if each.unit == name or speaker(name, day_of(each)) == each.unit]
        last = max(about, key=lambda each: (day_of(each), each.recorded, each.date, each.of, each.reached))
        if not any(last is each for each in chosen):
            chosen.append(last)
    return chosen


def total(target, evidence, speaker=nobody_follows):
    """What the evidence comes to."""
    if is_latest_combined(target):
        chosen = heads(evidence, speaker)
        return Sum(Fraction(len(evidence)), sum(each.reached for each in chosen), sum(each.of for each in chosen))
    return Sum(
        sum((Fraction(1 if each.amount is None else each.amount) for each in evidence), Fraction(0)),
        sum(each.reached or 0 for each in evidence),
        sum(each.of or 0 for each in evidence),
    )


def reaches(target, evidence, speaker=nobody_follows):
    """Whether this evidence, taken together, comes to the target."""
    if not evidence:
        return False
    found = total(target, evidence, speaker)
    if target is None:
        return True
    if isinstance(target, CountTarget):
        return found.amount >= Fraction(target.count)
    return found.of == 0 or Fraction(found.reached, found.of) >= Fraction(target.rate)


def meets(owed, evidence, speaker=nobody_follows):
    """Whether this evidence meets the target for good: a rate needs more than to be reached so far."""
    target = owed.target
    if not isinstance(target, RateTarget):
        return reaches(target, evidence, speaker)
    if target.settle == "at-due":
        return reaches(target, evidence, speaker) and max(day_of(each) for each in evidence) >= owed.end
    if reaches(target, evidence, speaker):
        return True
    for evening in {day_of(each) for each in evidence}:
        so_far = [each for each in evidence if day_of(each) <= evening]
        if reaches(target, so_far, speaker) and total(target, so_far, speaker).of > 0:
            return True
    return False


def trails(owed, evidence, day):
    """Whether a count lies behind the even pace."""
    target = owed.target
    if not isinstance(target, CountTarget) or target.count <= 1 or target.pace == "none":
        return False
    since = max(owed.issued, owed.start)
    if owed.due <= since or day <= since:
        return False
    pace = floor(Fraction(target.count) * Fraction((day - since).days, (owed.due - since).days))
    return total(target, evidence).amount < pace


def waits_for_another(known, back, day):
    """Whether the latest evidence was returned, to be reported again by a day that is not past."""
    returned = [each for each in back if each.day <= day]
    if not returned:
        return False
    last = max(returned, key=lambda each: (each.day, each.recorded, each.again_by or date.min))
    is_last = all((last.day, last.recorded) > (day_of(each), each.recorded) for each in known)
    return is_last and last.again_by is not None and day <= last.again_by


def truths(owed, evidence, day, back=(), speaker=nobody_follows):
    """Every row of the table, on its own: state → whether it holds, before the order is looked at."""
    known = [each for each in evidence if day_of(each) <= day]
    proved = [each for each in known if is_proved(each)]
    is_met = meets(owed, proved, speaker)
    is_rate = isinstance(owed.target, RateTarget)
    so_far = is_rate and reaches(owed.target, known, speaker)
    return {
        "waived": owed.waived,
        "scheduled": day < owed.start,
        "done": meets(owed, [each for each in proved if day_of(each) <= owed.due], speaker),
        "done-late": is_met,
        "submitted": False,
        "unproved": meets(owed, known, speaker),
        "invited": owed.outside,
        "returned": waits_for_another(known, back, day),
        "backfill": owed.due < owed.issued and not is_met and day <= owed.backfill_until,
        "overdue": day > owed.due and not is_met,
        "due-soon": not is_met and not so_far and 0 <= (owed.due - day).days <= owed.soon,
        "behind": day <= owed.due and ((is_rate and known != [] and not so_far) or trails(owed, known, day)),
        "in-progress": known != [],
        "pending": known == [],
    }


def first_of(rows):
    """The first row that holds, in the order of the table."""
    return next(name for name in ORDER if rows[name])


def state(owed, evidence, day, back=(), speaker=nobody_follows):
    """The state of a duty to bring evidence."""
    return first_of(truths(owed, evidence, day, back, speaker))


def counted_as(recorded, back):
    """The day a report counts as recorded on: that of the first one, where it was made again in time."""
    earliest = recorded
    for each in back:
        if each.again_by is not None and each.recorded <= recorded <= each.again_by:
            others = [other for other in back if other is not each and other.recorded < each.recorded]
            earliest = min(earliest, counted_as(each.recorded, others))
    return earliest


def progress_truths(owed, recorded, day, back=()):
    """Every row for a duty to report, which is met by what was recorded by the day."""
    known = [each for each in recorded if each <= day]
    returned = [each for each in back if each.recorded <= day]
    last = max(returned, key=lambda each: (each.recorded, each.again_by or date.min), default=None)
    return {
        "waived": owed.waived,
        "scheduled": day < owed.start,
        "done": any(counted_as(each, back) <= owed.due for each in known),
        "done-late": known != [],
        "submitted": False,
        "unproved": False,
        "invited": owed.outside,
        "returned": last is not None and last.again_by is not None and day <= last.again_by,
        "backfill": owed.due < owed.issued and day <= owed.backfill_until,
        "overdue": day > owed.due,
        "due-soon": 0 <= (owed.due - day).days <= owed.soon,
        "behind": False,
        "in-progress": False,
        "pending": True,
    }


def progress_state(owed, recorded, day, back=()):
    """The state of a duty to report progress."""
    return first_of(progress_truths(owed, recorded, day, back))


class Shut(NamedTuple):
    """A finding that was closed: on which day, and the day the report it was closed on counts as made on."""

    day: date
    reported: date


def made_on(report, back):
    """The day a report of rectification counts as made on: its own, or that of the first whole one, made again in time."""
    earliest = report.date
    back = [each for each in back if not each.in_part]
    for each in back:
        if each.again_by is not None and each.recorded <= report.recorded <= each.again_by:
            earliest = min(earliest, first_made(each, back))
    return earliest


def first_made(each, back):
    """The day a returned report counts as made on, which may itself have been made again after an earlier return."""
    earlier = [
        other for other in back if other.again_by is not None and other.recorded < each.recorded <= other.again_by
    ]
    return min([each.day, *(first_made(other, back) for other in earlier)])


def finding_truths(owed, reports, day, back=(), shut=None):
    """Every row for a finding: closing alone is done, a whole report after the last that was returned waits for it."""
    known = [each for each in reports if each.date <= day]
    returned = [(each.day, each.recorded) for each in back if each.day <= day]
    is_shut = shut is not None and shut.day <= day
    waiting = [each for each in known if each.stage is None]
    puts_off = [each._replace(again_by=None) if each.in_part and day > owed.due else each for each in back]
    return {
        "waived": owed.waived,
        "scheduled": day < owed.start,
        "done": is_shut and shut.reported <= owed.due,
        "done-late": is_shut,
        "submitted": any(all((each.date, each.recorded) > gone for gone in returned) for each in waiting),
        "unproved": False,
        "invited": owed.outside,
        "returned": waits_for_another(known, puts_off, day),
        "backfill": False,
        "overdue": day > owed.due,
        "due-soon": 0 <= (owed.due - day).days <= owed.soon,
        "behind": False,
        "in-progress": known != [],
        "pending": True,
    }


def finding_state(owed, reports, day, back=(), shut=None):
    """The state of a finding."""
    return first_of(finding_truths(owed, reports, day, back, shut))
