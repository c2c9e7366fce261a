"""What somebody wrote in a form where nothing is read: on pages of its own, beside the table, above and below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from spt_fazhi.forms.columns import GUIDE, KEY
from spt_fazhi.forms.heads import RowFound, SheetFound, is_filled
from spt_fazhi.forms.hidden import hidden_sheet
from spt_fazhi.text.as_typed import id_typed, narrow
from spt_fazhi.text.cells import Sheet
from spt_fazhi.text.plain import one_line

_SHOWN: Final = 5
_LINE: Final = re.compile(r"[0-9]{1,2}\. ")
_ABOUT: Final = ("obligation", "task", "finding")
_FINDING: Final = re.compile(r"(?:[0-9-]{11})?[a-z2-7]{4}\.[0-9]{1,3}")


def guide_of(pages: Sequence[Sheet], sheets: Iterable[SheetFound]) -> Sheet | None:
    """The first page of a form, whatever it is called and wherever it stands now; None where it is gone."""
    known = {sheet.called for sheet in sheets}
    others = [page for page in pages if page.name not in known and page is not hidden_sheet(pages)]
    return next((page for page in others if page.name == GUIDE), None) or next(
        (page for page in others if sum(bool(_LINE.match(cell.text)) for row in page.rows for cell in row) > 3), None
    )


def unread(pages: Sequence[Sheet], sheets: Sequence[SheetFound]) -> str:
    """What was not read, `多出来的页“补充”、旁边的 佐证!N5`; "" where that is nothing."""
    known, guide = {sheet.called for sheet in sheets}, guide_of(pages, sheets)
    added = [
        f"“{one_line(page.name, 20)}”"
        for page in pages
        if page.rows and page.name not in known and page is not guide and page is not hidden_sheet(pages)
    ]
    beside = list(_on_guide(guide)) if guide is not None else []
    for sheet in sheets:
        beside += sheet.beside
        beside += [place for row in sheet.rows if (place := _below(row))]
    pages_told = f"多出来的页{_some(added)}" if added else ""
    cells_told = f"旁边的 {_some(beside)}" if beside else ""
    return "、".join(filter(None, (pages_told, cells_told)))


def _on_guide(page: Sheet) -> Iterator[str]:
    for at, row in enumerate(page.rows):
        said = [cell for cell in row if cell.text]
        own = 1 if said and (at == 0 or _LINE.match(said[0].text)) else 0
        yield from (cell.place for cell in said[own:])


def _below(row: RowFound) -> str:
    """Where a remark stands that is in a row of its own, "" where there is none."""
    if row.sheet == "returned" or is_filled(row) or row.text(KEY) or any(map(_is_about, map(row.text, _ABOUT))):
        return ""
    return next((cell.place for cell in row.cells.values() if cell.text), "")


def _is_about(text: str) -> bool:
    is_number = re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", id_typed(text)) is not None
    return is_number or _FINDING.fullmatch(narrow(text).casefold()) is not None


def _some(names: Sequence[str]) -> str:
    return f"{'、'.join(names[:_SHOWN])}{f'等 {len(names)} 处' if len(names) > _SHOWN else ''}"
