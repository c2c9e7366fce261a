"""A review as JSON: the same value the terminal shows."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from typing import Any

from spt_fazhi.changes.review import Review, kind_of
from spt_fazhi.changes.values import ENTRY_SUBJECTS, Change, DutyChange, Finding, Spot, Totals
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import NO_TASK
from spt_fazhi.render.review.words import summary_text
from spt_fazhi.text.sensitive import conceal
from spt_fazhi.views.json_document import achieved_json, claimed_json, number


def review_json(review: Review) -> dict[str, Any]:
    """The whole document; `totals` is null where only what the branch touches was read (`--full` reads all)."""
    info = review.register.info
    return {
        "register": {
            "year": info.year,
            "title": conceal(info.title),
            "issuer": conceal(info.issuer),
            "issued": info.issued.isoformat(),
        },
        "as_of": review.day.isoformat(),
        "revision": review.head_commit,
        "base": {"name": conceal(review.base), "commit": review.base_commit},
        "head": {"name": conceal(review.head), "commit": review.head_commit},
        "verdict": "block" if review.blocks else "ask" if review.asks else "pass",
        "summary": summary_text(review),
        "files": review.files,
        "counts": [
            {"action": action, "kind": kind, "count": count} for (action, kind), count in sorted(review.counts.items())
        ],
        "totals": _totals(review.totals) if review.totals is not None else None,
        "touched": _totals(review.touched),
        "duties": [_duty(each) for each in review.effects],
        "plan_changes": [_change(each) for each in review.plan_changes],
        "changes": [_change(each) for each in review.entry_changes],
        "findings": [_finding(each) for each in review.findings],
    }


def _totals(totals: Totals) -> dict[str, Any]:
    before, after = totals.before, totals.after
    return {
        "before": before.obligations,
        "after": after.obligations,
        "progress_before": before.progress,
        "progress_after": after.progress,
        "invited_before": before.invited,
        "invited_after": after.invited,
        "rectification_before": before.rectification,
        "rectification_after": after.rectification,
        "invited_rectification_before": before.invited_rectification,
        "invited_rectification_after": after.invited_rectification,
        "invited_progress_before": before.invited_progress,
        "invited_progress_after": after.invited_progress,
    }


def _duty(each: DutyChange) -> dict[str, Any]:
    shown = each.present
    inspection, _, number_ = each.key.finding.rpartition(".")
    return {
        "kind": shown.duty.kind,
        "task": each.key.task if each.key.task != NO_TASK else None,
        **({"inspection": inspection, "finding": int(number_)} if inspection else {}),
        "obligation": each.key.obligation or None,
        "unit": conceal(each.key.unit) or None,
        "owners": [conceal(name) for name in shown.duty.owners],
        "period": each.key.period or None,
        "title": conceal(shown.duty.title),
        "invited": shown.invited,
        "handed_to": conceal(each.handed_to) or None,
        "before": _matching(each.before),
        "after": _matching(each.after),
    }


def _matching(each: Assessed | None) -> dict[str, Any] | None:
    if each is None:
        return None
    return {
        "state": each.state,
        "due": each.due.isoformat(),
        "achieved": achieved_json(each),
        "claimed": claimed_json(each),
        "late_decision": each.late_decision,
        "ended": each.ended,
        "former": list(each.former),
        "records": list(each.records),
    }


def _change(each: Change) -> dict[str, Any]:
    found = {"subject": each.subject, "action": each.action, "id": conceal(each.key), **_spot(each.spot)}
    if each.subject in ENTRY_SUBJECTS:
        found["kind"] = kind_of(each) or None
    if each.by:
        found["by"] = conceal(each.by)
    if each.action == "modified":
        found["fields"] = [
            {"name": field.name, "old": _value(field.old), "new": _value(field.new), **_spot(field.spot)}
            for field in each.fields
        ]
    else:
        found["value"] = _value(each.new if each.new is not None else each.old)
    return found


def _finding(each: Finding) -> dict[str, Any]:
    return {"level": each.level, "rule": each.rule, "message": each.message, "hint": each.hint, **_spot(each.spot)}


def _spot(spot: Spot) -> dict[str, Any]:
    return {"file": conceal(spot.file), "line": spot.line, "column": spot.column, "side": spot.side}


def _value(value: Any) -> Any:
    """A typed value with the keys and forms of the files; personal numbers in texts are masked."""
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = ((field.name.rstrip("_"), getattr(value, field.name)) for field in dataclasses.fields(value))
        return {name: _value(each) for name, each in named if each is not None and each != ()}
    return conceal(value) if isinstance(value, str) else value
