"""Tasks in tables: columns known by their headings, merged cells as sections."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from spt_fazhi.intake.structure.document import Table, TableRow
from spt_fazhi.intake.structure.numbering import number_of
from spt_fazhi.intake.structure.unit_lists import NamedUnits, heading_role, units_in
from spt_fazhi.model.frozen import frozen

_COLUMNS: Final = (
    ("number", "序号|编号|项次|序|号"),
    (
        "text",
        (
            "具体(?:要求|措施|任务|内容|举措|工作|目标|事项)|(?:主要|重点|工作|任务|落实|推进)(?:措施|举措|内容|要求|目标)"
            "|目标要求|任务分解|完成标准|工作标准|措施|内容|要求"
        ),
    ),
    ("title", "(?:工作|任务|重点|主要|年度|重点工作)?(?:任务|事项|项目|工作)(?:名称)?|任务清单"),
    ("section", "类别|分类|领域|板块|一级指标|任务类别|工作类别|重点任务类别|部分|方面|重点领域"),
    ("note", "备注|说明|进展情况|完成情况|落实情况|进度|牵头领导"),
)


@frozen
class TableTask:
    """A row as a task. `cells` are the column's roles, so that every cell is accounted for."""

    row: TableRow
    number: str
    section: str
    title: str
    text: str
    units: NamedUnits


@frozen
class TableRead:
    """What a table holds: tasks, section rows (line, text), rows nothing could be made of; the roles of its columns."""

    tasks: tuple[TableTask, ...]
    sections: tuple[tuple[int, str], ...]
    odd: tuple[tuple[TableRow, str], ...]
    columns: Mapping[int, str]
    header: TableRow | None


def columns_of(row: TableRow) -> dict[int, str]:
    """The role of each column, by its heading; empty when the row is no heading."""
    found: dict[int, str] = {}
    for index, cell in enumerate(row.cells):
        role = heading_role(cell) or _role(cell)
        if role:
            found[index] = role
    kinds = set(found.values())
    units = kinds & {"lead", "responsible", "cooperating"}
    return _settled(found) if units and kinds & {"title", "text", "section"} else {}


def _role(cell: str) -> str | None:
    name = re.sub(r"[（(].*|\s", "", cell)
    return next((role for role, words in _COLUMNS if re.fullmatch(words, name)), None)


def _settled(found: dict[int, str]) -> dict[int, str]:
    """Two columns of titles are a section and a title; a text without a title is split by its first sentence."""
    titles = [index for index, role in found.items() if role == "title"]
    texts = [index for index, role in found.items() if role == "text"]
    if len(titles) > 1 and not texts:
        found[titles[-1]] = "text"
        titles = titles[:-1]
    for index in titles[:-1]:
        found[index] = "section"
    return found


def read_table(table: Table, columns: Mapping[int, str] | None = None) -> TableRead:
    """Read a table; `columns` are those of the table before, for one that goes on without headings."""
    header = None
    known: Mapping[int, str] = {}
    tasks: list[TableTask] = []
    sections: list[tuple[int, str]] = []
    odd: list[tuple[TableRow, str]] = []
    section = ""
    width = max((len(row.cells) for row in table.rows), default=0)
    if columns and max(columns, default=-1) < width and not any(columns_of(row) for row in table.rows):
        known = columns
    for row in table.rows:
        found = columns_of(row)
        if found:
            known, header = found, row
            continue
        texts = [cell for cell in dict.fromkeys(cell.strip() for cell in row.cells) if cell]
        if not texts:
            continue
        if not known:
            odd.append((row, "表头之前的内容"))
        elif len(texts) == 1 and width > 1:
            number = number_of(texts[0])
            section = texts[0][number.length :].strip() if number else texts[0]
            sections.append((row.number, texts[0]))
        else:
            task = _task(row, known, section)
            if task.title or task.text:
                tasks.append(task)
            else:
                odd.append((row, "这一行没有任务内容"))
    return TableRead(tasks=tuple(tasks), sections=tuple(sections), odd=tuple(odd), columns=known, header=header)


def _task(row: TableRow, columns: Mapping[int, str], section: str) -> TableTask:
    parts: dict[str, list[str]] = {}
    units = NamedUnits()
    for index, cell in enumerate(row.cells):
        text = cell.strip()
        role = columns.get(index)
        if not text or role is None:
            continue
        if role in {"lead", "responsible", "cooperating", "deadline", "person"}:
            units = units.joined(units_in(role, text))  # type: ignore[arg-type]  # one of the roles just named
        elif text not in parts.get(role, []):
            parts.setdefault(role, []).append(text)
    own = "".join(parts.get("section", ()))
    number = "".join(parts.get("number", ()))
    return TableTask(
        row=row,
        number=number,
        section=own or section,
        title="".join(parts.get("title", ())),
        text="\n".join(parts.get("text", ())),
        units=units,
    )
