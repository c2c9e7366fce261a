"""`fazhi overdue`: what is late, by unit, the worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spt_fazhi.cli.listing import run_listing
from spt_fazhi.cli.options import QueryOptions, query_command
from spt_fazhi.engine.assess import Assessed
from spt_fazhi.engine.query import overdue
from spt_fazhi.model.unit import OUTSIDE
from spt_fazhi.views.wording import chinese_date, names_text

if TYPE_CHECKING:
    from spt_fazhi.cli.session import Session

HELP = "列逾期：按单位排，逾期多的、久的在前"
ORDER = 20


@query_command
def command(query: QueryOptions) -> None:
    """List what is overdue."""
    run_listing(
        query,
        lambda session: f"截至 {chinese_date(session.day)} 逾期的责任",
        lambda _, duties: overdue(duties),
        "没有逾期。",
        _invited,
    )


def _invited(session: Session, duties: list[Assessed]) -> str:
    """Who of those listed can only be asked: units outside the government are neither chased nor scored."""
    kinds = {unit.name: unit.kind for unit in session.register.units}
    owners = dict.fromkeys(name for each in duties for name in each.duty.owners)
    outside = [name for name in owners if kinds.get(name) in OUTSIDE]
    if not outside:
        return ""
    return f"其中 {names_text(outside)}是党委、人大、政协或司法机关，只商请提供情况，不催办、不考核。"
