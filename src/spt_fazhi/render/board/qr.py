"""QR codes as SVG paths: one module is one unit, a run of dark modules in a line is one stroke.

A board has a code on every page, hundreds of them. What all codes of a size have in common (the corners, the words of
the command) is drawn once and used by each; only the rest is its own path. And few are made by the library: with one
mask, the modules of two texts of equal length differ by the sum (exclusive or) of what each differing bit changes,
and that is the same in longer and shorter texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import and_
from typing import Final, NamedTuple

from spt_fazhi.errors import FazhiError, install_board

QUIET: Final = 4
"""Modules left white on each side, as the standard asks."""
_MASK: Final = 2
_OWN_RUN: Final = re.compile(b"\x01(?:[\x01\x02]*\x01)?")
"""In a run of dark modules, from the first to the last that is not in the common part (which is 2)."""


class Qr(NamedTuple):
    """A code: `size` modules a side with the white edge, and what it has beside the common part of its size."""

    size: int
    path: str


class QrCodes(NamedTuple):
    """Codes by their text, and the common part of each size; both as SVG paths to be stroked, one wide."""

    common: Mapping[int, str]
    codes: Mapping[str, Qr]


class _Matrix(NamedTuple):
    """The modules of a code, line by line, each a byte of `modules`: 1 is dark."""

    side: int
    modules: int


def require_qr() -> None:
    """Raise FazhiError where the QR library is missing: asked before anything is made or written."""
    try:
        import segno  # noqa: F401
    except ImportError:
        raise FazhiError("看板上的二维码要用 segno，这个环境里没有装", install_board()) from None


def qr_codes(texts: Iterable[str]) -> QrCodes:
    """The codes of texts in ASCII with a small letter in them, each the smallest there is.

    Raises FazhiError when the QR library is missing.
    """
    require_qr()
    alike: dict[int, list[str]] = {}
    for text in texts:
        alike.setdefault(len(text), []).append(text)
    changes: dict[tuple[int, int], int] = {}
    made = {text: matrix for own in alike.values() for text, matrix in _matrices(own, changes)}
    common = {
        side: reduce(and_, (each.modules for each in made.values() if each.side == side))
        for side in {each.side for each in made.values()}
    }
    return QrCodes(
        common={side + 2 * QUIET: _path(_Matrix(side, modules), 0) for side, modules in sorted(common.items())},
        codes={text: Qr(each.side + 2 * QUIET, _path(each, common[each.side])) for text, each in made.items()},
    )


def _matrices(texts: list[str], changes: dict[tuple[int, int], int]) -> Iterable[tuple[str, _Matrix]]:
    """The codes of texts of the same length.

    `changes` holds what a bit changes, by the side of the code and the bit's place from the text's beginning: the same
    in texts of any length. What is not there yet is added.
    """
    first = texts[0].encode()
    model = _made(first)
    last = 8 * len(first)
    for text in texts:
        modules = model.modules
        differing = int.from_bytes(text.encode(), "big") ^ int.from_bytes(first, "big")
        while differing:
            bit = differing & -differing
            place = model.side, last - bit.bit_length()
            if place not in changes:
                other = (int.from_bytes(first, "big") ^ bit).to_bytes(len(first), "big")
                changes[place] = _made(other).modules ^ model.modules
            modules ^= changes[place]
            differing ^= bit
        yield text, _Matrix(model.side, modules)


def _made(data: bytes) -> _Matrix:
    import segno

    lines = segno.make(data, error="l", mask=_MASK, mode="byte", micro=False).matrix
    return _Matrix(len(lines), int.from_bytes(b"".join(lines), "big"))


def _path(matrix: _Matrix, common: int) -> str:
    """`M4 4.5h7m1 0h2`: an absolute start for each line, then what is skipped and what is drawn."""
    side = matrix.side
    kinds = (matrix.modules + common).to_bytes(side * side, "big")
    said = []
    for y in range(side):
        last = -1
        for run in _OWN_RUN.finditer(kinds, y * side, (y + 1) * side):
            first, end = run.start() - y * side, run.end() - y * side
            move = f"m{first - last} 0" if last >= 0 else f"M{first + QUIET} {y + QUIET}.5"
            said.append(f"{move}h{end - first}")
            last = end
    return "".join(said)
