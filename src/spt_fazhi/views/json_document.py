"""The JSON that every query prints: `{"register", "as_of", "revision", "duties", …}`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from spt_fazhi.engine.assess import Assessed, Assessment, TaskStatus, count_states
from spt_fazhi.engine.states import State
from spt_fazhi.model.fields import Number
from spt_fazhi.model.plan import CountTarget, RateTarget, RegisterInfo, Target
from spt_fazhi.views.wording import rate_text


def number(value: Number) -> int | float:
    """A JSON number."""
    return float(value) if isinstance(value, Decimal) else value


def target_json(target: Target | None) -> dict[str, Any] | None:
    """A target with the keys it has in tasks.yaml; None for a milestone."""
    if isinstance(target, CountTarget):
        return {"count": number(target.count), "unit": target.unit}
    if isinstance(target, RateTarget):
        found = {"rate": rate_text(target.rate), "of": target.of, "settle": target.settle}
        return found | ({"reached": target.reached} if target.reached else {})
    return None


def achieved_json(each: Assessed) -> Any:
    """What the evidence adds up to: a number, or for rates `{"reached": 35, "of": 36}`."""
    if isinstance(each.target, RateTarget):
        return {"reached": each.tally.reached, "of": each.tally.of}
    return number(each.tally.amount) if each.duty.kind == "obligation" else each.tally.records


def duty_json(each: Assessed) -> dict[str, Any]:
    """One duty."""
    duty = each.duty
    return {
        "kind": duty.kind,
        "task": duty.task,
        "obligation": duty.key.obligation or None,
        "title": duty.title,
        "unit": duty.unit,
        "owners": list(duty.owners),
        "period": duty.period,
        "due": each.due.isoformat(),
        "original_due": duty.due.isoformat(),
        "state": each.state,
        "target": target_json(each.target),
        "achieved": achieved_json(each),
        "nothing_to_do": each.nothing_to_do,
        "records": list(each.records),
        "waived_by": each.waived_by,
        "extended_by": each.extended_by,
    }


def register_json(info: RegisterInfo) -> dict[str, Any]:
    """Which register a document is about."""
    return {"year": info.year, "title": info.title, "issuer": info.issuer, "issued": info.issued.isoformat()}


def head_json(assessment: Assessment, revision: str | None) -> dict[str, Any]:
    """What every document begins with."""
    return {
        "register": register_json(assessment.register.info),
        "as_of": assessment.day.isoformat(),
        "revision": revision,
    }


def duties_json(assessment: Assessment, duties: Iterable[Assessed], revision: str | None) -> dict[str, Any]:
    """A query's document."""
    return {**head_json(assessment, revision), "duties": [duty_json(each) for each in duties]}


def present(counts: dict[State, int]) -> dict[State, int]:
    """Counts without the zeros."""
    return {state: count for state, count in counts.items() if count}


def status_json(
    assessment: Assessment, duties: Sequence[Assessed], tasks: Iterable[TaskStatus], revision: str | None
) -> dict[str, Any]:
    """The document of `status`: tasks and totals beside the duties; totals count exactly the duties listed."""
    document = duties_json(assessment, duties, revision)
    document["tasks"] = [
        {
            "id": status.task.id,
            "section": status.task.section,
            "title": status.task.title,
            "state": status.state,
            "counts": status.counts,
            "progress": status.progress,
        }
        for status in tasks
    ]
    document["totals"] = count_states(each for each in duties if each.duty.kind == "obligation")
    document["progress"] = count_states(each for each in duties if each.duty.kind == "progress")
    return document
