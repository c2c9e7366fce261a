"""A table that was pasted as text: cells apart by tabs, by |, by several blanks or by commas."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from typing import Final

from spt_fazhi.intake.structure.document import Paragraph, Table, TableRow
from spt_fazhi.intake.structure.head.annexes import is_mark
from spt_fazhi.intake.structure.numbering import number_of
from spt_fazhi.intake.structure.tabular.heads import UNITS, are_heads, role_of
from spt_fazhi.intake.structure.tabular.learn import guessed

_RULE: Final = re.compile(r"[\s|｜│┃+:=—─━┼├┤┌┐└┘┬┴-]*[-=—─━]{2}[\s|｜│┃+:=—─━┼├┤┌┐└┘┬┴-]*")
_BARS: Final = re.compile(r"(?<!\\)[|｜│┃]")
_BLANKS: Final = re.compile(r" {2,}|[ \u3000]*\u3000[ \u3000]*")
_AHEAD: Final = 12
"""Lines of one row whose cells were broken over lines."""
_ALIKE: Final = 3
"""Lines with as many cells that make a table of which no head is known."""
_SECTION: Final = 40

Split = Callable[[str], list[str]]


def _by_tabs(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("\t")]


def _by_bars(line: str) -> list[str]:
    cells = [re.sub(r"<br ?/?>", "\n", cell).replace("\\|", "|").strip() for cell in _BARS.split(line.strip())]
    if len(cells) > 1 and not cells[0]:
        cells = cells[1:]
    return cells[:-1] if len(cells) > 1 and not cells[-1] else cells


def _by_blanks(line: str) -> list[str]:
    return _BLANKS.split(line.strip(" \u3000"))


def _by_commas(line: str) -> list[str]:
    try:
        return next(csv.reader([line]), [""]) if "," in line else [line]
    except csv.Error:  # a carriage return amid the line, more in a cell than a cell holds
        return [line]


_SPLITS: Final[tuple[tuple[Split, int], ...]] = ((_by_tabs, 2), (_by_bars, 2), (_by_blanks, 3), (_by_commas, 3))


def with_tables(blocks: Sequence[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    """The blocks, runs of lines that are a table as tables; rows keep the numbers of their first lines."""
    found: list[Paragraph | Table] = []
    at = 0
    ends = _runs(blocks)
    while at < len(blocks):
        taken = _table(blocks, at, ends[at])
        if taken is None:
            found.append(blocks[at])
            at += 1
        else:
            table, at = taken
            found.append(table)
    return tuple(found)


def _runs(blocks: Sequence[Paragraph | Table]) -> list[int]:
    """For each block where the run of paragraphs it belongs to ends."""
    ends = [0] * len(blocks)
    end = len(blocks)
    for at in range(len(blocks) - 1, -1, -1):
        if isinstance(blocks[at], Table):
            end = at
        ends[at] = end
    return ends


def _table(blocks: Sequence[Paragraph | Table], at: int, end: int) -> tuple[Table, int] | None:
    """The table that begins at a line, and where it ends."""
    if at == end:
        return None
    for split, least in _SPLITS:
        cells = split(_text(blocks[at]))
        if len(cells) < least:
            continue
        follows = any(len(split(_text(each))) > 1 for each in blocks[at + 1 : min(end, at + 4)])
        known = follows and are_heads(cells)
        if not known and split in {_by_tabs, _by_bars} and len(cells) >= _ALIKE:
            known = _alike(blocks, at, end, split, len(cells))
        if known:
            rows, stop = _rows(blocks, at, end, split)
            if len(rows) > 1:
                return Table(rows=tuple(rows)), stop
    return None


def _text(block: Paragraph | Table) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def _alike(blocks: Sequence[Paragraph | Table], at: int, end: int, split: Split, wide: int) -> bool:
    lines = [_text(blocks[each]) for each in range(at, min(end, at + _ALIKE + 1))]
    kept = [line for line in lines if not _RULE.fullmatch(line)][:_ALIKE]
    if len(kept) < _ALIKE or any(len(split(line)) != wide for line in kept):
        return False
    # numbered paragraphs with tabs in them are a table only where their columns tell
    prose = any(number_of(line) is not None or "。" in line for line in kept)
    return not prose or guessed([split(line) for line in kept]) is not None


def _rows(blocks: Sequence[Paragraph | Table], at: int, end: int, split: Split) -> tuple[list[TableRow], int]:
    """The rows from the heads on, as long as lines belong to the table."""
    boxed = _boxed(blocks, at, end) if split is _by_bars else None
    if boxed is not None:
        return boxed
    wide = len(split(_text(blocks[at])))
    rows: list[TableRow] = []
    while at < end:
        text = _text(blocks[at])
        if _RULE.fullmatch(text):
            at += 1
            continue
        cells = split(text)
        taken = 1
        if is_mark(text) or (rows and len(cells) > 1 and _begins_another(cells, rows[0].cells)):
            break
        if len(cells) < wide or _is_open(cells[-1]):
            whole = _broken(blocks, at, end, split, wide)
            if whole is not None:
                cells, taken = whole
            elif len(cells) == 1:
                made = _lone(blocks[at : min(end, at + 4)], split, wide, rows)
                if made is None:
                    break
                cells = made
                if not cells:
                    at += 1
                    continue
            else:
                cells = _padded(
                    cells, wide, shift=split is _by_blanks and bool(rows) and bool(re.search("序|号", rows[0].cells[0]))
                )
        number = blocks[at].number if isinstance(blocks[at], Paragraph) else 0  # type: ignore[union-attr]  # a paragraph
        rows.append(TableRow(cells=tuple(map(_unquoted, cells)), number=number))
        at += taken
    return rows, at


def _begins_another(cells: Sequence[str], heads: Sequence[str]) -> bool:
    """Whether a row is the heads of another table."""
    return tuple(cells) != tuple(heads) and cells[0].strip() == heads[0] and are_heads(cells)


def _boxed(blocks: Sequence[Paragraph | Table], at: int, end: int) -> tuple[list[TableRow], int] | None:
    """The rows of a table with lines drawn between them, what stands between two as one row; None: it is no such."""
    groups: list[list[Paragraph]] = [[]]
    heads = _by_bars(_text(blocks[at]))
    while at < end:
        block = blocks[at]
        if not isinstance(block, Paragraph):
            break
        if _RULE.fullmatch(block.text):
            groups += [[]] if groups[-1] else []
        elif len(_by_bars(block.text)) == len(heads):
            groups[-1].append(block)
        else:
            break
        at += 1
    groups = [group for group in groups if group]
    if len(groups) < _ALIKE or all(len(group) == 1 for group in groups):
        return None
    apart = [role_of(head) in UNITS for head in heads]
    rows = []
    for group in groups:
        columns = zip(*(_by_bars(line.text) for line in group), strict=True)
        cells = (("\n" if units else "").join(filter(None, said)) for said, units in zip(columns, apart, strict=True))
        rows.append(TableRow(cells=tuple(cells), number=group[0].number))
    return rows, at


def _is_open(cell: str) -> bool:
    """Whether a cell begins with a quotation mark of a spreadsheet that is closed on a later line."""
    return cell.startswith('"') and cell.count('"') % 2 == 1


def _unquoted(cell: str) -> str:
    whole = len(cell) > 1 and cell.startswith('"') and cell.endswith('"')
    return cell[1:-1].replace('""', '"').strip() if whole else cell.strip()


def _broken(
    blocks: Sequence[Paragraph | Table], at: int, end: int, split: Split, wide: int
) -> tuple[list[str], int] | None:
    """A row whose cells go on over several lines: they make as many cells as the heads have, exactly."""
    cells = split(_text(blocks[at]))
    if len(cells) < 2 and not _is_open(cells[-1]):
        return None
    for taken in range(1, min(_AHEAD, end - at)):
        more = split(_text(blocks[at + taken]))
        goes_on = _is_open(cells[-1])
        if not goes_on and (len(more) >= wide or number_of(more[0]) or len(cells) + len(more) - 1 > wide):
            return None
        cells = [*cells[:-1], f"{cells[-1]}\n{more[0]}", *more[1:]]
        if len(cells) == wide and not _is_open(cells[-1]) and len(more) > 1:
            return cells, taken + 1
        if len(cells) == wide and goes_on and not _is_open(cells[-1]):
            return cells, taken + 1
    return None


def _lone(lines: Sequence[Paragraph | Table], split: Split, wide: int, rows: list[TableRow]) -> list[str] | None:
    """A line without marks between rows: a section, the rest of the last cell (then []); None: the table has ended."""
    text = _text(lines[0]).strip()
    follows = any(_is_row(split(_text(each)), wide) for each in lines[1:])
    last = rows[-1].cells[-1] if rows else ""
    unfinished = last.endswith(("、", "，", ",")) and len(rows) > 1
    if unfinished:
        before = rows[-1]
        rows[-1] = TableRow(cells=(*before.cells[:-1], f"{last}\n{text}"), number=before.number)
        return []
    if follows and (len(text) <= _SECTION or number_of(text)):
        return [text] * wide
    return None


def _is_row(cells: Sequence[str], wide: int) -> bool:
    return len(cells) > 1 and len(cells) >= wide - 1


def _padded(cells: list[str], wide: int, *, shift: bool) -> list[str]:
    """As many cells as there are heads; a row that lost its first cells has no number where the others have one."""
    lacks = wide - len(cells)
    first = re.fullmatch(r"[\d.、．（）()一二三四五六七八九十]{1,5}", cells[0]) if cells else None
    return ["", *cells, *[""] * (lacks - 1)] if shift and not first and lacks > 0 else [*cells, *[""] * lacks]
