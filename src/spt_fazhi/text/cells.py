"""Cells of a table and where they stand: what a spreadsheet or a CSV file says, whoever reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from spt_fazhi.text.plain import clean_line

_NONE: Final[Mapping[str, str]] = MappingProxyType({})
_FORMULA_ERRORS: Final = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)
_LOST_ZERO: Final = re.compile(r"([0-9]{1,2})\.([123])", re.ASCII)
_POINT: Final = r"(?:[0-9]{1,2}[.．、)）](?![0-9])|[(（][0-9一二三四五六七八九十]{1,2}[)）]|[①-⑳])"
_STOPS: Final = "，,；;。：:、！？!?"
FORMULA_HINT: Final = "请在表格软件里打开、保存一次，或直接写结果"


class Cell(NamedTuple):  # a tuple: one for each cell
    """What stands in a cell and where: `表1!C5`, or `报送.csv:5` for a line. `is_number` tells a number from text.

    `is_formula` says that a formula stands there which was never computed: nobody knows what it says.
    """

    place: str
    text: str
    is_number: bool = False
    is_formula: bool = False

    @property
    def fault(self) -> str:
        """What is wrong with a formula; "" for what may be read."""
        if self.is_formula:
            return "是没有算过的公式，读不出结果"
        return f"公式出错（{self.text}）" if self.text in _FORMULA_ERRORS else ""


class Hidden(NamedTuple):
    """What of a sheet is not shown: itself, rows and columns (their numbers and letters)."""

    sheet: bool = False
    rows: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """A table: its name, and its rows of cells, blank ones left out (one with a formula never computed is none).

    `merged` has the cells that are covered by a merged one, by place, each with the place of that one. `in_text` says
    that it is a table of a document, where one table is often split into two. `shown` has the cells that are shown as a
    percentage (`percent`) or as a month alone (`month`), by place; `hidden` says what of it is not shown.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: Mapping[str, str] = _NONE
    in_text: bool = False
    shown: Mapping[str, str] = _NONE
    hidden: Hidden = Hidden()


class Workbook(NamedTuple):
    """The tables of a file. `macros` says that it brings programs of its own, which are never run."""

    sheets: tuple[Sheet, ...]
    macros: bool = False


def column_letters(at: int) -> str:
    """The letters of a column: 0 → A, 26 → AA."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def place_in(row: Sequence[Cell], index: int) -> str:
    """Where a cell of a row stands: `表1!C5`; of a line `报送.csv:5 第3列`."""
    place = row[index].place
    return place if "!" in place else f"{place} 第{index + 1}列"


def refuse_lost_zero(cell: Cell, year: int | None = None) -> None:
    """Raise ValueError for a number that may be either of two days: 6.3 was perhaps typed as 6.30.

    The example of how to write it has the `year`, if any.
    """
    match = _LOST_ZERO.fullmatch(cell.text.strip()) if cell.is_number else None
    if match is None or match.groups() == ("2", "3"):
        return
    month, day = match.groups()
    said = f"“{cell.text}”在表里是数字，分不清是 {month}月{day}日 还是 {month}月{day}0日"
    example = f"{month}月{day}日" if year is None else f"{year}-{month}-{day}"
    raise ValueError(f"{said}，应写成 {example} 的样子")


def in_one_line(text: str) -> str:
    """The text of a cell in one line: a break between Chinese characters is no space, `；` before a point `2.`."""
    lines = [part for line in text.splitlines() if (part := clean_line(line))]
    joined = re.sub(rf"(?<=[^\s{_STOPS}])\n(?={_POINT})", "；", "\n".join(lines))
    return re.sub(r"(?<=[^\x00-\x7f])\n|\n(?=[^\x00-\x7f])", "", joined).replace("\n", " ")


def points_in(text: str) -> int:
    """How many lines begin with a number: `1.…`, `（二）…`, `③…`."""
    return len(re.findall(rf"^\s*{_POINT}", text, re.MULTILINE))
