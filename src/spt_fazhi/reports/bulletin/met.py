"""Since when a duty has been met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.judging import Tally, is_met, tally
from spt_fazhi.engine.states import MET
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.plan import RateTarget, Target
from spt_fazhi.reports.request import ReportRequest


def met_on(request: ReportRequest, each: Assessed) -> date | None:
    """The day from which a met duty has been met for good; None when it is not met."""
    if each.state not in MET:
        return None
    evidence = sorted(
        (entry.value for entry in request.evidence(each) if entry.value.proves), key=lambda record: record.counts_on
    )
    since: date | None = None
    for record, so_far in zip(evidence, _so_far(each.target, evidence), strict=True):
        if not is_met(each.target, so_far):
            since = None
        elif since is None:
            since = record.counts_on
    met = since or evidence[-1].counts_on
    settled_late = isinstance(each.target, RateTarget) and each.target.settle == "at-due"
    return max(met, each.due) if settled_late else met


def _so_far(target: Target | None, evidence: Iterable[Evidence]) -> Iterator[Tally]:
    """What the records come to after each of them, each looked at once."""
    sum_ = Tally()
    latest: dict[str, Tally] = {}
    for record in evidence:
        one = tally([record], target)
        if isinstance(target, RateTarget) and not target.adds:
            sum_ = _plus(sum_, latest.get(record.unit, Tally()), -1)
            latest[record.unit] = one
        sum_ = _plus(sum_, one, 1)
        yield sum_


def _plus(sum_: Tally, other: Tally, sign: int) -> Tally:
    return Tally(
        sum_.amount + sign * other.amount,
        sum_.reached + sign * other.reached,
        sum_.of + sign * other.of,
        sum_.records + sign * other.records,
        other.through,
    )
