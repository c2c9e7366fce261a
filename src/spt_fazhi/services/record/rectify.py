"""A report of rectification to be written: what a unit has done about a finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from spt_fazhi.engine.entries.locating import Found
from spt_fazhi.model.entries.record import STAGES, Rectify
from spt_fazhi.model.paths import stem_head, unit_folder
from spt_fazhi.model.references import finding_id, finding_name
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.record.new_file import FieldText, NewFile
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.plain import clean_line, one_line

_SUBJECT: Final = 80
WITHOUT_PROOF: Final = "没有文号、网址或附件，复核时没有材料可看；有了材料请再报一次"


def rectify(  # noqa: PLR0913 - what a report consists of
    workspace: Workspace,
    *,
    found: Found,
    unit: Unit,
    day: date,
    title: str,
    more: Mapping[str, FieldText],
    files: Sequence[Path] = (),
) -> NewFile:
    """A report on a finding; `more` holds all other keys but files, as the file writes them."""
    name = finding_name(finding_id(found.inspection.id, found.finding.id))
    document, link = (clean_line(str(more.get(key) or "")) or None for key in ("document", "link"))
    fields: dict[str, FieldText] = {
        **more,
        "kind": "rectify",
        "unit": unit.name,
        "inspection": found.inspection.id,
        "finding": str(found.finding.id),
        "date": day.isoformat(),
        "title": title,
        "document": document,
        "link": link,
        "recorded": workspace.day.isoformat(),
    }
    stage = STAGES.get(str(more.get("stage")), "整改")
    return NewFile(
        cls=Rectify,
        fields=fields,
        folder=unit_folder(unit.code),
        name=stem_head(day, name),
        subject=one_line(f"{stage} {name} {unit.name}：{title}", _SUBJECT),
        files=files,
        remark="" if files or document or link else WITHOUT_PROOF,
        label=f"{unit.name} {name}",
    )
