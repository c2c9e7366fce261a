"""A letter in two sentences for a call or a chat: the values of its template."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.letters.items import LetterRequest
from spt_fazhi.reports.parts import Head
from spt_fazhi.reports.request import record_ids
from spt_fazhi.views.lists.spoken import SAID, Together, account, item, together, wanted, whose
from spt_fazhi.views.notices.notices import LEVELS, Notice

MESSAGE_TEMPLATE: Final = "message.md.j2"


@frozen
class MessageValues:
    """message.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    form: Annotated[str, "督办通知、催办函、提醒函、提示函、商请函之一"]
    to: Annotated[str, "主送单位"]
    written: Annotated[tuple[str, ...], "工作要点里的，最多三项，如 “执法案卷评查”，时限是…，没有收到材料"]
    asked: Annotated[tuple[str, ...], "办公室要求报送的进展"]
    rest: Annotated[Figure, "没有列出的还有几项次；有逾期的，只数逾期的"]
    late: Annotated[bool, "说的是不是都已过时限"]
    near: Annotated[Figure, "有逾期的，另有几项次近期要办；没有逾期的是 0"]
    wanted: Annotated[str, "要报什么，如 佐证（签到表）"]
    by: Annotated[date, "请在哪一天前报送，最早的一天"]
    same_day: Annotated[bool, "是不是都在这一天前报送"]


def message_values(request: LetterRequest, notice: Notice) -> MessageValues:
    """One message: what is overdue, else all that is asked for."""
    spoken_of = notice.late or notice.owed
    groups = together(spoken_of)
    named = groups[:SAID]
    you = "贵单位" if notice.level in {"request", "hint"} else "你单位"

    def by(own: Together) -> str:
        return whose(own, notice.unit, notice.speaks_for)

    rest = [each.duty for own in groups[SAID:] for each in own]
    near = [each.duty for each in notice.near] if notice.late else []
    days = [request.day_of(each.duty) for each in spoken_of]
    return MessageValues(
        head=request.head,
        form=LEVELS[notice.level],
        to=notice.unit,
        written=tuple(item(own, by(own), you) for own in named if own[0].duty.duty.obligation),
        asked=tuple(account(own, by(own)) for own in named if not own[0].duty.duty.obligation),
        rest=number("rest", len(rest), "没有列出的项次", record_ids(rest)),
        late=bool(notice.late),
        near=number("near", len(near), "另有近期要办的项次", record_ids(near)),
        wanted=wanted(groups),
        by=min(days),
        same_day=len(set(days)) == 1,
    )
