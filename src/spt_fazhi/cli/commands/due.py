"""`fazhi due`: what falls due soon and is not met, one line a unit."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.listing import Detail, run_listing
from spt_fazhi.cli.options import QueryOptions, query_command
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.query import falling_due
from spt_fazhi.views.wording import chinese_date

HELP = "列将到期：多少天内到期而未完成的责任，一家单位一行；--detail 逐条列"
ORDER = 30


@query_command
def command(
    query: QueryOptions,
    within: Annotated[
        int | None, typer.Option("--within", metavar="天数", min=0, max=3660, help="多少天内；默认取台账的临期天数")
    ] = None,
    detail: Detail = False,
) -> None:
    """List what falls due from the day on, within so many days (inclusive)."""

    def days(session: Session) -> int:
        return session.register.info.due_soon_days if within is None else within

    run_listing(
        query,
        title=lambda session: _title(session, days(session)),
        choose=lambda session, duties: falling_due(duties, session.day, days(session)),
        ask=lambda session, duties: [
            each for each in falling_due(duties, session.day, days(session)) if each.state == "invited"
        ],
        nothing="这段时间没有到期的责任。",
        detail=detail,
        earliest_first=True,
    )


def _title(session: Session, within: int) -> str:
    open_ = "、尚未完成" if session.register.in_use else ""
    return f"{chinese_date(session.day)}起 {within} 天内到期{open_}的责任"
