"""Words at places, and the rows they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final, NamedTuple

_GAP: Final = 2.0
"""How wide a gap parts two pieces of a row, in sizes of the type."""


class Fragment(NamedTuple):
    """Words at a place: `x` from the left, `y` from the foot of the page, both in the unit of `size`.

    `blanks` tells how wide each space of the text is, in sizes of the type, where the file tells it: a program may draw
    the words of one font in one go and leave room for what it draws in another font (quotation marks, figures).
    """

    x: float
    y: float
    size: float
    text: str
    blanks: tuple[float, ...] = ()


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


def _parted(fragments: list[Fragment]) -> list[Fragment]:
    """The words of a row by their places; those that leave room for others are parted at their blanks."""
    placed = sorted(fragments, key=lambda each: each.x)
    reach = placed[0].x
    overlaid = False
    for each in placed:
        overlaid = overlaid or each.x < reach - 0.5 * each.size
        reach = max(reach, each.x + _width(each.text, each.size) + each.size * sum(each.blanks))
    if not overlaid:
        return placed
    return sorted((part for each in placed for part in _parts(each)), key=lambda each: each.x)


def _parts(whole: Fragment) -> Iterator[Fragment]:
    if not whole.blanks:
        yield whole
        return
    x = whole.x
    for words, blank in zip(whole.text.split(" "), (*whole.blanks, 0.0), strict=True):
        if words:
            yield Fragment(x, whole.y, whole.size, words)
        x += _width(words, whole.size) + blank * whole.size


def _row(fragments: list[Fragment]) -> Row:
    pieces: list[Piece] = []
    size = median(each.size for each in fragments)
    for each in _parted(fragments):
        text = each.text.strip("\r\n")
        end = each.x + _width(text, each.size)
        if pieces and each.x - pieces[-1].x1 < _GAP * size:
            last = pieces[-1]
            pieces[-1] = Piece(last.x0, max(last.x1, end), last.text + text)
        else:
            pieces.append(Piece(each.x, end, text))
    return Row(fragments[0].y, size, tuple(piece for piece in pieces if piece.text.strip()))
