"""A letter to one unit, and the same in two sentences for a call or a chat: the values of their templates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Final

from spt_fazhi.engine.assess import Assessed
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Obligation
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.parts import Head, TaskName, task_name
from spt_fazhi.reports.request import ReportRequest, record_ids, sentence
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.lists.desks import Owed
from spt_fazhi.views.lists.issued_words import last_text
from spt_fazhi.views.lists.spoken import (
    SAID,
    Together,
    account,
    item,
    limit,
    missing,
    periods_of,
    together,
    wanted,
    whose,
)
from spt_fazhi.views.notices.asking import asked_by
from spt_fazhi.views.notices.notices import LEVELS, Notice
from spt_fazhi.views.wording import asked_text, chinese_date, period_text, scope_note, who_mark

TEMPLATE: Final = "letter.md.j2"
MESSAGE_TEMPLATE: Final = "message.md.j2"


@frozen
class LetterItem:
    """函里的一项：一个事项（按期的各期合在一起），或者一期进展报送。"""

    title: Annotated[str, "事项名称；进展报送写 2024年第一季度进展"]
    periods: Annotated[tuple[str, ...], "涉及的各期，中文；不按期的没有"]
    units: Annotated[tuple[str, ...], "由收函单位承办、实际承担的单位；就是收函单位自己的没有"]
    together: Annotated[tuple[str, ...], "共同承担的其他单位"]
    tasks: Annotated[tuple[TaskName, ...], "工作要点里的任务；进展报送可以有好几条"]
    quote: Annotated[str | None, "原文中的要求；进展报送是办公室要求的，没有值"]
    mark: Annotated[str, "由谁承担原文没有写时是（推定），否则为空"]
    scope: Annotated[str, "分别还是共同完成原文没有写时，如 各单位分别完成（推定），否则为空"]
    target: Annotated[str | None, "数量要求，原文没有写的标（推定）；没有数量的没有值"]
    limit: Annotated[str, "时限，如 时限是2024年3月31日前；原文没有写的标明"]
    late_days: Annotated[int, "已逾期天数，最早的一期；没有逾期为 0"]
    missing: Annotated[str, "缺什么，如 没有收到材料、只报了1/3次"]
    by: Annotated[date, "请在哪一天前报送"]
    proof: Annotated[str | None, "佐证要求；没有写的没有值"]
    figures: Annotated[tuple[str, ...], "另报的数，如 旁听人数"]
    former: Annotated[tuple[str, ...], "原来承担的单位，机构改革后由收函单位承接；没有为空"]
    number: Annotated[Figure, "项次：按期的一期计一项次，进展一条任务计一项次"]


@frozen
class LetterValues:
    """letter.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    form: Annotated[str, "督办通知、催办函、提醒函、提示函、商请函之一"]
    title: Annotated[str, "标题"]
    number: Annotated[str | None, "文号；没有写 --number 时没有值"]
    to: Annotated[str, "主送单位"]
    through: Annotated[tuple[str, ...], "事项由主送单位承办的其他单位；没有为空"]
    late: Annotated[tuple[LetterItem, ...], "已过时限的"]
    near: Annotated[tuple[LetterItem, ...], "其余的：即将到期的、待佐证的、待重报的、待补录的；商请函全在这里"]
    total: Annotated[Figure, "共几项次"]
    overdue: Annotated[Figure, "其中逾期几项次"]
    cells: Annotated[Figure, "共要填报几处，与报送表里需填的格数相同"]
    filled: Annotated[Figure | None, "随函附报送表的，表里已代填几格；没有附表的没有值"]
    longest: Annotated[int, "逾期最久的天数；没有逾期为 0"]
    written: Annotated[bool, "开头所数的各项里，有没有原文写明由收函单位承担的"]
    divided: Annotated[bool, "开头所数的各项里，有没有由谁承担原文没有写、由办公室分解的"]
    asked: Annotated[bool, "开头所数的各项里，有没有办公室要求报送的进展"]
    assumed: Annotated[bool, "有没有标推定的"]
    last: Annotated[str | None, "上次催办和答复，如 6月20日已电话催办，答复“6月28日前报送”；没有催过的没有值"]
    reply_by: Annotated[date, "已过时限的请在哪一天前答复"]


@frozen
class MessageValues:
    """message.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    form: Annotated[str, "督办通知、催办函、提醒函、提示函、商请函之一"]
    to: Annotated[str, "主送单位"]
    written: Annotated[tuple[str, ...], "工作要点里的，最多三项，如 “执法案卷评查”，时限是…，没有收到材料"]
    asked: Annotated[tuple[str, ...], "办公室要求报送的进展"]
    rest: Annotated[Figure, "没有列出的还有几项次；有逾期的，只数逾期的"]
    near: Annotated[Figure, "有逾期的，另有几项次近期要办；没有逾期的是 0"]
    wanted: Annotated[str, "要报什么，如 佐证（签到表）"]
    by: Annotated[date, "请在哪一天前报送，最早的一天"]
    same_day: Annotated[bool, "是不是都在这一天前报送"]


@frozen
class LetterRequest:
    """What every letter of one run shares. `reply_by` is the day of the answer where the due day is past."""

    report: ReportRequest
    head: Head
    reply_by: date
    number: str | None = None


def letter_values(request: LetterRequest, notice: Notice, filled: int | None = None) -> LetterValues:
    """One letter; `filled` are the cells filled in already in the form that goes with it, None without a form."""
    late = _items(request, notice, notice.late, "late")
    near = _items(request, notice, notice.near, "near")
    duties = [each.duty for each in notice.owed]
    overdue = [each.duty for each in notice.late]
    form = LEVELS[notice.level]
    asked = [each.duty.obligation for each in duties if each.duty.obligation]
    told = overdue or duties
    return LetterValues(
        head=request.head,
        form=form,
        title=_title(request.head.title, notice),
        number=request.number,
        to=_addressee(request, notice.unit),
        through=tuple(name for name in notice.speaks_for if name != notice.unit),
        late=late,
        near=near,
        total=number("total", len(duties), "本函所列的项次", record_ids(duties)),
        overdue=number("overdue", len(overdue), "本函所列逾期的项次", record_ids(overdue)),
        cells=number("cells", notice.cells, "日期、内容、佐证和要报的每个数各计一处，进展计一处，只缺佐证的计一处"),
        filled=None if filled is None else number("filled", filled, "报送表里已经代填的格"),
        longest=max((each.late_days for each in late), default=0),
        written=any(each.duty.obligation and not who_mark(each) for each in told),
        divided=any(who_mark(each) for each in told),
        asked=any(each.duty.obligation is None for each in told),
        assumed=any(each.assumed_fields for each in asked),
        last=last_text(notice.last.value) if notice.last else None,
        reply_by=request.reply_by,
    )


def message_values(request: LetterRequest, notice: Notice) -> MessageValues:
    """The same in two sentences."""
    spoken_of = notice.late or notice.owed
    groups = together(spoken_of)
    named, outside = groups[:SAID], notice.level == "request"
    you = "贵单位" if outside else "你单位"

    def by(own: Together) -> str:
        return whose(own, notice.unit, notice.speaks_for)

    rest = [each.duty for own in groups[SAID:] for each in own]
    near = [each.duty for each in notice.near] if notice.late else []
    days = [_by(request, each.duty) for each in spoken_of]
    return MessageValues(
        head=request.head,
        form=LEVELS[notice.level],
        to=notice.unit,
        written=tuple(item(own, by(own), you) for own in named if own[0].duty.duty.obligation),
        asked=tuple(account(own, by(own)) for own in named if not own[0].duty.duty.obligation),
        rest=number("rest", len(rest), "没有列出的项次", record_ids(rest)),
        near=number("near", len(near), "另有近期要办的项次", record_ids(near)),
        wanted=wanted(groups),
        by=min(days),
        same_day=len(set(days)) == 1,
    )


def _title(plan: str, notice: Notice) -> str:
    """`关于《…》逾期事项的催办函`."""
    if notice.level == "request":
        return f"关于商请提供《{plan}》有关情况的函"
    about = "有关" if notice.level == "hint" else "逾期" if notice.late else "近期到期"
    return f"关于《{plan}》{about}事项的{LEVELS[notice.level]}"


def _addressee(request: LetterRequest, name: str) -> str:
    """The full name where it was confirmed, else the document's wording."""
    unit = request.report.directory.unit(name)
    return unit.full_name if unit and unit.verified and unit.full_name else name


def _by(request: LetterRequest, each: Assessed) -> date:
    return asked_by(each, request.report.assessment, request.reply_by)


def _items(request: LetterRequest, notice: Notice, owed: Iterable[Owed], part: str) -> tuple[LetterItem, ...]:
    """What is asked for by the same day is put together by obligation, or by period for reports; soonest first.

    `part` begins the keys of their figures.
    """
    by_day: dict[tuple[date, str], list[Owed]] = {}
    for each in owed:
        by_day.setdefault((_by(request, each.duty), each.duty.state), []).append(each)
    groups = [(by, own) for (by, _), mine in sorted(by_day.items()) for own in together(mine)]
    return tuple(_item(request, notice, own, by, f"{part}.{at}") for at, (by, own) in enumerate(groups, 1))


def _item(request: LetterRequest, notice: Notice, own: Together, by: date, key: str) -> LetterItem:
    first = own[0].duty
    obligation = first.duty.obligation
    late = first.days_overdue(request.report.assessment.day)
    return LetterItem(
        title=first.duty.title if obligation else f"{period_text(first.duty.key.period)}进展",
        periods=periods_of(own) if obligation else (),
        units=() if own[0].names == (notice.unit,) else own[0].names,
        together=() if first.duty.unit else tuple(name for name in first.duty.owners if name not in own[0].names),
        tasks=tuple(task_name(request.report, task) for task in dict.fromkeys(each.duty.duty.task for each in own)),
        quote=one_line(obligation.quote) if obligation else None,
        mark=who_mark(first),
        scope=scope_note(obligation),
        target=asked_text(obligation) if obligation and obligation.target else None,
        limit=limit(own) if obligation else _round(first),
        late_days=late,
        missing=missing(own),
        by=by,
        proof=_proof(obligation),
        figures=tuple(each.name for each in obligation.figures) if obligation else (),
        former=first.former,
        number=number(
            key, len(own), f"“{one_line(first.duty.title, 40)}”的项次", record_ids([each.duty for each in own])
        ),
    )


def _proof(obligation: Obligation | None) -> str | None:
    return sentence(obligation.proof) if obligation and obligation.proof else None


def _round(first: Assessed) -> str:
    """The day of a report in words."""
    return f"时限已延期至{chinese_date(first.due)}" if first.extended_by else f"时限是{chinese_date(first.due)}前"
