"""The list of units as values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed, StateTotals, totals_of
from spt_fazhi.engine.query import Answering, as_asked
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.unit import Unit
from spt_fazhi.views.json_document import head_json, totals_json


@frozen
class ListedUnit:
    """A unit with the number of its duties by state, joint ones included.

    One outside the government is `asked`: nothing of it is judged, not even what it owes together with others.
    """

    unit: Unit
    asked: bool
    leads: int
    totals: StateTotals


def listed_units(assessment: Assessment, duties: Sequence[Assessed], *, everyone: bool) -> tuple[ListedUnit, ...]:
    """The units that owe one of `duties`; all of them when `everyone`."""
    answering = Answering(assessment=assessment)
    own: dict[str, list[Assessed]] = {}
    touched: set[str] = set()
    for each in duties:
        touched.update(each.duty.owners)
        for owner in each.duty.owners:
            own.setdefault(owner, []).append(as_asked(each, owner))
    return tuple(
        ListedUnit(
            unit=unit,
            asked=answering.is_outside(unit.name),
            leads=sum(unit.name in names for names in answering.leads.values()),
            totals=totals_of(own.get(unit.name, ())),
        )
        for unit in assessment.register.units
        if everyone or unit.name in touched
    )


def listed_units_json(assessment: Assessment, found: Sequence[ListedUnit], revision: str | None) -> dict[str, Any]:
    """The document of `list --units`."""
    return {
        **head_json(assessment, revision),
        "units": [
            {
                "name": each.unit.name,
                "code": each.unit.code,
                "kind": each.unit.kind,
                "tags": list(each.unit.tags),
                "assumed": list(each.unit.assumed_fields),
                "aliases": list(each.unit.aliases),
                "phone": each.unit.phone,
                "acts_through": each.unit.acts_through,
                "verified": each.unit.verified,
                "leads": each.leads,
                **totals_json(each.totals),
            }
            for each in found
        ],
    }
