"""A table of findings read whole: every row looked at, every fault said with its cell, nothing lost in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final, TypeVar

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.fields import parse_text
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.services.record.faults import Fault, FilesRefusedError
from spt_fazhi.services.record.inspections.findings import Given, NewFinding, for_each, numbered
from spt_fazhi.services.record.inspections.head_words import MEASURES, name_of
from spt_fazhi.services.record.inspections.heads import FindingRow, rows_of
from spt_fazhi.services.record.inspections.row_kinds import is_counted, is_demand_alone, is_heading, number_in
from spt_fazhi.services.record.inspections.typed import FindingReader, is_nothing
from spt_fazhi.text.as_typed import narrow
from spt_fazhi.text.cells import FORMULA_HINT, Cell, Sheet, in_one_line, points_in, refuse_lost_zero
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import names_text

T = TypeVar("T")
_BLANK: Final = "一行写一个问题，各项写全；分类标题、合计写在第一列，或删去"
_SHOWN: Final = 8


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
    return FindingTable(
        findings=tuple(_with_usual(each, reader) for each in found),
        remarks=(*remarks, *table.remarks(), *_about_usual(found, reader)),
    )


def _with_usual(finding: NewFinding, reader: FindingReader) -> NewFinding:
    """A finding with the kind and severity that those have that say none."""
    kind, severity = finding.kind or reader.usual_kind, finding.severity or reader.usual_severity
    return replace(finding, kind=kind, severity=severity)


def _about_usual(found: Sequence[NewFinding], reader: FindingReader) -> Iterator[str]:
    """How many findings said no kind or severity, and what they got."""
    no_kind = sum(each.kind is None for each in found)
    no_severity = sum(each.severity is None for each in found)
    if no_kind and reader.usual_kind:
        yield f"没有写问题类型的 {no_kind} 个记作“{reader.usual_kind}”。"
    if no_severity and reader.usual_severity:
        yield f"没有写严重程度的 {no_severity} 个记作“{reader.usual_severity}”。"


class _Table:
    """Findings as they are read, row by row."""

    def __init__(self, reader: FindingReader) -> None:
        self._reader = reader
        self._found: list[NewFinding] = []
        self._before: list[NewFinding] = []  # what the row before gave
        self._number = ""  # what that row is numbered
        self._rows: list[int] = []  # what stood under 序号, 0 for none, for each finding
        self._split: list[str] = []
        self._listed: list[str] = []
        self._joined: list[str] = []
        self._left_out: list[str] = []
        self._renumbered = False
        self._uncounted = False  # something stands under 序号 that is no whole number
        self._done: list[str] = []
        self._graded: dict[str, str] = {}
        self.faults: list[Fault] = []

    def add(self, row: FindingRow) -> None:
        """Take in one row."""
        if is_heading(row):
            if self._shares_problem(row) and self._has_own_number(row):
                self._ask_if_another(row)
            self._pass_over(row)
            return
        one = _OneRow(row)
        new = self._findings(one, row)
        if one.faults:
            self.faults += one.faults
            self._before = []
        if not new:
            return
        self._done += [row.place] if row.is_done else []
        if self._goes_on(row, new):
            if self._has_own_number(row):
                self._ask_if_another(row)
            else:
                self._join(row, new)
            return
        if len(new) > 1:
            names = names_text([each.unit.name for each in new], _SHOWN)
            self._split.append(f"{row.place} 写了 {len(new)} 个单位（{names}），一个单位登记一个问题。")
        counted = one.get("row", self._reader.number, quiet=True) or 0
        self._uncounted |= not counted and (row.is_formula("row") or not is_nothing(row.text("row")))
        self._rows += [counted, *[0] * (len(new) - 1)]
        if (points := points_in(row.text("problem"))) > 1:
            self._listed.append(
                f"{row.place_of('problem')} 一格写了 {points} 条，登记成一个问题；要分开算的，一行写一个。"
            )
        self._found += new
        self._before = new
        self._number = number_in(row)

    def _findings(self, one: _OneRow, row: FindingRow) -> list[NewFinding]:
        """What a row says, for each of its units; nothing for a row with a fault."""
        chosen = one.need("unit", self._reader.units)
        problem = one.need("problem", _flowing)
        due = one.need_day("due", self._reader.due)
        is_asked = row.is_formula("demand") or not is_nothing(row.text("demand"))
        asked = "demand" if is_asked else MEASURES
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
        return same and ("problem" in row.covered or self._before[0].demand != new[0].demand)

    def _shares_problem(self, row: FindingRow) -> bool:
        """Whether the problem of the row before is merged over this one."""
        said = row.text("problem") if "problem" in row.covered and self._before else ""
        return bool(said) and _flowing(said) == self._before[0].problem

    def _has_own_number(self, row: FindingRow) -> bool:
        """Whether a row is numbered, and otherwise than the one before."""
        number = number_in(row)
        return bool(number and self._number) and number != self._number

    def _ask_if_another(self, row: FindingRow) -> None:
        """Refuse a row that says the problem of the one before under a number of its own."""
        number, key = number_in(row), "id" if row.text("id") else "row"
        said = f"{name_of(key)} {number} 与上一行的 {self._number}"
        message = f"{said} 写的是同一个问题，分不清是一个还是两个"
        hint = f"是一个问题的，{name_of(key)}只写一个（或也合并）；是两个问题的，拆开合并的格子，各写各的问题"
        self.faults.append(Fault(index=None, place=row.place_of(key), message=message, hint=hint))

    def _join(self, row: FindingRow, new: Sequence[NewFinding]) -> None:
        before = self._before[0]
        if new[0].due != before.due:
            place = before.places.get("due", before.place)
            message = f"与 {place} 是同一个问题，整改时限却不同（{before.due}、{new[0].due}）"
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
        if is_demand_alone(row):
            message = "这一行只有整改要求，没有问题"
            hint = "是上一行的整改要求的，写进上一行，或把上一行的问题、单位、时限合并下来；不是的请删去"
            self.faults.append(Fault(index=None, place=row.place_of("demand"), message=message, hint=hint))
        wrong = [(key, cell) for key, cell in row.cells.items() if cell.is_formula and key not in {"row", *row.covered}]
        self.faults += [_formula_fault(key, cell) for key, cell in wrong]
        said = [cell.text for key, cell in row.cells.items() if cell.text and key not in row.covered]
        said = [text for text in said if not is_counted(text)]
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
        if not any(each.number for each in found) and (counted or self._uncounted) and not given:
            if len(set(counted)) == len(found) == len(counted):
                found = [replace(each, number=row) for each, row in zip(found, self._rows, strict=True)]
            else:
                self._renumbered = True
        return numbered(found, given)

    def remarks(self) -> list[str]:
        """What the clerk should know of how the rows were read."""
        said = [*self._split, *self._listed]
        if self._joined:
            said.append(f"{names_text(self._joined, _SHOWN, '行')}与上一行是同一个问题，整改要求合在一起。")
        if self._left_out:
            said.append(f"没有读这些行：{names_text(self._left_out, _SHOWN, '行')}。")
        if self._renumbered:
            why = "里有不是整数的" if self._uncounted else "不是一个问题一个号"
            said.append(f"“序号”{why}，问题按先后重新编号。")
        if self._done:
            rows = names_text(self._done, _SHOWN, "行")
            hint = "由责任单位报整改（fazhi record rectify），复核后再销号（fazhi decide close）"
            said.append(f"{rows}在表里写着已完成，仍按未整改登记，不算销号：{hint}。")
        said += [f"严重程度“{typed}”记作“{severity}”。" for typed, severity in self._graded.items()]
        return said


def _flowing(text: str) -> str:
    """The text of a cell in one line. Raises ValueError for what no file may hold."""
    return parse_text(in_one_line(text))


def _formula_fault(key: str, cell: Cell) -> Fault:
    return Fault(index=None, place=cell.place, message=f"“{name_of(key)}”{cell.fault}", hint=FORMULA_HINT)


class _OneRow:
    """The cells of one row while they are read, and what is wrong with them."""

    def __init__(self, row: FindingRow) -> None:
        self._row = row
        self.faults: list[Fault] = []

    def need(self, key: str, parse: Callable[[str], T]) -> T | None:
        """What stands in a cell that must say something."""
        if not self._row.text(key) and not self._row.is_formula(key):
            self._fault(key, f"“{name_of(key)}”是空的", _BLANK)
        return self.get(key, parse)

    def need_day(self, key: str, parse: Callable[[str], date]) -> date | None:
        """As `need`, for a day, which a number may have lost the last zero of."""

        def read(text: str) -> date:
            refuse_lost_zero(self._row.cells[key])
            return parse(text)

        return self.need(key, read)

    def get(self, key: str, parse: Callable[[str], T | None], *, quiet: bool = False) -> T | None:
        """What stands in a cell, None when it is empty or will not do, which is noted unless `quiet`."""
        cell = self._row.cells.get(key)
        if cell is not None and cell.fault and not quiet:
            self.faults.append(_formula_fault(key, cell))
            return None
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
