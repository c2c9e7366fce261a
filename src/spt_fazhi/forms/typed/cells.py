"""The cells of one row while they are read: what stands in them, what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Final, TypeVar

from spt_fazhi.forms.columns import FIGURE, STAGES
from spt_fazhi.forms.heads import RowFound, head_of_column
from spt_fazhi.forms.reading import RowFault, fault_at
from spt_fazhi.text.as_typed import narrow
from spt_fazhi.text.cells import FORMULA_HINT

T = TypeVar("T")
NOTHING: Final = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "没有", "暂无", "不适用", "×", "x", "X", "空"})
"""What people write in a cell that they leave empty; in half width."""
BLANK: Final[Mapping[str, str]] = {
    "date": "请写哪一天做的，如 6月20日",
    "what": "请写做了什么，一句话",
    "reached": "请写整数，没有的写 0",
    "of": "请写整数，没有发生的写 0",
    "done": "请写做法和成效；没有要报的，整行留空",
    "stage": f"请选 {STAGES[0]} 或 {STAGES[1]}；还没有整改的，整行留空",
}
"""What to write in a cell that must not be empty. A formula that was never calculated is read as empty too."""
_NO_FORMULA: Final = "（看上去有内容的，是公式没有算过：请直接写结果）"


class Cells:
    """The cells of one row while they are read, and what is wrong with them."""

    def __init__(self, row: RowFound) -> None:
        """Nothing is wrong yet."""
        self._row = row
        self.faults: list[RowFault] = []

    @property
    def figures(self) -> tuple[str, ...]:
        """The columns of declared figures."""
        return tuple(key for key in self._row.cells if key.startswith(FIGURE))

    def text(self, key: str) -> str:
        """What stands in a column."""
        return self._row.text(key)

    def need(self, key: str) -> None:
        """Note a fault when the cell is empty."""
        cell = self._row.cells.get(key)
        if self.text(key) or (cell is not None and cell.is_formula):
            return
        under = self._row.covered.get(key)
        hint = (
            f"收到时这一格和 {under} 合并在一起：请每行各写各的，不要合并"
            if under
            else f"{BLANK.get(key, '请填写')}{_NO_FORMULA}"
        )
        self.fault(key, f"“{head_of_column(self._row.sheet, key)}”是空的", hint)

    def refuse_unless(self, key: str, fits: bool, message: str, hint: str) -> None:
        """Note a fault when something stands in a cell that is not asked for."""
        if narrow(self.text(key)) not in NOTHING and not fits:
            self.fault(key, message, hint)

    def fault(self, key: str, message: str, hint: str = "") -> None:
        """Note what is wrong with a cell."""
        self.faults.append(fault_at(self._row, key, message, hint))

    def given(self, key: str, parse: Callable[[str], T], nothing: Collection[str] = NOTHING) -> T | None:
        """As `get`; a dash or 无 is nothing too."""
        cell = self._row.cells.get(key)
        is_nothing = narrow(self.text(key)) in nothing and not (cell is not None and cell.is_formula)
        return None if is_nothing else self.get(key, parse)

    def get(self, key: str, parse: Callable[[str], T]) -> T | None:
        """What stands in a cell, None when it is empty or will not do, which is noted."""
        cell = self._row.cells.get(key)
        if cell is not None and cell.fault:
            self.fault(key, f"“{head_of_column(self._row.sheet, key)}”{cell.fault}", FORMULA_HINT)
            return None
        text = self.text(key)
        return self.try_(lambda: parse(text), key) if text else None

    def try_(self, work: Callable[[], T], key: str) -> T | None:
        """What `work` gives; None, and a fault of the cell, for a ValueError."""
        try:
            return work()
        except ValueError as error:
            said = re.sub(r"\s+", " ", str(error))
            self.fault(key, said)
        return None
