"""The JSON of `form`: the forms themselves, what they cost, and who has answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.forms.accounts.account import Cost, Standing
from spt_fazhi.forms.asked import Asked
from spt_fazhi.forms.form import Form
from spt_fazhi.views.json_document import duty_json, head_json
from spt_fazhi.views.notices.notices_json import issued_json


def forms_json(
    assessment: Assessment,
    forms: Iterable[tuple[Form, Asked]],
    left_out: Sequence[Asked],
    nothing: Sequence[str],
    revision: str | None,
) -> dict[str, Any]:
    """The document of `form`."""
    made = [_form_json(form, asked) for form, asked in forms]
    return {
        **head_json(assessment, revision),
        "forms": made,
        "waiting": [
            {
                "unit": each.unit,
                "last": issued_json(each.last),
                "duties": [duty_json(owed.duty) for owed in each.waiting],
            }
            for each in left_out
            if each.waiting
        ],
        "merging": [
            {
                "unit": each.unit,
                "branches": list(each.branches),
                "duties": [duty_json(owed.duty) for owed in each.merging],
            }
            for each in left_out
            if each.merging
        ],
        "nothing": list(nothing),
        "total": {"forms": len(made), **{key: sum(each[key] for each in made) for key in ("to_fill", "filled")}},
    }


def _form_json(form: Form, asked: Asked) -> dict[str, Any]:
    return {
        "id": form.id,
        "unit": form.unit,
        "code": form.code,
        "period": form.period,
        "answer_by": form.answer_by.isoformat() if form.answer_by else None,
        "to_fill": form.to_fill,
        "filled": form.filled,
        "duties": [{**duty_json(owed.duty), "for": list(owed.names)} for owed in asked.owed],
    }


def costs_json(assessment: Assessment, found: Iterable[Cost], total: Cost, revision: str | None) -> dict[str, Any]:
    """The document of `form --cost`."""
    units = [{"unit": each.unit, **_cost_json(each)} for each in found]
    return {**head_json(assessment, revision), "units": units, "total": _cost_json(total)}


def _cost_json(cost: Cost) -> dict[str, int]:
    return {
        "forms": cost.forms,
        "to_fill": cost.to_fill,
        "filled": cost.filled,
        "answered": cost.answered,
        "cells": cost.cells,
    }


def standings_json(
    assessment: Assessment, found: Iterable[Standing], unsent: Sequence[str], revision: str | None
) -> dict[str, Any]:
    """The document of `form --status`."""
    return {
        **head_json(assessment, revision),
        "forms": [_standing_json(each) for each in found],
        "unsent": list(unsent),
    }


def _standing_json(each: Standing) -> dict[str, Any]:
    form, sent = each.form, each.form.entry.value
    return {
        "id": form.id,
        "issued": form.entry.id,
        "unit": form.unit,
        "number": sent.number,
        "period": sent.period,
        "recorded": sent.recorded.isoformat(),
        "reply_by": sent.reply_by.isoformat() if sent.reply_by else None,
        "to_fill": form.to_fill,
        "filled": form.filled,
        "answered": each.answered,
        "answered_on": form.answered_on.isoformat() if form.answered_on else None,
        "cells": form.cells,
        "records": [answer.id for answer in form.answers],
        "duties": len(form.keys),
        "open": each.open,
        "late": each.late,
        "branches": list(each.branches),
    }
