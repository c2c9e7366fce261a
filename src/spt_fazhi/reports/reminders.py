"""催办登记: who was reminded when, by letter, phone, visit or at a meeting, of what, and what they answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Final

from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.entries.letters import first_heard
from spt_fazhi.model.entries.issued import SPOKEN_WORDS, Issued, IssuedDuty
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import PeriodKind
from spt_fazhi.model.references import finding_id, finding_name
from spt_fazhi.model.register import Entry, entered_order
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.parts import Head, Span, head, span
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.lists.issued import issued_word
from spt_fazhi.views.wording import period_text

NAME: Final = "reminders"
TITLE: Final = "催办登记"
DESCRIPTION: Final = "电话、上门、会议和发函催办的登记：时间、方式、对象、事项、答复、文号"
TEMPLATE: Final = "reminders.md.j2"
PERIODS: Final[tuple[PeriodKind, ...]] = ("year", "half", "quarter", "month")
SUBJECT: Final = ""
PRINTS_REMINDERS: Final = True
_PROBLEM: Final = 40
"""Characters of a problem that are printed."""


@frozen
class ReminderRow:
    """催办一次。"""

    day: Annotated[date, "时间"]
    way: Annotated[str, "方式，如 电话催办、督办通知；政府以外的单位是 电话商请"]
    to: Annotated[tuple[str, ...], "对象"]
    about: Annotated[tuple[str, ...], "事项，如 6.1 旁听庭审、任务3 2024年上半年进展报送"]
    answer: Annotated[str, "答复；没有记的为空"]
    reply_by: Annotated[date | None, "要求办好或答复的日子；没有要求的没有值"]
    number: Annotated[str, "文号；口头的为空"]
    id: Annotated[str, "登记编号"]


@frozen
class RemindersValues:
    """reminders.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    title: Annotated[str, "标题"]
    period: Annotated[Span, "哪一期"]
    total: Annotated[Figure, "共催办几次，一家单位一次"]
    spoken: Annotated[Figure, "其中电话、上门、会议几次"]
    letters: Annotated[Figure, "其中发函几次"]
    units: Annotated[Figure, "涉及几家单位"]
    answered: Annotated[Figure, "记了答复的几次"]
    rows: Annotated[tuple[ReminderRow, ...], "各次，早的在前"]


VALUES = RemindersValues


def build(request: ReportRequest) -> RemindersValues:
    """Every letter and spoken reminder of the period, up to the assessment's day."""
    period, day = request.period, request.assessment.day
    if period is None:
        raise ValueError("reminders are those of a period")
    known = sorted(request.assessment.register.issued, key=entered_order)
    sent = [each for each in known if each.value.is_reminder and each.value.recorded in period]
    first = first_heard(request.assessment.register, day, request.directory)
    sent = [each for each in sent if each.value.recorded <= day and (_chased(each, first) or not each.value.duties)]
    spoken = [each for each in sent if each.value.is_spoken]
    register = request.assessment.register
    titles = {each.id: each.title for task in register.tasks for each in task.obligations}
    titles |= {
        finding_id(entry.id, each.id): one_line(each.problem, _PROBLEM)
        for entry in register.inspections
        for each in entry.value.findings
    }
    units = dict.fromkeys(name for each in sent for name in _names(each.value, request.directory))
    top, now = head(request), span(period, day)
    return RemindersValues(
        head=top,
        title=f"{top.title}催办登记（{now.title}）",
        period=now,
        total=_number("reminders.total", sent, "函和口头催办的登记，一家单位一份"),
        spoken=_number("reminders.spoken", spoken, "其中电话、上门、会议催办的"),
        letters=_number("reminders.letters", [each for each in sent if each not in spoken], "其中发函的"),
        units=number("reminders.units", len(units), "催办的对象，一家计一次"),
        answered=_number("reminders.answered", [each for each in sent if each.value.answer], "登记里记了答复的"),
        rows=tuple(_row(each, request, titles, _chased(each, first)) for each in sent),
    )


def _number(key: str, sent: Sequence[Entry[Issued]], basis: str) -> Figure:
    return number(key, len(sent), basis, (each.id for each in sent))


def _chased(entry: Entry[Issued], first: Mapping[str, frozenset[str]]) -> tuple[IssuedDuty, ...]:
    """What somebody was chased about by it; less the findings of which it was the first that their units heard."""
    new = first.get(entry.id, frozenset())
    return tuple(
        each
        for each in entry.value.duties
        if each.inspection is None or each.finding is None or finding_id(each.inspection, each.finding) not in new
    )


def _names(issued: Issued, directory: Directory) -> tuple[str, ...]:
    return tuple(directory.canonical(name) or name for name in issued.to)


def _row(
    entry: Entry[Issued], request: ReportRequest, titles: dict[str, str], about: Sequence[IssuedDuty]
) -> ReminderRow:
    value = entry.value
    outside = all(request.is_outside(name) for name in _names(value, request.directory))
    way = issued_word(value)
    return ReminderRow(
        day=value.recorded,
        way=f"{SPOKEN_WORDS[value.name]}商请" if value.is_spoken and outside else way,
        to=value.to,
        about=tuple(dict.fromkeys(_about(each, titles) for each in about)),
        answer=value.answer or "",
        reply_by=value.reply_by,
        number=value.number or "",
        id=entry.id,
    )


def _about(duty: IssuedDuty, titles: dict[str, str]) -> str:
    """`6.1 旁听庭审（2024年第二季度）`, `任务3 2024年上半年进展报送`, `督察问题k7q2.1 案卷未附法制审核意见`."""
    if duty.inspection is not None and duty.finding is not None:
        name = finding_id(duty.inspection, duty.finding)
        return " ".join(filter(None, (f"督察问题{finding_name(name)}", titles.get(name, ""))))
    obligation, period = duty.obligation, duty.period
    if obligation is None:
        return f"任务{duty.task} {period_text(period or '')}进展报送"
    title = " ".join(filter(None, (obligation, titles.get(obligation, ""))))
    return f"{title}（{period_text(period)}）" if period else title
