"""The day on which what was just made is entered as sent."""

from __future__ import annotations

from datetime import date

from spt_fazhi.cli.session import Session, parse_date_option
from spt_fazhi.errors import UsageError


def day_of_sending(session: Session, recorded: str | None, what: str = "函") -> date:
    """The day it is entered as sent on; `what` says in Chinese what it is.

    Raises UsageError for a day that does not fit the one as of which it was made.
    """
    today = parse_date_option(None)
    day = session.day_option(recorded, "--recorded") if recorded is not None else today
    if day > today:
        raise UsageError(f"--recorded {day} 在今天（{today}）之后，不能预先登记", "请写今天及以前的日期")
    if day < session.day:
        raise UsageError(f"发出日 {day} 早于{what}的日期 {session.day}", f"请同时写 --as-of {day}，或去掉 --recorded")
    if recorded is None and session.day != today:
        raise UsageError(
            f"{what}是按 {session.day} 写的，没有写哪天发出", f"补登记请加 --recorded {session.day}（实际发出那天）"
        )
    return day
