"""The tables of a document made ready: pasted ones found, columns known, pages put together, rows joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from spt_fazhi.intake.obligations.phrases import find_phrases
from spt_fazhi.intake.structure.document import Columns, Document, Paragraph, Table, TableRow
from spt_fazhi.intake.structure.heading import is_of_the_page
from spt_fazhi.intake.structure.numbering import number_of
from spt_fazhi.intake.structure.tabular.heads import are_heads, columns_of, role_of
from spt_fazhi.intake.structure.tabular.learn import guessed, kind_of, learned
from spt_fazhi.intake.structure.tabular.pasted import with_tables
from spt_fazhi.model.frozen import replace

_MARKS: Final = {"text": "\n", "lead": "、", "responsible": "、", "cooperating": "、"}
"""What stands between what two rows of one task say in a column of this role; else ；."""
_OWN: Final = ("lead", "responsible", "cooperating", "deadline")
_LONG_TITLE: Final = 40
_PAGE_NUMBER: Final = re.compile(r"[\s第—－-]*\d{1,3}[\s页—－-]*|（?续(?:上)?表）?|.{0,30}（续）")


def prepared(document: Document) -> Document:
    """The document with its tables ready to be read; one that is ready stays as it is."""
    if any(isinstance(block, Table) and block.columns is not None for block in document.blocks):
        return document
    blocks: list[Paragraph | Table] = []
    last: Table | None = None
    last_at = 0
    for block in with_tables(document.blocks):
        if isinstance(block, Paragraph):
            blocks.append(block)
            if not is_of_the_page(block.text) and not _PAGE_NUMBER.fullmatch(block.text.strip()):
                last_at = -1
            continue
        table = looked_at(block, last)
        goes_on = last is not None and last_at >= 0 and _same(table, last)
        if last is not None and goes_on:
            blocks[last_at] = table = _together(last, table)
        else:
            blocks.append(table)
            last_at = len(blocks) - 1
        if table.columns is not None and table.columns.known:
            last = table
    made = (block if isinstance(block, Paragraph) else _finished(block) for block in blocks)
    return replace(document, blocks=tuple(made))


def looked_at(table: Table, before: Table | None = None) -> Table:
    """The table with what its columns hold; one without heads may go on with those of the table `before`."""
    table = _narrowed(table)
    rows = table.rows
    wide = max((len(row.cells) for row in rows), default=0)
    first = next((at for at, row in enumerate(rows) if are_heads(row.cells)), None)
    if first is None:
        if before is not None and before.columns is not None and _fits(rows, wide, before.columns):
            return replace(table, columns=replace(before.columns, heads=frozenset(), above=frozenset(), said=""))
        return replace(table, columns=_guess(rows, wide))
    heads = _heads(rows, first)
    roles, names = columns_of([row.cells for row in heads])
    again = {row.number for row in rows if row.cells in {each.cells for each in heads}}
    again |= {row.number for row in rows[first:] if are_heads(row.cells)}
    body = [row.cells for row in rows[first + 1 :] if row.number not in again and len(set(row.cells)) > 1]
    for at in range(len(roles), wide):
        roles[at] = names[at] = ""
    roles, said = learned(roles, names, body)
    return replace(table, columns=_columns(roles, names, wide, heads=again, above=rows[:first], said=said))


def _columns(  # noqa: PLR0913 - the parts of one
    roles: Mapping[int, str],
    names: Mapping[int, str],
    wide: int,
    *,
    heads: set[int],
    above: Sequence[TableRow],
    said: str,
) -> Columns:
    return Columns(
        roles=tuple(roles.get(at, "") for at in range(wide)),
        names=tuple(names.get(at, "") for at in range(wide)),
        heads=frozenset(heads),
        above=frozenset(row.number for row in above),
        said=said,
    )


def _guess(rows: Sequence[TableRow], wide: int) -> Columns:
    found = guessed([row.cells for row in rows])
    if found is None:
        names = rows[0].cells if rows else ()
        return Columns(roles=("",) * wide, names=tuple(names), heads=frozenset(), known=False)
    roles, names_of, before, said = found
    first = next(at for at, row in enumerate(rows) if len({cell.strip() for cell in row.cells if cell.strip()}) > 1)
    heads = {rows[first].number} if before > first else set[int]()
    return _columns(roles, names_of, wide, heads=heads, above=rows[:first], said=said)


def begin_of(rows: Sequence[Sequence[str]]) -> int:
    """Where in the rows of a sheet its table begins: at its heads, else at the first of two rows of several cells.

    The number of rows when they are no table.
    """
    first = next((at for at, row in enumerate(rows) if are_heads(row)), None)
    if first is not None:
        return first - 1 if first and _is_second(rows[first - 1], rows[first]) else first
    several = [at for at, row in enumerate(rows) if len({cell for cell in row if cell.strip()}) > 1]
    return several[0] if len(several) > 1 else len(rows)


def _heads(rows: Sequence[TableRow], first: int) -> list[TableRow]:
    """The row of heads, with the one above or below that belongs to it: heads over several heads."""
    heads = [rows[first]]
    below = rows[first + 1] if first + 1 < len(rows) else None
    if below is not None and _is_second(rows[first].cells, below.cells):
        heads.append(below)
    above = rows[first - 1] if first else None
    if above is not None and _is_second(above.cells, rows[first].cells):
        heads.insert(0, above)
    return heads


def _is_second(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row stands below heads as heads: where it says something else, all it says are heads."""
    if len({cell for cell in upper if cell.strip()}) < 2:
        return False
    pairs = [(up.strip(), low.strip()) for up, low in zip(upper, lower, strict=False)]
    other = [low for up, low in pairs if low and low != up]
    shared = any(up and (up == low or not low) for up, low in pairs)
    return bool(other) and shared and all(len(each) <= 16 and role_of(each) for each in other)


def _fits(rows: Sequence[TableRow], wide: int, columns: Columns) -> bool:
    """Whether what stands in the rows is what those columns hold."""
    if not columns.known or wide != len(columns.roles) or not rows:
        return False
    body = [row.cells for row in rows if len(set(row.cells)) > 1]
    names = [at for at, role in enumerate(columns.roles) if role in {"lead", "responsible", "cooperating"}]
    kinds = {kind_of([row[at] for row in body if at < len(row)]) for at in names}
    return not kinds or bool(kinds & {"names", ""})


def _same(table: Table, last: Table | None) -> bool:
    """Whether a table is the rest of the one before: without heads, or they stand in the middle of a task."""
    if last is None or last.columns is None or table.columns is None or not table.columns.known:
        return False
    if table.columns.above or (table.columns.roles, table.columns.names) != (last.columns.roles, last.columns.names):
        return False
    body = [row for row in table.rows if row.number not in table.columns.heads]
    return not table.columns.heads or (bool(body) and _is_of_one(last.rows[-1], body[0], _places(table.columns)))


def _together(first: Table, later: Table) -> Table:
    columns = first.columns
    heads = later.columns.heads if later.columns is not None else frozenset[int]()
    return Table(
        rows=(*first.rows, *later.rows), columns=replace(columns, heads=columns.heads | heads) if columns else None
    )


def _narrowed(table: Table) -> Table:
    """The table without columns that say in every row what the one to their left says: one merged column."""
    wide = max((len(row.cells) for row in table.rows), default=0)
    full = [(*row.cells, *[""] * (wide - len(row.cells))) for row in table.rows]
    kept = [at for at in range(wide) if at == 0 or any(row[at] != row[at - 1] for row in full)]
    kept = [at for at in kept if any(row[at].strip() for row in full)]
    if len(kept) == wide or len(kept) < 2:
        return table
    rows = (replace(row, cells=tuple(cells[at] for at in kept)) for row, cells in zip(table.rows, full, strict=True))
    return Table(rows=tuple(rows))


def _finished(table: Table) -> Table:
    """Rows of one task joined, the columns of its text side by side."""
    if table.columns is None or not table.columns.known:
        return table
    return _side_by_side(replace(table, rows=tuple(_joined(table.rows, table.columns))))


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
    places = _places(columns)
    before: TableRow | None = None
    waiting: list[TableRow] = []
    apart = columns.heads | columns.above
    held: list[TableRow] = []  # heads repeated between two rows that may be one
    for row in rows:
        if row.number in apart:
            held.append(row)
            continue
        if before is not None and _is_of_one(before, row, places):
            waiting.append(row)
            continue
        if before is not None:
            yield _one(before, waiting, columns)
        yield from held
        before, waiting, held = row, [], []
    if before is not None:
        yield _one(before, waiting, columns)
    yield from held


def _places(columns: Columns) -> dict[str, list[int]]:
    """The columns of each role."""
    places: dict[str, list[int]] = {}
    for at, role in enumerate(columns.roles):
        places.setdefault(role, []).append(at)
    return places


def _said(row: TableRow, places: Mapping[str, Sequence[int]], role: str) -> str:
    cells = (row.cells[at].strip() for at in places.get(role, ()) if at < len(row.cells))
    return "".join(said for said, _ in groupby(cells))


def _is_of_one(before: TableRow, row: TableRow, places: Mapping[str, Sequence[int]]) -> bool:
    """Whether a row goes on with the task of the row before it."""
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
    if not text or text == _said(before, places, "text") or "period" in places:
        return False
    if number:
        same = number == _said(before, places, "number")
        return same and title in {"", _said(before, places, "title")}
    own = [_said(row, places, role) for role in _OWN]
    alike = own == [_said(before, places, role) for role in _OWN] or not any(own)
    return bool(title) and title == _said(before, places, "title") and alike and number_of(text) is None


def _one(first: TableRow, more: Sequence[TableRow], columns: Columns) -> TableRow:
    """Rows of one task as one: what they all say once, what they say each one after the other."""
    if not more:
        return first
    rows = [first, *more]
    owns = [at for at, role in enumerate(columns.roles) if role in _OWN]
    own = {said for row in rows if any(said := tuple(row.cells[at] for at in owns if at < len(row.cells)))}
    cells = []
    for at in range(max(len(row.cells) for row in rows)):
        role = columns.roles[at] if at < len(columns.roles) else ""
        each = dict.fromkeys(row.cells[at].strip() for row in rows if at < len(row.cells) and row.cells[at].strip())
        cells.append(_MARKS.get(role, "；").join(each) if role not in {"text", "period"} else _run_on(each))
    return TableRow(
        cells=tuple(cells), number=first.number, parts=tuple(row.cells for row in rows) if len(own) > 1 else ()
    )


def _run_on(said: Mapping[str, None]) -> str:
    """Texts below each other; one that breaks off in the middle of a sentence goes on without a line break."""
    parts: list[str] = []
    for text in said:
        broken = parts and not parts[-1].endswith(("。", "；", ";", "！", "：")) and number_of(text) is None
        parts.append(text if not parts or (broken and _is_broken(parts[-1])) else f"\n{text}")
    return "".join(parts)


def _is_broken(text: str) -> bool:
    return text.endswith(("，", "、", ",", "（", "和", "与", "及", "的"))
