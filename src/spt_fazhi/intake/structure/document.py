"""A document as it was read: its lines and tables in order, nothing interpreted yet."""

from __future__ import annotations

import re
from itertools import groupby

from spt_fazhi.model.frozen import frozen
from spt_fazhi.text.plain import BREAKS


@frozen
class Paragraph:
    """A paragraph. `number` counts the lines (paragraphs, table rows) of the input from 1."""

    text: str
    number: int


@frozen
class TableRow:
    """A row of a table: the texts of its cells; a cell merged over several columns or rows is repeated.

    `parts` are the cells of the rows that were joined to this one, each as it was: several requirements of one task.
    """

    cells: tuple[str, ...]
    number: int
    parts: tuple[tuple[str, ...], ...] = ()


@frozen
class Columns:
    """What the columns of a table hold: their roles ("" for one that is not used), their heads as written.

    `heads` are the numbers of the rows that hold the heads, `above` of those before them. `known` is whether tasks can
    be read by them; `said` what a person should look at.
    """

    roles: tuple[str, ...]
    names: tuple[str, ...]
    heads: frozenset[int]
    above: frozenset[int] = frozenset()
    known: bool = True
    said: str = ""


@frozen
class Table:
    """A table. `columns` are None until it was looked at."""

    rows: tuple[TableRow, ...]
    columns: Columns | None = None


@frozen
class Aside:
    """Words that stand in a file beside its running text: in a text box, a footnote, hidden, in a page's head or foot.

    `number` is the line they stand at (0: nowhere in particular), `reason` says in Chinese what they are (文本框).
    """

    number: int
    text: str
    reason: str


@frozen
class Document:
    """Paragraphs and tables in the order of the input.

    `asides` are words that belong to no paragraph or table: they are listed as left out. `notes` are what the reader of
    the format has to say to a person, in Chinese, with the line it is about (0: the whole): (line, message, hint).
    `cells` are the filled cells of a spreadsheet as (line, ((text, place), …)), the place as `表1!C5`.
    """

    blocks: tuple[Paragraph | Table, ...]
    asides: tuple[Aside, ...] = ()
    notes: tuple[tuple[int, str, str], ...] = ()
    cells: tuple[tuple[int, tuple[tuple[str, str], ...]], ...] = ()

    @property
    def text(self) -> str:
        """All the text, a line break between paragraphs and cells."""
        parts = []
        for block in self.blocks:
            if isinstance(block, Paragraph):
                parts.append(block.text)
            else:
                # only what stands twice side by side is one merged cell
                parts += [cell for row in block.rows for cell, _ in groupby(row.cells)]
        return "\n".join(parts)


def document_of(text: str) -> Document:
    """Plain text as a document: a line a paragraph, empty ones left out. A page's end (form feed) ends a line too."""
    lines = re.sub(BREAKS, "\n", text).split("\n")
    return Document(
        blocks=tuple(Paragraph(text=line, number=number) for number, line in enumerate(lines, 1) if line.strip())
    )
