"""`fazhi duties`: every duty that passes the filters."""

from __future__ import annotations

from spt_fazhi.cli.listing import run_listing
from spt_fazhi.cli.options import QueryOptions, query_command
from spt_fazhi.views.wording import chinese_date

HELP = "列全部责任：每单位、每事项、每期一条，可筛选"
ORDER = 70


@query_command
def command(query: QueryOptions) -> None:
    """List duties."""
    run_listing(
        query,
        lambda session: f"截至 {chinese_date(session.day)} 的责任清单",
        lambda _, duties: duties,
        "没有符合条件的责任。",
    )
