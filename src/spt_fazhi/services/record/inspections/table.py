"""A table of findings read whole: every row looked at, every fault said with its cell, nothing lost in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.fields import parse_text
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.services.record.faults import Fault, FilesRefusedError
from spt_fazhi.services.record.inspections.findings import Given, NewFinding, for_each, numbered
from spt_fazhi.services.record.inspections.heads import MEASURES, NEEDED, FindingRow, name_of, rows_of
from spt_fazhi.services.record.inspections.typed import FindingReader, is_nothing
from spt_fazhi.text.as_typed import narrow
from spt_fazhi.text.cells import Sheet
from spt_fazhi.text.plain import clean_line, one_line
from spt_fazhi.views.wording import names_text

T = TypeVar("T")
_BLANK: Final = "没有算过的公式也读成空的：请在表格软件里打开、保存一次"
_SHOWN: Final = 8
_COUNTED: Final = re.compile(r"[0-9.、()]+")
"""What people fill a column of numbers with beforehand."""


@frozen
class FindingTable:
    """The findings of a table, each with its number, and what the clerk should know of how it was read."""

    findings: tuple[NewFinding, ...] = ()
    remarks: tuple[str, ...] = ()


def read_findings(sheets: Sequence[Sheet], reader: FindingReader, given: Given | None = None) -> FindingTable:
    """The findings in `sheets`; `given` is what the visit has already.

    Raises UsageError for a table without heads or rows, FilesRefusedError with every fault of every row.
    """
    rows, remarks = rows_of(sheets)
    table = _Table(reader)
    for row in rows:
        table.add(row)
    found, faults = table.numbered(given)
    if table.faults or faults:
        raise FilesRefusedError((*table.faults, *faults))
    if not found:
        raise UsageError("表里没有一个问题可写", "列名下面一行写一个问题")
    return FindingTable(findings=found, remarks=(*remarks, *table.remarks()))


class _Table:
    """Findings as they are read, row by row."""

    def __init__(self, reader: FindingReader) -> None:
        self._reader = reader
        self._found: list[NewFinding] = []
        self._before: list[NewFinding] = []  # what the row before gave
        self._rows: list[int] = []  # what stood under 序号, 0 for none, for each finding
        self._split: list[str] = []
        self._joined: list[str] = []
        self._left_out: list[str] = []
        self._renumbered = False
        self._graded: dict[str, str] = {}
        self.faults: list[Fault] = []

    def add(self, row: FindingRow) -> None:
        """Take in one row."""
        if _is_heading(row):
            self._pass_over(row)
            return
        one = _OneRow(row)
        new = self._findings(one, row)
        if one.faults:
            self.faults += one.faults
            self._before = []
        if not new:
            return
        if self._goes_on(row, new):
            self._join(row, new)
            return
        if len(new) > 1:
            names = names_text([each.unit.name for each in new], _SHOWN)
            self._split.append(f"{row.place} 写了 {len(new)} 个单位（{names}），一个单位登记一个问题。")
        self._rows += [one.get("row", self._reader.number, quiet=True) or 0, *[0] * (len(new) - 1)]
        self._found += new
        self._before = new

    def _findings(self, one: _OneRow, row: FindingRow) -> list[NewFinding]:
        """What a row says, for each of its units; nothing for a row with a fault."""
        chosen = one.need("unit", self._reader.units)
        problem = one.need("problem", _flowing)
        due = one.need("due", self._reader.due)
        asked = MEASURES if is_nothing(row.text("demand")) else "demand"
        demand = one.get(asked, lambda text: None if is_nothing(text) else _flowing(text))
        task, kind = one.get("task", self._reader.task), one.get("kind", self._reader.kind)
        severity = one.get("severity", self._reader.severity)
        number = one.get("id", self._reader.number)
        if chosen is None or problem is None or due is None or one.faults:
            return []
        typed = narrow(row.text("severity"))
        if severity and severity != typed.removesuffix("问题"):
            self._graded[typed] = severity
        first = NewFinding(
            unit=chosen.units[0], problem=problem, due=due, demand=demand, task=task, kind=kind, severity=severity,
            number=number or 0, place=row.place, places={key: cell.place for key, cell in row.cells.items()},
        )  # fmt: skip
        return list(for_each(first, chosen.units))

    def _goes_on(self, row: FindingRow, new: Sequence[NewFinding]) -> bool:
        """Whether a row speaks of the same problem as the one before: merged cells of one problem, several demands."""
        same = len(self._before) == len(new) and all(a.is_same_as(b) for a, b in zip(self._before, new, strict=True))
        numbers = {each.number for each in (*self._before[:1], *new[:1])} - {0}
        return same and ("problem" in row.covered or self._before[0].demand != new[0].demand) and len(numbers) <= 1

    def _join(self, row: FindingRow, new: Sequence[NewFinding]) -> None:
        before = self._before[0]
        if new[0].due != before.due:
            message = f"与 {before.place} 是同一个问题，整改时限却不同（{before.due}、{new[0].due}）"
            hint = "同一个问题只有一个整改时限；是两个问题的，请把问题写成不同的话"
            self.faults.append(Fault(index=None, place=row.place_of("due"), message=message, hint=hint))
            return
        demands = dict.fromkeys(each for each in (before.demand, new[0].demand) if each)
        grown = [replace(each, demand="；".join(demands) or None) for each in self._before]
        self._found[-len(grown) :] = grown
        self._before = grown
        self._joined.append(row.place)

    def _pass_over(self, row: FindingRow) -> None:
        """Name what a row says that holds no finding, save for a number put in beforehand."""
        said = [cell.text for key, cell in row.cells.items() if cell.text and key not in row.covered]
        said = [text for text in said if not _COUNTED.fullmatch(narrow(text))]
        said += row.others
        if said:
            self._left_out.append(f"{row.place}“{one_line(said[0], 20)}”")

    def numbered(self, given: Given | None) -> tuple[tuple[NewFinding, ...], tuple[Fault, ...]]:
        """The findings with their numbers, and what is wrong with those that were typed.

        What stands under 编号 is kept. A 序号 is kept where it is a number of its own for every row and none is given
        already; else the findings are numbered in their order.
        """
        found = self._found
        counted = [each for each in self._rows if each]
        if not any(each.number for each in found) and counted and not given:
            if len(set(counted)) == len(found) == len(counted):
                found = [replace(each, number=row) for each, row in zip(found, self._rows, strict=True)]
            else:
                self._renumbered = True
        return numbered(found, given)

    def remarks(self) -> list[str]:
        """What the clerk should know of how the rows were read."""
        said = list(self._split)
        if self._joined:
            said.append(f"{names_text(self._joined, _SHOWN, '行')}与上一行是同一个问题，整改要求合在一起。")
        if self._left_out:
            said.append(f"没有读这些行：{names_text(self._left_out, _SHOWN, '行')}。")
        if self._renumbered:
            said.append("“序号”不是一个问题一个号，问题按先后重新编号。")
        said += [f"严重程度“{typed}”记作“{severity}”。" for typed, severity in self._graded.items()]
        return said


def _is_heading(row: FindingRow) -> bool:
    """Whether a row holds no finding: nothing of its own where one says something, or one text right across."""
    own = [cell.text for key, cell in row.cells.items() if cell.text and key not in {"id", "row", *row.covered}]
    filled = [cell.text for cell in row.cells.values() if cell.text]
    across = len(filled) > 1 and len(set(filled)) == 1
    return across or not own or not any(row.text(key) for key in NEEDED)


def _flowing(text: str) -> str:
    """The text of a cell in one line; a line break between Chinese characters is no space."""
    lines = [part for line in text.splitlines() if (part := clean_line(line))]
    joined = "\n".join(lines)
    return parse_text(re.sub(r"(?<=[^\x00-\x7f])\n|\n(?=[^\x00-\x7f])", "", joined).replace("\n", " "))


class _OneRow:
    """The cells of one row while they are read, and what is wrong with them."""

    def __init__(self, row: FindingRow) -> None:
        self._row = row
        self.faults: list[Fault] = []

    def need(self, key: str, parse: Callable[[str], T]) -> T | None:
        """What stands in a cell that must say something."""
        if not self._row.text(key):
            hint = _BLANK if "!" in self._row.place and key == "due" else ""
            self._fault(key, f"“{name_of(key)}”是空的", hint)
        return self.get(key, parse)

    def get(self, key: str, parse: Callable[[str], T | None], *, quiet: bool = False) -> T | None:
        """What stands in a cell, None when it is empty or will not do, which is noted unless `quiet`."""
        text = self._row.text(key)
        if not text:
            return None
        try:
            return parse(text)
        except FazhiError as error:
            message, hint = error.message, error.hint
        except ValueError as error:
            message, hint = str(error), ""
        if not quiet:
            self._fault(key, message, hint)
        return None

    def _fault(self, key: str, message: str, hint: str) -> None:
        self.faults.append(Fault(index=None, place=self._row.place_of(key), message=message, hint=hint))
