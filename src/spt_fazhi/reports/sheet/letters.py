"""How often a unit was chased about what it owes: letters, and what was said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.model.entries.issued import LETTER_WORDS, SPOKEN_WORDS, Issued
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.register import Entry
from spt_fazhi.model.unit import Unit
from spt_fazhi.reports.parts import duty_title
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.counted import chased_about
from spt_fazhi.views.wording import period_text


@frozen
class LetterLine:
    """一次催办：一份函件，或者一次口头催办。"""

    id: Annotated[str, "登记编号"]
    day: Annotated[date, "发出或催办的日期"]
    word: Annotated[str, "方式：提醒、催办、督办通知、提示函、商请函、电话、上门、会议"]
    number: Annotated[str | None, "文号；没有时没有值"]
    about: Annotated[tuple[str, ...], "所说的事项，编号和名称"]
    reply_by: Annotated[date | None, "要求答复的期限；没有写时没有值"]
    answer: Annotated[str, "答复；没有时为空"]


def letters_to(request: ReportRequest, duties: Sequence[Assessed], unit: Unit) -> tuple[LetterLine, ...]:
    """What was sent or said to a unit about its duties by the day, the earliest first."""
    entries: dict[str, Entry[Issued]] = {}
    items: dict[str, list[str]] = {}
    for each in duties:
        for entry in chased_about(each, unit.name, request.directory):
            entries[entry.id] = entry
            items.setdefault(entry.id, []).append(_item(each))
    return tuple(
        LetterLine(
            id=entry.id,
            day=entry.value.recorded,
            word=LETTER_WORDS.get(entry.value.name) or SPOKEN_WORDS[entry.value.name],
            number=entry.value.number,
            about=tuple(dict.fromkeys(items[entry.id])),
            reply_by=entry.value.reply_by,
            answer=one_line(entry.value.answer or ""),
        )
        for entry in sorted(entries.values(), key=lambda entry: (entry.value.recorded, entry.id))
    )


def _item(each: Assessed) -> str:
    if each.duty.kind == "progress":
        return f"{each.duty.task}．{each.duty.title}（{period_text(each.duty.key.period)}进展）"
    if each.duty.kind == "rectification":
        return f"督察问题：{each.duty.title}"
    return f"{each.duty.key.obligation} {duty_title(each)}"
