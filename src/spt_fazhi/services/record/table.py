"""Many records from a table with one row for each: all rows are looked at before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from spt_fazhi.errors import UsageError
from spt_fazhi.model.entries.record import RECORD_WORDS
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.services.record.faults import Fault, FilesRefusedError
from spt_fazhi.services.record.new_file import NewFile, remarks_on
from spt_fazhi.services.record.record import Copying, quietly, record_all, refuse_all
from spt_fazhi.services.record.table_heads import rows_of
from spt_fazhi.services.record.table_rows import RowReader, TableRow
from spt_fazhi.services.record.written import WrittenAll
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.cells import Sheet

_NOTHING_TO_WRITE: Final = "表里没有一行可写"


@frozen
class TableWritten:
    """What was written, under which `subject` it is committed, and what the clerk should know.

    `skipped` are the faults of the rows that were left out, of which there are `left_out`.
    """

    written: WrittenAll
    subject: str
    skipped: tuple[Fault, ...]
    left_out: int
    remarks: tuple[str, ...]


def record_table(  # noqa: PLR0913 - what a table comes with
    workspace: Workspace,
    sheets: Sequence[Sheet],
    *,
    name: str,
    folder: Path,
    read_day: Callable[[str], date],
    skip_bad: bool = False,
    commit: bool = False,
    copying: Copying = quietly,
) -> TableWritten:
    """Write a file for each row (for each unit and obligation of a row), all or none, and if asked commit them as one.

    `name` is what the clerk calls the table, `folder` where the attachments it names lie, `read_day` reads a day as
    people type it. With `skip_bad` the rows that are sound are written and the others told. Raises FazhiError with
    nothing written, every fault of every row said at once.
    """
    reader = RowReader(workspace, folder, read_day)
    rows, remarks = rows_of(workspace, sheets)
    looked = [reader.read(row) for row in rows]
    while True:
        files = [each for row in looked for each in row.files]
        bad = any(row.faults for row in looked)
        if not files or (bad and not skip_bad):
            raise _refused(workspace, looked)
        try:
            refuse_all(workspace, files)
            subject = _subject(files, name)
            written = record_all(workspace, files, subject, commit=commit, copying=copying)
        except FilesRefusedError as error:
            looked = _with_faults(looked, error.faults)
            if not skip_bad:
                raise _all_faults(looked) from None
            continue
        return TableWritten(
            written=written,
            subject=subject,
            skipped=tuple(fault for row in looked for fault in row.faults),
            left_out=sum(bool(row.faults) for row in looked),
            remarks=(*remarks, *reader.remarks, *remarks_on(files)),
        )


def _refused(workspace: Workspace, looked: Sequence[TableRow]) -> UsageError | FilesRefusedError:
    """All that is wrong, what `check` would say of the sound rows included."""
    files = [each for row in looked for each in row.files]
    if files:
        with suppress(UsageError):
            try:
                refuse_all(workspace, files)
            except FilesRefusedError as error:
                looked = _with_faults(looked, error.faults)
    if not any(row.faults for row in looked):
        return UsageError(_NOTHING_TO_WRITE, "列名下面一行写一条")
    return _all_faults(looked)


def _all_faults(looked: Sequence[TableRow]) -> FilesRefusedError:
    return FilesRefusedError(fault for row in looked for fault in row.faults)


def _with_faults(looked: Sequence[TableRow], faults: Sequence[Fault]) -> list[TableRow]:
    """The rows with what was found of their files, which are left out then.

    Raises FilesRefusedError for a fault that is no row's.
    """
    if any(fault.index is None for fault in faults):
        raise FilesRefusedError(faults)
    found, first = [], 0
    for row in looked:
        own = range(first, first + len(row.files))
        first += len(row.files)
        wrong = tuple(fault for fault in faults if fault.index in own)
        found.append(replace(row, files=(), faults=(*row.faults, *wrong)) if wrong else row)
    return found


def _subject(files: Sequence[NewFile], name: str) -> str:
    if len(files) == 1:
        return files[0].subject
    words = dict.fromkeys(RECORD_WORDS[str(each.fields["kind"])] for each in files)
    return f"{'、'.join(words)} {len(files)} 条：{name}"
