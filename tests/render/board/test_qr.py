from __future__ import annotations

import re
import sys

import pytest
from tests.builders.boards import MADE, board

from spt_fazhi.errors import FazhiError
from spt_fazhi.render.board.page import board_html
from spt_fazhi.render.board.qr import QUIET, qr_codes

TEXTS = [f"fazhi show {task} --at 0123456789ab --as-of 2024-06-30" for task in (1, 6, 36)] + [
    "fazhi unit shifanqu-sfj --at 0123456789ab --as-of 2024-06-30"
]

OF_UNITS = [
    f"fazhi unit {code} --at 0123456789ab --as-of 2024-06-30"
    for code in ("sfj", "zfb", "gaj", "scjg", "rsjz", "y", "zrzyj")
]
"""Of several lengths that share a size: what a bit changes is the same in each."""


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


def test_common_part_and_own_path_together_are_the_code():
    import segno

    texts = [*TEXTS, *OF_UNITS]
    found = qr_codes(texts)
    for text in texts:
        code = found.codes[text]
        matrix = segno.make(text, error="l", mask=2, micro=False).matrix
        assert code.size == len(matrix) + 2 * QUIET
        assert modules(code.path) | modules(found.common[code.size]) == {
            (x + QUIET, y + QUIET) for y, line in enumerate(matrix) for x, dark in enumerate(line) if dark
        }


def test_a_code_alone_is_all_common():
    found = qr_codes(TEXTS[:1])
    assert found.codes[TEXTS[0]].path == ""
    assert len(modules(found.common[29 + 2 * QUIET])) > 200


def test_it_stays_small():
    found = qr_codes(TEXTS)
    assert [found.codes[text].size - 2 * QUIET for text in TEXTS] == [29, 29, 29, 33]


def test_without_the_library_one_line_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "segno", None)
    with pytest.raises(FazhiError) as caught:
        board_html(board(), MADE)
    assert "pip install" in caught.value.hint
    assert "spt-fazhi[board]" in caught.value.hint
