"""Numbers of lists in the forms Word has for them."""

from __future__ import annotations

import pytest

from spt_fazhi.store.documents.readers.word.figures import figure
from spt_fazhi.store.documents.readers.word.symbols import symbol


@pytest.mark.parametrize(
    ("value", "form", "said"),
    [
        (7, "decimal", "7"), (7, "decimalZero", "07"), (7, "unheard", "7"), (7, "none", ""), (7, "numberInDash", "- 7 -"),
        (0, "chineseCounting", "零"), (1, "chineseCounting", "一"), (10, "chineseCounting", "十"), (11, "chineseCountingThousand", "十一"),
        (20, "chineseCounting", "二十"), (36, "japaneseCounting", "三十六"), (105, "chineseCounting", "一百零五"),
        (110, "chineseCounting", "一百一十"), (1001, "chineseCounting", "一千零一"), (12345, "chineseCounting", "12345"),
        (11, "chineseLegalSimplified", "壹拾壹"), (20, "ideographDigital", "二〇"), (3, "ideographTraditional", "丙"),
        (11, "ideographTraditional", "11"), (12, "ideographZodiac", "亥"), (20, "decimalEnclosedCircleChinese", "⑳"),
        (21, "decimalEnclosedCircle", "21"), (2, "decimalEnclosedParen", "⑵"), (2, "decimalEnclosedFullstop", "⒉"),
        (2, "ideographEnclosedCircle", "㊁"), (4, "upperRoman", "IV"), (1994, "lowerRoman", "mcmxciv"), (4000, "upperRoman", "4000"),
        (27, "upperLetter", "AA"), (999_999, "lowerLetter", "999999"), (-1, "chineseCounting", "-1"),
    ],
)  # fmt: skip
def test_forms(value: int, form: str, said: str) -> None:
    assert figure(value, form) == said


@pytest.mark.parametrize(
    ("char", "font", "said"),
    [
        ("F0B3", "Symbol", "≥"), ("F033", "Symbol", "3"), ("F061", "Symbol", "□"), ("F0FE", "Wingdings", "☑"), ("F083", "Wingdings", "③"),
        ("F08D", "Wingdings", "②"), ("F041", "Webdings", "□"), ("F041", "宋体", "A"), ("2460", "宋体", "①"), ("D800", "", "□"),
        ("E000", None, "□"), ("110000", None, "□"), ("x", "Symbol", "□"), (None, None, "□"),
    ],
)  # fmt: skip
def test_symbols(char: str | None, font: str | None, said: str) -> None:
    assert symbol(char, font) == said
