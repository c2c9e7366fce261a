"""Several records or decisions of one command: shown, confirmed, written together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import click

from spt_fazhi.cli.entry.prompts import answer, on_terminal
from spt_fazhi.cli.output import note
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.services.lookups import Chosen
from spt_fazhi.services.record.new_file import NewFile
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import names_text

_YES: Final = frozenset({"y", "yes", "是", "好", "写", "写入"})
_SHOWN: Final = 20


@frozen
class Batch:
    """What one command is to write: `many` says that it was asked for several at once, even if one came of it.

    `remarks` are what the clerk should know before: who was left out.
    """

    files: tuple[NewFile, ...]
    many: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """The first line of the commit."""
        first = self.files[0].subject
        return first if len(self.files) == 1 else f"{first} 等 {len(self.files)} 条"


def left_out(chosen: Chosen, what: str) -> tuple[str, ...]:
    """The remark on the members of a group that are not concerned, none when all are."""
    if not chosen.left_out:
        return ()
    return (f"{names_text(chosen.left_out, _SHOWN)}不{what}，不写。",)


def make_all(makers: Iterable[tuple[str, Callable[[], NewFile]]]) -> tuple[NewFile, ...]:
    """A file from each maker. Raises a FazhiError that says what is wrong with all of them, each with its label."""
    made: list[NewFile] = []
    faults: list[tuple[str, FazhiError]] = []
    whole = list(makers)
    for label, make in whole:
        try:
            made.append(make())
        except FazhiError as error:
            faults.append((label, error))
    if not faults:
        return tuple(made)
    if len(whole) == 1:
        raise faults[0][1]
    said = "\n  ".join(f"{label}：{error.message}" for label, error in faults)
    hints = dict.fromkeys(error.hint for _, error in faults if error.hint)
    raise type(faults[0][1])(f"没有写入：{said}", "；".join(hints))


def confirm(batch: Batch, *, yes: bool) -> None:
    """Show what is to be written, and ask where there is more than one file. Raises Abort when it is declined.

    Raises UsageError where nobody can be asked and `yes` was not said.
    """
    for each in batch.remarks:
        note(f"注意：{each}")
    number = len(batch.files)
    if number == 1:
        return
    note(f"要写入 {number} 条：")
    for new_file in batch.files:
        note(f"  {one_line(new_file.subject)}")
    if yes:
        return
    if not on_terminal():
        raise UsageError(f"一次写 {number} 条，要先确认；没有写入", "看过上面列出的以后，在命令里加 --yes")
    if answer(f"写入这 {number} 条吗（写 y 或 是；其他放弃）").strip().lower() not in _YES:
        raise click.Abort
