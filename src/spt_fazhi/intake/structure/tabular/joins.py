"""Rows of one task joined, the columns of its text side by side: a task's text is one stretch of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from spt_fazhi.intake.obligations.phrases import find_phrases
from spt_fazhi.intake.structure.document import Columns, Table, TableRow
from spt_fazhi.intake.structure.numbering import number_of
from spt_fazhi.model.frozen import replace

_MARKS: Final = {"text": "\n", "lead": "、", "responsible": "、", "cooperating": "、"}
"""What stands between what two rows of one task say in a column of this role; else ；."""
_OWN: Final = ("lead", "responsible", "cooperating", "deadline")
_LONG_TITLE: Final = 40
_DITTO: Final = frozenset({"同上", "〃", "″", "”", "同 上", "..", '"', "＂", "〞", "同左", "同前"})
COPIED: Final = frozenset({"lead", "responsible", "cooperating", "deadline"})
"""The roles of which 同上 speaks."""
_DASHES: Final = frozenset({"/", "／", "-", "—", "——", "－", "--", "\\"})


def finished(table: Table) -> Table:
    """Rows of one task joined, the columns of its text side by side."""
    if table.columns is None or not table.columns.known:
        return table
    said = [at for at, role in enumerate(table.columns.roles) if role in {"text", "period"}]
    rows = [_without_dashes(row, said) for row in table.rows]
    return _side_by_side(replace(table, rows=tuple(_joined(rows, table.columns))))


def _without_dashes(row: TableRow, places: Sequence[int]) -> TableRow:
    """A cell of the text that says nothing is empty: what stands beside it is one stretch of words."""
    if not any(at < len(row.cells) and row.cells[at].strip() in _DASHES for at in places):
        return row
    return replace(
        row, cells=tuple("" if at in places and said.strip() in _DASHES else said for at, said in enumerate(row.cells))
    )


def _side_by_side(table: Table) -> Table:
    """The table with the columns that make up a task's text next to each other, as its text is one stretch of words."""
    columns = table.columns
    if columns is None:
        return table
    content = [at for at, role in enumerate(columns.roles) if role in {"text", "period"}]
    titles = [at for at, role in enumerate(columns.roles) if role == "title"]
    said = (row.cells[titles[0]] for row in table.rows if titles and titles[0] < len(row.cells))
    if titles and any(is_text(each) for each in said):
        content = [titles[0], *content]
    if not content or content == list(range(content[0], content[0] + len(content))):
        return table
    order = [at for at in range(content[0]) if at not in content]
    order += [*content, *(at for at in range(content[0], len(columns.roles)) if at not in content)]
    moved = replace(
        columns,
        roles=tuple(columns.roles[at] for at in order),
        names=tuple(columns.names[at] for at in order),
    )
    return Table(rows=tuple(_moved(row, order) for row in table.rows), columns=moved)


def _moved(row: TableRow, order: Sequence[int]) -> TableRow:
    def put(cells: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(cells[at] if at < len(cells) else "" for at in order)

    return replace(row, cells=put(row.cells), parts=tuple(map(put, row.parts)))


def is_text(title: str) -> bool:
    """Whether what stands in a column of titles is more than one: it holds a figure or a day, or sentences."""
    said = title.strip()
    return len(said) > _LONG_TITLE or "。" in said[:-1] or bool(find_phrases(said))


def _joined(rows: Sequence[TableRow], columns: Columns) -> Iterator[TableRow]:
    """The rows, those of one task as one: a task with several requirements, a row broken by the end of a page."""
    places = places_of(columns)
    before: TableRow | None = None
    waiting: list[TableRow] = []
    apart = columns.heads | columns.above
    held: list[TableRow] = []  # heads repeated between two rows that may be one
    for row in rows:
        if row.number in apart:
            held.append(row)
            continue
        torn = bool(held) and before is not None and is_rest(row, before, places)
        if before is not None and (torn or goes_on(before, row, places, waiting[-1] if waiting else before)):
            waiting.append(row)
            continue
        if before is not None:
            yield _one(before, waiting, columns)
        yield from held
        before, waiting, held = row, [], []
    if before is not None:
        yield _one(before, waiting, columns)
    yield from held


def is_rest(row: TableRow, before: TableRow, places: Mapping[str, Sequence[int]]) -> bool:
    """Whether the first row of a page has neither number nor title where the one before the page has both."""
    said = [_said(row, places, role) for role in ("number", "title")]
    had = [_said(before, places, role) for role in ("number", "title")]
    return "period" not in places and not any(said) and all(had) and bool(_said(row, places, "text"))


def places_of(columns: Columns) -> dict[str, list[int]]:
    """The columns of each role."""
    places: dict[str, list[int]] = {}
    for at, role in enumerate(columns.roles):
        places.setdefault(role, []).append(at)
    return places


def _said(row: TableRow, places: Mapping[str, Sequence[int]], role: str) -> str:
    cells = (row.cells[at].strip() for at in places.get(role, ()) if at < len(row.cells))
    return "".join(said for said, _ in groupby(cells))


def goes_on(before: TableRow, row: TableRow, places: Mapping[str, Sequence[int]], last: TableRow | None = None) -> bool:
    """Whether a row goes on with the task of the row before it, of which `last` is the last row so far."""
    filled = {cell.strip() for cell in row.cells if cell.strip()}
    if len({cell.strip() for cell in before.cells if cell.strip()}) < 2 or not filled:
        return False
    if len(filled) == 1 and sum(1 for cell in row.cells if cell.strip()) > 1:
        return False  # merged over the columns: a section
    text, others = _said(row, places, "text"), [_said(row, places, role) for role in ("title", "number", *_OWN)]
    if not any(others):
        period = _said(row, places, "period")
        return bool(text or period) and not _said(row, places, "section")
    title, number = others[:2]
    broken = not title and not number and _breaks_off(before, last or before, places)
    if broken or not text or text == _said(before, places, "text") or "period" in places:
        return broken
    if number:
        same = number == _said(before, places, "number")
        return same and title in {"", _said(before, places, "title")}
    own = [_said(row, places, role) for role in _OWN]
    alike = own == [_said(before, places, role) for role in _OWN] or not any(own)
    return bool(title) and title == _said(before, places, "title") and alike and number_of(text) is None


def _breaks_off(first: TableRow, last: TableRow, places: Mapping[str, Sequence[int]]) -> bool:
    """Whether the text or the units of a task with a title or number end in the middle: a page came between."""
    if not any(_said(first, places, role) for role in ("title", "number")):
        return False
    said = (_said(last, places, role) for role in ("text", "lead", "responsible", "cooperating"))
    return any(each.endswith(("，", "、", ",")) for each in said)


def _one(first: TableRow, more: Sequence[TableRow], columns: Columns) -> TableRow:
    """Rows of one task as one: what they all say once, what they say each one after the other."""
    if not more:
        return first
    places = places_of(columns)
    torn = all(not _said(row, places, "title") and not _said(row, places, "number") for row in more)
    torn = torn and _breaks_off(first, first, places)
    rows = [first, *more]
    cells = []
    for at in range(max(len(row.cells) for row in rows)):
        role = columns.roles[at] if at < len(columns.roles) else ""
        each = dict.fromkeys(row.cells[at].strip() for row in rows if at < len(row.cells) and row.cells[at].strip())
        mark = "" if torn and role == "deadline" else _MARKS.get(role, "；")
        cells.append(mark.join(each) if role not in {"text", "period"} else _run_on(each))
    return TableRow(cells=tuple(cells), number=first.number, parts=() if torn else tuple(row.cells for row in rows))


def _run_on(said: Mapping[str, None]) -> str:
    """Texts below each other; one that breaks off in the middle of a sentence goes on without a line break."""
    parts: list[str] = []
    for text in said:
        broken = parts and not parts[-1].endswith(("。", "；", ";", "！", "：")) and number_of(text) is None
        parts.append(text if not parts or (broken and _is_broken(parts[-1])) else f"\n{text}")
    return "".join(parts)


def _is_broken(text: str) -> bool:
    return text.endswith(("，", "、", ",", "（", "和", "与", "及", "的"))


def without_ditto(row: TableRow, before: TableRow | None, roles: Sequence[str]) -> TableRow:
    """The row with what the row above says in place of 同上."""
    if before is None or not any(cell.strip() in _DITTO for cell in row.cells):
        return row
    cells = list(row.cells)
    for at, role in enumerate(roles[: min(len(cells), len(before.cells))]):
        if cells[at].strip() in _DITTO and role in COPIED:
            cells[at] = before.cells[at]
    return replace(row, cells=tuple(cells))
