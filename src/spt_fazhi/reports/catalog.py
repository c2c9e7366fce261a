"""Finds the reports that are written with a template: one module each, here or in `inspections/`, none to register.

A report module has NAME (what the clerk types), TITLE and DESCRIPTION (Chinese), TEMPLATE (file name below
`templates/`), PERIODS (kinds of period it can be about, the default first; empty when it has none), SUBJECT
("unit" when it is about one unit, "inspection" when it is about one visit, else ""), VALUES (the class of its values)
and `build(request)`. One with AHEAD is about the running period unless another is asked for, the others about the last
that ended; one with WHOLE is about everything unless a period or a subject is asked for. A report with
PRINTS_REMINDERS prints what `data/issued/` holds, the others do not (services/origin.py); one with FINDINGS_ONLY tells
of findings alone, so that what is no longer so of it is told of findings alone, too (services/issue/since.py).
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

from spt_fazhi import reports
from spt_fazhi.model.period import PeriodKind
from spt_fazhi.reports import inspections

if TYPE_CHECKING:  # who asks for titles alone does not wait for it
    from spt_fazhi.reports.request import ReportRequest


class Report(Protocol):
    """What a report module offers."""

    NAME: str
    TITLE: str
    DESCRIPTION: str
    TEMPLATE: str
    PERIODS: tuple[PeriodKind, ...]
    SUBJECT: str
    VALUES: type

    def build(self, request: ReportRequest) -> Any:
        """The values its template gets, an instance of VALUES."""


@cache
def catalog() -> dict[str, Report]:
    """Every report by name, in alphabetical order of names."""
    modules = (
        importlib.import_module(f"{package.__name__}.{found.name}")
        for package in (reports, inspections)
        for found in pkgutil.iter_modules(package.__path__)
    )
    found = {module.NAME: cast("Report", module) for module in modules if hasattr(module, "NAME")}
    return dict(sorted(found.items()))
