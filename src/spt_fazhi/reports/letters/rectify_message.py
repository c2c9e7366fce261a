"""A letter about findings in two sentences for a call or a chat: the values of its template."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.letters.finding_items import visits_in
from spt_fazhi.reports.letters.items import LetterRequest
from spt_fazhi.reports.letters.rectify import tells
from spt_fazhi.reports.parts import Head
from spt_fazhi.reports.request import record_ids
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.quotation import quoted
from spt_fazhi.views.lists.desks import Owed, place_of
from spt_fazhi.views.lists.returns import missing_again
from spt_fazhi.views.lists.spoken import SAID, account, whose
from spt_fazhi.views.notices.notice import Notice
from spt_fazhi.views.wording import month_day

RECTIFY_MESSAGE: Final = "rectify_message.md.j2"


@frozen
class RectifyMessageValues:
    """rectify_message.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    form: Annotated[str, "督办通知、催办函、整改通知、提醒函、提示函、商请函之一"]
    telling: Annotated[bool, "是不是以第一次告知为主"]
    told: Annotated[Figure, "第一次告知的几个问题"]
    to: Annotated[str, "主送单位"]
    visits: Annotated[tuple[str, ...], "是哪几次督察发现的，名称"]
    total: Annotated[Figure, "函里一共几个问题"]
    said: Annotated[
        tuple[str, ...],
        "最多三个问题；告知的如 “案卷未附法制审核意见”（6月30日前），已过时限的写明已过；催的写明时限和缺什么",
    ]
    rest: Annotated[Figure, "没有列出的还有几个；有逾期的，只数逾期的；告知的，只数告知的"]
    rest_late: Annotated[Figure, "第一次告知、没有列出的里面，已过整改时限的几个；不是告知的是 0"]
    late: Annotated[bool, "说的是不是都已过整改时限"]
    near: Annotated[Figure, "另有几个近期要整改到位；没有逾期的、不是告知的是 0"]
    beside: Annotated[Figure, "催办之外，函里另有几个第一次告知的；告知的是 0"]
    by: Annotated[date, "请在哪一天前报送，最早的一天"]
    same_day: Annotated[bool, "是不是都在这一天前报送"]


def rectify_message(request: LetterRequest, notice: Notice) -> RectifyMessageValues:
    """One message: what is overdue, else all; of what is told for the first time all of it."""
    telling = tells(notice)
    spoken_of = notice.new if telling else notice.late or notice.known
    ordered = sorted(spoken_of, key=lambda each: (request.day_of(each.duty), each.duty.due, place_of(each)))
    if telling:
        ordered.sort(key=lambda each: not _is_past(request, each.duty))
    rest = [each.duty for each in ordered[SAID:]]
    rest_late = [each for each in rest if telling and _is_past(request, each)]
    near = [each.duty for each in notice.near] if notice.late or telling else []
    beside = [] if telling else [each.duty for each in notice.new]
    days = [request.day_of(each.duty) for each in spoken_of]
    say = _told if telling else _reminded
    return RectifyMessageValues(
        head=request.head,
        form=notice.form,
        telling=telling,
        told=number("told", len(notice.new), "第一次告知的问题", record_ids([each.duty for each in notice.new])),
        to=notice.unit,
        visits=tuple(one_line(each.title) for each in visits_in(request, spoken_of)),
        total=number("total", len(notice.owed), "函里的问题", record_ids([each.duty for each in notice.owed])),
        said=tuple(say(request, notice, each) for each in ordered[:SAID]),
        rest=number("rest", len(rest), "没有列出的问题", record_ids(rest)),
        rest_late=number("rest_late", len(rest_late), "没有列出的里面已过整改时限的问题", record_ids(rest_late)),
        late=bool(notice.late) and not telling,
        near=number("near", len(near), "另有近期要整改到位的问题", record_ids(near)),
        beside=number("beside", len(beside), "另有第一次告知的问题", record_ids(beside)),
        by=min(days),
        same_day=len(set(days)) == 1,
    )


def _told(request: LetterRequest, notice: Notice, own: Owed) -> str:
    """`“案卷未附法制审核意见”（6月30日前）`, `（时限6月20日，已过，请于10月10日前报）`.

    Whoever is outside the government is told no day.
    """
    by = whose((own,), notice.unit, notice.speaks_for)
    if own.duty.invited:
        return f"{by}{_problem(own)}"
    until = f"{month_day(request.day_of(own.duty))}前"
    if _is_at_once(request, own.duty):
        until = f"立行立改，{until}报"
    elif _is_past(request, own.duty):
        until = f"时限{month_day(own.duty.due)}，已过，请于{until}报"
    return f"{by}{_problem(own)}（{until}）"


def _is_past(request: LetterRequest, each: Assessed) -> bool:
    """Whether the day set for a finding is over; never so of a unit outside the government, and of what is at once."""
    late = not each.invited and each.days_overdue(request.report.assessment.day) > 0
    return late and not _is_at_once(request, each)


def _is_at_once(request: LetterRequest, each: Assessed) -> bool:
    """Whether a finding was to be put right during the visit, and no later day was granted."""
    key = each.duty.key.finding
    return each.extended_by is None and any(line.id == key and line.at_once for line in request.report.findings)


def _reminded(request: LetterRequest, notice: Notice, own: Owed) -> str:
    by = whose((own,), notice.unit, notice.speaks_for)
    if own.duty.invited:
        return f"{by}{_problem(own)}"
    back = missing_again([own.duty], request.report.assessment)
    if back and own.duty.state == "returned":
        return f"{by}{_problem(own)}问题，{back}，请于{month_day(request.day_of(own.duty))}前重新报送"
    return account((own,), by, back).removeprefix("督察发现的")


def _problem(own: Owed) -> str:
    return quoted(one_line(own.duty.duty.title, 40).rstrip("。；，"))
