from __future__ import annotations

import re
import sys

import pytest
from tests.builders.boards import MADE, board

from spt_fazhi.errors import FazhiError
from spt_fazhi.render.board.page import board_html
from spt_fazhi.render.board.qr import QUIET, qr_code


def modules(path: str) -> set[tuple[int, int]]:
    """The dark modules that a path draws."""
    dark = set()
    for line in re.findall(r"M[^M]+", path):
        x, y, rest = re.match(r"M(\d+) (\d+)\.5(.*)", line).groups()
        at = int(x)
        for move, length in re.findall(r"(?:m(\d+) 0)?h(\d+)", rest):
            at += int(move or 0)
            dark |= {(at + step, int(y)) for step in range(int(length))}
            at += int(length)
    return dark


def test_the_path_draws_the_modules_of_the_code():
    import segno

    text = "fazhi show 6 --at 0123456789ab"
    code = qr_code(text)
    matrix = segno.make(text, error="m", mask=2, micro=False, boost_error=False).matrix
    assert code.size == len(matrix) + 2 * QUIET
    assert modules(code.path) == {
        (x + QUIET, y + QUIET) for y, line in enumerate(matrix) for x, dark in enumerate(line) if dark
    }


def test_it_stays_small():
    assert qr_code("fazhi show 36 --at 0123456789ab").size == 29 + 2 * QUIET


def test_without_the_library_one_line_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "segno", None)
    with pytest.raises(FazhiError) as caught:
        board_html(board(), MADE)
    assert "pip install" in caught.value.hint
    assert "spt-fazhi[board]" in caught.value.hint
