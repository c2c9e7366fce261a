"""Forms that came back become records: every fault of every form in one run, each form written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from spt_fazhi.checks.admission import with_entries
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.forms.accounts.account import standings
from spt_fazhi.forms.accounts.sent import sent_forms
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.register import Entry
from spt_fazhi.services.collect.form_in import FormIn, read_form
from spt_fazhi.services.collect.identify import NoFormError, identify
from spt_fazhi.services.collect.options import CollectOptions
from spt_fazhi.services.collect.outcome import Collected, FormFault, FormOutcome
from spt_fazhi.services.collect.received import Received
from spt_fazhi.services.collect.writing import write_form
from spt_fazhi.services.record.record import Copying, quietly
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.documents.sheets import workbook_from
from spt_fazhi.store.git.git import Git
from spt_fazhi.text.cells import Workbook

_AT_ONCE: Final = 2
"""Files that are read at a time, each in a process of its own."""


def collect(
    workspace: Workspace, came: Sequence[Received], options: CollectOptions, *, copying: Copying = quietly
) -> Collected:
    """Read the forms and write the records, a form at a time: all of its records or none, in a commit of its own.

    What is at fault in one form is told in its outcome and keeps none of the others from being written. Raises
    FazhiError with nothing written where no form could be written at all.
    """
    if options.commit and not options.dry_run:
        Git(workspace.root).require_ready()
    outcomes: list[FormOutcome] = []
    passed: list[Received] = []
    for each, book in _books(came):
        found = _one(workspace, each, book, options, copying)
        if found is None:
            passed.append(each)
            continue
        outcomes.append(found)
        if found.written:
            workspace = grown(workspace, found.written)
    named = {text for each in outcomes for text in each.named}
    strange = [each for each in passed if not _is_attachment(each, named)]
    return Collected(
        outcomes=(*outcomes, *map(_no_form, strange)),
        passed=tuple(each.name for each in passed if each not in strange),
        missing=_missing(workspace, outcomes),
    )


def _missing(workspace: Workspace, outcomes: Sequence[FormOutcome]) -> tuple[str, ...]:
    """The units whose latest form has not come back, with anything in it, by now."""
    latest = {each.form.unit: each for each in standings(sent_forms(workspace.assessment), workspace.assessment)}
    here = {each.unit for each in outcomes if each.is_answer}
    return tuple(unit for unit, each in latest.items() if each.answered in {"waiting", "late"} and unit not in here)


def _books(came: Sequence[Received]) -> Iterator[tuple[Received, Workbook | FazhiError]]:
    """Each file with its tables, or why they cannot be read; a few are read ahead."""

    def read(each: Received) -> Workbook | FazhiError:
        if each.fault is not None:
            return each.fault
        try:
            return workbook_from(each.data, each.name)
        except FazhiError as error:
            return error

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from zip(came, pool.map(read, came), strict=True)


def _one(
    workspace: Workspace, came: Received, book: Workbook | FazhiError, options: CollectOptions, copying: Copying
) -> FormOutcome | None:
    """What comes of one file; None for a table that is no form and that nobody called one."""
    if isinstance(book, FazhiError):
        return _unread(came, book)
    try:
        found = identify(workspace, book, came.name, options.said)
    except NoFormError as error:
        return _unread(came, error) if came.sure else None
    except UsageError as error:
        return _unread(came, error)
    form: FormIn = read_form(workspace, came, found, macros=book.macros)
    return write_form(workspace, form, options, copying)


def _unread(came: Received, error: FazhiError) -> FormOutcome:
    message = error.message.removeprefix(f"“{came.name}”")
    return FormOutcome(received=came, faults=(FormFault(place=came.name, message=message, hint=error.hint),))


def _no_form(came: Received) -> FormOutcome:
    return _unread(came, NoFormError("不是 fazhi form 做的报送表，没有收", "是附件的，请在报送表里写上它的文件名"))


def _is_attachment(came: Received, named: Iterable[object]) -> bool:
    return came.folder is not None and came.folder / came.name in named


def grown(workspace: Workspace, entries: Sequence[Entry[Any]]) -> Workspace:
    """The workspace with what was just written."""
    loaded = replace(workspace.loaded, register=with_entries(workspace.register, entries))
    return type(workspace)(workspace.root, workspace.source, loaded, workspace.day)
