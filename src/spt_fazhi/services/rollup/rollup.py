"""The questions about many registers, answered: `fazhi rollup`."""

from __future__ import annotations

from spt_fazhi.services.rollup.hold import Held
from spt_fazhi.views.counted import FEWEST
from spt_fazhi.views.rollup.answers import (
    QUESTIONS,
    LateAnswer,
    MonthAnswer,
    OnTimeAnswer,
    Rollup,
    SectionAnswer,
    TotalsAnswer,
    WorstAnswer,
)


def answered(held: Held, top: int) -> Rollup:
    """The answer to every question, districts in the order in which they were read.

    Raises FazhiError where memory does not suffice.
    """
    order = {each.register: at for at, each in enumerate(held.taken)}
    rows = {name: held.tables.ask(name) for name in QUESTIONS}
    return Rollup(
        year=held.year,
        day=max(each.as_of for each in held.taken),
        taken=held.taken,
        refused=held.refused,
        totals=tuple(sorted(map(TotalsAnswer._make, rows["totals"]), key=lambda row: order[row.register])),
        sections=tuple(map(SectionAnswer._make, rows["sections"])),
        worst=tuple(map(WorstAnswer._make, rows["worst"])),
        late=tuple(map(LateAnswer._make, rows["late"])),
        on_time=tuple(map(OnTimeAnswer._make, rows["on_time"])),
        trend=tuple(map(MonthAnswer._make, rows["trend"])),
        doubts=(),
        matched=0,
        top=top,
        fewest=FEWEST,
        remarks=held.remarks,
    )
