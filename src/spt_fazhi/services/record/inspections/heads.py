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

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("编号", "问题编号", "整改编号"),
    "row": ("序号", "问题序号", "序", "项次", "号"),
    "unit": (
        "责任单位", "整改单位", "整改责任单位", "整改主体", "责任主体", "牵头单位", "牵头整改单位", "整改牵头单位",
        "主责单位", "单位", "单位名称", "被督察单位", "受督察单位", "被督查单位", "受督查单位", "被检查单位",
        "受检单位", "被检单位", "反馈单位", "反馈对象", "问题单位", "涉及单位", "责任部门", "整改部门",
    ),
    "task": (
        "任务", "任务编号", "任务序号", "对应任务", "涉及任务", "所属任务", "工作任务", "要点任务", "对应要点任务",
    ),
    "kind": ("问题类型", "问题类别", "问题分类", "问题种类", "类型", "类别", "分类"),
    "problem": (
        "问题", "存在问题", "存在的问题", "问题描述", "问题内容", "具体问题", "主要问题", "发现问题", "发现的问题",
        "反馈问题", "反馈的问题", "督察发现问题", "督察发现的问题", "督察反馈问题", "督查发现问题", "检查发现问题",
        "检查发现的问题", "问题表现", "具体表现", "问题情况", "问题事项", "问题清单", "突出问题", "问题具体内容",
        "存在问题描述", "反馈意见",
    ),
    "demand": (
        "整改要求", "要求", "整改目标", "整改标准", "整改意见", "整改建议", "意见建议", "督察要求", "整改任务",
        "整改内容",
    ),
    "measures": (
        "整改措施", "措施", "具体措施", "整改举措", "具体整改措施", "拟采取措施", "拟采取的措施", "整改方案",
    ),
    "due": (
        "整改时限", "整改期限", "完成时限", "完成期限", "时限", "期限", "整改完成时限", "整改完成期限", "整改时间",
        "完成时间", "整改完成时间", "计划完成时间", "要求完成时间", "限期", "整改到位时间", "计划完成时限",
        "时限要求", "完成日期",
    ),
    "severity": ("严重程度", "问题程度", "程度", "严重性", "问题性质", "性质", "问题等级", "等级"),
}  # fmt: skip
"""The key of a column and its heads, the first of which is its name in messages."""
NEEDED: Final = ("unit", "problem", "due")
_TELLS: Final = frozenset({"unit", "due", "demand", "measures", "kind"})
"""A row with a head of a problem and one of these is the row of heads."""
_ROWS_OF_HEADS: Final = 30
_PROGRESS: Final = re.compile("完成情况|整改情况|进展|销号|是否完成|整改结果|落实情况")
_KNOWN: Final[Mapping[str, str]] = {word: key for key, words in COLUMNS.items() for word in (key, *words)}
_HINT: Final = (
    f"可写：{'、'.join(words[0] for key, words in COLUMNS.items() if key not in {'row', 'measures'})}，顺序不限"
)


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
    return COLUMNS[key][0]


def _heads(sheet: Sheet) -> tuple[int | None, dict[int, str]]:
    """The row of the heads (the last of them) and the key of each column; None where there is no such row.

    Raises UsageError for heads that cannot be told.
    """
    for at, row in enumerate(sheet.rows[:_ROWS_OF_HEADS]):
        keys = {index: key for index, cell in enumerate(row) if (key := _key(cell.text))}
        if "problem" in keys.values() and not _TELLS.isdisjoint(keys.values()):
            lower = _second_row(sheet, at, keys) if at + 1 < len(sheet.rows) else None
            last = at if lower is None else at + 1
            return last, _settled(sheet, last, lower or keys)
    return None, {}


def _second_row(sheet: Sheet, at: int, keys: Mapping[int, str]) -> dict[int, str] | None:
    """The columns where a second row of heads lies under merged ones of the first; None where there is no such row."""
    head, row = sheet.rows[at], sheet.rows[at + 1]
    under = {index: _under(sheet, head[index], row[index] if index < len(row) else None) for index in range(len(head))}
    problem = next(index for index, key in keys.items() if key == "problem")
    if not under[problem]:
        return None
    lower = {index: key for index, cell in enumerate(row) if not under.get(index) and (key := _key(cell.text))}
    return {**{index: key for index, key in keys.items() if under.get(index)}, **lower}


def _under(sheet: Sheet, head: Cell, cell: Cell | None) -> bool:
    """Whether a cell is the lower part of a merged head: covered by it, or repeating its words (tables of Word)."""
    if cell is None:
        return False
    return sheet.merged.get(cell.place) == head.place if not cell.text else cell.text == head.text


def _settled(sheet: Sheet, at: int, keys: Mapping[int, str]) -> dict[int, str]:
    """One column for each key, those that say nothing left out. Raises UsageError where several say something."""
    by_key: dict[str, list[int]] = {}
    for index, key in keys.items():
        by_key.setdefault(key, []).append(index)
    settled: dict[int, str] = {}
    for key, places in by_key.items():
        said = [index for index in places if _says(sheet, at, index)] if len(places) > 1 else places
        if len(said) > 1:
            heads = "、".join(f"“{one_line(_head(sheet, at, index), 20)}”" for index in said)
            hint = f"请只留一列作{name_of(key)}，其余的删去或改名（如“配合单位”“备注”）"
            raise UsageError(f"{sheet.rows[at][0].place}：{heads}都可以是“{name_of(key)}”，分不清用哪一列", hint)
        settled[(said or places)[0]] = key
    missing = [key for key in NEEDED if key not in settled.values()]
    if missing:
        names = "、".join(name_of(key) for key in missing)
        raise UsageError(f"{sheet.rows[at][0].place}：缺少这些列：{names}", _HINT)
    if "demand" not in settled.values():
        settled = {index: "demand" if key == "measures" else key for index, key in settled.items()}
    return dict(sorted(settled.items()))


def _head(sheet: Sheet, at: int, index: int) -> str:
    """The head of a column: in the row of heads, else in the one above it."""
    for row in (sheet.rows[at], *([sheet.rows[at - 1]] if at else [])):
        if index < len(row) and row[index].text:
            return row[index].text
    return ""


def _says(sheet: Sheet, at: int, index: int) -> bool:
    return any(index < len(row) and row[index].text for row in sheet.rows[at + 1 :])


def _key(head: str) -> str:
    """The key of a column by its head, "" for one that is not known."""
    text = re.sub(r"\s", "", re.sub(r"\([^()]*\)|[:*]", "", narrow(head)))
    return _KNOWN.get(text.lower(), "")


def _unread(sheet: Sheet, at: int, heads: Mapping[int, str]) -> Iterator[str]:
    """The columns in which something is written that is not taken, with what to do about it."""
    width = max(map(len, sheet.rows))
    left = [index for index in range(width) if heads.get(index, "measures") == "measures" and _says(sheet, at, index)]
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
