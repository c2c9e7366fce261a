"""A form as a workbook (.xlsx). Same form, same bytes.

What is told is locked, what is to be filled in is open and coloured; the protection has no password, it only keeps a
slip of the hand off. Every text is written as a text, never as a formula, a link or a number, so nothing in it is
calculated. No macro, no link to another file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from spt_fazhi.forms.columns import GUIDE, HIDDEN, KEY, SHEETS, VERSION, Column
from spt_fazhi.forms.form import Form, FormRow, FormSheet
from spt_fazhi.forms.hidden import AGAIN
from spt_fazhi.forms.told.grey import marks_of
from spt_fazhi.render.office.workbook import FONT, fitted, open_workbook
from spt_fazhi.text.columns import columns, wrap
from spt_fazhi.text.plain import one_line, plain

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_LINE: Final = 14.25
"""The height of a line of 10 points."""
_LEAST: Final = 2
"""Lines that a row has room for at least, so that two can be written by hand."""
_MOST: Final = 26
_HIGHEST: Final = 400
"""A row has 409 points at most."""
_FOOT: Final = 40
"""Characters of a name in the foot, which has 255."""
_FIRST_YEAR: Final = 1900
"""Before it a workbook knows no days."""
_A4: Final = 9
_GUIDE_WIDTH: Final = 76
_TOLD: Final = "FFFFFF"
_MUST: Final = "FFE699"
_ONE_OF: Final = "D9EAD3"
_MAY: Final = "FFF9E5"
_CLOSED: Final = "E7E6E6"
_FAULT: Final = "FF9999"
_HEAD_TOLD: Final = "D9D9D9"
_HEAD_OPEN: Final = "F4B183"
_FORMATS: Final[Mapping[str | None, str | int]] = {"day": "yyyy-m-d", "number": "General"}
_TEXT_FORMAT: Final = 49
"""`@`: what is typed stays a text: codes and long numbers as they are, nothing is calculated."""
_TITLES: Final = {
    "evidence": "佐证：做了的事一行一条。黄色请填，绿色三样至少填一样，浅黄色有就填，灰色不用填。",
    "progress": "进展：一项任务一行。黄色请填，浅黄色有就填。",
    "rectify": "整改：一个问题一行。黄色请填，绿色三样至少填一样，浅黄色有就填；还没有整改的，整行空着。",
    "returned": "上次退回：退回了什么、为什么，供重报时对照，本页不用填。",
}
_ASKING: Final = {
    "rectify": "整改：商请就下列问题提供整改情况，一个问题一行。黄色请填，绿色三样至少填一样，浅黄色有就填。",
}
"""Where a unit outside the government is asked."""
_CENTRED: Final = frozenset({"obligation", "task", "finding", "period", "due", "state", "returned", "again_by"})
"""Short columns, besides those with days and numbers to fill in."""
_HEADS_AT: Final = 1
"""The row of the heads, counted from 0; above it stands the title."""


def form_bytes(form: Form) -> bytes:
    """The workbook. Raises FazhiError when XlsxWriter is not installed."""
    data = BytesIO()
    with open_workbook(data, _text(form.title), form.day) as book:
        pen = _Pen(book)
        _write_guide(book.add_worksheet(GUIDE), form, pen)
        for sheet in form.sheets:
            _write_sheet(book.add_worksheet(SHEETS[sheet.name]), sheet, form, pen)
        _write_hidden(book.add_worksheet(HIDDEN), form)
    return data.getvalue()


class _Pen:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, **given: Any) -> Format:
        """A format with these properties; 宋体, 10 points."""
        key = tuple(sorted(given.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"font_name": FONT, "font_size": 10, **given})
        return self.made[key]

    def cell(self, column: Column, row: FormRow, said: str) -> Format:
        """The format of a cell in a table."""
        open_ = column.key in row.asked
        given: dict[str, Any] = {"bg_color": f"#{_colour(column, row)}", "border": 1, "border_color": "#7F7F7F"}
        given |= {"text_wrap": True, "valign": "vcenter", "locked": not open_}
        if column.key in _CENTRED or column.fill in {"day", "number", "choice"}:
            given["align"] = "center"
        if open_:
            given["num_format"] = _FORMATS.get(column.fill, _TEXT_FORMAT)
        if _is_like_a_formula(said):
            given["quote_prefix"] = True
        return self.format(**given)


def _text(said: str) -> str:
    """A text as a cell takes it."""
    return fitted(plain(said))


def _is_like_a_formula(said: str) -> bool:
    return said.lstrip(" \t\r\n\u3000")[:1] in set("=+-@＝＋－＠")


def _write_guide(sheet: Worksheet, form: Form, pen: _Pen) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _GUIDE_WIDTH)
    title = pen.format(bold=True, font_name="黑体", font_size=16, align="center", valign="vcenter", text_wrap=True)
    sheet.write_string(0, 0, _text(form.title), title)
    sheet.set_row(0, min(26 * _lines(form.title, _GUIDE_WIDTH * 10 // 16) + 14, _HIGHEST))
    plain_line = pen.format(font_size=12, text_wrap=True, valign="vcenter", indent=1)
    strong = pen.format(font_size=12, text_wrap=True, valign="vcenter", indent=1, bold=True)
    for at, line in enumerate(form.guide, 1):
        said = f"{at}. {_text(line)}"
        sheet.write_string(at, 0, said, strong if line.startswith("本表需填") else plain_line)
        sheet.set_row(at, min(18 * _lines(said, _GUIDE_WIDTH * 10 // 12 + 2) + 8, _HIGHEST))
    _protect(sheet)
    _page(sheet, form, landscape=False)


def _write_sheet(sheet: Worksheet, own: FormSheet, form: Form, pen: _Pen) -> None:
    sheet.hide_gridlines(2)
    from xlsxwriter.utility import xl_rowcol_to_cell

    hidden = [at for at, column in enumerate(own.columns) if column.key == KEY]
    first = next(at for at in range(len(own.columns)) if at not in hidden)
    title = _ASKING.get(own.name, _TITLES[own.name]) if own.invited else _TITLES[own.name]
    sheet.write_string(0, first, f"{_text(form.unit)}　{title}", pen.format(bold=True, font_size=12, valign="vcenter"))
    sheet.set_row(0, 26)
    for at, column in enumerate(own.columns):
        sheet.set_column(at, at, column.width, None, {"hidden": at in hidden})
        colour = _HEAD_OPEN if column.fill else _HEAD_TOLD
        head = {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1}
        sheet.write_string(_HEADS_AT, at, _text(column.head), pen.format(**head, bg_color=f"#{colour}"))
    sheet.set_row(_HEADS_AT, _LINE * max(_lines(each.head, each.width) for each in own.columns if each.key != KEY) + 8)
    for at, row in enumerate(own.rows, _HEADS_AT + 1):
        _write_row(sheet, at, own.columns, row, pen)
    last = _HEADS_AT + len(own.rows)
    for at, column in enumerate(own.columns):
        if column.fill is not None:
            _validate(sheet, column, form, (_HEADS_AT + 1, at, last, at))
    sheet.freeze_panes(_HEADS_AT + 1, _frozen(own.columns))
    sheet.repeat_rows(_HEADS_AT)
    sheet.print_area(0, 0, last, len(own.columns) - 1)
    cells = f"{xl_rowcol_to_cell(0, 0)}:{xl_rowcol_to_cell(last, len(own.columns) - 1)}"
    sheet.ignore_errors({"number_stored_as_text": cells})  # codes are texts, and no green corner asks to change that
    _protect(sheet)
    _page(sheet, form, landscape=True)


def _frozen(own: Sequence[Column]) -> int:
    """How many columns stay in sight: up to the title, or to the problem that was found."""
    return next((at + 1 for at, column in enumerate(own) if column.key in {"title", "problem"}), 0)


def _write_row(sheet: Worksheet, at: int, own: Sequence[Column], row: FormRow, pen: _Pen) -> None:
    lines = _LEAST
    for number, column in enumerate(own):
        said = _text(row.key.text if column.key == KEY and row.key else row.told.get(column.key, ""))
        if column.key in row.asked:
            said = _text(row.typed.get(column.key, ""))
        shape = pen.cell(column, row, said)
        if said:
            sheet.write_string(at, number, said, shape)
        else:
            sheet.write_blank(at, number, None, shape)
        if column.key in row.notes:
            sheet.write_comment(at, number, _text(row.notes[column.key]), {"author": "", "x_scale": 2})
        if column.key != KEY:
            lines = max(lines, _lines(said, column.width))
    sheet.set_row(at, _LINE * min(lines, _MOST) + 6)


def _colour(column: Column, row: FormRow) -> str:
    if column.key in row.notes:
        return _FAULT
    if column.key not in row.asked:
        return _CLOSED if column.fill else _TOLD
    if column.key in row.must and column.key not in row.typed:
        return _MUST
    return _ONE_OF if column.key in row.one_of else _MAY


def _lines(said: str, width: int) -> int:
    """Lines that a text takes in a column; a little less than its width is used for text."""
    return len(wrap(said, max(width - 2, 4))) if columns(said) > width - 2 or "\n" in said else 1


def _validate(sheet: Worksheet, column: Column, form: Form, place: tuple[int, int, int, int]) -> None:
    """Keep what cannot be meant out of the cells of a column."""
    rule: dict[str, Any]
    if column.fill == "day":
        if form.year < _FIRST_YEAR:
            return
        first, last = form.first_day, form.last_day
        said = f"请写 {first} 到 {last} 之间的一天，如 {form.year}-6-20"
        rule = {"validate": "date", "criteria": "between", "minimum": first, "maximum": last}
    elif column.fill == "number":
        said = "只写数字，不写单位"
        rule = {"validate": "decimal" if column.key not in {"reached", "of"} else "integer"}
        rule |= {"criteria": ">=", "value": 0}
    elif column.fill == "choice":
        said = f"请选{'或'.join(column.choices)}"
        rule = {"validate": "list", "source": list(column.choices)}
    else:
        return
    sheet.data_validation(*place, {**rule, "error_title": "请核对", "error_message": said})


def _protect(sheet: Worksheet) -> None:
    """Lock what is not to be filled in; widths, heights and filters may still be changed. There is no password."""
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})


def _page(sheet: Worksheet, form: Form, *, landscape: bool) -> None:
    sheet.set_paper(_A4)
    sheet.set_landscape() if landscape else sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    if landscape:
        sheet.center_horizontally()
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    unit = one_line(form.unit, _FOOT).replace("&", "&&")
    sheet.set_footer(f'&L&"{FONT}"&9{unit}　表号 {form.id}&R&"{FONT}"&9第 &P 页，共 &N 页')


def _write_hidden(sheet: Worksheet, form: Form) -> None:
    """What the form is, for the program that reads it again: a key and a value in each row, marks besides."""
    said: list[tuple[str, ...]] = [
        ("version", VERSION),
        ("form", form.id),
        ("register", form.register),
        ("year", str(form.year)),
        ("code", form.code),
        ("unit", form.unit),
        ("day", form.day.isoformat()),
        ("period", form.period or ""),
        *(((AGAIN, " ".join(form.again)),) if form.again else ()),
    ]
    rows = [row for own in form.sheets for row in own.rows]
    said += [("row", row.key.text, marks_of(row, _text)) for row in rows if row.key is not None]
    for at, parts in enumerate(said):
        for column, text in enumerate(parts):
            sheet.write_string(at, column, text)
    sheet.very_hidden()
    sheet.protect("")
