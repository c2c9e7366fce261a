"""The JSON that every query prints: `{"register", "as_of", "revision", "in_use", "duties", …}`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed, StateTotals, TaskStatus, totals_of
from spt_fazhi.engine.judging import Tally
from spt_fazhi.engine.query import repeats
from spt_fazhi.engine.states import State
from spt_fazhi.model.fields import Number
from spt_fazhi.model.plan import CountTarget, RateTarget, RegisterInfo, Target
from spt_fazhi.views.streamed import Streamed
from spt_fazhi.views.wording import rate_text

if TYPE_CHECKING:  # a start without such entries does not wait for their classes
    from spt_fazhi.model.entries.inspection import Finding


def number(value: Number) -> int | float:
    """A JSON number."""
    return float(value) if isinstance(value, Decimal) else value


def target_json(target: Target | None) -> dict[str, Any] | None:
    """A target with the keys it has in tasks.yaml; None for a milestone."""
    if isinstance(target, CountTarget):
        paced = {} if target.pace == "even" else {"pace": target.pace}
        return {"count": number(target.count), "unit": target.unit, **paced}
    if isinstance(target, RateTarget):
        found: dict[str, Any] = {"rate": rate_text(target.rate), "of": target.of, "settle": target.settle}
        more = {"reached": target.reached, "combine": target.combine}
        return found | {key: written for key, written in more.items() if written}
    return None


def achieved_json(each: Assessed) -> Any:
    """What proved evidence comes to: a number, or for rates `{"reached": 35, "of": 36}`."""
    return _sum_json(each, each.tally)


def claimed_json(each: Assessed) -> Any:
    """What all evidence comes to, proved or not, in the same form."""
    return _sum_json(each, each.claimed)


def _sum_json(each: Assessed, sum_: Tally) -> Any:
    if isinstance(each.target, RateTarget):
        return {"reached": sum_.reached, "of": sum_.of}
    return number(sum_.amount) if each.duty.kind == "obligation" else sum_.records


def through_json(each: Assessed) -> str | None:
    """The day to which the figures of a rate run; None for what has no figures."""
    through = each.claimed.through if isinstance(each.target, RateTarget) else None
    return through.isoformat() if through else None


def duty_json(each: Assessed) -> dict[str, Any]:
    """One duty."""
    duty = each.duty
    found = {
        "kind": duty.kind,
        "task": duty.task if duty.task >= 0 else None,
        "obligation": duty.key.obligation or None,
        "title": duty.title,
        "unit": duty.unit,
        "owners": list(duty.owners),
        "former": list(each.former),
        "invited": each.invited,
        "period": duty.period,
        "due": each.due.isoformat(),
        "original_due": duty.due.isoformat(),
        "assumed": list(each.assumed),
        "state": each.state,
        "late_decision": each.late_decision,
        "ended": each.ended,
        "target": target_json(each.target),
        "achieved": achieved_json(each),
        "claimed": claimed_json(each),
        "through": through_json(each),
        "nothing_to_do": each.nothing_to_do,
        "letters": len(each.letters),
        "last_letter": each.letters[-1].value.recorded.isoformat() if each.letters else None,
        "records": list(each.records),
        "waived_by": each.waived_by,
        "extended_by": each.extended_by,
        "again_by": each.again_by.isoformat() if each.again_by else None,
    }
    return found if duty.finding is None else found | _finding_json(each, duty.finding)


def list_json(assessment: Assessment, duties: Iterable[Assessed]) -> list[dict[str, Any]]:
    """Duties; of a finding besides which closed one it `repeats` (屡查屡犯), None where it is new."""
    return list(streamed_json(assessment, tuple(duties)))


def streamed_json(assessment: Assessment, duties: Sequence[Assessed]) -> Streamed:
    """The same for a list of any length, which is a document's own."""
    again = repeats(assessment, duties)

    def one(each: Assessed) -> dict[str, Any]:
        found = duty_json(each)
        return found if each.duty.finding is None else found | {"repeats": again.get(each.duty.key.finding)}

    return Streamed(duties, one)


def _finding_json(each: Assessed, finding: Finding) -> dict[str, Any]:
    """What a finding has besides: its inspection and number, and what was found and demanded."""
    inspection, _, number_ = each.duty.key.finding.rpartition(".")
    return {
        "inspection": inspection,
        "finding": int(number_),
        "problem_kind": finding.kind,
        "severity": finding.severity,
        "problem": finding.problem,
        "demand": finding.demand,
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
        "in_use": assessment.register.in_use,
    }


def duties_json(assessment: Assessment, duties: Iterable[Assessed], revision: str | None) -> dict[str, Any]:
    """A query's document."""
    return {**head_json(assessment, revision), "duties": streamed_json(assessment, tuple(duties))}


def totals_json(counted: StateTotals) -> dict[str, dict[State, int]]:
    """`totals`, `progress` and `rectification` of judged units; apart from them what others were asked for."""
    return {
        "totals": counted.obligations,
        "invited": counted.invited,
        "progress": counted.progress,
        "invited_progress": counted.invited_progress,
        "rectification": counted.rectification,
        "invited_rectification": counted.invited_rectification,
    }


def status_json(
    assessment: Assessment, duties: Sequence[Assessed], tasks: Iterable[TaskStatus], revision: str | None
) -> dict[str, Any]:
    """The document of `status`: tasks and totals beside the duties; they count exactly the duties listed."""
    document = duties_json(assessment, duties, revision)
    document["tasks"] = [
        {
            "id": status.task.id,
            "section": status.task.section,
            "title": status.task.title,
            "state": status.state,
            "counts": status.counts,
            "invited": status.invited,
            "progress": status.progress,
            "invited_progress": status.invited_progress,
        }
        for status in tasks
    ]
    return document | totals_json(totals_of(duties))
