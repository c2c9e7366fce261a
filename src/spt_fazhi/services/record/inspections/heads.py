"""The tables of findings (整改台账) in a file: where their heads stand, which column is which, the rows below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.services.record.inspections.head_words import (
    HINT,
    KNOWN,
    MEASURES,
    NEEDED,
    PROGRESS,
    Heads,
    bare,
    is_head_row,
    known_heads,
    name_of,
)
from spt_fazhi.text.as_typed import narrow
from spt_fazhi.text.cells import Cell, Sheet, place_in
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import names_text

_ROWS_OF_HEADS: Final = 30
_DONE: Final = re.compile(
    "(?:(?:[均都]?已经?|全部|全面)+(?:整改|完成|办结|销号|落实|到位)+|整改完成|完成整改|整改到位|完成|办结|销号)"
    "(?:完毕)?(?:[,.;(].*)?"
)
_YES: Final = frozenset({"是", "√", "✓", "✔", "☑", "y", "yes"})


@frozen
class FindingRow:
    """A row below the heads: what it is called (`表1!5`), its cells by column, which lie under a merged one.

    `others` are the texts in columns that are not taken, `first` is the first of all its texts; `is_done` says that
    one of those columns calls the problem put right.
    """

    place: str
    cells: Mapping[str, Cell]
    covered: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()
    first: str = ""
    is_done: bool = False

    def text(self, key: str) -> str:
        """What stands in a column; "" where there is no such column."""
        cell = self.cells.get(key)
        return cell.text if cell is not None else ""

    def is_formula(self, key: str) -> bool:
        """Whether a formula stands there that was never computed."""
        return key in self.cells and self.cells[key].is_formula

    def place_of(self, key: str) -> str:
        """Where that stands; the row where there is no such column."""
        cell = self.cells.get(key)
        return cell.place if cell is not None else self.place


def rows_of(sheets: Sequence[Sheet]) -> tuple[list[FindingRow], list[str]]:
    """The rows below the heads of every table that has any, and remarks on what was not read. Raises UsageError.

    Heads that come again further down (a table printed on several pages) begin anew. A table of a document without
    heads goes on with the columns of the one before where it is as wide.
    """
    found: list[FindingRow] = []
    remarks: list[str] = []
    passed: list[str] = []
    before: tuple[int, dict[int, str]] | None = None
    for sheet in sheets:
        width = max(map(len, sheet.rows), default=0)
        parts = _parts(sheet)
        for part, at, heads in parts:
            before = (width, heads)
            remarks += _unread(part, at, heads)
            found += _below(part, at + 1, heads)
        if parts:
            continue
        if sheet.in_text and before is not None and before[0] == width:
            found += _below(sheet, 0, before[1])
        elif sheet.rows:
            passed.append(sheet.name)
    if before is None:
        names = names_text(passed, 3, "张") or sheets[0].name if sheets else "文件"
        raise UsageError(f"{names}里没有找到问题清单的列名", f"列名要有“问题”和“责任单位”；{HINT}")
    left = [f"没有读“{names_text(passed, 5, '张')}”：没有列名。"] if passed else []
    return found, [*dict.fromkeys(remarks), *left]


def _parts(sheet: Sheet) -> list[tuple[Sheet, int, dict[int, str]]]:
    """The table cut before each row of heads, with the row of the heads (the last of them) and the columns' keys.

    Raises UsageError for heads that cannot be told.
    """
    starts: list[tuple[int, int, Heads]] = []
    for at, row in enumerate(sheet.rows):
        if (not starts and at >= _ROWS_OF_HEADS) or (starts and at <= starts[-1][1]) or not is_head_row(row):
            continue
        starts.append((at, *_all_heads(sheet, at)))
    parts = []
    cuts = [0, *(at for at, _, _ in starts[1:]), len(sheet.rows)]
    for (_, last, heads), (first, end) in zip(starts, pairwise(cuts), strict=False):
        part = sheet._replace(rows=sheet.rows[first:end])
        parts.append((part, last - first, _settled(part, last - first, heads)))
    return parts


def _all_heads(sheet: Sheet, at: int) -> tuple[int, Heads]:
    """The last row of the heads that begin in a row, and the columns they name."""
    last = at
    heads: Heads = known_heads(sheet.rows[at])
    while last + 1 < len(sheet.rows) and (lower := _lower_row(sheet, last, heads)) is not None:
        last, heads = last + 1, lower
    return last, heads


def _lower_row(sheet: Sheet, at: int, heads: Heads) -> Heads | None:
    """The columns that `heads` and another row of heads below name; None where there is no such row.

    Each of its texts lies below a head that spans several columns, or is itself a head; of the others, the first row
    speaks.
    """
    head, row = sheet.rows[at], sheet.rows[at + 1]
    under = {index for index, cell in enumerate(row[: len(head)]) if _under(sheet, head[index], cell)}
    own = {index for index, cell in enumerate(row) if cell.text and index not in under}
    wide = _wide(sheet, head)
    wholes = {}  # `整改` above `目标` is 整改目标
    above = ""
    for index, cell in enumerate(row):
        upper = head[index] if index < len(head) else Cell("", "")
        over = sheet.merged.get(upper.place)
        above = upper.text or (above if over is None or index in wide else "")
        whole = bare(above + cell.text)
        if cell.text and whole in KNOWN:
            wholes[index] = KNOWN[whole]
    lower = {index: known for index, known in (known_heads(row) | wholes).items() if index in own}
    if not own or not all(index in lower or index in wide for index in own):
        return None
    return {index: known for index, known in heads.items() if index not in own} | lower


def _under(sheet: Sheet, head: Cell, cell: Cell) -> bool:
    """Whether a cell is the lower part of a merged head: covered by it, or repeating its words (tables of Word)."""
    return sheet.merged.get(cell.place) == head.place if not cell.text else cell.text == head.text


def _wide(sheet: Sheet, head: Sequence[Cell]) -> set[int]:
    """The columns of heads that span several: merged ones, or the same words side by side (tables of Word)."""
    places = {cell.place: index for index, cell in enumerate(head)}
    found: set[int] = set()
    for index, cell in enumerate(head):
        over = places.get(sheet.merged.get(cell.place, ""))
        if over is not None:
            found |= {over, index}
        elif index and sheet.in_text and cell.text and cell.text == head[index - 1].text:
            found |= {index - 1, index}
    return found


def _settled(sheet: Sheet, at: int, heads: Heads) -> dict[int, str]:
    """One column for each key. Raises UsageError where several may be meant, and where one is missing."""
    settled: dict[int, str] = {}
    for key in dict.fromkeys(key for key, _ in heads.values()):
        ranks = {index: rank for index, (own, rank) in heads.items() if own == key}
        said = [index for index in ranks if _says(sheet, at, index)] or list(ranks)
        best = [index for index in said if ranks[index] == min(ranks[each] for each in said)]
        if len(best) > 1 and _says(sheet, at, best[0]) and not _is_one(sheet, best):
            both = [(place_in(_head_row(sheet, at, index), index), _head(sheet, at, index).text) for index in best]
            names = "、".join(f"{place}“{one_line(head, 20)}”" for place, head in both)
            hint = f"请只留一列作{name_of(key)}，其余的删去或改名（如“配合单位”“备注”）"
            raise UsageError(f"{names}都可以是“{name_of(key)}”，分不清用哪一列", hint)
        settled[best[0]] = key
        rest = sorted((rank, index) for index, rank in ranks.items() if index in said and rank > ranks[best[0]])
        if key == "demand" and rest:
            settled[rest[0][1]] = MEASURES
    missing = [key for key in NEEDED if key not in settled.values()]
    if missing:
        names = "、".join(name_of(key) for key in missing)
        raise UsageError(f"{sheet.rows[at][0].place}：缺少这些列：{names}", HINT)
    return dict(sorted(settled.items()))


def _is_one(sheet: Sheet, columns: Sequence[int]) -> bool:
    """Whether columns of a document's table say the same in every row: one column, drawn over several."""
    rows = [row for row in sheet.rows if max(columns) < len(row)]
    return sheet.in_text and all(len({row[index].text for index in columns}) == 1 for row in rows)


def _head(sheet: Sheet, at: int, index: int) -> Cell:
    """The head of a column."""
    row = _head_row(sheet, at, index)
    return row[index] if index < len(row) else Cell("", "")


def _head_row(sheet: Sheet, at: int, index: int) -> Sequence[Cell]:
    """Where the head of a column stands: in the row of heads, else in the one above it."""
    rows = (sheet.rows[at], *([sheet.rows[at - 1]] if at else []))
    return next((row for row in rows if index < len(row) and row[index].text), ())


def _says(sheet: Sheet, at: int, index: int) -> bool:
    return any(index < len(row) and (row[index].text or row[index].is_formula) for row in sheet.rows[at + 1 :])


def _says_both(sheet: Sheet, at: int, one: int, other: int) -> bool:
    return any(row[one].text and row[other].text for row in sheet.rows[at + 1 :] if max(one, other) < len(row))


def _unread(sheet: Sheet, at: int, heads: Mapping[int, str]) -> Iterator[str]:
    """The columns in which something is written that is not taken, with what to do about it."""
    width = max(map(len, sheet.rows))
    demand = next((index for index, key in heads.items() if key == "demand"), width)
    left = [
        index
        for index in range(width)
        if (index not in heads and _says(sheet, at, index) and not any(_is_one(sheet, (index, own)) for own in heads))
        or (heads.get(index) == MEASURES and _says_both(sheet, at, index, demand))
    ]
    if not left:
        return
    names = [one_line(_head(sheet, at, index).text, 20) or f"第{index + 1}列（没有列名）" for index in left]
    hint = "；整改情况由责任单位另报：fazhi record rectify" if any(map(PROGRESS.search, names)) else ""
    yield f"“{sheet.name}”里没有读这些列：{'、'.join(names)}{hint}。"


def _below(sheet: Sheet, first: int, heads: Mapping[int, str]) -> Iterator[FindingRow]:
    """The rows from `first` on; a cell under a merged one says what that one says."""
    said = {cell.place: cell for row in sheet.rows for cell in row} if sheet.merged else {}
    progress = {
        index
        for index in range(max(map(len, sheet.rows), default=0))
        if first and index not in heads and PROGRESS.search(_head(sheet, first - 1, index).text)
    }
    for row in sheet.rows[first:]:
        place = re.sub(r"![A-Z]+(?=[0-9]+$)", "!", row[0].place)
        cells: dict[str, Cell] = {}
        covered = set()
        for index, key in heads.items():
            cell = row[index] if index < len(row) else Cell(place, "")
            over = sheet.merged.get(cell.place) if not cell.text else None
            if over is not None:
                covered.add(key)
                cell = said.get(over, cell)._replace(place=cell.place)
            cells[key] = cell
        others = {at: cell.text for at, cell in enumerate(row) if cell.text and at not in heads}
        yield FindingRow(
            place=place,
            cells=cells,
            covered=frozenset(covered),
            others=tuple(dict.fromkeys(others.values())),
            first=next((cell.text for cell in row if cell.text), ""),
            is_done=any(_is_done(text, in_progress=at in progress) for at, text in others.items()),
        )


def _is_done(text: str, *, in_progress: bool) -> bool:
    """Whether a cell beside a problem says that it is put right."""
    typed = narrow(text).lower()
    return _DONE.fullmatch(typed) is not None or (in_progress and typed in _YES)
