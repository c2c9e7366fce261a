"""Letters that were written and sent, entered in `data/issued/`: from then on they count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from spt_fazhi.errors import UsageError
from spt_fazhi.forms.accounts.sent import asked_lately, sent_forms
from spt_fazhi.model.entries.issued import IssuedDuty
from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.letters.rectify import RectifyValues
from spt_fazhi.services.issue.draft import IssuedDraft, issued_duty, new_issued
from spt_fazhi.services.issue.forms import new_form
from spt_fazhi.services.issue.issue import printed
from spt_fazhi.services.issue.papers import Paper, refuse_personal, refuse_unfinished
from spt_fazhi.services.notice.make import MadeLetter
from spt_fazhi.services.origin import require_origin
from spt_fazhi.services.record.record import record_all
from spt_fazhi.services.record.written import WrittenAll
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.workspace.file_facts import sha256_of
from spt_fazhi.text.marks import without_marks
from spt_fazhi.views.lists.desks import Owed
from spt_fazhi.views.notices.notice import Notices
from spt_fazhi.views.wording import names_text

_SHOWN: Final = 3

_FINISH: Final = (
    "请在 data/units.yaml 给承办机构写 phone，在 data/tasks.yaml 的 register 里写 office、signature，提交后再写；"
    "或先不写 --issue，改好了用 fazhi issue 文件 --letter 登记"
)


@frozen
class Sending:
    """The day letters are entered as sent on, and the commit they were made from."""

    day: date
    origin: str


def subject_of(made: Sequence[MadeLetter]) -> str:
    """The line of the commit: `发出督办通知等 11 份函`."""
    forms = tuple(dict.fromkeys(each.values.form for each in made))
    return f"发出{'、'.join(forms)} {len(made)} 份"


def origin_of_letters(workspace: Workspace, found: Notices) -> str:
    """The commit that letters are made from. Raises RefusedError where nobody could make them again later.

    Of what was issued a letter prints the last reminder about its duties, and the forms that ask for them and were not
    answered: that commit must have them.
    """
    assessment = workspace.assessment
    lately = asked_lately(sent_forms(assessment), assessment)
    last = {each.last.file for each in found.notices if each.last is not None}
    last |= {entry.file for each in found.notices for entry in lately.get(each.unit, {}).values()}
    return require_origin(workspace, lambda changed: not changed.is_new or changed.path in last)


def enter_letters(
    workspace: Workspace, folder: Path, made: Sequence[MadeLetter], sending: Sending, *, commit: bool = False
) -> WrittenAll:
    """Enter letters that lie in `folder` as sent, all or none.

    Each is entered with its file, its figures as printed, the duties it speaks of and the commit of the register. A
    form that goes with a letter is kept with it, and entered as a form that was sent. Raises FazhiError with nothing
    written.
    """
    papers = [Paper(each.letter, without_marks(each.marked)) for each in made]
    refuse_personal(papers)
    refuse_unfinished(papers, _FINISH)
    at = Workspace(workspace.root, workspace.source, workspace.loaded, sending.day)
    files = [new_issued(at, _draft(workspace, folder, each, sending.origin)) for each in made]
    forms = [
        new_form(workspace, at, (each.form, each.asked, folder / each.form_file))
        for each in made
        if each.form is not None and each.form_file is not None
    ]
    return record_all(at, [*files, *forms], subject_of(made), commit=commit)


def refuse_unentered(workspace: Workspace, folder: Path, shown: str, made: Sequence[MadeLetter]) -> None:
    """Raise UsageError where letters lie in `folder` that no entry has: whoever was to enter them was stopped.

    They are not written over unasked, and it is not said that they were sent. `shown` is what the person typed.
    """
    entered = {each.sha256 for entry in workspace.register.issued for each in entry.value.files}
    left = [each.letter for each in made if (found := _content(folder / each.letter)) and found not in entered]
    if left:
        raise UsageError(
            f"“{shown}”里有 {len(left)} 份函还没有登记为已发出（{names_text(left, _SHOWN, '份')}），没有覆盖，没有登记",
            "没有发出的，加 --force 重写并登记；已经发出的，逐份登记：fazhi issue 文件 --letter 函 --unit 单位",
        )


def _content(path: Path) -> str:
    """The hash of a letter that lies there; empty where there is none, and where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return sha256_of(stream)
    except OSError:
        return ""


def _draft(workspace: Workspace, folder: Path, made: MadeLetter, commit: str) -> IssuedDraft:
    notice, values = made.notice, made.values
    answers = values.answers or not isinstance(values, RectifyValues)  # what is told of has its own days
    return IssuedDraft(
        name=notice.level,
        to=(notice.unit,),
        files=tuple(folder / name for name in (made.letter, made.form_file) if name),
        number=values.number,
        title=values.title,
        as_of=workspace.day,
        commit=commit,
        duties=tuple(line for owed in notice.owed for line in _lines(owed)),
        figures=printed(made.marked),
        reply_by=values.reply_by if answers else None,
        invited=notice.level == "request",
    )


def _lines(owed: Owed) -> tuple[IssuedDuty, ...]:
    """One line for each unit a duty is taken up with."""
    return tuple(issued_duty(owed.duty, name) for name in owed.names)
