"""Words at places, and the rows they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final, NamedTuple

_GAP: Final = 2.0
"""How wide a gap parts two pieces of a row, in sizes of the type."""


class Fragment(NamedTuple):
    """Words at a place: `x` from the left, `y` from the foot of the page, both in the unit of `size`."""

    x: float
    y: float
    size: float
    text: str


class Piece(NamedTuple):
    """Words of a row without a wide gap."""

    x0: float
    x1: float
    text: str


class Row(NamedTuple):
    """What stands on one height of a page, or of one of its columns."""

    y: float
    size: float
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The words; a tab where a gap is, as in a table that was pasted."""
        return "\t".join(each.text for each in self.pieces)


def _width(text: str, size: float) -> float:
    """How wide words are, about: a Chinese character is as wide as the type, others half of it."""
    return size * sum(1.0 if ord(char) > 0x2E7F else 0.5 for char in text)


def rows_of(page: Sequence[Fragment]) -> list[Row]:
    """The rows of a page from its top."""
    found: list[list[Fragment]] = []
    for each in sorted(page, key=lambda each: (-each.y, each.x)):
        if found and found[-1][0].y - each.y <= 0.4 * max(found[-1][0].size, each.size):
            found[-1].append(each)
        else:
            found.append([each])
    return [_row(each) for each in found]


def _row(fragments: list[Fragment]) -> Row:
    pieces: list[Piece] = []
    size = median(each.size for each in fragments)
    for each in sorted(fragments, key=lambda each: each.x):
        text = each.text.strip("\r\n")
        end = each.x + _width(text, each.size)
        if pieces and each.x - pieces[-1].x1 < _GAP * size:
            last = pieces[-1]
            pieces[-1] = Piece(last.x0, max(last.x1, end), last.text + text)
        else:
            pieces.append(Piece(each.x, end, text))
    return Row(fragments[0].y, size, tuple(piece for piece in pieces if piece.text.strip()))
