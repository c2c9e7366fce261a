"""The JSON of the page of a task, an obligation or a unit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.views.dossiers.dossier import TaskDossier, UnitDossier
from spt_fazhi.views.dossiers.lines import DossierLine
from spt_fazhi.views.json_document import head_json, list_json, target_json, totals_json


def lines_json(lines: Iterable[DossierLine]) -> list[dict[str, Any]]:
    """Entries in short."""
    return [line._asdict() for line in lines]


def task_json(assessment: Assessment, dossier: TaskDossier, revision: str | None) -> dict[str, Any]:
    """The document of `show`."""
    task = dossier.task
    return {
        **head_json(assessment, revision),
        "task": {
            "id": task.id,
            "section": task.section,
            "title": task.title,
            "text": task.text,
            "lead": list(task.lead),
            "responsible": list(task.responsible),
            "state": dossier.state,
        },
        "obligations": [
            {
                "id": each.id,
                "title": each.title,
                "quote": each.quote,
                "who": list(dossier.owners[each.id]),
                "scope": each.scope,
                "target": target_json(each.target),
                "due": each.due.isoformat() if each.due else None,
                "every": each.every,
                "phrase": each.phrase,
                "proof": each.proof,
                "holder": each.holder,
                "assumed": list(each.assumed_fields),
            }
            for each in dossier.obligations
        ],
        "duties": list_json(assessment, (*dossier.duties, *dossier.progress, *dossier.found)),
        "records": lines_json(dossier.records),
        "decisions": lines_json(dossier.decisions),
        "issued": lines_json(dossier.issued),
        "inspections": lines_json(dossier.inspections),
    }


def unit_json(assessment: Assessment, dossier: UnitDossier, revision: str | None) -> dict[str, Any]:
    """The document of `unit`."""
    unit = dossier.unit
    return {
        **head_json(assessment, revision),
        "unit": {
            "name": unit.name,
            "code": unit.code,
            "kind": unit.kind,
            "invited": dossier.asked,
            "assumed": list(unit.assumed_fields),
            "aliases": list(unit.aliases),
            "full_name": unit.full_name,
            "phone": unit.phone,
            "acts_through": unit.acts_through,
            "verified": unit.verified,
            "leads": [task.id for task in dossier.leads],
        },
        **totals_json(dossier.totals),
        "duties": list_json(assessment, (*dossier.open, *dossier.closed, *dossier.progress, *dossier.found)),
        "records": lines_json(dossier.records),
        "decisions": lines_json(dossier.decisions),
        "issued": lines_json(dossier.issued),
        "inspections": lines_json(dossier.inspections),
    }
