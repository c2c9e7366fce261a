"""What a row of a table of findings is: a finding, a heading, a total, a note below, a number put in beforehand."""

from __future__ import annotations

import re
from typing import Final

from spt_fazhi.services.record.inspections.head_words import MEASURES, NEEDED
from spt_fazhi.services.record.inspections.heads import FindingRow
from spt_fazhi.services.record.inspections.typed import is_nothing
from spt_fazhi.text.as_typed import narrow

_COUNTED: Final = re.compile(r"[0-9.、()]+")
"""What people fill a column of numbers with beforehand."""
_TOTAL: Final = re.compile(r"(?:合计|总计|共计|小计|累计)(?:[::].*|[0-9]+[个项条])?")
_NOTE: Final = re.compile(
    r"(?:注|备注|说明|附注|(?:填表|填报|制表|审核|复核|报送|经办|督察|联系|负责)(?:说明|人|单位|时间|日期|组|电话)*"
    r"|(?:单位)?(?:主要)?负责人|联系电话|电话|日期)(?:\([^()]*\))?[::].*",
    re.DOTALL,
)
"""What a row below the problems begins with: `注：…`, `填表人：…`."""


def is_heading(row: FindingRow) -> bool:
    """Whether a row holds no finding: nothing of its own where one says something, one text right across, a total, a
    note below.
    """
    own = [cell.text for key, cell in row.cells.items() if cell.text and key not in {"id", "row", *row.covered}]
    filled = [cell.text for cell in row.cells.values() if cell.text]
    needed = {row.text(key) for key in NEEDED}
    across = len(filled) > 1 and (len(set(filled)) == 1 or (len(needed) == 1 and needed != {""}))
    first = narrow(row.first)
    is_note = _NOTE.fullmatch(first) is not None and not all(row.text(key) for key in NEEDED)
    return across or not own or not any(row.text(key) for key in NEEDED) or is_note or bool(_TOTAL.fullmatch(first))


def is_demand_alone(row: FindingRow) -> bool:
    """Whether a row says what is demanded and nothing of what was found, and is no note."""
    demands = [row.text(key) for key in ("demand", MEASURES) if key not in row.covered]
    first = narrow(row.first)
    if all(map(is_nothing, demands)) or any(row.text(key) for key in NEEDED):
        return False
    return not (_NOTE.fullmatch(first) or _TOTAL.fullmatch(first))


def number_in(row: FindingRow) -> str:
    """What a row is numbered, under 编号 or 序号; "" where it is not, or the number lies under a merged cell."""
    said = (narrow(row.text(key)) for key in ("id", "row") if key not in row.covered)
    return next((text for text in said if not is_nothing(text)), "")


def is_counted(text: str) -> bool:
    """Whether a text is but a number, as people fill a column with beforehand."""
    return _COUNTED.fullmatch(narrow(text)) is not None
