"""The page of one finding: as a value and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Task
from spt_fazhi.model.register import entered_order
from spt_fazhi.views.dossiers.dossier import record_lines
from spt_fazhi.views.dossiers.dossier_json import lines_json
from spt_fazhi.views.dossiers.entries import finding_entries
from spt_fazhi.views.dossiers.lines import DossierLine, decision_line, issued_line
from spt_fazhi.views.findings.findings_json import inspection_json, line_json
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
    return None if line is None else dossier_of(assessment, line, known)


def dossier_of(assessment: Assessment, line: FindingLine, known: Iterable[FindingLine]) -> FindingDossier:
    """The page of a finding among all that are `known`."""
    entries = finding_entries(assessment.register, line.id)
    task = next((each for each in assessment.register.tasks if each.id == line.each.duty.task), None)
    return FindingDossier(
        line=line,
        task=task,
        later=tuple(each for each in known if each.earlier is not None and each.earlier.id == line.id),
        records=record_lines(entries.records, assessment),
        decisions=tuple(map(decision_line, sorted(entries.decisions, key=entered_order))),
        issued=tuple(map(issued_line, sorted(entries.issued, key=entered_order))),
    )


def finding_dossier_json(assessment: Assessment, page: FindingDossier, revision: str | None) -> dict[str, Any]:
    """The document of `show k7q2.1`."""
    return {
        **head_json(assessment, revision),
        "finding": {**line_json(page.line), "later": [each.id for each in page.later]},
        "inspection": inspection_json(page.line.first),
        "duties": list_json(assessment, (page.line.each,)),
        "records": lines_json(page.records),
        "decisions": lines_json(page.decisions),
        "issued": lines_json(page.issued),
    }
