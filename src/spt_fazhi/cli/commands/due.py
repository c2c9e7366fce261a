"""`fazhi due`: what falls due soon and is not met."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.listing import run_listing
from spt_fazhi.cli.options import QueryOptions, query_command
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.assess import Assessed
from spt_fazhi.engine.states import MET
from spt_fazhi.model.days import days_after
from spt_fazhi.views.wording import chinese_date

HELP = "列将到期：多少天内到期而未完成的责任"
ORDER = 30


@query_command
def command(
    query: QueryOptions,
    within: Annotated[
        int | None, typer.Option("--within", metavar="天数", min=0, max=3660, help="多少天内；默认取台账的临期天数")
    ] = None,
) -> None:
    """List what falls due from the day on, within so many days (inclusive)."""

    def days(session: Session) -> int:
        return session.register.info.due_soon_days if within is None else within

    def choose(session: Session, duties: list[Assessed]) -> list[Assessed]:
        last = days_after(session.day, days(session))
        ahead = [
            each
            for each in duties
            if each.state not in MET and each.state not in {"waived", "overdue"} and session.day <= each.due <= last
        ]
        return sorted(ahead, key=lambda each: (each.due, each.duty.kind != "obligation", each.duty.key))

    run_listing(
        query,
        lambda session: f"{chinese_date(session.day)}起 {days(session)} 天内到期、尚未完成的责任",
        choose,
        "这段时间没有到期的责任。",
    )
