"""The half-year summary and the annual report of a register, as values and as text, without a workspace."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.period import parse_period
from spt_fazhi.model.register import Register
from spt_fazhi.render.template.jinja import render_here
from spt_fazhi.render.template.library import Library
from spt_fazhi.reports.catalog import catalog
from spt_fazhi.reports.request import ReportRequest

PERIODS = {"half": "2024H1", "annual": "2024"}


def values_of(made: Register, day: date, name: str = "annual", period: str | None = None) -> Any:
    """The values of a report on `made` as of `day`."""
    request = ReportRequest(assessment=assess(made, day), period=parse_period(period or PERIODS[name]))
    return catalog()[name].build(request)


def marked_text(values: Any, name: str = "annual") -> str:
    """Its text with the figures marked, made with the packaged template."""
    named = {field.name: getattr(values, field.name) for field in dataclasses.fields(values)}
    return render_here(Library(workspace={}, faults={}), catalog()[name].TEMPLATE, named)
