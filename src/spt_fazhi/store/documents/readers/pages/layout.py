"""Pages of fixed layout → lines in the order they are read: rows, two columns, heads and feet, paragraphs.

What a page of a PDF or OFD file gives is text at places. Nothing says what belongs together: that is told here by the
places alone, in lengths of the size of the type.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from spt_fazhi.intake.structure.document import Aside, Document, Paragraph, Table, TableRow
from spt_fazhi.intake.structure.numbering import number_of
from spt_fazhi.store.documents.readers.pages.places import Fragment, Row, rows_of
from spt_fazhi.store.documents.readers.pages.ruled import Rule, Ruled, ruled_tables

_LONGEST: Final = 4000
"""Characters of a paragraph up to which an open bracket holds it together."""
_FAR: Final = 4.0
"""Sizes of the type from the left edge beyond which a line is no first line of a paragraph."""
_PAGE_NUMBER: Final = re.compile(r"[-—－–─·.\s]*(?:第?\s*\d{1,4}\s*页?(?:[\s/，]*共?\s*\d{1,4}\s*页?)?)[-—－–─·.\s]*")
_FIGURES: Final = re.compile(r"[\d一二三四五六七八九十]+")
_LONG_ENOUGH: Final = 6
_WIDE: Final = 1.35
"""How much wider than usual a gap between rows is that parts the head or foot of a page from its text."""
_SENTENCE: Final = re.compile("[。；，：]")
_ENDS: Final = "。；：:！？"
_TABLE: Final = "文件里有表格，版式文件不分格子，一格里的文字可能与旁边的串了行"
_ADVICE: Final = "请逐条对照原件；有 .docx 或 .xlsx 的，改用那一份"


class _Column(NamedTuple):
    """Rows one below the other, with the edges of the text."""

    rows: tuple[Row, ...]
    left: float
    right: float
    indented: bool
    """Whether some of its rows begin with an indent, as paragraphs do."""


class Page(NamedTuple):
    """What stands on a page: words, and the lines that are drawn."""

    words: Sequence[Fragment]
    rules: Sequence[Rule] = ()


def document_of_pages(pages: Sequence[Page]) -> Document:
    """Pages as a document: lines and rows are numbered through all of them, heads and feet are asides."""
    read = [ruled_tables(page.words, page.rules) for page in pages]
    rows = [rows_of(rest) for _, rest in read]
    running = _running(rows)
    asides: dict[str, Aside] = {}
    parts: list[_Column | Ruled] = []
    for page, (tables, _) in zip(rows, read, strict=True):
        kept = []
        margins = _margins(page)
        for index, row in enumerate(page):
            text = row.text.strip()
            if _PAGE_NUMBER.fullmatch(text) and index in {0, 1, len(page) - 2, len(page) - 1}:
                continue
            place = "页眉" if 2 * index < len(page) else "页脚"
            if (place, _key(row)) in running and index in margins:
                asides.setdefault(text, Aside(number=0, text=text, reason=place))
            else:
                kept.append(row)
        parts += _in_order(kept, tables)
    mixed = _holds_a_table(each for each in parts if isinstance(each, _Column))
    notes = ((0, _TABLE, _ADVICE),) if mixed else ()
    return Document(blocks=tuple(_blocks(parts)), asides=tuple(asides.values()), notes=notes)


def _in_order(rows: Sequence[Row], tables: Sequence[Ruled]) -> Iterator[_Column | Ruled]:
    """The columns above, between and below the tables of a page."""
    at = 0
    for table in tables:
        above = at
        while above < len(rows) and rows[above].y > table.top:
            above += 1
        yield from _columns(rows[at:above])
        yield table
        at = above
    yield from _columns(rows[at:])


def _holds_a_table(columns: Iterable[_Column]) -> bool:
    """Whether rows in several pieces are many: the cells of a table, whose lines may be mixed."""
    return sum(len(row.pieces) > 1 for column in columns for row in column.rows) > 3


def _margins(page: Sequence[Row]) -> frozenset[int]:
    """Which of the first two and last two rows of a page a wide gap parts from the others, as heads and feet are."""
    gaps = [above.y - below.y for above, below in pairwise(page)]
    wide = _WIDE * median(gaps) if len(gaps) > 1 else 0.0
    top = max((at for at in range(min(2, len(gaps))) if gaps[at] > wide), default=-1)
    foot = min((at for at in range(max(len(gaps) - 2, 0), len(gaps)) if gaps[at] > wide), default=len(page))
    return frozenset([*range(top + 1), *range(foot + 1, len(page))])


def _key(row: Row) -> str:
    """What is the same on page after page: a long line may have another number on each, 附件1 and 附件2 are two."""
    text = row.text.strip()
    masked = _FIGURES.sub("#", text)
    return masked if len(masked.replace("#", "")) >= _LONG_ENOUGH else text


def _running(pages: Sequence[Sequence[Row]]) -> set[tuple[str, str]]:
    """What stands at the head or foot of half of the pages, numbers aside; no head of a table, nothing like a sentence.

    Nothing where every page says nothing else: then it is what the file has to say.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for page in pages:
        margins = _margins(page)
        for index, row in enumerate(page):
            if index in margins and len(row.pieces) == 1 and not _SENTENCE.search(row.text):
                counts["页眉" if 2 * index < len(page) else "页脚", _key(row)] += 1
    least = max(2, math.ceil(len(pages) / 2))
    found = {key for key, count in counts.items() if count >= least}
    said = {_key(row) for page in pages for row in page if not _PAGE_NUMBER.fullmatch(row.text.strip())}
    return set() if said <= {key for _, key in found} else found


def _columns(rows: Sequence[Row]) -> Iterator[_Column]:
    """The rows as one column, or as the bands of two that stand between rows over the whole width."""
    if not rows:
        return
    gutter = _gutter(rows)
    if gutter is None:
        yield _column(rows)
        return
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        if any(each.x0 < gutter < each.x1 for each in row.pieces):
            yield from _band(left, right)
            left, right = [], []
            yield _column([row])
            continue
        for side, pieces in (
            (left, tuple(each for each in row.pieces if each.x1 <= gutter)),
            (right, tuple(each for each in row.pieces if each.x0 >= gutter)),
        ):
            if pieces:
                side.append(row._replace(pieces=pieces))
    yield from _band(left, right)


def _band(left: Sequence[Row], right: Sequence[Row]) -> Iterator[_Column]:
    yield from (_column(side) for side in (left, right) if side)


def _column(rows: Sequence[Row]) -> _Column:
    left = min(row.pieces[0].x0 for row in rows)
    indented = any(1.2 * row.size < row.pieces[0].x0 - left < 4 * row.size for row in rows)
    return _Column(tuple(rows), left, max(row.pieces[-1].x1 for row in rows), indented)


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where the blank stripe between two columns of running text is; None for one column, and for a table."""
    if sum(len(row.pieces) > 2 for row in rows) > 0.2 * len(rows):
        return None
    pairs = [row.pieces for row in rows if len(row.pieces) == 2]
    if len(pairs) < 5:
        return None
    gutter = median((first.x1 + second.x0) / 2 for first, second in pairs)
    crossed = sum(any(each.x0 < gutter < each.x1 for each in row.pieces) for row in rows)
    whole = _column(rows)
    if crossed > 0.3 * len(rows) or not 0.3 < (gutter - whole.left) / max(whole.right - whole.left, 1) < 0.7:
        return None
    reach = max(first.x1 for first, _ in pairs if first.x1 <= gutter) if pairs else gutter
    full = sum(reach - first.x1 < 2 * row.size for row in rows for first in row.pieces[:1] if first.x1 <= gutter)
    lefts = sum(row.pieces[0].x1 <= gutter for row in rows)
    return gutter if 2 * full >= lefts else None  # the lines of a text are full, the cells of a table are not


def _blocks(parts: Iterable[_Column | Ruled]) -> Iterator[Paragraph | Table]:
    """Lines joined to paragraphs, and tables: a line that is full goes on in the next, unless that one begins anew."""
    number = first = opened = 0
    text = ""
    before: tuple[Row, _Column] | None = None
    for part in parts:
        if isinstance(part, Ruled):
            if text:
                yield Paragraph(text=text, number=first)
            text, before = "", None
            yield Table(rows=tuple(TableRow(cells=row, number=number + at) for at, row in enumerate(part.rows, 1)))
            number += len(part.rows)
            continue
        for row in part.rows:
            number += 1
            piece = row.text.strip()
            if before is not None and len(text) < _LONGEST and (opened > 0 or _goes_on(text, before, row, part)):
                text += piece
                opened += _opens(piece)
            else:
                if text:
                    yield Paragraph(text=text, number=first)
                text, first, opened = piece, number, _opens(piece)
            before = (row, part)
    if text:
        yield Paragraph(text=text, number=first)


def _opens(text: str) -> int:
    return sum(text.count(char) for char in "（(〔") - sum(text.count(char) for char in "）)〕")


def _goes_on(text: str, before: tuple[Row, _Column], row: Row, column: _Column) -> bool:
    """Whether a row goes on with the paragraph that ends in the one before."""
    last, its_column = before
    if len(last.pieces) > 1 or len(row.pieces) > 1 or abs(last.size - row.size) > 0.2 * row.size:
        return False
    if last.pieces[0].x0 - its_column.left > _FAR * last.size:
        return False  # a day or a name set to the right edge is a line of its own
    if its_column.right - last.pieces[-1].x1 > 2 * last.size or row.pieces[0].x0 - column.left > 1.2 * row.size:
        return False
    if its_column.indented:
        return True  # paragraphs begin with an indent, and this row has none: 4、 here is a figure of the sentence
    words = row.text.strip()
    found = number_of(words)
    if found is not None and words[found.length :].strip():
        return False
    return text[-1:] not in _ENDS and not text.endswith(("）", ")"))
