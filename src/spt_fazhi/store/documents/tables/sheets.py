"""Tables a person hands in: CSV in any encoding, spreadsheets through the optional python-calamine."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from spt_fazhi.errors import FazhiError, UsageError, install_office
from spt_fazhi.store.disk.typed import read_typed
from spt_fazhi.store.documents.apart.process import BrokenError, StoppedError, read_apart
from spt_fazhi.store.documents.tables.packed import OLE, ZIP, guard_spreadsheet
from spt_fazhi.store.documents.tables.sheet_worker import MAX_COLUMNS, MAX_ROWS, read
from spt_fazhi.text.cells import Cell, Hidden, Sheet, Workbook, column_letters
from spt_fazhi.text.decoding import any_text
from spt_fazhi.text.plain import one_line

MAX_BYTES: Final = 16 << 20
_WORKER: Final = "spt_fazhi.store.documents.tables.sheet_worker"
_HEAD_LINES: Final = 10
"""Among so many lines the first with a mark between cells stands."""
_AS_CSV: Final = "请在表格软件里打开，另存为 CSV 再试"
_MOST_MERGED: Final = MAX_ROWS * MAX_COLUMNS


class MissingLibraryError(FazhiError):
    """The optional package that reads spreadsheets is not installed: no file can be read."""


def read_sheets(typed: str) -> tuple[Sheet, ...]:
    """The tables of a file, or of standard input for `-`.

    Raises UsageError and FazhiError, in Chinese and with what to do, for what cannot be read.
    """
    data = read_typed(typed, "文件", MAX_BYTES)
    return workbook_from(data, "标准输入" if typed == "-" else one_line(Path(typed).name, 60)).sheets


def workbook_from(data: bytes, name: str) -> Workbook:
    """The tables in `data`, of a file that is called `name`; what it is, its content tells. Raises as `read_sheets`."""
    return _workbook(data, name, _read_apart)


def workbook_here(data: bytes, name: str) -> Workbook:
    """The same, read in this process, which the library may end: for a process that only reads."""
    return _workbook(data, name, lambda data, _: read(data))


def _workbook(data: bytes, name: str, ask: Callable[[bytes, str], dict[str, Any]]) -> Workbook:
    if len(data) > MAX_BYTES:
        raise UsageError(f"“{name}”超过 {MAX_BYTES >> 20} MiB", "录入的表不会这么大；请去掉图片，或分成几份")
    if not data.strip():
        raise UsageError(f"“{name}”是空的", "第一行写列名（单位、事项、日期、标题……），下面一行一条")
    if data.startswith((ZIP, OLE)):
        macros = guard_spreadsheet(data, name)
        return Workbook(sheets=_spreadsheet(ask(data, name), name), macros=macros)
    return Workbook(sheets=(Sheet(name=name, rows=tuple(_lines(data, name))),))


def _lines(data: bytes, name: str) -> Iterator[tuple[Cell, ...]]:
    """The rows of a CSV file. Raises UsageError for what is none."""
    try:
        text = any_text(data)[0]
    except UnicodeDecodeError:
        raise UsageError(f"“{name}”的文字编码认不出来", "请另存为 UTF-8 编码的 CSV") from None
    if "\0" in text:
        raise UsageError(f"“{name}”不是文本，也不是认识的表格文件", _AS_CSV)
    lines = text.lstrip().split("\n", _HEAD_LINES)[:_HEAD_LINES]
    head = next((line for line in lines if any(each in line for each in ",\t;")), "")
    mark = max(",\t;", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    line = number = 0
    try:
        for row in rows:
            first, line = line + 1, rows.line_num
            if not any(each.strip() for each in row):
                continue
            number += 1
            if number > MAX_ROWS or len(row) > MAX_COLUMNS:
                raise _too_large(name)
            yield tuple(Cell(f"{name}:{first}", each.strip()) for each in row)
    except csv.Error:
        message = f"“{name}”第 {line + 1} 行：引号不成对，或一格里的文字太长"
        raise UsageError(message, "请核对这一行；文字里的引号要写两个") from None


def _spreadsheet(answer: dict[str, Any], name: str) -> tuple[Sheet, ...]:
    """The sheets of a spreadsheet, of which the worker says `answer`. Raises FazhiError for its faults."""
    fault = answer.get("unread")
    if fault == "library":
        hint = f"{install_office('python-calamine')}；不能联网时另存为 CSV 再试"
        raise MissingLibraryError(f"读“{name}”要先安装 python-calamine", hint)
    if fault == "large":
        raise _too_large(name)
    if fault is not None:
        raise UsageError(f"“{name}”读不出来：不是表格文件，或者加了密、损坏了", _AS_CSV)
    return tuple(map(_sheet, answer["sheets"]))


def _sheet(found: dict[str, Any]) -> Sheet:
    name, rows = one_line(found["name"], 40), found["rows"]
    return Sheet(
        name=name,
        rows=tuple(
            tuple(
                Cell(f"{name}!{column_letters(at)}{number}", text.strip(), kind == "n", kind == "f")
                for at, (kind, text) in enumerate(row)
            )
            for number, row in enumerate(rows, 1)
            if any(text.strip() or kind == "f" for kind, text in row)
        ),
        merged=dict(islice(_covered(name, found["merged"], len(rows)), _MOST_MERGED)),
        shown={f"{name}!{column_letters(column)}{row + 1}": shown for row, column, shown in found["shown"]},
        hidden=Hidden(
            sheet=found["hidden"]["sheet"],
            rows=tuple(row + 1 for row in found["hidden"]["rows"]),
            columns=tuple(map(column_letters, found["hidden"]["columns"])),
        ),
    )


def _covered(name: str, ranges: list[list[int]], rows: int) -> Iterator[tuple[str, str]]:
    """The cells that lie under a merged one, each with the place of that one."""
    for top, left, bottom, right in ranges:
        first = f"{name}!{column_letters(left)}{top + 1}"
        for row in range(top, min(bottom + 1, rows)):
            for column in range(left, min(right + 1, MAX_COLUMNS)):
                if (row, column) != (top, left):
                    yield f"{name}!{column_letters(column)}{row + 1}", first


def _read_apart(data: bytes, name: str) -> dict[str, Any]:
    """What another process says. Raises UsageError when it was stopped."""
    try:
        return read_apart(_WORKER, [], data, name, _AS_CSV)
    except StoppedError:
        raise _too_large(name) from None
    except BrokenError:
        return {"unread": "format"}


def _too_large(name: str) -> UsageError:
    return UsageError(
        f"“{name}”太大，读不下来：一张表最多 {MAX_ROWS} 行、{MAX_COLUMNS} 列",
        "很远的地方可能有写过又删去的格子：请只把要录入的部分复制到一张新表，或另存为 CSV",
    )
