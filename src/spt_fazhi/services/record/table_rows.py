"""The rows of a table as evidence or rectification: every cell read as people type, every fault with its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.forms.days import serial_day
from spt_fazhi.model.fields import parse_text
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.inspection.find import find_finding
from spt_fazhi.services.lookups import Chosen, find_obligations, find_owners, is_finding_name
from spt_fazhi.services.record import new_file
from spt_fazhi.services.record.faults import Fault
from spt_fazhi.services.record.findings import refuse_settled, stage_told, unit_of
from spt_fazhi.services.record.new_file import NewFile
from spt_fazhi.services.record.so_far import whole_typed
from spt_fazhi.services.record.table_heads import FIGURE, NEEDED, Row, name_of
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.as_typed import amount_typed, id_typed, narrow, period_typed
from spt_fazhi.text.cells import FORMULA_HINT, Cell, refuse_lost_zero
from spt_fazhi.text.plain import clean_line, one_line
from spt_fazhi.views.wording import names_text

T = TypeVar("T")
_OF_RECTIFICATION: Final = frozenset(
    {"unit", "obligation", "date", "title", "document", "link", "files", "detail", "stage"}
)
_BETWEEN_FILES: Final = r"[;；、\n]"


@frozen
class TableRow:
    """The files a row asks for, or what is wrong with it."""

    files: tuple[NewFile, ...] = ()
    faults: tuple[Fault, ...] = ()


class RowReader:
    """Reads rows; `remarks` gathers what the clerk should know of them."""

    def __init__(self, workspace: Workspace, folder: Path, read_day: Callable[[str], date]) -> None:
        """Attachments lie in or below `folder`; `read_day` reads a day or raises ValueError."""
        self._workspace = workspace
        self._folder = folder
        self._read_day = read_day
        self.remarks: list[str] = []

    def read(self, row: Row) -> TableRow:
        """The files a row asks for: one for each unit of each obligation."""
        one = _OneRow(row)
        told = self._told(one)
        if is_finding_name(self._workspace, one.text("obligation")):
            return self._rectified(row, one, told)
        for key in NEEDED:
            one.need(key)
        one.refuse_unless("stage", fits=False, message="这一行不是整改，不写整改阶段", hint="请留空")
        obligations = one.get("obligation", lambda text: self._obligations(row.cells["obligation"], text)) or ()
        if not obligations:
            one.get("unit", partial(self._owners, None))
        made: list[NewFile] = []
        for obligation in obligations:
            chosen = one.get("unit", partial(self._owners, obligation))
            more = self._more(one, obligation)
            if chosen is None or one.faults:
                continue
            if obligation.scope == "joint" and len(chosen.units) > 1:
                one.fault("unit", f"事项 {obligation.id} 由多个单位共同完成，一件事记一次", "请写一个单位")
                continue
            if chosen.left_out:
                names = names_text(chosen.left_out)
                self.remarks.append(f"{row.place}：{names}不承担事项 {obligation.id}，不写。")
            made += [self._file(row, told, obligation, unit, more) for unit in chosen.units]
        if one.faults:
            return TableRow(faults=tuple(dict.fromkeys(one.faults)))
        return TableRow(files=tuple(made))

    def _file(
        self, row: Row, told: Mapping[str, Any], obligation: Obligation, unit: Unit, more: Mapping[str, Any]
    ) -> NewFile:
        by = told["by"]
        made = new_file.evidence(
            self._workspace,
            obligation=obligation,
            unit=unit,
            day=told["date"],
            title=told["title"],
            more={**more, "by": by.name if by is not None and by != unit else None},
            files=told["files"],
        )
        places = {key.partition(":")[0]: cell.place for key, cell in row.cells.items()}
        return replace(made, label=row.place, places={"figures": places.get("figure", row.place), **places})

    def _rectified(self, row: Row, one: _OneRow, told: Mapping[str, Any]) -> TableRow:
        """A report on the finding that the row names; its unit may be left out."""
        for key in ("date", "title"):
            one.need(key)
        for key in one.keys:
            if key not in _OF_RECTIFICATION:
                one.refuse_unless(key, fits=False, message=f"整改不写{name_of(key)}", hint="请留空")
        found = one.get("obligation", partial(find_finding, self._workspace.register))
        unit = None
        if found is not None:
            typed = one.text("unit") or None
            unit = one.tried("unit", lambda: unit_of(self._workspace, found, typed))
            one.tried("obligation", lambda: refuse_settled(self._workspace, found))
        more = {key: one.get(key, parse_text) for key in ("detail", "document", "link")}
        more["stage"] = one.get("stage", stage_told) or None
        if one.faults or found is None or unit is None:
            return TableRow(faults=tuple(dict.fromkeys(one.faults)))
        made = new_file.rectify(
            self._workspace, found=found, unit=unit, day=told["date"], title=told["title"], more=more,
            files=told["files"],
        )  # fmt: skip
        places = {key: cell.place for key, cell in row.cells.items()}
        places |= dict.fromkeys(("inspection", "finding"), places["obligation"])
        return TableRow(files=(replace(made, label=row.place, places=places),))

    def _told(self, one: _OneRow) -> dict[str, Any]:
        """What does not depend on the obligation."""
        return {
            "date": one.get_day("date", self._read_day),
            "title": one.get("title", lambda text: parse_text(clean_line(text))),
            "by": one.get("by", self._workspace.unit),
            "files": one.get("files", self._files) or (),
        }

    def _obligations(self, cell: Cell, text: str) -> tuple[Obligation, ...]:
        """`6.1`, `2.3、3.2`, `6.1 旁听庭审`. Raises UsageError for a number of which the sheet may have lost a zero."""
        first, _, rest = text.partition(" ")
        if rest and not re.search(r"\d\.\d", rest):
            text = first
        found = find_obligations(self._workspace, text)
        known = {each.id for task in self._workspace.register.tasks for each in task.obligations}
        if cell.is_number and f"{id_typed(text)}0" in known:
            said = f"“{text}”在表里是数字，分不清是 {text} 还是 {text}0"
            raise UsageError(said, "请把这一列的格式改成文本再写")
        return found

    def _owners(self, obligation: Obligation | None, text: str) -> Chosen:
        return find_owners(self._workspace, [text], obligation)

    def _files(self, text: str) -> tuple[Path, ...]:
        """Attachments beside the table. Raises UsageError for one that is not there or lies elsewhere."""
        found = []
        for name in filter(None, (part.strip() for part in re.split(_BETWEEN_FILES, text))):
            path = self._folder / name
            inside = path.resolve().is_relative_to(self._folder.resolve())
            if not inside or not path.is_file():
                raise UsageError(
                    f"找不到附件“{one_line(name, 60)}”", "附件放在表格所在的文件夹里，这一格写文件名；几个用分号隔开"
                )
            found.append(path)
        return tuple(found)

    def _more(self, one: _OneRow, obligation: Obligation) -> dict[str, Any]:
        """Amounts, period and the rest, as the files write them."""
        target, year = obligation.target, self._workspace.register.info.year
        is_rate = isinstance(target, RateTarget)
        counted = target.unit if isinstance(target, CountTarget) else None
        about = f"事项 {obligation.id} "
        one.refuse_unless("amount", not is_rate, f"{about}按比率考核，不写数量", "请写达到数和总数")
        for key in ("reached", "of", "through"):
            one.refuse_unless(key, is_rate, f"{about}不按比率考核，不写{name_of(key)}", "请写数量，或留空")
            if is_rate and key != "through":
                one.need(key)
        one.refuse_unless("period", obligation.every is not None, f"{about}不按期报送，不写期间", "请留空")
        figures = self._figures(one, obligation)
        through = one.get_day("through", self._read_day)
        return {
            "amount": one.get("amount", lambda text: amount_typed(text, counted)),
            "reached": one.get("reached", whole_typed),
            "of": one.get("of", whole_typed),
            "through": through.isoformat() if through else None,
            "period": one.get("period", lambda text: period_typed(text, year)),
            "detail": one.get("detail", parse_text),
            "document": one.get("document", parse_text),
            "link": one.get("link", parse_text),
            "figures": figures or None,
        }

    def _figures(self, one: _OneRow, obligation: Obligation) -> dict[str, str]:
        """The numbers asked for besides, each in a column of its name."""
        asked = {each.name: each.unit for each in obligation.figures}
        found = {}
        for key in (each for each in one.keys if each.startswith(FIGURE)):
            name = name_of(key)
            one.refuse_unless(key, name in asked, f"事项 {obligation.id} 没有要求另报“{name}”", "请留空")
            amount = one.get(key, partial(amount_typed, unit=asked.get(name)))
            if amount is not None:
                found[name] = amount
        return found


class _OneRow:
    """The cells of one row while they are read, and what is wrong with them."""

    def __init__(self, row: Row) -> None:
        """Nothing is wrong yet."""
        self._row = row
        self.faults: list[Fault] = []

    @property
    def keys(self) -> Sequence[str]:
        """The columns there are."""
        return tuple(self._row.cells)

    def text(self, key: str) -> str:
        """What stands in a cell, "" where there is none."""
        cell = self._row.cells.get(key)
        return cell.text if cell is not None else ""

    def need(self, key: str) -> None:
        """Note a fault when the cell is empty."""
        cell = self._row.cells.get(key)
        if not self.text(key) and not (cell is not None and cell.is_formula):
            self.fault(key, f"“{name_of(key)}”是空的")

    def refuse_unless(self, key: str, fits: bool, message: str, hint: str) -> None:
        """Note a fault when something stands in a cell that does not fit the obligation."""
        if self.text(key) and not fits:
            self.fault(key, message, hint)

    def fault(self, key: str, message: str, hint: str = "") -> None:
        """Note what is wrong with a cell."""
        cell = self._row.cells.get(key)
        place = cell.place if cell is not None else self._row.place
        self.faults.append(Fault(index=None, place=place, message=message, hint=hint))

    def get(self, key: str, parse: Callable[[str], T]) -> T | None:
        """What stands in a cell, None when it is empty or will not do, which is noted."""
        cell = self._row.cells.get(key)
        if cell is not None and cell.fault:
            self.fault(key, f"“{name_of(key)}”{cell.fault}", FORMULA_HINT)
            return None
        text = self.text(key)
        return self.tried(key, lambda: parse(text)) if text else None

    def get_day(self, key: str, parse: Callable[[str], date]) -> date | None:
        """As `get`, for a day: a number may have lost its last zero, or be what a spreadsheet makes of a day."""

        def read(text: str) -> date:
            refuse_lost_zero(self._row.cells[key])
            return serial_day(narrow(text)) or parse(text)

        return self.get(key, read)

    def tried(self, key: str, read: Callable[[], T]) -> T | None:
        """What is read of a cell, None when it will not do, which is noted."""
        try:
            return read()
        except FazhiError as error:
            self.fault(key, error.message, error.hint)
        except ValueError as error:
            self.fault(key, str(error), "")
        return None
