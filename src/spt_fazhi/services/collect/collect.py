"""Forms that came back become records: every fault of every form in one run, each form written whole or not at all."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final

from spt_fazhi.checks.admission import with_entries
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.forms.accounts.account import standings
from spt_fazhi.forms.accounts.sent import sent_forms
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.register import Entry
from spt_fazhi.services.collect.branch.replies import waiting_replies
from spt_fazhi.services.collect.branch.write import collect_on_branch, require_branches
from spt_fazhi.services.collect.copies.again import Copy, copy_of, followed_by, lent, put_right_by, superseded
from spt_fazhi.services.collect.form_in import read_form
from spt_fazhi.services.collect.identify import Identified, NoFormError, identify
from spt_fazhi.services.collect.options import CollectOptions
from spt_fazhi.services.collect.outcome import Collected, FormFault, FormOutcome
from spt_fazhi.services.collect.received import ENDINGS, Received, refuse_empty
from spt_fazhi.services.collect.writing import write_form
from spt_fazhi.services.record.record import Copying, quietly
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.documents.tables.packed import OLE, ZIP
from spt_fazhi.store.documents.tables.sheets import MissingLibraryError, workbook_from
from spt_fazhi.store.git.git import Git
from spt_fazhi.text.cells import Workbook

_SAVE_AGAIN: Final = "请在表格软件里打开看看，另存为 .xlsx 再收；不行就请报送单位在原来的表里填好再发"
_NO_FORM: Final = NoFormError("不是 fazhi form 做的报送表，没有收", "是附件的，请在报送表里写上它的文件名")
_AT_ONCE: Final = 2
"""Files that are read at a time, each in a process of its own."""


def collect(
    workspace: Workspace, came: Iterable[Received], options: CollectOptions, *, copying: Copying = quietly
) -> Collected:
    """Read the forms and write the records, a form at a time: all of its records or none, in a commit of its own.

    What is at fault in one form is told in its outcome and keeps none of the others from being written. Raises
    FazhiError with nothing written where no form can be read or committed at all.
    """
    if options.commit and not options.dry_run:
        Git(workspace.root).require_ready()
    if options.branch:
        require_branches(Git(workspace.root))
    run = _Run(workspace, options, copying)
    passed = [(read.came, error) for read in _books(came) if (error := run.take(read)) is not None]
    outcomes = run.finished()
    named = {path for each in outcomes for path in each.named}
    return Collected(
        outcomes=(*outcomes, *(_unread(each, error) for each, error in passed if each.path not in named)),
        passed=tuple(each.name for each, _ in passed if each.path in named),
        missing=_missing(workspace, outcomes),
    )


def _missing(workspace: Workspace, outcomes: Sequence[FormOutcome]) -> tuple[str, ...]:
    """The units whose latest form has not come back, with anything in it, by now, be it on a branch."""
    sent = sent_forms(workspace.assessment)
    found = standings(sent, workspace.assessment, waiting_replies(workspace) if sent else ())
    latest = {each.form.unit: each for each in found}
    here = {each.unit for each in outcomes if each.is_answer}
    return tuple(unit for unit, each in latest.items() if each.answered in {"waiting", "late"} and unit not in here)


@frozen
class _Book:
    """One file with its tables, or why they cannot be read. `is_text` says that it is no spreadsheet but text."""

    came: Received
    book: Workbook = Workbook(sheets=())
    error: FazhiError | None = None
    is_text: bool = False


def _books(came: Iterable[Received]) -> Iterator[_Book]:
    """Each file with its tables; a few are read ahead, and no more are held at a time."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting: deque[Future[_Book]] = deque()
        for each in came:
            waiting.append(pool.submit(_book, each))
            if len(waiting) > 2 * _AT_ONCE:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _book(came: Received) -> _Book:
    try:
        data = came.read()
        refuse_empty(data)
        book = workbook_from(data, came.name)
    except MissingLibraryError:
        raise
    except FazhiError as error:
        return _Book(came=came, error=error)
    return _Book(came=came, book=book, is_text=not data.startswith((ZIP, OLE)))


class _Run:
    """The forms of one run, one after the other: those with faults once more when all have been seen."""

    def __init__(self, workspace: Workspace, options: CollectOptions, copying: Copying) -> None:
        self._workspace = workspace
        self._options = options
        self._copying = copying
        self._done: list[FormOutcome | Copy] = []

    def take(self, read: _Book) -> FazhiError | None:
        """Collect one file; why not, for what nobody called a form: it may be an attachment of one."""
        found = _identified(self._workspace, read, self._options)
        if isinstance(found, FazhiError):
            return found
        if isinstance(found, Identified):
            # the sound rows of one with faults wait: it may have come in put right as well
            outcome = self._write(read.came, found, replace(self._options, skip_bad=False), macros=read.book.macros)
            self._done.append(copy_of(read.came, found, outcome, macros=read.book.macros))
        else:
            self._done.append(found)
        return None

    def finished(self) -> list[FormOutcome]:
        """What came of each: of a faulty copy of a form that came in put right nothing is taken."""
        self._supersede(followed_by)
        for at, copy in self._faulty():
            other = lent(copy, self._copies)
            if other is not copy:
                self._once_more(at, other, replace(self._options, skip_bad=False))
        self._supersede(put_right_by)
        for at, copy in self._faulty() if self._options.skip_bad else ():
            self._once_more(at, copy, self._options)
        return [each.outcome if isinstance(each, Copy) else each for each in self._done]

    @property
    def _copies(self) -> list[Copy]:
        return [each for each in self._done if isinstance(each, Copy)]

    def _faulty(self) -> list[tuple[int, Copy]]:
        return [(at, each) for at, each in enumerate(self._done) if isinstance(each, Copy) and each.outcome.faults]

    def _supersede(self, way: Callable[[Copy, Iterable[Copy]], Copy | None]) -> None:
        copies = self._copies
        for at, copy in self._faulty():
            if (by := way(copy, copies)) is not None:
                self._done[at] = superseded(copy, by)

    def _once_more(self, at: int, copy: Copy, options: CollectOptions) -> None:
        outcome = self._write(copy.came, copy.found, options, macros=copy.macros)
        self._done[at] = replace(copy, outcome=outcome)

    def _write(self, came: Received, found: Identified, options: CollectOptions, *, macros: bool) -> FormOutcome:
        if options.branch:
            return collect_on_branch(self._workspace, came, found, options, self._copying, macros=macros)
        form = read_form(self._workspace, came, found, macros=macros)
        outcome = write_form(self._workspace, form, options, self._copying)
        if outcome.written:
            self._workspace = grown(self._workspace, outcome.written)
        return outcome


def _identified(workspace: Workspace, read: _Book, options: CollectOptions) -> Identified | FormOutcome | FazhiError:
    """Whose form a file is; what is told of one that is none, or why it is none for what nobody called a form."""
    if read.error is not None:
        return _unread(read.came, read.error) if read.came.sure else read.error
    try:
        return identify(workspace, read.book, read.came.name, options.said)
    except NoFormError as error:
        if read.is_text:
            return _unread(read.came, _as_text(read.came, confirmed=""))
        return _unread(read.came, error) if read.came.sure else _NO_FORM
    except UsageError as error:
        return _unread(read.came, _as_text(read.came, confirmed=error.hint) if read.is_text else error)


def _as_text(came: Received, *, confirmed: str) -> UsageError:
    """What is told of text where a workbook is wanted; `confirmed` is how it can be taken all the same."""
    how = "改了扩展名的" if came.path is not None and came.path.suffix.lower() in ENDINGS else ""
    message = f"不是表格文件，是{how}文本（CSV）{'，没有隐藏的页' if confirmed else ''}"
    return UsageError(message, "；".join(filter(None, ("请报送单位发原来的报送表", confirmed))))


def _unread(came: Received, error: FazhiError) -> FormOutcome:
    """A file of which nothing can be taken; what to do about a form is not what one would do about another table."""
    message = error.message.removeprefix(f"“{came.name}”").removeprefix("的")
    hint = _SAVE_AGAIN if "CSV" in error.hint else error.hint
    return FormOutcome(received=came, faults=(FormFault(place=came.name, message=message, hint=hint),))


def grown(workspace: Workspace, entries: Sequence[Entry[Any]]) -> Workspace:
    """The workspace with what was just written."""
    loaded = replace(workspace.loaded, register=with_entries(workspace.register, entries))
    return type(workspace)(workspace.root, workspace.source, loaded, workspace.day)
