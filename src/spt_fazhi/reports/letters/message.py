"""A letter in two sentences for a call or a chat: the values of its template."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.letters.items import LetterRequest
from spt_fazhi.reports.parts import Head
from spt_fazhi.reports.request import record_ids
from spt_fazhi.views.lists.desks import Owed
from spt_fazhi.views.lists.returns import missing_again
from spt_fazhi.views.lists.spoken import SAID, Together, account, item, named_text, together, wanted, whose
from spt_fazhi.views.notices.asking import awaits_proof
from spt_fazhi.views.notices.notice import LEVELS, Notice
from spt_fazhi.views.wording import month_day

MESSAGE_TEMPLATE: Final = "message.md.j2"


@frozen
class MessageValues:
    """message.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    form: Annotated[str, "督办通知、催办函、提醒函、提示函、商请函之一"]
    to: Annotated[str, "主送单位"]
    written: Annotated[tuple[str, ...], "工作要点里的，最多三项，如 “执法案卷评查”，时限是…，没有收到材料"]
    asked: Annotated[tuple[str, ...], "办公室要求报送的进展；政府以外的单位是办公室商请的"]
    rest: Annotated[Figure, "没有列出的还有几项次；有逾期的，只数逾期的"]
    late: Annotated[bool, "说的是不是都已过时限"]
    near: Annotated[Figure, "有逾期的，另有几项次近期要办，含退回的；没有逾期的是 0"]
    near_by: Annotated[date | None, "近期要办的要在 by 之前报的，最早哪一天；不比 by 早的没有值"]
    lacking: Annotated[Figure, "有逾期的，另有几项次报了完成情况、缺佐证；没有逾期的是 0"]
    again: Annotated[Figure, "近期要办的里面，退回的几项次；没有逾期的是 0"]
    again_by: Annotated[date | None, "退回的请在哪一天前重报，最早的一天；没有的没有值"]
    wanted: Annotated[str, "要报什么，如 佐证（签到表）"]
    by: Annotated[date, "请在哪一天前报送，最早的一天"]
    same_day: Annotated[bool, "是不是都在这一天前报送"]
    last: Annotated[date, "最晚的在哪一天前报送"]


def message_values(request: LetterRequest, notice: Notice) -> MessageValues:
    """One message: what is overdue, else all that is asked for."""
    spoken_of = notice.late or notice.owed
    groups = [own for part in _apart(request, spoken_of) for own in together(part)]
    named = groups[:SAID]
    rest = [each.duty for own in groups[SAID:] for each in own]
    beside = [each.duty for each in notice.near] if notice.late else []
    bare = [each for each in beside if awaits_proof(each, request.report.assessment.day)]
    near = [each for each in beside if each not in bare]
    again = [each for each in near if each.state == "returned"]
    days = [request.day_of(each.duty) for each in spoken_of]
    soon = min((request.day_of(each) for each in near if each not in again), default=None)
    return MessageValues(
        head=request.head,
        form=LEVELS[notice.level],
        to=notice.unit,
        written=tuple(_said(request, notice, own) for own in named if own[0].duty.duty.obligation),
        asked=tuple(_said(request, notice, own) for own in named if not own[0].duty.duty.obligation),
        rest=number("rest", len(rest), "没有列出的项次", record_ids(rest)),
        late=bool(notice.late),
        near=number("near", len(near), "另有近期要办的项次", record_ids(near)),
        near_by=soon if soon and soon < min(days) else None,
        lacking=number("lacking", len(bare), "另有缺佐证的项次", record_ids(bare)),
        again=number("again", len(again), "近期要办的里面退回的项次", record_ids(again)),
        again_by=min(map(request.day_of, again), default=None),
        wanted=wanted(groups),
        by=min(days),
        same_day=len(set(days)) == 1,
        last=max(days),
    )


def _apart(request: LetterRequest, owed: Sequence[Owed]) -> tuple[list[Owed], list[Owed]]:
    """What lacks proof alone and is past its day, and the rest: neither is said in one breath with the other."""
    bare = [each for each in owed if awaits_proof(each.duty, request.report.assessment.day)]
    return bare, [each for each in owed if each not in bare]


def _said(request: LetterRequest, notice: Notice, own: Together) -> str:
    """What is said of a few duties at once; of what was handed back when, why, and by when it is asked for again."""
    by, first = whose(own, notice.unit, notice.speaks_for), own[0].duty
    you = "贵单位" if notice.level in {"request", "hint"} else "你单位"
    lacks = missing_again((each.duty for each in own), request.report.assessment)
    if lacks and first.state == "returned":
        return f"{named_text(own, by)}，{lacks}，请于{month_day(request.day_of(first))}前重新报送"
    return item(own, by, you, lacks) if first.duty.obligation else account(own, by)
