"""Which of several copies of a form came in again put right, and what they lend one another: their attachments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from spt_fazhi.forms.columns import FIGURE, KEY
from spt_fazhi.forms.heads import RowFound, SheetFound, fills, is_filled
from spt_fazhi.forms.reading import SUBJECT
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.services.collect.identify import Identified
from spt_fazhi.services.collect.outcome import FormOutcome
from spt_fazhi.services.collect.received import Received
from spt_fazhi.text.as_typed import narrow


@frozen
class Copy:
    """A form that came in, and what became of it; `macros` says that it brought programs.

    `typed` tells its content from that of others, `again` the contents that it was sent back with, the first one first.
    """

    came: Received
    found: Identified
    outcome: FormOutcome
    macros: bool
    typed: str
    again: tuple[str, ...]


def copy_of(came: Received, found: Identified, outcome: FormOutcome, *, macros: bool) -> Copy:
    """The copy, with no more of it than may be needed: of one without faults the rows that were filled in."""
    typed = typed_mark(found.sheets)
    if not outcome.faults:
        sheets = tuple(replace(sheet, rows=tuple(_filled(sheet))) for sheet in found.sheets)
        found = replace(found, sheets=sheets, pages=())
    again = found.head.again if found.head is not None else ()
    return Copy(came=came, found=found, outcome=outcome, macros=macros, typed=typed, again=again)


def typed_mark(sheets: Iterable[SheetFound]) -> str:
    """A text that follows from what was typed in a form, whatever the order of its rows."""
    rows = [
        (row.sheet, row.text(KEY), row.text(SUBJECT[row.sheet]), *sorted(_typed(row).items()))
        for sheet in sheets
        for row in _filled(sheet)
    ]
    return hashlib.sha256(repr(sorted(rows, key=repr)).encode()).hexdigest()[:16]


def followed_by(copy: Copy, copies: Iterable[Copy]) -> Copy | None:
    """The copy that the form which was sent back for this one came in as; the last one. None where none did."""
    later = [each for each in _others(copy, copies) if copy.typed in each.again and len(each.again) > len(copy.again)]
    return max(later, key=lambda each: len(each.again), default=None)


def put_right_by(copy: Copy, copies: Iterable[Copy]) -> Copy | None:
    """A later copy without faults that says all that this one says, less the cells that are at fault here."""
    wrong = {fault.place.removeprefix(f"{copy.outcome.name} ") for fault in copy.outcome.faults}
    rows = [row for sheet in copy.found.sheets for row in _filled(sheet)]
    if not wrong <= {cell.place for row in rows for cell in row.cells.values()}:
        return None  # something is wrong with more than a cell
    for each in _others(copy, copies):
        done = each.outcome
        if done.faults or done.again or done.failure or not _is_later(each.came, copy.came):
            continue
        own = [row for sheet in each.found.sheets for row in _filled(sheet)]
        if all(any(_says(other, row, wrong) for other in own) for row in rows):
            return each
    return None


def lent(copy: Copy, copies: Iterable[Copy]) -> Copy:
    """The copy with the attachments of the others: those that were sent once need not be sent again."""
    besides = {id(each.came.beside): each.came.beside for each in _others(copy, copies)}
    besides.pop(id(copy.came.beside), None)
    if not besides:
        return copy
    return replace(copy, came=replace(copy.came, beside=copy.came.beside.then(list(besides.values()))))


def superseded(copy: Copy, by: Copy) -> Copy:
    """The copy with nothing taken from it."""
    outcome = replace(copy.outcome, faults=(), changed=(), notices=(), same=0, back=None, again=by.outcome.name)
    return replace(copy, outcome=outcome)


def _others(copy: Copy, copies: Iterable[Copy]) -> Sequence[Copy]:
    return [each for each in copies if each is not copy and copy.found.id and each.found.id == copy.found.id]


def _is_later(came: Received, than: Received) -> bool:
    """Whether a file was saved after another; of those in one archive or mail nobody knows."""
    one, other = came.origin or came.path, than.origin or than.path
    if one is None or other is None:
        return False
    try:
        return one.stat().st_mtime_ns > other.stat().st_mtime_ns
    except OSError:
        return False


def _filled(sheet: SheetFound) -> list[RowFound]:
    return [row for row in sheet.rows if is_filled(row)] if sheet.name != "returned" else []


def _typed(row: RowFound) -> dict[str, str]:
    wanted = fills(row.sheet)
    cells = {key: cell for key, cell in row.cells.items() if key in wanted or key.startswith(FIGURE)}
    return {key: _bare(cell.text) for key, cell in cells.items() if _bare(cell.text)}


def _says(other: RowFound, row: RowFound, wrong: set[str]) -> bool:
    """Whether another row is on the same subject and says what the row says, less its cells at fault."""
    subject = SUBJECT[row.sheet]
    if other.sheet != row.sheet or (other.text(KEY), other.text(subject)) != (row.text(KEY), row.text(subject)):
        return False
    said = _typed(other)
    return all(said.get(key) == text for key, text in _typed(row).items() if row.place_of(key) not in wrong)


def _bare(text: str) -> str:
    return "".join(narrow(text).split())
