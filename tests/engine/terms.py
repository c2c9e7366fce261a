"""What one duty is judged by, in the short words of a test."""

from __future__ import annotations

from datetime import date

from tests.builders.world import attachment, day

from spt_fazhi.engine.judging import Terms, judge
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.plan import CountTarget

ONE = CountTarget(count=1)


def terms(target=ONE, *, start="01-01", due="12-31", issued="01-01", soon=30, backfill_until=None, returned=(), **more):
    """What a duty is judged by."""
    until = day(backfill_until) if backfill_until else None
    end = day(more.pop("end")) if "end" in more else None
    return Terms(
        target, day(start), day(due), day(issued), soon, run_through=end, backfill_until=until,
        returned=tuple(returned), **more,
    )  # fmt: skip


def back(when, recorded, again_by):
    """A record that was handed back: the day it counts on, was recorded, may be reported again by."""
    return day(when), day(recorded), day(again_by) if again_by else date.min


def said(when, recorded=None, through=None, unit="甲局", files=(), **more):
    """Evidence that nothing stands behind."""
    to = day(through) if through else None
    entered = day(recorded) if recorded else max(day(when), to or day(when))
    return Evidence(
        unit=unit, obligation="1.1", date=day(when), title="x", through=to, recorded=entered,
        files=tuple(attachment(name) for name in files), **more,
    )  # fmt: skip


def proof(when, **more):
    """Evidence with a document."""
    return said(when, document="x", **more)


def states_on(days, duty, *evidence, waived=False):
    """Day → state."""
    return {each: judge(duty, evidence, day(each), waived=waived).state for each in days}
