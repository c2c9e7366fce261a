"""A letter to one unit: the values of its template."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.letters.items import LetterItem, LetterRequest, items_of
from spt_fazhi.reports.parts import Head
from spt_fazhi.reports.request import record_ids
from spt_fazhi.views.lists.desks import Owed
from spt_fazhi.views.lists.issued_words import last_text
from spt_fazhi.views.notices.asking import awaits_proof
from spt_fazhi.views.notices.notice import LEVELS, Notice
from spt_fazhi.views.wording import ASSUMED, NO_TIME, due_mark, month_day, who_mark

TEMPLATE: Final = "letter.md.j2"
_MOST: Final = 8
"""Items that stand in the text; more go into an annex, and the text names those that are latest."""
_WORST: Final = 3


@frozen
class LetterValues:
    """letter.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    form: Annotated[str, "督办通知、催办函、提醒函、提示函、商请函之一"]
    title: Annotated[str, "标题"]
    number: Annotated[str | None, "文号；没有写 --number 时没有值"]
    to: Annotated[str, "主送单位"]
    through: Annotated[tuple[str, ...], "事项由主送单位承办的其他单位；没有为空"]
    late: Annotated[tuple[LetterItem, ...], "已过时限的；督办通知只是催办过、现在督办的"]
    also: Annotated[tuple[LetterItem, ...], "督办通知里其余已过时限的；没有为空"]
    lacking: Annotated[tuple[LetterItem, ...], "时限已过、报了完成情况而缺佐证的"]
    near: Annotated[tuple[LetterItem, ...], "其余的：即将到期的、待重报的、待补录的；商请函全在这里"]
    annex: Annotated[str, "项目多、放到附件里时附件的名称；不多的写在正文里，为空"]
    worst: Annotated[tuple[LetterItem, ...], "放到附件里时正文写明的，逾期最久的几项"]
    total: Annotated[Figure, "共几项次"]
    overdue: Annotated[Figure, "其中逾期几项次"]
    set_by_us: Annotated[Figure | None, "逾期的里面，时限原文没有写、由办公室推定的几项次；没有的没有值"]
    pressed: Annotated[Figure, "逾期的里面，本函督办的几项次；不是督办通知的是 0"]
    unproved: Annotated[Figure, "其中待补佐证的几项次"]
    coming: Annotated[Figure, "其中近期要办的几项次"]
    extendable: Annotated[bool, "近期要办的里，有没有时限还没有到、可以申请延期的"]
    cells: Annotated[Figure, "共要填报几处；随函附报送表的，是所附的表里需填的格数"]
    filled: Annotated[Figure | None, "随函附报送表的，表里已代填几格；没有附表的没有值"]
    form_sent: Annotated[str, "报送表先前发过、还没有回的，哪天发出的，如 6月20日；没有的为空"]
    form_about: Annotated[Figure, "先前发过的报送表问到其中几项次；没有的是 0"]
    longest: Annotated[int, "逾期最久的天数；没有逾期为 0"]
    written: Annotated[bool, "开头所数的各项里，有没有原文写明由收函单位承担的"]
    divided: Annotated[bool, "开头所数的各项里，有没有由谁承担原文没有写、由办公室分解的"]
    asked: Annotated[bool, "开头所数的各项里，有没有办公室要求报送的进展"]
    assumed: Annotated[bool, "有没有标推定的"]
    unwritten: Annotated[bool, "有没有标“未写时限，按年底计”的"]
    last: Annotated[str | None, "上次催办和答复，如 6月20日已电话催办，答复“6月28日前报送”；没有催过的没有值"]
    last_about: Annotated[Figure, "上次催办说的是其中几项次"]
    reply_by: Annotated[date, "已过时限的请在哪一天前答复"]
    answers: Annotated[bool, "有没有要在那一天前答复的"]


@frozen
class LetterForms:
    """The forms about what a letter is about: how many cells the enclosed one asks for and has filled in already.

    Both are None where none is enclosed. `sent` are those duties that one asked for before, with the day it was sent.
    """

    to_fill: int | None = None
    filled: int | None = None
    sent: tuple[tuple[Owed, date], ...] = ()


def letter_values(request: LetterRequest, notice: Notice, forms: LetterForms | None = None) -> LetterValues:
    """One letter, which speaks of `forms`."""
    forms = forms or LetterForms()
    day = request.report.assessment.day
    bare = tuple(each for each in notice.near if awaits_proof(each.duty, day))
    soon = tuple(each for each in notice.near if each not in bare)
    pressed = notice.pressed or notice.late
    late = items_of(request, notice, pressed, "late")
    also = items_of(request, notice, [each for each in notice.late if each not in pressed], "also")
    lacking = items_of(request, notice, bare, "lacking")
    near = items_of(request, notice, soon, "near")
    items = (*late, *also, *lacking, *near)
    duties = [each.duty for each in notice.owed]
    overdue, unproved, coming = ([each.duty for each in part] for part in (notice.late, bare, soon))
    ours = [each for each in overdue if due_mark(each)]
    told = duties if notice.level == "hint" else overdue or duties
    again = [owed.duty for owed in notice.owed if owed in notice.last_about]
    return LetterValues(
        head=request.head,
        form=LEVELS[notice.level],
        title=_title(request.head.title, notice, bare),
        number=request.number,
        to=addressee(request, notice.unit),
        through=tuple(name for name in notice.speaks_for if name != notice.unit),
        late=late,
        also=also,
        lacking=lacking,
        near=near,
        annex=_annex(notice) if len(items) > _MOST else "",
        worst=tuple(sorted(late, key=lambda each: -each.late_days)[:_WORST]),
        total=number("total", len(duties), "本函所列的项次", record_ids(duties)),
        overdue=number("overdue", len(overdue), "本函所列逾期的项次", record_ids(overdue)),
        set_by_us=number("set_by_us", len(ours), "逾期而时限是推定的项次", record_ids(ours)) if ours else None,
        pressed=number("pressed", len(notice.pressed), "本函督办的项次", record_ids([e.duty for e in notice.pressed])),
        unproved=number("unproved", len(unproved), "本函所列待补佐证的项次", record_ids(unproved)),
        coming=number("coming", len(coming), "本函所列近期要办的项次", record_ids(coming)),
        extendable=any(each.due >= day for each in coming),
        **_cells(notice, forms),
        longest=max((each.late_days for each in items), default=0),
        written=any(each.duty.obligation and not who_mark(each) for each in told),
        divided=any(who_mark(each) for each in told),
        asked=any(each.duty.obligation is None for each in told),
        assumed=any(map(_is_marked, items)),
        unwritten=any(NO_TIME in each.limit for each in items),
        last=last_text(notice.last.value) if notice.last else None,
        last_about=number("last_about", len(again), "上次催办说到的项次", record_ids(again)),
        reply_by=request.reply_by,
        answers=any(map(request.answers, duties)),
    )


def _cells(notice: Notice, forms: LetterForms) -> dict[str, Any]:
    """What there is to fill in, and in which form."""
    cells = notice.cells if forms.to_fill is None else forms.to_fill
    before = [owed.duty for owed, _ in forms.sent]
    return {
        "cells": number("cells", cells, "日期、内容、佐证和要报的每个数各计一处，进展计一处，只缺佐证的计一处"),
        "filled": None if forms.filled is None else number("filled", forms.filled, "报送表里已经代填的格"),
        "form_sent": "、".join(map(month_day, sorted({day for _, day in forms.sent}))),
        "form_about": number("form_about", len(before), "先前发过的报送表问到的项次", record_ids(before)),
    }


def _is_marked(each: LetterItem) -> bool:
    """Whether something in an item is said to be assumed."""
    return bool(each.mark or each.assumed) or ASSUMED in each.limit or NO_TIME in each.limit


def _title(plan: str, notice: Notice, bare: Sequence[Owed]) -> str:
    """`关于《…》逾期事项的催办函`; `bare` are those of which nothing but proof is missing."""
    if notice.level == "request":
        return f"关于商请提供《{plan}》有关情况的函"
    soon = "近期到期" if all(each.duty.state == "due-soon" for each in notice.owed) else "近期待办"
    if bare:
        soon = "待补佐证" if len(bare) == len(notice.owed) else "待办"
    about = "有关" if notice.level == "hint" else "逾期" if notice.late else soon
    return f"关于《{plan}》{about}事项的{LEVELS[notice.level]}"


def _annex(notice: Notice) -> str:
    return "商请提供情况的事项清单" if notice.level == "request" else "尚待办理事项清单"


def addressee(request: LetterRequest, name: str) -> str:
    """The full name where it was confirmed, else the document's wording."""
    unit = request.report.directory.unit(name)
    return unit.full_name if unit and unit.verified and unit.full_name else name
