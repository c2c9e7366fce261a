"""The JSON of an inspection and of its findings, alike in every document."""

from __future__ import annotations

from typing import Any

from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.register import Entry
from spt_fazhi.views.findings.lines import Earlier, FindingLine
from spt_fazhi.views.json_document import duty_json


def inspection_json(entry: Entry[Inspection]) -> dict[str, Any]:
    """An inspection as its file has it, less its findings."""
    visit = entry.value
    return {
        "id": entry.id,
        "file": entry.file,
        "title": visit.title,
        "from": visit.from_.isoformat(),
        "to": visit.to.isoformat(),
        "by": list(visit.by),
        "visited": list(visit.visited),
        "document": visit.document,
        "obligation": list(visit.obligation),
        "adds_to": visit.adds_to,
        "recorded": visit.recorded.isoformat(),
    }


def line_json(line: FindingLine) -> dict[str, Any]:
    """How far a finding is put right, and which closed one it repeats."""
    closing = line.closing
    return {
        "id": line.id,
        "name": line.name,
        "stage": line.stage,
        "at_once": line.at_once,
        "measures": list(line.measures),
        "closed": None
        if closing is None
        else {
            "decision": closing.entry.id,
            "day": closing.closed.day.isoformat(),
            "checked_by": closing.entry.value.checked_by,
            "report": closing.report.id,
        },
        "returned": line.returned.isoformat() if line.returned is not None else None,
        "earlier": _earlier_json(line.earlier),
        "kindred": _earlier_json(line.kindred),
    }


def _earlier_json(earlier: Earlier | None) -> dict[str, str] | None:
    if earlier is None:
        return None
    return {
        "id": earlier.id,
        "unit": earlier.unit,
        "problem": earlier.problem,
        "closed": earlier.closed.isoformat(),
    }


def finding_json(line: FindingLine) -> dict[str, Any]:
    """A finding among others: its duty, and how far it is put right."""
    repeats = line.earlier.id if line.earlier is not None else None
    return {**duty_json(line.each), "repeats": repeats, **line_json(line)}
