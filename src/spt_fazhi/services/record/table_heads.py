"""The heads of a table: which column is which, by its Chinese name or its key, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.as_typed import narrow
from spt_fazhi.text.cells import Cell, Sheet, place_in
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import names_text

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "unit": ("单位", "报送单位", "责任单位", "单位名称"),
    "obligation": ("事项", "事项编号", "问题编号"),
    "date": ("日期", "发生日期", "整改日期"),
    "title": ("标题", "做了什么", "整改措施"),
    "document": ("文号",),
    "amount": ("数量", "次数"),
    "reached": ("达到数",),
    "of": ("总数",),
    "through": ("截至", "数据截至", "截至日期"),
    "period": ("期间",),
    "link": ("网址", "链接"),
    "files": ("附件",),
    "detail": ("详情", "详细情况"),
    "by": ("填报单位", "代填单位"),
    "stage": ("整改阶段", "阶段"),
}
"""The key of a column and its Chinese heads, the first of which is its name in messages.

Where a finding (`k7q2.1`) stands in the column of obligations, the row is a report of rectification.
"""
NEEDED: Final = ("unit", "obligation", "date", "title")
_NOT_READ: Final = frozenset({"序号", "备注"})
FIGURE: Final = "figure:"
_ROWS_OF_HEADS: Final = 10
_BETWEEN: Final = re.compile("[，、;；|\\s]")
"""What people put between heads that are to be columns."""


@frozen
class Row:
    """A row: its cells by column, and what it is called, `表1!5` or `报送.csv:5`."""

    place: str
    cells: Mapping[str, Cell]


def rows_of(workspace: Workspace, sheets: Sequence[Sheet]) -> tuple[list[Row], tuple[str, ...]]:
    """The rows below the heads of every sheet that has any, and which sheets have none. Raises UsageError."""
    figures = {each.name for task in workspace.register.tasks for one in task.obligations for each in one.figures}
    found: list[Row] = []
    passed = []
    for sheet in sheets:
        at, heads = _heads(sheet, figures)
        if at is None:
            passed.append(sheet.name)
        else:
            found += _below(sheet, at, heads)
    if len(passed) == len(sheets):
        _refuse_in_one_cell(sheets, figures)
        names = "、".join(names[0] for names in COLUMNS.values())
        raise UsageError(f"{names_text(passed, 3, '张')}里没有找到列名", f"第一行写列名，可写：{names}，顺序不限")
    return found, (f"没有读“{names_text(passed, 5, '张')}”：没有列名。",) if passed else ()


def _heads(sheet: Sheet, figures: set[str]) -> tuple[int | None, dict[int, str]]:
    """Where the heads stand and the key of each column. Raises UsageError for heads that cannot be told."""
    for at, row in enumerate(sheet.rows[:_ROWS_OF_HEADS]):
        keys = {index: key for index, cell in enumerate(row) if (key := _key(cell.text, figures))}
        if "obligation" in keys.values() and len(keys) > 1:
            _refuse_heads(sheet.rows[at], keys)
            return at, keys
    return None, {}


def _refuse_in_one_cell(sheets: Sequence[Sheet], figures: set[str]) -> None:
    """Say so where the heads stand in one cell, with something else between them than the file has between cells."""
    for cell in (cell for sheet in sheets for row in sheet.rows[:_ROWS_OF_HEADS] for cell in row):
        marks = {found for found in _BETWEEN.findall(cell.text) if found.strip()}
        keys = {_key(part, figures) for part in _BETWEEN.split(cell.text)}
        if "obligation" in keys and len(keys - {""}) > 1 and len(marks) < 2:
            said = f"“{marks.pop()}”" if marks else "空格"
            raise UsageError(
                f"{cell.place}：列名都在一格里，中间是{said}",
                "CSV 的各列之间要用半角逗号隔开，数据行也一样；或存成 Excel 表格（.xlsx）",
            )


def _key(head: str, figures: set[str]) -> str:
    """The key of a column by its head, "" for one that is not known."""
    text = re.sub(r"[(].*?[)]|[:*]", "", narrow(head)).strip()
    for key, names in COLUMNS.items():
        if text.lower() == key or text in names:
            return key
    return f"{FIGURE}{text}" if text in figures else ""


def _refuse_heads(row: Sequence[Cell], keys: Mapping[int, str]) -> None:
    strange = [
        cell for index, cell in enumerate(row) if cell.text and index not in keys and narrow(cell.text) not in _NOT_READ
    ]
    known = "、".join(names[0] for names in COLUMNS.values())
    if strange:
        said = "、".join(f"“{one_line(cell.text, 20)}”" for cell in strange)
        raise UsageError(
            f"{strange[0].place}：认不出这些列：{said}", f"可写：{known}，或事项要求另报的数；不要的列请删去"
        )
    twice = sorted({key for key in keys.values() if list(keys.values()).count(key) > 1})
    if twice:
        columns = [index for index, key in keys.items() if key == twice[0]]
        both = "、".join(f"{place_in(row, index)}“{one_line(row[index].text, 20)}”" for index in columns)
        raise UsageError(f"{both}都是“{name_of(twice[0])}”", "请只留一列")
    of_findings = any(key == "obligation" and "问题" in row[index].text for index, key in keys.items())
    needed = [key for key in NEEDED if not (of_findings and key == "unit")]  # a finding has its own
    missing = [COLUMNS[key][0] for key in needed if key not in keys.values()]
    if missing:
        raise UsageError(f"{row[0].place}：缺少这些列：{'、'.join(missing)}", f"可写：{known}，顺序不限")


def name_of(key: str) -> str:
    """What a person calls a column."""
    return key.removeprefix(FIGURE) if key.startswith(FIGURE) else COLUMNS[key][0]


def _below(sheet: Sheet, at: int, heads: Mapping[int, str]) -> Iterator[Row]:
    for row in sheet.rows[at + 1 :]:
        place = row[0].place
        if "!" in place:
            place = re.sub(r"![A-Z]+", "!", place)
        beyond = [Cell(place, "")] * (max(heads) + 1 - len(row))
        yield Row(place=place, cells={key: [*row, *beyond][index] for index, key in heads.items()})
