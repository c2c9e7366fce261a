"""Tables as a spreadsheet (.xlsx), ready to filter and to print. Same input, same bytes.

Text is written as text, whatever it begins with: no formula, no link, no number made of a code.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from spt_fazhi.engine.states import LAMPS, STATES, State
from spt_fazhi.errors import FazhiError, install_office
from spt_fazhi.text.columns import columns
from spt_fazhi.views.tables.table import Cell, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT: Final = "宋体"
LAMP_FILLS: Final = {
    "green": "#C6EFCE",
    "red": "#FFC7CE",
    "yellow": "#FFEB9C",
    "blue": "#DDEBF7",
    "grey": "#EDEDED",
    "violet": "#E4DFEC",
    "dim blue": "#F2F7FC",
    "dim": "#F7F7F7",
}
"""The fill of a cell by the lamp of its row; the word stands in it, so that no colour says anything alone."""
LONGEST: Final = 32_000
"""Characters a cell holds; the formats end at 32,767."""
_PAPER_A4: Final = 9
_MOST_EXACT: Final = 10**15
"""From here on a spreadsheet rounds: such a number stays text."""
_LINE: Final = 17
_ABOVE: Final = 6
_HIGHEST: Final = 545
"""Pixels: of a line of 10 points, of what stands above and below, and of the highest row there can be."""
_HEAD_FILL: Final = "#D9E2F3"


def workbook_bytes(title: str, tables: Sequence[Table], made: date) -> bytes:
    """A workbook with a sheet for each table, as of a day. Raises FazhiError when xlsxwriter is not installed."""
    data = io.BytesIO()
    book = open_workbook(data, title, made)
    formats = _Formats(book)
    for table in tables:
        _write(
            book.add_worksheet(table.name), table, formats, f"{title}（截至{made.year}年{made.month}月{made.day}日）"
        )
    book.close()
    return data.getvalue()


def open_workbook(data: io.BytesIO, title: str, made: date) -> Workbook:
    """An empty workbook that takes text for text and bears no name, host or hour of its own.

    Raises FazhiError when xlsxwriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise FazhiError("写 Excel 文件要先安装 xlsxwriter", install_office("xlsxwriter")) from None
    plain = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    book = xlsxwriter.Workbook(data, plain)
    book.set_properties({"title": title, "author": "", "created": datetime.combine(made, time())})
    return book


def fitted(text: str) -> str:
    """A text that a cell holds whole; a longer one says what is left out."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}……（全文 {len(text)} 字，见台账）"


class _Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}
        self.head = self._format("head", bold=True, bg_color=_HEAD_FILL, align="center", valign="vcenter")
        self.text = self._format("text")
        self.day = self._format("day", num_format="yyyy-mm-dd", align="center")
        self.number = self._format("number", num_format="General", align="center")

    def lamp(self, state: State) -> Format:
        fill = LAMP_FILLS[LAMPS[state]]
        return self._made.get(fill) or self._format(fill, bg_color=fill, align="center")

    def _format(self, name: str, **more: Any) -> Format:
        plain = {"font_name": FONT, "font_size": 10, "border": 1, "text_wrap": True, "valign": "top"}
        made = self._made[name] = self._book.add_format({**plain, **more})
        return made


def _write(sheet: Worksheet, table: Table, formats: _Formats, foot: str) -> None:
    heads = tuple(table.columns)
    last = len(heads) - 1
    for at, (head, width) in enumerate(table.columns.items()):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, head, formats.head)
    widths = tuple(table.columns.values())
    coloured = heads.index(table.coloured) if table.coloured else -1
    for number, (row, cells) in enumerate(zip(table.rows, table.cells(), strict=True), 1):
        sheet.set_row_pixels(number, _height(cells, widths))
        for at, cell in enumerate(cells):
            lamp = formats.lamp(row.state) if at == coloured and row.state in STATES else None
            _cell(sheet, (number, at), cell, formats, lamp)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), last)
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, max(len(table.rows), 1), (table.printed or len(heads)) - 1)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{foot.replace('&', '&&')}&C{table.name}&R第 &P 页，共 &N 页")


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> int:
    """The height of a row in pixels in which its longest cell shows whole, as far as a row can be that high."""
    lines = max(
        (_lines(cell, width) for cell, width in zip(cells, widths, strict=True) if isinstance(cell, str)), default=1
    )
    return min(_LINE * max(lines, 1) + _ABOVE, _HIGHEST)


def _lines(text: str, width: int) -> int:
    """In how many lines a text stands in a column: of full width characters one less fits than goes by number."""
    return sum(max(-(-columns(part) // max(width - 1, 1)), 1) for part in text.split("\n"))


def _cell(sheet: Worksheet, at: tuple[int, int], cell: Cell, formats: _Formats, lamp: Format | None) -> None:
    if cell is None or cell == "":
        sheet.write_blank(*at, None, lamp or formats.text)
    elif isinstance(cell, str):
        sheet.write_string(*at, fitted(cell), lamp or formats.text)
    elif isinstance(cell, date):
        sheet.write_datetime(*at, datetime.combine(cell, time()), formats.day)
    elif not -_MOST_EXACT < cell < _MOST_EXACT:
        sheet.write_string(*at, f"{cell:f}" if isinstance(cell, Decimal) else str(cell), formats.text)
    else:
        sheet.write_number(*at, cell, formats.number)
