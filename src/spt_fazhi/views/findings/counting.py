"""Which visits are counted as visits: one rule for every list and report that says how many there were."""

from __future__ import annotations

from collections.abc import Iterable

from spt_fazhi.engine.query import Answering
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import Period
from spt_fazhi.views.findings.lines import Visit


@frozen
class CountedVisits:
    """Visits told apart: `own` are counted, `outside` went only to units outside the government and are not."""

    own: tuple[Visit, ...]
    outside: tuple[Visit, ...]


def counted_visits(visits: Iterable[Visit], answering: Answering, period: Period | None = None) -> CountedVisits:
    """Count visits, of a period those that ended in it.

    Each counts once with what was added to it, whether or not it found something; one that went only to units outside
    the government is none of those that a paper to the others counts.
    """
    own: list[Visit] = []
    outside: list[Visit] = []
    for each in visits:
        if period is None or each.entry.value.to in period:
            (outside if is_outside(each, answering) else own).append(each)
    return CountedVisits(own=tuple(own), outside=tuple(outside))


def is_outside(visit: Visit, answering: Answering) -> bool:
    """Whether a visit went only to units outside the government; one that names nobody did not."""
    return bool(visit.entry.value.visited or visit.lines) and not reached(visit, answering)


def reached(visit: Visit, answering: Answering) -> list[str]:
    """The judged units that were visited (`everyone`), in the order of units.yaml."""
    return [name for name in everyone(visit, answering) if not answering.is_outside(name)]


def everyone(visit: Visit, answering: Answering) -> list[str]:
    """The units that were visited, in the order of units.yaml.

    A finding makes no visit: whoever bears one and is not among `visited` was not there. Only where a file says of
    nobody that it was visited are they those of which something was found.
    """
    names = dict.fromkeys(answering.directory.expand(visit.entry.value.visited)) or dict.fromkeys(
        line.each.duty.owners[0] for line in visit.lines
    )
    return sorted(names, key=lambda name: answering.order.get(name, len(answering.order)))
