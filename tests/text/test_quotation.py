"""Quotation marks within quotation marks."""

from __future__ import annotations

import pytest

from spt_fazhi.text.quotation import inside, quoted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("没有引号", "没有引号"),
        ("落实“三项制度”", "落实‘三项制度’"),
        ("“甲”和“乙”", "‘甲’和‘乙’"),
        ("说“依照‘三定’规定”办", "说‘依照“三定”规定’办"),
        ("推进‘放管服’改革", "推进‘放管服’改革"),
        ("it’s", "it’s"),
        ("半句“没有完", "半句‘没有完"),
        ("没有头”的", "没有头’的"),
        ("“一‘二“三”二’一”", "‘一“二‘三’二”一’"),
    ],
)
def test_marks_within_a_quote_are_turned(text: str, said: str) -> None:
    assert inside(text) == said
    assert quoted(text) == f"“{said}”"
