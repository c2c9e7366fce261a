"""A document as JSON and back: what the process that reads it tells the one that asked."""

from __future__ import annotations

from typing import Any

from spt_fazhi.intake.structure.document import Aside, Document, Paragraph, Table, TableRow


def to_json(document: Document) -> dict[str, Any]:
    """`{"blocks": [[number, text] | [[number, [cell, …]], …]], "asides": [[number, text, reason]], "notes": […],
    "cells": [[number, [[text, place], …]], …]}`.

    A block that begins with a number is a paragraph; a table begins with a row.
    """
    return {
        "blocks": [
            [block.number, block.text]
            if isinstance(block, Paragraph)
            else [[row.number, list(row.cells)] for row in block.rows]
            for block in document.blocks
        ],
        "asides": [[each.number, each.text, each.reason] for each in document.asides],
        "notes": [list(each) for each in document.notes],
        "cells": [[number, [list(cell) for cell in cells]] for number, cells in document.cells],
    }


def from_json(said: dict[str, Any]) -> Document:
    """The document that `to_json` made. Raises LookupError, TypeError and ValueError for anything else."""
    return Document(
        blocks=tuple(_block(each) for each in said["blocks"]),
        asides=tuple(Aside(number=number, text=text, reason=reason) for number, text, reason in said["asides"]),
        notes=tuple((int(number), str(message), str(hint)) for number, message, hint in said["notes"]),
        cells=tuple(
            (int(number), tuple((str(text), str(place)) for text, place in cells)) for number, cells in said["cells"]
        ),
    )


def _block(said: list[Any]) -> Paragraph | Table:
    if said and isinstance(said[0], int):
        number, text = said
        return Paragraph(text=str(text), number=number)
    return Table(rows=tuple(TableRow(cells=tuple(map(str, cells)), number=number) for number, cells in said))
