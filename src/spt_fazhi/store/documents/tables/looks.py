"""How the cells of a spreadsheet (.xlsx) are shown, which its values do not tell: as percentages, as months, hidden."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from spt_fazhi.store.documents.tables.formulas import column_of, sheets_of, tag_of

_STYLES: Final = "xl/styles.xml"
_CELL: Final = re.compile(rb"<(?:\w+:)?c\s([^<>]*)>")
_ROW: Final = re.compile(rb"<(?:\w+:)?row\s([^<>]*)>")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\s([^<>]*)>")
_AT: Final = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_STYLE: Final = re.compile(rb'\bs="([0-9]{1,5})"')
_HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"')
_BOUND: Final = re.compile(rb'\b(min|max|r)="([0-9]{1,7})"')
_LITERAL: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
_BUILT_IN: Final[Mapping[int, str]] = {
    **dict.fromkeys((9, 10), "percent"),
    17: "month",
    **dict.fromkeys((27, 36, 50, 52, 57), "chinese-month"),
    **dict.fromkeys((28, 29, 30, 31, 51, 53, 54, 58), "chinese-day"),
}
"""What the numbers of formats mean that no file spells out; the Chinese ones a reader may take for plain numbers."""
_MOST: Final = 16_000
"""The columns a sheet has."""


class Looks(NamedTuple):
    """How one sheet is shown; rows and columns are counted from 0.

    `cells` have `percent`, `month` (a day of which only year and month are shown), `chinese-month` and `chinese-day` by
    place. `hidden` says that the sheet itself is not shown.
    """

    cells: dict[tuple[int, int], str]
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    hidden: bool = False


def looks_of(data: bytes) -> dict[str, Looks]:
    """How each sheet is shown, by its name; none for what is no such archive. Raises nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            styles = _styles(archive)
            return {
                each.name: _looks(archive.read(each.part), styles, hidden=each.hidden) for each in sheets_of(archive)
            }
    except (zipfile.BadZipFile, KeyError, ET.ParseError, OSError, RuntimeError, NotImplementedError, ValueError):
        return {}


def _styles(archive: zipfile.ZipFile) -> dict[int, str]:
    """What the styles of cells show, by their number; those that show nothing of interest are left out."""
    if _STYLES not in archive.namelist():
        return {}
    codes: dict[int, str] = dict(_BUILT_IN)
    root = ET.fromstring(archive.read(_STYLES))  # noqa: S314 - guarded
    for each in root.iter():
        if tag_of(each) == "numFmt":
            codes[int(each.get("numFmtId", "0"))] = _shown(each.get("formatCode", ""))
    cells = next((each for each in root if tag_of(each) == "cellXfs"), None)
    found = enumerate(codes.get(int(each.get("numFmtId", "0")), "") for each in (cells if cells is not None else ()))
    return {number: shown for number, shown in found if shown}


def _shown(code: str) -> str:
    """What a format shows: a percentage, the month of a day, or "" for anything else."""
    bare = _LITERAL.sub("", code.partition(";")[0]).lower()
    if "%" in bare:
        return "percent"
    return "month" if re.search("[ye]", bare) and "m" in bare and not re.search("[dhs#0]", bare) else ""


def _looks(data: bytes, styles: Mapping[int, str], *, hidden: bool) -> Looks:
    cells: dict[tuple[int, int], str] = {}
    for match in _CELL.finditer(data) if styles else ():
        at, style = _AT.search(match[1]), _STYLE.search(match[1])
        shown = styles.get(int(style[1]), "") if style else ""
        if at and shown:
            cells[int(at[2]) - 1, column_of(at[1].decode())] = shown
    if b"hidden=" not in data:
        return Looks(cells, hidden=hidden)
    rows = [int(dict(_BOUND.findall(each[1])).get(b"r", b"0")) - 1 for each in _hidden(_ROW, data)]
    columns: set[int] = set()
    for each in _hidden(_COLUMN, data):
        bounds = dict(_BOUND.findall(each[1]))
        columns.update(range(int(bounds.get(b"min", b"1")) - 1, min(int(bounds.get(b"max", b"0")), _MOST)))
    return Looks(cells, tuple(each for each in rows if each >= 0), tuple(sorted(columns)), hidden)


def _hidden(pattern: re.Pattern[bytes], data: bytes) -> list[re.Match[bytes]]:
    return [match for match in pattern.finditer(data) if _HIDDEN.search(match[1])]
