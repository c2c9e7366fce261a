"""Bodies × obligations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.board.pieces import Cell, Column
from spt_fazhi.views.board.rows import cell_of
from spt_fazhi.views.board.scope import TITLE, Scope
from spt_fazhi.views.board.values import Matrix, MatrixRow

Cells = Mapping[str, Mapping[str, tuple[Cell, Sequence[Assessed]]]]
"""By unit and obligation the cell, and the duties it stands for in order of period."""


def cells_of(scope: Scope, by_unit: Mapping[str, Sequence[Assessed]]) -> Cells:
    """Every cell that is not empty."""
    found: dict[str, dict[str, tuple[Cell, Sequence[Assessed]]]] = {}
    for unit, duties in by_unit.items():
        grouped: dict[str, list[Assessed]] = defaultdict(list)
        for each in duties:
            if each.duty.kind == "obligation":
                grouped[each.duty.key.obligation].append(each)
        if grouped:
            found[unit] = {key: (cell_of(scope, unit, own), own) for key, own in grouped.items()}
    return found


def matrix_of(scope: Scope, cells: Cells) -> Matrix:
    """The units in the order of units.yaml, the obligations in that of the plan."""
    columns = tuple(
        Column(obligation.id, one_line(obligation.title, TITLE), task.section)
        for task in scope.assessment.register.tasks
        for obligation in task.obligations
        if obligation.id in scope.obligations
    )
    rows = [
        MatrixRow(
            unit=name,
            code=scope.codes[name],
            invited=name in scope.outside,
            cells=tuple(found[0] if (found := cells[name].get(each.id)) else None for each in columns),
        )
        for name in scope.answering.order
        if name in cells
    ]
    return Matrix(
        columns=columns,
        rows=tuple(each for each in rows if not each.invited),
        invited=tuple(each for each in rows if each.invited),
    )
