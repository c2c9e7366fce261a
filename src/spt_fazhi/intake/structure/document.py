"""A document as it was read: its lines and tables in order, nothing interpreted yet."""

from __future__ import annotations

from spt_fazhi.model.frozen import frozen


@frozen
class Paragraph:
    """A paragraph. `number` counts the lines (paragraphs, table rows) of the input from 1."""

    text: str
    number: int


@frozen
class TableRow:
    """A row of a table: the texts of its cells; a cell merged over several columns or rows is repeated."""

    cells: tuple[str, ...]
    number: int


@frozen
class Table:
    """A table."""

    rows: tuple[TableRow, ...]


@frozen
class Document:
    """Paragraphs and tables in the order of the input."""

    blocks: tuple[Paragraph | Table, ...]

    @property
    def text(self) -> str:
        """All the text, a line break between paragraphs and cells."""
        parts = []
        for block in self.blocks:
            if isinstance(block, Paragraph):
                parts.append(block.text)
            else:
                parts += [cell for row in block.rows for cell in dict.fromkeys(row.cells)]
        return "\n".join(parts)


def document_of(text: str) -> Document:
    """Plain text as a document: a line a paragraph, empty ones left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Document(
        blocks=tuple(Paragraph(text=line, number=number) for number, line in enumerate(lines, 1) if line.strip())
    )
