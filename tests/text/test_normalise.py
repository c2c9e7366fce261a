"""Look-alikes of characters: every radical of Unicode is read as the character it looks like, in its place."""

from __future__ import annotations

import unicodedata

import pytest

from spt_fazhi.text.normalise import RADICALS, flat, normalise, ordinary

KANGXI = range(0x2F00, 0x2FD6)
SUPPLEMENT = [code for code in range(0x2E80, 0x2EF4) if unicodedata.category(chr(code)) != "Cn"]
COMPATIBILITY = [code for code in range(0xF900, 0xFB00) if unicodedata.category(chr(code)) != "Cn"]
UNIFIED = {0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29}
"""Twelve of the block are ordinary characters themselves."""


def test_every_radical_has_an_ordinary_character() -> None:
    assert len(KANGXI) == 214 and len(SUPPLEMENT) == 115
    assert set(RADICALS) == {*KANGXI, *SUPPLEMENT, *COMPATIBILITY} - UNIFIED
    for code, char in RADICALS.items():
        assert len(char) == 1
        assert unicodedata.name(char).startswith("CJK UNIFIED IDEOGRAPH"), hex(code)
        assert ordinary(char) == char


def test_what_unicode_says_itself_is_not_contradicted() -> None:
    for code in RADICALS:
        said = unicodedata.normalize("NFKC", chr(code))
        assert said in {chr(code), RADICALS[code]}


def test_offsets_stay_for_the_whole_table() -> None:
    text = "".join(f"甲{chr(code)} 乙" for code in RADICALS)
    normal = normalise(text)
    assert normal.text == "".join(f"甲{char}乙" for char in RADICALS.values())
    for place in range(1, len(normal.text), 3):
        start, end = normal.span(place, place + 1)
        assert (end - start, RADICALS[ord(text[start])]) == (1, normal.text[place])
    assert flat(text) == normal.text


@pytest.mark.parametrize(
    ("code", "char"),
    [(0x2ED4, "门"), (0x2F00, "一"), (0x2EC5, "见"), (0x2ECB, "车"), (0x2ED3, "长"), (0x2EA0, "民"), (0x2EDA, "页"),
     (0x2EDB, "风"), (0x2EE2, "马"), (0x2EF0, "龙"), (0x2EC4, "西"), (0x2EE9, "黄"), (0x2ED8, "青"), (0x2FC5, "鹿"),
     (0x2F49, "月"), (0x2F47, "日"), (0x2F17, "十"), (0xF9DB, "率"), (0xF967, "不")],
)  # fmt: skip
def test_what_pdf_files_have(code: int, char: str) -> None:
    assert ordinary(chr(code)) == char


def test_other_characters_stay() -> None:
    assert ordinary("示例区，（一）①㎡％") == "示例区，（一）①㎡％"
