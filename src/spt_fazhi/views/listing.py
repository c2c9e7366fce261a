"""The list of units as values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spt_fazhi.engine.assess import Assessed, Assessment, count_states
from spt_fazhi.engine.states import State
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.unit import Unit
from spt_fazhi.views.json_document import head_json


@frozen
class ListedUnit:
    """A unit with the number of its obligation duties by state, joint ones included."""

    unit: Unit
    leads: int
    totals: dict[State, int]


def listed_units(assessment: Assessment, duties: Sequence[Assessed], *, everyone: bool) -> tuple[ListedUnit, ...]:
    """The units that owe one of `duties`; all of them when `everyone`."""
    directory = assessment.matching.directory
    leads = [set(directory.expand(task.lead)) for task in assessment.register.tasks]
    own: dict[str, list[Assessed]] = {}
    touched: set[str] = set()
    for each in duties:
        touched.update(each.duty.owners)
        if each.duty.kind == "obligation":
            for owner in each.duty.owners:
                own.setdefault(owner, []).append(each)
    return tuple(
        ListedUnit(
            unit=unit, leads=sum(unit.name in names for names in leads), totals=count_states(own.get(unit.name, ()))
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
                "aliases": list(each.unit.aliases),
                "verified": each.unit.verified,
                "leads": each.leads,
                "totals": each.totals,
            }
            for each in found
        ],
    }
