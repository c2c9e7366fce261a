"""A letter to one unit about what was found at it: it tells of the findings, or reminds of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.letters.finding_items import FindingItem, LetterVisit, finding_items, visits_in
from spt_fazhi.reports.letters.items import LetterRequest
from spt_fazhi.reports.letters.letter import LetterForms, addressee
from spt_fazhi.reports.parts import Head
from spt_fazhi.views.lists.desks import Owed
from spt_fazhi.views.lists.issued_words import last_text
from spt_fazhi.views.notices.notice import Notice
from spt_fazhi.views.wording import month_day

RECTIFY_TEMPLATE: Final = "rectify.md.j2"
_MOST: Final = 8
"""Findings that stand in the text; more go into an annex."""
_WORST: Final = 3


@frozen
class RectifyValues:
    """rectify.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    form: Annotated[str, "督办通知、催办函、整改通知、提醒函、提示函、商请函之一"]
    telling: Annotated[bool, "是不是以第一次告知为主：都是第一次告知的，和整改通知"]
    title: Annotated[str, "标题"]
    number: Annotated[str | None, "文号；没有写 --number 时没有值"]
    to: Annotated[str, "主送单位"]
    through: Annotated[tuple[str, ...], "问题由主送单位承办的其他单位；没有为空"]
    visits: Annotated[tuple[LetterVisit, ...], "以前告知过的是哪几次督察发现的，早的在前"]
    told_visits: Annotated[tuple[LetterVisit, ...], "第一次告知的是哪几次督察发现的，早的在前"]
    late: Annotated[tuple[FindingItem, ...], "已过整改时限的；督办通知只是催办过、现在督办的"]
    also: Annotated[tuple[FindingItem, ...], "督办通知里其余已过时限的；没有为空"]
    new: Annotated[tuple[FindingItem, ...], "第一次告知的，不论时限"]
    near: Annotated[tuple[FindingItem, ...], "其余的：还没有到时限的、待重报的；商请函以前告知过的全在这里"]
    annex: Annotated[str, "问题多、放到附件里时附件的名称；不多的写在正文里，为空"]
    worst: Annotated[tuple[FindingItem, ...], "放到附件里时正文写明的，逾期最久的几个"]
    total: Annotated[Figure, "共几个问题"]
    told: Annotated[Figure, "其中第一次告知的几个"]
    known: Annotated[Figure, "其中以前告知过的几个"]
    severe: Annotated[Figure, "第一次告知的里面，突出问题几个"]
    repeated: Annotated[Figure, "第一次告知的里面，屡查屡犯的几个"]
    at_once: Annotated[Figure, "第一次告知的里面，要求立行立改的几个"]
    recurring: Annotated[bool, "所列的问题里，有没有屡查屡犯的"]
    overdue: Annotated[Figure, "以前告知过的里面，已过整改时限的几个"]
    pressed: Annotated[Figure, "其中本函督办的几个；不是督办通知的是 0"]
    coming: Annotated[Figure, "以前告知过的里面，其余的几个"]
    extendable: Annotated[bool, "有没有时限还没有到、可以申请延期的"]
    longest: Annotated[int, "逾期最久的天数；没有逾期为 0"]
    last: Annotated[str | None, "上次发函或催办和答复；没有的没有值"]
    last_about: Annotated[Figure, "上次说的是其中几个问题"]
    cells: Annotated[Figure, "共要填报几处；随函附报送表的，是所附的表里需填的格数"]
    filled: Annotated[Figure | None, "随函附报送表的，表里已代填几格；没有附表的没有值"]
    form_sent: Annotated[str, "报送表先前发过、还没有回的，哪天发出的；没有的为空"]
    form_about: Annotated[Figure, "先前发过的报送表问到其中几个问题；没有的是 0"]
    reply_by: Annotated[date, "已过时限的请在哪一天前答复"]
    answers: Annotated[bool, "有没有要在那一天前答复的"]


def rectify_values(request: LetterRequest, notice: Notice, forms: LetterForms | None = None) -> RectifyValues:
    """One letter about findings, which speaks of `forms`."""
    forms = forms or LetterForms()
    pressed = notice.pressed or notice.late
    late = finding_items(request, notice, pressed)
    also = finding_items(request, notice, tuple(each for each in notice.late if each not in pressed))
    near, fresh = (finding_items(request, notice, part) for part in (notice.near, notice.new))
    items = (*late, *also, *fresh, *near)
    lines = {line.id: line for line in request.report.findings}
    new = [(each.duty, lines[each.duty.duty.key.finding]) for each in notice.new]
    cells = notice.cells if forms.to_fill is None else forms.to_fill
    return RectifyValues(
        head=request.head,
        form=notice.form,
        telling=tells(notice),
        title=_title(notice, visits_in(request, notice.owed)),
        number=request.number,
        to=addressee(request, notice.unit),
        through=tuple(name for name in notice.speaks_for if name != notice.unit),
        visits=visits_in(request, notice.known),
        told_visits=visits_in(request, notice.new, "told"),
        late=late,
        also=also,
        new=fresh,
        near=near,
        annex="督察发现问题清单" if len(items) > _MOST else "",
        worst=tuple(sorted(late, key=lambda each: -each.late_days)[:_WORST]),
        total=_of("total", "本函所列的督察问题", notice.owed),
        told=_of("told", "其中第一次告知的", notice.new),
        known=_of("known", "其中以前告知过的", notice.known),
        severe=_number("severe", "其中突出问题", [each for each, line in new if line.finding.severity == "突出"]),
        repeated=_number("repeated", "其中屡查屡犯的", [each for each, line in new if line.earlier is not None]),
        at_once=_number("at_once", "其中要求立行立改的", [each for each, line in new if line.at_once]),
        recurring=any(each.repeated for each in items),
        overdue=_of("overdue", "其中已过整改时限的", notice.late),
        pressed=_of("pressed", "其中本函督办的", notice.pressed),
        coming=_of("coming", "其中还没有到时限的、待重报的", notice.near),
        extendable=any(each.duty.due >= request.report.assessment.day for each in (*notice.near, *notice.new)),
        longest=max((each.late_days for each in items), default=0),
        last=last_text(notice.last.value) if notice.last else None,
        last_about=_of("last_about", "上次发函、催办说到的问题", notice.last_about),
        cells=number("cells", cells, "日期、内容、是否整改完成和佐证各计一处"),
        filled=None if forms.filled is None else number("filled", forms.filled, "报送表里已经代填的格"),
        form_sent="、".join(map(month_day, sorted({day for _, day in forms.sent}))),
        form_about=_of("form_about", "先前发过的报送表问到的问题", [owed for owed, _ in forms.sent]),
        reply_by=request.reply_by,
        answers=any(request.answers(each.duty) for each in notice.owed),
    )


def _of(key: str, basis: str, owed: Sequence[Owed]) -> Figure:
    return _number(key, basis, [each.duty for each in owed])


def _number(key: str, basis: str, duties: Sequence[Assessed]) -> Figure:
    """Findings counted; they rest on the files they stand in and on what was reported."""
    files = (each.duty.key.finding.rpartition(".")[0] for each in duties)
    records = (record for each in duties for record in each.records)
    return number(key, len(duties), basis, (*files, *records))


def tells(notice: Notice) -> bool:
    """Whether a letter tells of findings before all: it reminds of none, or of such as are not late."""
    return notice.telling or notice.level == "notify"


def _title(notice: Notice, visits: Sequence[LetterVisit]) -> str:
    """`关于2024年第一次法治建设实地督察发现问题的整改通知`, `关于法治督察发现问题整改情况的催办函`.

    Those outside the government put nothing right by order: `关于商请提供法治督察有关情况的函`.
    """
    which = visits[0].title if len(visits) == 1 else "法治督察"
    if notice.level == "request":
        return f"关于{'反馈' if notice.new else '商请提供'}{which}有关情况的函"
    if not tells(notice):
        return f"关于{which}发现问题整改情况的{notice.form}"
    return f"关于{which}发现问题的{notice.form}"
