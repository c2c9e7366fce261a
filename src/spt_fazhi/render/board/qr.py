"""QR codes as SVG paths: one module is one unit, a run of dark modules in a line is one stroke."""

from __future__ import annotations

from itertools import groupby
from typing import Final, NamedTuple

from spt_fazhi.errors import FazhiError, install_board

QUIET: Final = 2
"""Modules left white on each side (the standard asks for four; the page around it is white too)."""
_MASK: Final = 2


class Qr(NamedTuple):
    """A code: `size` modules a side with the white edge, and the dark ones as an SVG path to be stroked, one wide."""

    size: int
    path: str


def require_qr() -> None:
    """Raise FazhiError where the QR library is missing: asked before anything is made or written."""
    try:
        import segno  # noqa: F401
    except ImportError:
        raise FazhiError("看板上的二维码要用 segno，这个环境里没有装", install_board()) from None


def qr_code(text: str) -> Qr:
    """The code of a text in ASCII: the smallest version at level M, always with the same mask (the best costs 8 ×).

    Raises FazhiError when the QR library is missing.
    """
    require_qr()
    import segno

    matrix = segno.make(text, error="m", mask=_MASK, micro=False, boost_error=False).matrix
    return Qr(len(matrix) + 2 * QUIET, "".join(_strokes(matrix)))


def _strokes(matrix: tuple[bytearray, ...]) -> list[str]:
    """`M2 2.5h7m1 0h2`: an absolute start for each line, then what is skipped and what is drawn."""
    said = []
    for line, modules in enumerate(matrix):
        at = last = 0
        begun = False
        for dark, run in groupby(modules):
            length = len(list(run))
            if dark:
                said.append(f"m{at - last} 0h{length}" if begun else f"M{at + QUIET} {line + QUIET}.5h{length}")
                begun, last = True, at + length
            at += length
    return said
