"""Something issued, as the entry that will be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.errors import UsageError
from spt_fazhi.model.entries.issued import (
    FORM,
    FORM_WORD,
    LETTER_WORDS,
    LONGEST_ANSWER,
    SPOKEN_WORDS,
    Issued,
    IssuedDuty,
    PrintedFigure,
)
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import ISSUED_DIR, stem_head
from spt_fazhi.services.record.new_file import FieldText, NewFile
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.plain import clean_line, one_line
from spt_fazhi.views.lists.issued import duty_subject
from spt_fazhi.views.wording import names_text

LONGEST_TITLE: Final = 200
"""Characters of a title, of a 文号 or of the name of an addressee."""
_SUBJECT: Final = 80
_NAMES: Final = 3


@frozen
class IssuedDraft:
    """What was sent or said, before it is entered.

    `name` is the report, the letter or the way it was said (model/entries/issued.py); `to` the addressees; `files` lie
    wherever they were made and are copied in. `inspection` (a visit), `as_of`, `commit` and `figures` are those of the
    report it came from.
    `invited` says that those it goes to are only asked.
    """

    name: str
    to: tuple[str, ...]
    files: Sequence[Path] = ()
    number: str | None = None
    title: str | None = None
    period: str | None = None
    inspection: str | None = None
    as_of: date | None = None
    commit: str | None = None
    duties: tuple[IssuedDuty, ...] = ()
    figures: tuple[PrintedFigure, ...] = field(default=())
    answer: str | None = None
    reply_by: date | None = None
    invited: bool = False


def issued_duty(each: Assessed, unit: str | None) -> IssuedDuty:
    """The line for a duty, said to `unit` (None: to whoever owes it)."""
    key = each.duty.key
    if key.finding:
        visit, _, found = key.finding.rpartition(".")
        return IssuedDuty(inspection=visit, finding=int(found), unit=unit or key.unit)
    if key.obligation:
        return IssuedDuty(obligation=key.obligation, unit=unit or key.unit or None, period=key.period or None)
    return IssuedDuty(task=key.task, unit=unit or key.unit, period=key.period)


def new_issued(workspace: Workspace, draft: IssuedDraft) -> NewFile:
    """The file of what was sent or said on the workspace's day. Raises UsageError for a day on which it cannot be."""
    _require_day(workspace, draft)
    fields: dict[str, FieldText] = {
        "name": draft.name,
        "number": typed_line("--number", draft.number, LONGEST_TITLE),
        "title": clean_line(draft.title) if draft.title else None,
        "to": list(draft.to),
        "period": draft.period,
        "inspection": draft.inspection,
        "as_of": draft.as_of.isoformat() if draft.as_of else None,
        "commit": draft.commit,
        "duties": [_line(each) for each in draft.duties],
        "answer": typed_line("--answer", draft.answer),
        "reply_by": draft.reply_by.isoformat() if draft.reply_by else None,
        "figures": {each.key: each.text for each in draft.figures},
        "recorded": workspace.day.isoformat(),
    }
    return NewFile(
        cls=Issued,
        fields={key: said for key, said in fields.items() if said},
        folder=ISSUED_DIR,
        name=stem_head(workspace.day, draft.name),
        subject=one_line(_subject(draft), _SUBJECT),
        files=tuple(draft.files),
        label=names_text(draft.to, _NAMES),
    )


def typed_line(option: str, typed: str | None, longest: int = LONGEST_ANSWER) -> str | None:
    """What was typed after an option, as it is kept: one line without what cannot be seen; None where nothing was.

    Raises UsageError where nothing is left of it or it is longer than `longest` characters.
    """
    if typed is None:
        return None
    text = clean_line(typed)
    if not text:
        raise UsageError(f"{option} 是空的", f"没有要写的，请去掉 {option}")
    if len(text) > longest:
        raise UsageError(f"{option} 有 {len(text)} 个字，最多 {longest} 个", "请写要点，详细情况另存文件")
    return text


def _require_day(workspace: Workspace, draft: IssuedDraft) -> None:
    day, issued = workspace.day, workspace.register.info.issued
    if day < issued:
        raise UsageError(
            f"没有登记：发出日 {day} 早于工作要点的印发日 {issued}",
            "请核对 --recorded 的年月日；印发日记错了的，先改 tasks.yaml 里的 issued",
        )
    if draft.as_of is not None and day < draft.as_of:
        raise UsageError(
            f"没有登记：发出日 {day} 早于文书的数据截至日 {draft.as_of}",
            f"请核对 --recorded；文书确是 {day} 以前出的，用 --as-of 写明按哪一天出的",
        )


def _line(duty: IssuedDuty) -> dict[str, str]:
    given = {
        "obligation": duty.obligation,
        "task": str(duty.task) if duty.task is not None else None,
        "inspection": duty.inspection,
        "finding": str(duty.finding) if duty.finding is not None else None,
        "unit": duty.unit,
        "period": duty.period,
    }
    return {key: said for key, said in given.items() if said is not None}


def _subject(draft: IssuedDraft) -> str:
    """`电话催办 东镇：2.1、3.2`, `催办 东镇 示依法办〔2024〕5号`, `印发 通报（2024Q2） 示依法办〔2024〕5号`."""
    whom = names_text(draft.to, _NAMES)
    if draft.name in SPOKEN_WORDS:
        about = names_text(tuple(dict.fromkeys(map(_about, draft.duties))), 6, "项")
        return f"{SPOKEN_WORDS[draft.name]}{'商请' if draft.invited else '催办'} {whom}：{about}"
    number = f" {draft.number}" if draft.number else ""
    if draft.name in LETTER_WORDS:
        return f"{LETTER_WORDS[draft.name]} {whom}{number}"
    if draft.name == FORM:
        return f"发出{FORM_WORD} {whom}{number}"
    return f"印发 {draft.title or draft.name}{number}"


def _about(duty: IssuedDuty) -> str:
    return duty_subject(duty) or f"任务{duty.task}进展"
