"""Forms that were sent, entered in `data/issued/`: they count in 减负账, and are not asked for again at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from spt_fazhi.errors import UsageError
from spt_fazhi.forms.accounts.sent import FILLED_KEY, FORM_KEY, TO_FILL_KEY
from spt_fazhi.forms.asked import Asked
from spt_fazhi.forms.form import Form
from spt_fazhi.model.entries.issued import FORM, PrintedFigure
from spt_fazhi.services.issue.draft import IssuedDraft, issued_duty, new_issued
from spt_fazhi.services.issue.papers import Paper, refuse_personal
from spt_fazhi.services.origin import origin_of
from spt_fazhi.services.record.new_file import NewFile
from spt_fazhi.services.record.record import record_all
from spt_fazhi.services.record.written import WrittenAll
from spt_fazhi.services.workspace.workspace import Workspace


def subject_of(forms: Sequence[Form]) -> str:
    """The line of the commit: `发出报送表 33 份`."""
    return f"发出报送表 {len(forms)} 份"


def unkept_origin(workspace: Workspace) -> str:
    """Why no commit is kept with the forms, in a sentence; empty where one is.

    What a form asks is in its own file, which is kept: without a commit it only cannot be made again.
    """
    origin = origin_of(workspace)
    if origin.commit is None:
        return "台账不在 git 仓库里（或还没有提交），登记里没有提交编号，这份表以后不能照原样重做。"
    return "" if origin.saved else "台账有没提交的改动，登记里没有提交编号，这份表以后不能照原样重做。"


def enter_forms(
    workspace: Workspace,
    forms: Sequence[tuple[Form, Asked, Path]],
    recorded: date,
    *,
    number: str | None = None,
    commit: bool = False,
) -> WrittenAll:
    """Enter forms, each with its file, as sent on `recorded`, all or none. Raises FazhiError with nothing written."""
    at = Workspace(workspace.root, workspace.source, workspace.loaded, recorded)
    files = [new_form(workspace, at, each, number) for each in forms]
    return record_all(at, files, subject_of([form for form, *_ in forms]), commit=commit)


def new_form(workspace: Workspace, at: Workspace, made: tuple[Form, Asked, Path], number: str | None = None) -> NewFile:
    """The entry of a form made in `workspace` and sent `at` its day. Raises FazhiError for what must not be in it."""
    form, asked, file = made
    _refuse_too_late(form, at.day)
    refuse_personal([Paper(file.name, _text(form))])
    origin = origin_of(workspace)
    draft = IssuedDraft(
        name=FORM,
        to=(form.unit,),
        files=(file,),
        number=number,
        title=form.title,
        period=form.period,
        as_of=workspace.day,
        commit=origin.commit if origin.saved else None,
        duties=tuple(issued_duty(owed.duty, name) for owed in asked.owed for name in owed.names),
        figures=(
            PrintedFigure(FORM_KEY, form.id),
            PrintedFigure(TO_FILL_KEY, str(form.to_fill)),
            PrintedFigure(FILLED_KEY, str(form.filled)),
        ),
        reply_by=form.answer_by,
        invited=all(owed.duty.invited for owed in asked.owed),
    )
    return new_issued(at, draft)


def _refuse_too_late(form: Form, day: date) -> None:
    if form.answer_by is not None and form.answer_by < day:
        raise UsageError(f"要求答复的日期 {form.answer_by} 早于发出日 {day}", "请用 --reply-by 写一个以后的日期")


def _text(form: Form) -> str:
    """All that is told in a form."""
    told = (said for sheet in form.sheets for row in sheet.rows for said in row.told.values())
    return "\n".join((form.title, *form.guide, *told))
