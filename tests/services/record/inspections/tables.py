"""Tables of findings as a person hands them in, without a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from tests.builders.places import BASE

from spt_fazhi.services.record.inspections.findings import Given
from spt_fazhi.services.record.inspections.table import FindingTable, read_findings
from spt_fazhi.services.record.inspections.typed import FindingReader
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.as_typed import day_typed
from spt_fazhi.text.cells import Cell, Sheet, column_letters

BEGAN, ENDED, TODAY = date(2024, 5, 20), date(2024, 5, 24), date(2024, 5, 27)


@cache
def reader() -> FindingReader:
    """Reads findings of a visit of 20 to 24 May 2024 in the example workspace."""
    return FindingReader(
        workspace=Workspace.read(BASE, TODAY),
        began=BEGAN,
        ended=ENDED,
        read_day=lambda text: day_typed(text, today=TODAY, year=2024),
    )


def sheet(
    *rows: Sequence[str], name: str = "表1", merged: Mapping[str, str] | None = None, in_text: bool = False
) -> Sheet:
    """A sheet of texts; `merged` names the covered cells by `A2`, each with the cell that covers it."""
    over = {f"{name}!{cell}": f"{name}!{first}" for cell, first in (merged or {}).items()}
    return Sheet(
        name=name,
        rows=tuple(
            tuple(Cell(f"{name}!{column_letters(at)}{line}", text) for at, text in enumerate(row))
            for line, row in enumerate(rows, 1)
            if any(row)
        ),
        merged=over,
        in_text=in_text,
    )


def read(*sheets: Sheet, given: Given | None = None) -> FindingTable:
    """The findings in these sheets."""
    return read_findings(sheets, reader(), given)
