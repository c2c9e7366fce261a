"""The JSON of `notice`."""

from __future__ import annotations

from typing import Any

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.register import Entry
from spt_fazhi.views.json_document import duty_json, head_json
from spt_fazhi.views.notices.asking import asked_by
from spt_fazhi.views.notices.notice import Notices


def issued_json(entry: Entry[Issued] | None) -> dict[str, Any] | None:
    """A letter or spoken reminder; None for none."""
    if entry is None:
        return None
    said = entry.value
    reply_by = said.reply_by.isoformat() if said.reply_by else None
    return {
        "id": entry.id,
        "name": said.name,
        "number": said.number,
        "recorded": said.recorded.isoformat(),
        "answer": said.answer,
        "reply_by": reply_by,
    }


def notices_json(assessment: Assessment, found: Notices, revision: str | None) -> dict[str, Any]:
    """The document of `notice`."""
    return {
        **head_json(assessment, revision),
        "reply_by": found.reply_by.isoformat(),
        "notices": [
            {
                "level": each.level,
                "form": each.form,
                **({"findings": True, "telling": each.telling, "new": len(each.new)} if each.findings else {}),
                "unit": each.unit,
                "phone": each.phone,
                "for": list(each.speaks_for),
                "number": len(each.owed),
                "cells": each.cells,
                "last": issued_json(each.last),
                "duties": [
                    {**duty_json(owed.duty), "asked_by": asked_by(owed.duty, assessment, found.reply_by).isoformat()}
                    for owed in each.owed
                ],
            }
            for each in found.notices
        ],
        "waiting": [
            {
                "unit": each.unit,
                "number": len(each.owed),
                "last": issued_json(each.last),
                "again": each.again.isoformat(),
                "duties": [duty_json(owed.duty) for owed in each.owed],
            }
            for each in found.waiting
        ],
        "merging": [
            {
                "unit": each.unit,
                "number": len(each.owed),
                "branches": list(each.branches),
                "duties": [duty_json(owed.duty) for owed in each.owed],
            }
            for each in found.merging
        ],
        "own": found.own,
        "own_findings": found.own_findings,
    }
