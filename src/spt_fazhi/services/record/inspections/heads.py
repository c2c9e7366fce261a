"""The heads of a table of findings (整改台账): which column is which, by the many words that offices use for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.text.as_typed import narrow
from spt_fazhi.text.cells import Cell, Sheet
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import names_text

COLUMNS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "id": (
        ("编号", "问题编号", "整改编号"),
    ),
    "row": (
        ("序号", "问题序号", "序", "项次", "号"),
    ),
    "unit": (
        (
            "责任单位", "整改单位", "整改责任单位", "整改主体", "责任主体", "牵头单位", "牵头整改单位",
            "整改牵头单位", "主责单位", "单位", "单位名称", "被督察单位", "受督察单位", "被督查单位", "受督查单位",
            "被检查单位", "受检单位", "被检单位", "反馈单位", "反馈对象", "问题单位", "涉及单位", "责任部门",
            "整改部门",
        ),
    ),
    "task": (
        ("任务", "任务编号", "任务序号", "对应任务", "涉及任务", "所属任务", "要点任务", "对应要点任务"),
        ("工作任务",),
    ),
    "kind": (
        ("问题类型", "问题类别", "问题分类", "问题种类", "类型", "类别", "分类"),
    ),
    "problem": (
        (
            "问题", "存在问题", "存在的问题", "问题描述", "问题内容", "具体问题", "主要问题", "发现问题",
            "发现的问题", "反馈问题", "反馈的问题", "督察发现问题", "督察发现的问题", "督察反馈问题", "督查发现问题",
            "检查发现问题", "检查发现的问题", "问题情况", "问题清单", "问题具体内容", "存在问题描述",
        ),
        ("具体表现", "问题表现", "问题事项", "突出问题", "反馈意见"),
    ),
    "demand": (
        ("整改要求", "要求", "整改意见", "督察要求"),
        ("整改目标", "整改标准", "整改建议", "意见建议", "整改任务", "整改内容"),
        ("整改措施", "措施", "具体措施", "整改举措", "具体整改措施", "拟采取措施", "拟采取的措施", "整改方案"),
    ),
    "due": (
        (
            "整改时限", "整改期限", "完成时限", "完成期限", "时限", "期限", "整改完成时限", "整改完成期限", "限期",
            "计划完成时间", "计划完成时限", "要求完成时间", "时限要求",
        ),
        ("整改时间", "完成时间", "整改完成时间", "整改到位时间", "完成日期"),
    ),
    "severity": (
        ("严重程度", "问题程度", "程度", "严重性", "问题等级", "等级"),
    ),
}  # fmt: skip
"""The key of a column and its heads by rank; the first of all is its name in messages.

Where several columns are for one key, the one of the first rank is taken.
"""
NEEDED: Final = ("unit", "problem", "due")
MEASURES: Final = "measures"
"""The column that says what is demanded in a row where the one for it says nothing."""
_TELLS: Final = frozenset({"unit", "due", "demand", "kind"})
"""A row with a head of a problem and one of these is the row of heads."""
_ROWS_OF_HEADS: Final = 30
_PROGRESS: Final = re.compile("完成情况|整改情况|进展|销号|是否完成|整改结果|落实情况")
_KNOWN: Final[Mapping[str, tuple[str, int]]] = {
    word: (key, rank)
    for key, ranks in COLUMNS.items()
    for rank, words in enumerate(ranks)
    for word in (*([key] if not rank else []), *words)
}
"""The key of a column by its head, and how soon it is taken where there are several: the least first."""
_HINT: Final = f"可写：{'、'.join(ranks[0][0] for key, ranks in COLUMNS.items() if key != 'row')}，顺序不限"
Heads = Mapping[int, tuple[str, int]]
"""Key and rank of the columns with a head that is known, by their place."""


@frozen
class FindingRow:
    """A row below the heads: what it is called (`表1!5`), its cells by column, which lie under a merged one.

    `others` are the texts in columns that are not taken.
    """

    place: str
    cells: Mapping[str, Cell]
    covered: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()

    def text(self, key: str) -> str:
        """What stands in a column; "" where there is no such column."""
        cell = self.cells.get(key)
        return cell.text if cell is not None else ""

    def place_of(self, key: str) -> str:
        """Where that stands; the row where there is no such column."""
        cell = self.cells.get(key)
        return cell.place if cell is not None else self.place


def rows_of(sheets: Sequence[Sheet]) -> tuple[list[FindingRow], list[str]]:
    """The rows below the heads of every table that has any, and remarks on what was not read. Raises UsageError.

    A table of a document without heads goes on with the columns of the one before where it is as wide.
    """
    found: list[FindingRow] = []
    remarks: list[str] = []
    passed: list[str] = []
    before: tuple[int, dict[int, str]] | None = None
    for sheet in sheets:
        at, heads = _heads(sheet)
        width = max(map(len, sheet.rows), default=0)
        if at is not None:
            before = (width, heads)
            remarks += _unread(sheet, at, heads)
            found += _below(sheet, at + 1, heads)
        elif sheet.in_text and before is not None and before[0] == width:
            found += _below(sheet, 0, before[1])
        elif sheet.rows:
            passed.append(sheet.name)
    if before is None:
        names = names_text(passed, 3, "张") or sheets[0].name if sheets else "文件"
        raise UsageError(f"{names}里没有找到问题清单的列名", f"列名要有“问题”和“责任单位”；{_HINT}")
    return found, [*remarks, *([f"没有读“{names_text(passed, 5, '张')}”：没有列名。"] if passed else [])]


def name_of(key: str) -> str:
    """What a person calls a column."""
    return COLUMNS[key][0][0]


def _heads(sheet: Sheet) -> tuple[int | None, dict[int, str]]:
    """The row of the heads (the last of them) and the key of each column; None where there is no such row.

    Raises UsageError for heads that cannot be told.
    """
    for at, row in enumerate(sheet.rows[:_ROWS_OF_HEADS]):
        heads = _known(row)
        keys = {key for key, _ in heads.values()}
        if "problem" in keys and not _TELLS.isdisjoint(keys):
            lower = _second_row(sheet, at, heads) if at + 1 < len(sheet.rows) else None
            last = at if lower is None else at + 1
            return last, _settled(sheet, last, lower or heads)
    return None, {}


def _known(row: Sequence[Cell]) -> dict[int, tuple[str, int]]:
    """Key and rank of each cell of a row that is a known head."""
    return {index: _KNOWN[head] for index, cell in enumerate(row) if (head := _bare(cell.text)) in _KNOWN}


def _bare(head: str) -> str:
    """A head without remarks in brackets, marks and white space."""
    return re.sub(r"\s", "", re.sub(r"\([^()]*\)|[:*]", "", narrow(head))).lower()


def _second_row(sheet: Sheet, at: int, heads: Heads) -> Heads | None:
    """The columns where a second row of heads lies under merged ones of the first; None where there is no such row."""
    head, row = sheet.rows[at], sheet.rows[at + 1]
    under = {index for index, cell in enumerate(row[: len(head)]) if _under(sheet, head[index], cell)}
    if not any(index in under for index, (key, _) in heads.items() if key == "problem"):
        return None
    said = {cell.place: cell.text for cell in head}
    wholes = {}  # `整改` above `目标` is 整改目标
    for index, (above, cell) in enumerate(zip(head, row, strict=False)):
        whole = _bare((above.text or said.get(sheet.merged.get(above.place, ""), "")) + cell.text)
        if cell.text and whole in _KNOWN:
            wholes[index] = _KNOWN[whole]
    lower = {index: known for index, known in (_known(row) | wholes).items() if index not in under}
    return {index: known for index, known in heads.items() if index in under} | lower


def _under(sheet: Sheet, head: Cell, cell: Cell) -> bool:
    """Whether a cell is the lower part of a merged head: covered by it, or repeating its words (tables of Word)."""
    return sheet.merged.get(cell.place) == head.place if not cell.text else cell.text == head.text


def _settled(sheet: Sheet, at: int, heads: Heads) -> dict[int, str]:
    """One column for each key. Raises UsageError where several may be meant, and where one is missing."""
    settled: dict[int, str] = {}
    for key in dict.fromkeys(key for key, _ in heads.values()):
        ranks = {index: rank for index, (own, rank) in heads.items() if own == key}
        said = [index for index in ranks if _says(sheet, at, index)] or list(ranks)
        best = [index for index in said if ranks[index] == min(ranks[each] for each in said)]
        if len(best) > 1 and _says(sheet, at, best[0]):
            names = "、".join(f"“{one_line(_head(sheet, at, index), 20)}”" for index in best)
            hint = f"请只留一列作{name_of(key)}，其余的删去或改名（如“配合单位”“备注”）"
            raise UsageError(f"{sheet.rows[at][0].place}：{names}都可以是“{name_of(key)}”，分不清用哪一列", hint)
        settled[best[0]] = key
        rest = sorted((rank, index) for index, rank in ranks.items() if index in said and rank > ranks[best[0]])
        if key == "demand" and rest:
            settled[rest[0][1]] = MEASURES
    missing = [key for key in NEEDED if key not in settled.values()]
    if missing:
        names = "、".join(name_of(key) for key in missing)
        raise UsageError(f"{sheet.rows[at][0].place}：缺少这些列：{names}", _HINT)
    return dict(sorted(settled.items()))


def _head(sheet: Sheet, at: int, index: int) -> str:
    """The head of a column: in the row of heads, else in the one above it."""
    for row in (sheet.rows[at], *([sheet.rows[at - 1]] if at else [])):
        if index < len(row) and row[index].text:
            return row[index].text
    return ""


def _says(sheet: Sheet, at: int, index: int) -> bool:
    return any(index < len(row) and row[index].text for row in sheet.rows[at + 1 :])


def _says_both(sheet: Sheet, at: int, one: int, other: int) -> bool:
    return any(row[one].text and row[other].text for row in sheet.rows[at + 1 :] if max(one, other) < len(row))


def _unread(sheet: Sheet, at: int, heads: Mapping[int, str]) -> Iterator[str]:
    """The columns in which something is written that is not taken, with what to do about it."""
    width = max(map(len, sheet.rows))
    demand = next((index for index, key in heads.items() if key == "demand"), width)
    left = [
        index
        for index in range(width)
        if (index not in heads and _says(sheet, at, index))
        or (heads.get(index) == MEASURES and _says_both(sheet, at, index, demand))
    ]
    if not left:
        return
    names = [one_line(_head(sheet, at, index), 20) or f"第{index + 1}列（没有列名）" for index in left]
    hint = "；整改情况由责任单位另报：fazhi record rectify" if any(map(_PROGRESS.search, names)) else ""
    yield f"“{sheet.name}”里没有读这些列：{'、'.join(names)}{hint}。"


def _below(sheet: Sheet, first: int, heads: Mapping[int, str]) -> Iterator[FindingRow]:
    """The rows from `first` on; a cell under a merged one says what that one says."""
    said = {cell.place: cell.text for row in sheet.rows for cell in row} if sheet.merged else {}
    for row in sheet.rows[first:]:
        place = re.sub(r"![A-Z]+(?=[0-9]+$)", "!", row[0].place)
        cells: dict[str, Cell] = {}
        covered = set()
        for index, key in heads.items():
            cell = row[index] if index < len(row) else Cell(place, "")
            over = sheet.merged.get(cell.place) if not cell.text else None
            if over is not None:
                covered.add(key)
                cell = Cell(cell.place, said.get(over, ""), cell.is_number)
            cells[key] = cell
        others = tuple(dict.fromkeys(cell.text for at, cell in enumerate(row) if cell.text and at not in heads))
        yield FindingRow(place=place, cells=cells, covered=frozenset(covered), others=others)
