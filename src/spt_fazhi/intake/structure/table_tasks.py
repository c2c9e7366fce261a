"""The tasks in the rows of tables."""

from __future__ import annotations

from collections.abc import Sequence

from spt_fazhi.intake.structure.builder import Parts
from spt_fazhi.intake.structure.document import Table
from spt_fazhi.intake.structure.numbering import number_of
from spt_fazhi.intake.structure.tables import TableTask, read_table
from spt_fazhi.intake.structure.titles import title_in
from spt_fazhi.intake.structure.unit_lists import NamedUnits
from spt_fazhi.intake.structure.values import LeftOut, Piece


def table_tasks(tables: Sequence[Table], parts: Parts) -> None:
    """Add the tasks of the tables to `parts`, cell by cell; a table may go on with the columns of the one before."""
    columns = None
    for table in tables:
        found = read_table(table, columns)
        columns = found.columns or columns
        for row in table.rows:
            for index in range(len(row.cells)):
                role = "separator" if row is found.header else "text"
                parts.pieces.append(Piece(row.number, 0, len(row.cells[index]), role, index + 1))  # type: ignore[arg-type]
        for row, reason in found.odd:
            text = " ".join(dict.fromkeys(cell.strip() for cell in row.cells if cell.strip()))
            parts.left_out.append(LeftOut(line=row.number, text=text, reason=reason))
        sections = dict(found.sections)
        if not found.columns:
            parts.remark(
                table.rows[0].number if table.rows else 0, "认不出这张表的表头", "表里的内容列在没有采用的部分"
            )
        previous: TableTask | None = None
        for task in found.tasks:
            for line in [line for line in sections if line < task.row.number]:
                _table_section(sections.pop(line), line, parts)
            _table_task(task, previous, found.columns, parts)
            previous = task


def _table_section(text: str, line: int, parts: Parts) -> None:
    number = number_of(text)
    parts.begin_section(
        number.written if number else "", text[number.length :].strip() if number else text.strip(), line
    )


def _table_task(task: TableTask, previous: TableTask | None, columns: object, parts: Parts) -> None:
    line = task.row.number
    if (
        isinstance(columns, dict)
        and "section" in columns.values()
        and task.section
        and (previous is None or previous.section != task.section)
    ):
        _table_section(task.section, line, parts)
    same = previous is not None and (task.number, task.title) == (previous.number, previous.title)
    if (
        previous is not None
        and task.title
        and same
        and task.units in {previous.units, NamedUnits()}
        and task.text != previous.text
    ):
        parts.extend_task(task.text)
        return
    if previous is not None and not task.title and not task.number and task.units.is_empty:
        parts.extend_task(task.text)
        parts.remark(line, "这一行没有序号、任务和单位，并入了上一条任务", "请核对是不是合并单元格造成的")
        return
    number = number_of(f"{task.number}." if task.number.isdigit() else task.number or "")
    inner = number_of(task.title or task.text)
    title, text = task.title, task.text
    if inner is not None and not task.number:
        number = inner
        title, text = (title[inner.length :], text) if title else ("", text[inner.length :])
    if not title or not text:
        found = title_in(title or text, more=False)
        title, text = (found.title, (title or text)[found.start :].strip() or found.title)
    parts.add_task(number.value if number else 0, title.strip().rstrip("。"), text.strip(), task.units, line)
    roles = columns if isinstance(columns, dict) else {}
    extra = [cell.strip() for index, cell in enumerate(task.row.cells) if roles.get(index) in {None, "note", "person"}]
    for cell in dict.fromkeys(filter(None, extra)):
        parts.left_out.append(LeftOut(line=line, text=cell, reason="没有采用的列"))
