"""The tables of a document made ready: pasted ones found, columns known, pages put together, rows joined."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from spt_fazhi.intake.structure.document import Columns, Document, Paragraph, Table, TableRow
from spt_fazhi.intake.structure.head.page import is_of_the_page
from spt_fazhi.intake.structure.tabular.heads import are_heads, columns_of, role_of
from spt_fazhi.intake.structure.tabular.joins import finished, goes_on, is_rest, places_of
from spt_fazhi.intake.structure.tabular.learn import guessed, kind_of, learned
from spt_fazhi.intake.structure.tabular.pasted import with_tables
from spt_fazhi.intake.structure.tabular.ticks import are_names
from spt_fazhi.model.frozen import replace

_CARD: Final = 16
"""The most heads of a card of one task."""
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
        more = last is not None and last_at >= 0 and _same(table, last)
        if last is not None and more:
            blocks[last_at] = table = _together(last, table)
        else:
            blocks.append(table)
            last_at = len(blocks) - 1
        if table.columns is not None and table.columns.known:
            last = table
    made = (block if isinstance(block, Paragraph) else finished(block) for block in blocks)
    return replace(document, blocks=tuple(made))


def looked_at(table: Table, before: Table | None = None) -> Table:
    """The table with what its columns hold; one without heads may go on with those of the table `before`."""
    table = _turned(_narrowed(table))
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
    known = {re.sub(r"\s", "", cell) for each in heads for cell in each.cells}
    again |= {row.number for row in rows[first:] if are_heads(row.cells) and _are_only_heads(row.cells, known)}
    rows = _without_heads(rows, again)
    again |= {row.number for row in rows[first:] if _is_of_a_page(row.cells)}
    body = [row.cells for row in rows[first + 1 :] if row.number not in again and len(set(row.cells)) > 1]
    for at in range(len(roles), wide):
        roles[at] = names[at] = ""
    roles, said = learned(roles, names, body)
    said = "；".join(filter(None, (said, _twice(heads[-1].cells))))
    return replace(table, rows=rows, columns=_columns(roles, names, wide, heads=again, above=rows[:first], said=said))


def _are_only_heads(cells: Sequence[str], known: set[str]) -> bool:
    """Whether every cell is one of the heads, or a head by itself: none says anything of a task."""
    return all(not cell.strip() or re.sub(r"\s", "", cell) in known or role_of(cell) for cell in cells)


def _without_heads(rows: Sequence[TableRow], heads: set[int]) -> tuple[TableRow, ...]:
    """The rows, without the heads in cells that hang down from the heads on the top of a page."""
    found: list[TableRow] = []
    above: tuple[str, ...] = ()
    for row in rows:
        if row.number in heads:
            above = row.cells
        elif above and any(cell.strip() and cell == up for cell, up in zip(row.cells, above, strict=False)):
            row = replace(  # noqa: PLW2901 - the same row, less its heads
                row,
                cells=tuple(
                    "" if at < len(above) and cell == above[at] and role_of(cell) else cell
                    for at, cell in enumerate(row.cells)
                ),
            )
        else:
            above = ()
        found.append(row)
    return tuple(found)


def _twice(heads: Sequence[str]) -> str:
    """What is said of a table whose heads stand twice side by side."""
    half = len(heads) // 2
    names = [re.sub(r"\s", "", cell) for cell in heads]
    if len(heads) % 2 or half < 3 or names[:half] != names[half:] or not all(names):
        return ""
    return "表头左右重复了，像是两栏并排，左右两栏的任务可能合在了一起，请拆成上下一栏再读"


def _is_of_a_page(cells: Sequence[str]) -> bool:
    """Whether a row is the number of a page or 续表, merged over the columns."""
    words = {cell.strip() for cell in cells}
    return len(cells) > 2 and len(words) == 1 and _PAGE_NUMBER.fullmatch(min(words)) is not None and bool(min(words))


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
    if below is not None and (_is_second(rows[first].cells, below.cells) or _are_units(rows[first].cells, below.cells)):
        heads.append(below)
    above = rows[first - 1] if first else None
    if above is not None and _is_second(above.cells, rows[first].cells):
        heads.insert(0, above)
    return heads


def _are_units(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row stands below heads as names of units, a column for each."""
    other = [low for up, low in zip(upper, lower, strict=False) if low.strip() and low.strip() != up.strip()]
    shared = any(up.strip() and (up == low or not low.strip()) for up, low in zip(upper, lower, strict=False))
    return shared and are_names(other)


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
    places = places_of(table.columns)
    more = bool(body) and (goes_on(last.rows[-1], body[0], places) or is_rest(body[0], last.rows[-1], places))
    return not table.columns.heads or more


def _together(first: Table, later: Table) -> Table:
    columns = first.columns
    heads = later.columns.heads if later.columns is not None else frozenset[int]()
    return Table(
        rows=(*first.rows, *later.rows), columns=replace(columns, heads=columns.heads | heads) if columns else None
    )


def _turned(table: Table) -> Table:
    """A card of one task, its heads in the first of two columns, as a table of one row."""
    if not 2 <= len(table.rows) <= _CARD or any(len(row.cells) not in {2, 4, 6} for row in table.rows):
        return table
    heads = tuple(cell for row in table.rows for cell in row.cells[::2] if cell.strip())
    said = tuple(
        cell for row in table.rows for head, cell in zip(row.cells[::2], row.cells[1::2], strict=True) if head.strip()
    )
    if len(heads) < 3 or any(head in said or len(head) > _CARD for head in heads):
        return table
    known = sum(map(bool, map(role_of, heads)))
    if not are_heads(heads) or (4 * known < 3 * len(heads) if len(table.rows[0].cells) > 2 else known < len(heads)):
        return table
    first, second = table.rows[:2]
    return Table(rows=(replace(first, cells=heads), replace(second, cells=said)))


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
