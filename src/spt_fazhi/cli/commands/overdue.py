"""`fazhi overdue`: what is overdue, one line a unit, the unit with most of it first."""

from __future__ import annotations

from spt_fazhi.cli.listing import Detail, run_listing
from spt_fazhi.cli.options import QueryOptions, query_command
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.query import asked_for, overdue, past_due
from spt_fazhi.model.period import days_after
from spt_fazhi.views.wording import chinese_date

HELP = "列逾期：一家单位一行，逾期多的在前；--detail 逐条列"
ORDER = 20


@query_command
def command(query: QueryOptions, detail: Detail = False) -> None:
    """List what is overdue."""
    run_listing(
        query,
        title=_title,
        choose=lambda session, duties: overdue(duties) if session.register.in_use else past_due(duties, session.day),
        ask=lambda session, duties: asked_for(duties, days_after(session.day, -1)),
        nothing="没有。",
        detail=detail,
    )


def _title(session: Session) -> str:
    return f"截至 {chinese_date(session.day)} {'逾期' if session.register.in_use else '时限已过'}的责任"
