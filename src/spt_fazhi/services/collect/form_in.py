"""A form that came back, read: its rows held against what is recorded, all that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from spt_fazhi.forms.answers import SAID_NOTHING
from spt_fazhi.forms.columns import FIGURE, KEY
from spt_fazhi.forms.form import row_key
from spt_fazhi.forms.heads import RowFound, SheetFound, fills, is_filled
from spt_fazhi.forms.reading import FormReader, RowFault, each_once
from spt_fazhi.forms.told.unread import unread
from spt_fazhi.model.entries.record import Progress
from spt_fazhi.model.frozen import frozen
from spt_fazhi.services.collect.attached import LOST
from spt_fazhi.services.collect.held.further import less_sent
from spt_fazhi.services.collect.held.known import Judged, Known
from spt_fazhi.services.collect.held.remarks import KEPT
from spt_fazhi.services.collect.held.settled import still_waiting, without_settled
from spt_fazhi.services.collect.identify import Identified
from spt_fazhi.services.collect.received import Received
from spt_fazhi.services.collect.typed import Typed, TypedReader
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.as_typed import narrow

MACROS = "带有宏，没有运行，只读了格子里的字"
_FIRST_SENDING = "改好再报的表，附件可能在头一次发来的压缩包或邮件里：请和它一起收，不用让报送单位再发"


@frozen
class FormIn:
    """One form: what came, whose it is, its filled rows and what is known of each, what is wrong, what to know.

    `cells` is the number of cells that were filled in, `named` are the attachments that its rows name.
    """

    received: Received
    found: Identified
    judged: tuple[Judged, ...]
    faults: tuple[RowFault, ...]
    notices: tuple[str, ...]
    cells: int
    named: tuple[Path, ...]

    @property
    def id(self) -> str:
        """The id of the form, "" where nobody knows it."""
        return self.found.id


def read_form(workspace: Workspace, came: Received, found: Identified, *, macros: bool) -> FormIn:
    """Read the rows of a form and hold them against what is recorded. Nothing is written."""
    head = found.head
    reading = FormReader(workspace.register, workspace.directory, found.unit, head).read(found.sheets)
    reader = TypedReader(workspace, found.id or None, came)
    faults = list(reading.faults)
    typed: list[Typed] = []
    for answer in reading.answers:
        row, wrong = reader.read(answer)
        faults += wrong
        if row is not None:
            typed.append(row)
    typed, sent = less_sent(typed, workspace.assessment.matching)
    keys = head.keys if head else tuple({each.answer.key: None for each in typed if each.answer.key.slot})
    known = Known(workspace, found.id, keys)
    judged = known.judge(typed, (key for each in faults if each.row and (key := row_key(each.row.text(KEY)))))
    judged, settled = without_settled(judged, workspace.assessment)
    faults += settled
    notices = [*([MACROS] if macros else []), *reading.notices]
    notices += (*_sent_before(judged, sent), *_thin(judged), *still_waiting(judged, workspace.assessment))
    if head is not None and head.again and any(each.message.startswith(LOST) for each in faults):
        notices.append(_FIRST_SENDING)
    if left := unread(found.pages, found.sheets):
        notices.append(f"{left} 没有读：要报的请写进表里的格子")
    if head is not None and not faults:
        gone = [entry.id for entry in known.gone(judged)]
        notices += [f"{each} 是从这张表录的，现在表里没有了；不要了请 fazhi record void {each}" for each in gone]
    return FormIn(
        received=came,
        found=found,
        judged=tuple(judged),
        faults=each_once(faults),
        notices=tuple(notices),
        cells=sum(cells_in(row) for row in filled_rows(found.sheets) if row.place not in _told(judged, found.id)),
        named=tuple(reader.named),
    )


def _sent_before(judged: Iterable[Judged], sent: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for each in judged:
        if each.verdict not in KEPT:
            yield from sent.get(each.typed.answer.row.place, ())


def _thin(judged: Iterable[Judged]) -> Iterator[str]:
    """What to know of new accounts that say there is nothing to tell."""
    for each in judged:
        value = each.typed.value
        if isinstance(value, Progress) and each.verdict == "new" and narrow(value.done) in SAID_NOTHING:
            place = each.typed.answer.row.place_of("done")
            yield f"{place} 只写了“{value.done}”，照录了：算不算报送，请核对"


def _told(judged: Iterable[Judged], form: str) -> set[str]:
    """The rows that say what was recorded before the form went out: they were filled in already, or say nothing new."""
    return {
        each.typed.answer.row.place
        for each in judged
        if each.verdict in {"same", "alike"} and each.entry is not None and each.entry.value.form != form
    }


def filled_rows(sheets: Iterable[SheetFound]) -> list[RowFound]:
    """The rows in which something was filled in."""
    return [row for sheet in sheets if sheet.name != "returned" for row in sheet.rows if is_filled(row)]


def cells_in(row: RowFound) -> int:
    """How many cells of a row were filled in."""
    wanted = fills(row.sheet)
    return sum(bool(cell.text) for key, cell in row.cells.items() if key in wanted or key.startswith(FIGURE))
