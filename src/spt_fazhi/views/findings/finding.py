"""The page of one finding: as a value and as JSON."""

from __future__ import annotations

from typing import Any

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Task
from spt_fazhi.model.register import Entry, entered_order
from spt_fazhi.views.dossiers.dossier import record_lines
from spt_fazhi.views.dossiers.dossier_json import lines_json
from spt_fazhi.views.dossiers.entries import finding_entries
from spt_fazhi.views.dossiers.lines import DossierLine, decision_line, issued_line
from spt_fazhi.views.findings.lines import FindingLine, finding_lines
from spt_fazhi.views.json_document import head_json, list_json


@frozen
class FindingDossier:
    """A finding with the task it bears on, if any; `later` are those that repeat it (屡查屡犯).

    Beside it what was reported on it (withdrawn reports too), decided, sent and said, each in short.
    """

    line: FindingLine
    task: Task | None
    later: tuple[FindingLine, ...]
    records: tuple[DossierLine, ...]
    decisions: tuple[DossierLine, ...]
    issued: tuple[DossierLine, ...]


def finding_dossier(assessment: Assessment, finding: str) -> FindingDossier | None:
    """The page of a finding by its full id; None where it is not there on the day, or its unit is not known."""
    known = finding_lines(assessment)
    line = next((each for each in known if each.id == finding), None)
    if line is None:
        return None
    entries = finding_entries(assessment.register, finding)
    task = next((each for each in assessment.register.tasks if each.id == line.each.duty.task), None)
    return FindingDossier(
        line=line,
        task=task,
        later=tuple(each for each in known if each.earlier is not None and each.earlier.id == finding),
        records=record_lines(entries.records, assessment),
        decisions=tuple(map(decision_line, sorted(entries.decisions, key=entered_order))),
        issued=tuple(map(issued_line, sorted(entries.issued, key=entered_order))),
    )


def finding_dossier_json(assessment: Assessment, page: FindingDossier, revision: str | None) -> dict[str, Any]:
    """The document of `show k7q2.1`."""
    line = page.line
    closing, earlier = line.closing, line.earlier
    return {
        **head_json(assessment, revision),
        "finding": {
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
            "earlier": None
            if earlier is None
            else {
                "id": earlier.id,
                "unit": earlier.unit,
                "problem": earlier.problem,
                "closed": earlier.closed.isoformat(),
            },
            "later": [each.id for each in page.later],
        },
        "inspection": _visit_json(line.first),
        "duties": list_json(assessment, (line.each,)),
        "records": lines_json(page.records),
        "decisions": lines_json(page.decisions),
        "issued": lines_json(page.issued),
    }


def _visit_json(entry: Entry[Inspection]) -> dict[str, Any]:
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
