"""The lines of a cell brought into one."""

from __future__ import annotations

import pytest

from spt_fazhi.text.cells import in_one_line, points_in


@pytest.mark.parametrize(
    ("text", "line", "points"),
    [
        ("案卷缺页", "案卷缺页", 0),
        ("案卷\n 缺页 \n\n", "案卷缺页", 0),
        ("two\nwords", "two words", 0),
        ("1.缺页\n2.没有编号", "1.缺页；2.没有编号", 2),
        ("（一）缺页；\n（二）没有编号。\n③其他", "（一）缺页；（二）没有编号。③其他", 3),
        ("抽查案卷\n10件", "抽查案卷10件", 0),
        ("到\n2.5倍", "到2.5倍", 0),
        ("", "", 0),
    ],
)
def test_lines(text: str, line: str, points: int) -> None:
    assert (in_one_line(text), points_in(text)) == (line, points)
