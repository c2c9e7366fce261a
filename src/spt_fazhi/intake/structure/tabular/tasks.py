"""The tasks in the rows of tables, and what became of every cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from spt_fazhi.intake.structure.builder import Parts
from spt_fazhi.intake.structure.document import Columns, Document, Table, TableRow
from spt_fazhi.intake.structure.numbering import number_of
from spt_fazhi.intake.structure.paragraph_ends import trailing_units
from spt_fazhi.intake.structure.tabular.annex import Annex, key_of
from spt_fazhi.intake.structure.tabular.captions import BELOW, captions_of, flat, numbered
from spt_fazhi.intake.structure.tabular.joins import COPIED, without_ditto
from spt_fazhi.intake.structure.tabular.rows import NOTHING, TableTask, row_task
from spt_fazhi.intake.structure.tabular.ticks import TICK
from spt_fazhi.intake.structure.titles import title_in
from spt_fazhi.intake.structure.unit_lists import NamedUnits, looks_like_names
from spt_fazhi.intake.structure.values import LeftOut, Piece, Role
from spt_fazhi.model.frozen import replace
from spt_fazhi.text.patterns import later

UNKNOWN: Final = "有一张表没有读成任务"
"""What the remark on a table begins with whose heads are not known."""
_TOTAL: Final = re.compile(r"(?:合|总|小|共)\s*计.{0,8}|总\s*数")
_NUMERAL: Final = later("[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?")
_SECTION: Final = 40
_SHOWN: Final = 12


def table_tasks(document: Document, parts: Parts, title: str = "") -> None:
    """Add the tasks of the tables to `parts`, cell by cell; `title` is that of the document.

    Those of a table behind tasks of the running text are a section of their own, by the line above the table.
    """
    annex, captions, behind = Annex(parts), captions_of(document, headed=True), bool(parts.tasks)
    for table in document.blocks:
        if not isinstance(table, Table):
            continue
        if table.columns is None or not table.columns.known:
            _unknown(table, parts)
        else:
            reader = _Reader(table.columns, _section_titles(table, table.columns), annex, title)
            reader.caption = (captions[id(table)] or title) if behind else ""
            reader.read(table)


def _unknown(table: Table, parts: Parts) -> None:
    """A table no head of which is known: all of it is left out, and its heads are named."""
    for row in table.rows:
        _leave_row(row, "没有认出表头的表", parts)
    heads = next((row for row in table.rows if len({cell for cell in row.cells if cell.strip()}) > 1), None)
    if heads is None:
        return
    names = list(dict.fromkeys(re.sub(r"\s", "", cell) for cell in heads.cells if cell.strip()))
    shown = "".join(f"“{name[:_SHOWN]}”" for name in names[:8])
    parts.remark(
        table.rows[0].number,
        f"{UNKNOWN}，表头是{shown}，不认识",
        "若里面有任务，请把表头改成工作任务、牵头单位、责任单位、完成时限这样的词再读；表里的内容列在没有采用的部分",
    )


def _leave_row(row: TableRow, reason: str, parts: Parts) -> None:
    words = [cell.strip() for cell in dict.fromkeys(row.cells) if cell.strip()]
    if words:
        parts.left_out.append(LeftOut(line=row.number, text=" ".join(words), reason=reason))
    for at, cell in enumerate(row.cells):
        _piece(row, at, (0, len(cell)), "left-out", parts)


def _piece(row: TableRow, at: int, span: tuple[int, int], role: Role, parts: Parts) -> None:
    if span[1] > span[0]:
        parts.pieces.append(Piece(row.number, *span, role, at + 1))


def _section_titles(table: Table, columns: Columns) -> tuple[str, ...]:
    """The roles, the titles as sections where they are numbered as such and stand over several rows."""
    roles = columns.roles
    if "section" in roles or "title" not in roles or "text" not in roles:
        return roles
    at = roles.index("title")
    said = [row.cells[at] for row in table.rows if at < len(row.cells) and row.number not in columns.heads]
    kinds = [number_of(text) for text in said if text.strip()]
    numbered = all(each is not None and each.kind.startswith("chinese") for each in kinds)
    twice = any(first and first == second for first, second in pairwise(said))
    return tuple("section" if role == "title" else role for role in roles) if numbered and twice else roles


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, columns: Columns, roles: tuple[str, ...], annex: Annex, title: str) -> None:
        """Read by `columns`, with `roles` in place of its own; a task that `annex` knows is not added once more."""
        parts = annex.parts
        self.columns, self.roles, self.parts, self.title = columns, roles, parts, title
        self.section = self.caption = ""
        self.units = NamedUnits()
        self.left: set[tuple[str, str]] = set()
        self.before: TableRow | None = None
        self.annex, self.known = annex, annex.sections
        self.counted = False  # whether rows are counted in figures: then 一 counts sections

    def read(self, table: Table) -> None:
        """Every row."""
        if self.columns.said and table.rows:
            first = min(self.columns.heads, default=table.rows[0].number)
            self.parts.remark(first, self.columns.said, "请核对；不对的话把表头改成常用的词再读")
        self.counted = any(
            self._role(at) == "number" and cell.strip().isdigit()
            for row in table.rows
            for at, cell in enumerate(row.cells)
        )
        for row in table.rows:
            if row.number in self.columns.heads:
                for at, cell in enumerate(row.cells):
                    _piece(row, at, (0, len(cell)), "separator", self.parts)
            elif row.number in self.columns.above:
                self._above(row)
            else:
                self._row(row)

    def _above(self, row: TableRow) -> None:
        texts = set(filter(None, (re.sub(r"\s*\n\s*", "", cell.strip()) for cell in row.cells)))
        if texts == {self.title}:
            for at, cell in enumerate(row.cells):
                _piece(row, at, (0, len(cell)), "title", self.parts)
        else:
            _leave_row(row, "表头之前的内容", self.parts)

    def _row(self, row: TableRow) -> None:
        filled = [(at, cell.strip()) for at, cell in enumerate(row.cells) if cell.strip()]
        if not filled:
            return
        words = [text for _, text in filled if not text.isdigit()] or [filled[0][1]]
        if _TOTAL.fullmatch(words[0]):
            _leave_row(row, "合计一行", self.parts)
        elif BELOW.match(words[0]):
            _leave_row(row, "表里的说明", self.parts)
        elif len({text for _, text in filled}) == 1 and self._is_section(filled):
            self._begin(row, filled[0][1])
        elif self._is_numbered_section(filled):
            self._begin_numbered(row, filled)
        else:
            self._task(row)

    def _is_section(self, filled: Sequence[tuple[int, str]]) -> bool:
        """Whether the only words of a row are a heading: merged over the columns, in front, or numbered as one."""
        at, text = filled[0]
        if len(self.roles) < 2:
            return False
        role = self.roles[at] if at < len(self.roles) else ""
        number = number_of(text)
        numbered = number is not None and number.kind in {"chinese", "chinese-bracket", "part"}
        return len(filled) > 1 or role in {"number", "section"} or (at == 0 and role != "text") or numbered

    def _is_numbered_section(self, filled: Sequence[tuple[int, str]]) -> bool:
        """Whether a row is a number and one heading merged over the columns, over those of units or days too."""
        at, number = filled[0]
        if len(filled) == 2 and self.counted and self._role(at) == "number" and _NUMERAL.fullmatch(number):
            return self._role(filled[1][0]) in {"section", "title", "text"}
        if len(filled) < 4 or len({text for _, text in filled[1:]}) != 1 or self._role(at) != "number":
            return False
        return number_of(f"{number}、") is not None and bool({self._role(each) for each, _ in filled[1:]} & COPIED)

    def _role(self, at: int) -> str:
        return self.roles[at] if at < len(self.roles) else ""

    def _begin_numbered(self, row: TableRow, filled: Sequence[tuple[int, str]]) -> None:
        """A heading whose number stands in a cell of its own."""
        at, number = filled[0]
        title = flat(filled[1][1])
        self.section, self.units = title, NamedUnits()
        self._start(number, title, row.number)
        for place, cell in enumerate(row.cells):
            _piece(row, place, (0, len(cell)), "number" if place == at else "section", self.parts)

    def _begin(self, row: TableRow, text: str) -> None:
        """A heading over the columns; the units it names are those of the rows below."""
        number = numbered(text)
        length = number.length if number else 0
        trailing = trailing_units(text[length:])
        self.units = trailing.units if trailing else NamedUnits()
        own = text[length : length + trailing.start if trailing else len(text)].strip()
        title = own
        if len(own) > _SECTION or "。" in own[:-1]:
            title = title_in(own, more=False).title
            self.parts.left_out.append(LeftOut(line=row.number, text=text, reason="部分标题和引言"))
        self.section = text
        self._start(number.written if number else "", flat(title), row.number)
        ends = (length, length + trailing.start if trailing else len(text), len(text))
        for at, cell in enumerate(row.cells):
            before = len(cell) - len(cell.lstrip())
            starts = (0, *ends[:2])
            roles: tuple[Role, ...] = ("number", "section", "units") if title == own else ("left-out",) * 3
            for start, end, role in zip(starts, ends, roles, strict=True):
                _piece(row, at, (before + start, before + end), role, self.parts)

    def _task(self, row: TableRow) -> None:
        written, row = row, without_ditto(row, self.before, self.roles)
        task = row_task(row, self.roles, self.columns.names)
        if task is None:
            _leave_row(written, "这一行没有任务内容", self.parts)
            return
        self.before, task = row, replace(task, row=written)
        units = task.units
        if not units.lead and not (self.units.is_empty and not self.units.deadline):
            own = self.units if units.is_empty else replace(units, lead=self.units.lead)
            units = replace(own, deadline=units.deadline or self.units.deadline)
        twin = self.annex.twin(task)
        if twin is not None:
            self._pieces(task, self.annex.merge(twin, task, units))
            return
        if task.section and task.section != self.section:
            self._begin_column(task.section, row.number)
        elif self.caption and not self.section:
            self.section = self.caption
            self._start("", self.caption, row.number)
            self.parts.remark(row.number, "表里有的任务在正文里没有同名的，已另记成任务", "与正文是同一件事的请合并")
        self.parts.add_task(task.number, task.title, task.text, units, row.number, inline=task.inline)
        self._said(task)
        self._pieces(task)

    def _begin_column(self, text: str, line: int) -> None:
        self.section = text
        number = numbered(text)
        title = flat(text[number.length if number else 0 :])
        self._start(number.written if number else "", title, line)

    def _start(self, written: str, title: str, line: int) -> None:
        """Begin a section, unless the running text has it."""
        if all(key_of(each.title) != key_of(title) for each in self.known):
            self.parts.begin_section(written, title, line)

    def _said(self, task: TableTask) -> None:
        line = task.row.number
        if task.same:
            names = "、".join(f"“{name}”" for name in task.same)
            self.parts.remark(line, f"{names}与前一列写的一样，只列了一次，按最后一列计", "若各期各做一次，请分列事项")
        if task.lent:
            said = f"“{task.lent}”写在另一格，也作为这一行其余各项的时限"
            self.parts.remark(line, said, "请核对，不是的话改 due")
        if task.row.parts and any(each.names or each.deadline for each in task.inline):
            self.parts.remark(line, "几行合成了一条任务，各行的单位或时限不一样", "请核对各事项由谁负责、什么时候完成")

    def _pieces(self, task: TableTask, apart: Sequence[str] = ()) -> None:
        """What became of the cells: those of the task, those that are left out; also all of the roles `apart`."""
        row, parts = task.row, self.parts
        done = {at for at, *_ in task.pieces}
        for at in sorted(each for each in {*done, *range(len(row.cells))} if self._is_apart(each, task, apart)):
            self.annex.leave(task, at)
            _piece(row, at, (0, len(row.cells[at])), "left-out", parts)
        for at, start, end, role in task.pieces:
            if self._is_apart(at, task, apart):
                continue
            lead = len(row.cells[at]) - len(row.cells[at].lstrip())
            _piece(row, at, (lead + start, lead + end), role, parts)
        for at, cell in enumerate(row.cells):
            kind = self.roles[at] if at < len(self.roles) else ""
            said = cell.strip()
            if not said or at in done or self._is_apart(at, task, apart):
                continue
            if kind in {"", "note", "figures", "person"} and said not in NOTHING:
                self._leave(row, at, said, kind)
                _piece(row, at, (0, len(cell)), "left-out", parts)
            elif kind in {"lead", "responsible", "cooperating", "deadline", TICK}:
                _piece(row, at, (0, len(cell)), "units", parts)
            elif kind == "section":
                _piece(row, at, (0, len(cell)), "section", parts)
            elif kind in {"title", "text", "period"} and said not in NOTHING:
                _piece(row, at, (0, len(cell)), "task-title" if kind == "title" else "text", parts)
            else:
                _piece(row, at, (0, len(cell)), "separator", parts)

    def _is_apart(self, at: int, task: TableTask, apart: Sequence[str]) -> bool:
        """Whether a cell of a task that the running text has too says something else than that."""
        role = self.roles[at] if at < len(self.roles) else ""
        if role in {"text", "period"} or (role == "title" and not task.title):
            role = "text"
        return bool(apart) and role in apart and task.row.cells[at].strip() not in NOTHING

    def _leave(self, row: TableRow, at: int, said: str, role: str) -> None:
        head = self.columns.names[at] if at < len(self.columns.names) else ""
        if (head, said) in self.left:
            return  # merged over several rows
        self.left.add((head, said))
        reason = f"没有采用的列“{head}”" if head else "没有采用的列，没有表头"
        if role == "person":
            reason = "领导或联系人，台账不记"
        self.parts.left_out.append(LeftOut(line=row.number, text=said, reason=reason))
        if role in {"", "note"} and looks_like_names(said):
            named = f"“{head}”一列写的是单位，没有采用" if head else "没有表头的一列写的是单位，没有采用"
            self.parts.remark(row.number, named, "若由它承担任务，请补进 lead 或 responsible")
        if role == "figures":
            self.parts.remark(
                row.number, f"“{head or '没有表头'}”一列只有数字，没有采用", "若是任务的指标，请补进事项的 target"
            )
