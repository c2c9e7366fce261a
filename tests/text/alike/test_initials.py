"""Initials from the order of GB 2312, held against a dictionary of pinyin."""

from __future__ import annotations

import pytest
from pypinyin import Style, pinyin

from spt_fazhi.text.alike.initials import UNKNOWN, initials


def common() -> list[str]:
    """The 3,755 characters of level 1."""
    cells = [(row, cell) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    return [bytes(each).decode("gb2312") for each in cells if each <= (0xD7, 0xF9)]


def test_every_common_character_has_the_letter_of_one_of_its_sounds() -> None:
    chars = common()
    assert len(chars) == 3755
    wrong = []
    for char in chars:
        sounds = pinyin(char, style=Style.NORMAL, heteronym=True)[0]
        if initials(char) not in {sound[0] for sound in sounds}:
            wrong.append(char)
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("区司法局", "qsfj"), ("退役军人事务局", "tyjrswj"), ("区委编办", "qwbb"), ("A1区", "a1q"), ("长乐镇", "clz"),
        ("（甲）", "?j?"), ("", ""), ("㐀𠮷", "??"), ("鳌", UNKNOWN), ("é", UNKNOWN),
    ],
)  # fmt: skip
def test_names(name: str, letters: str) -> None:
    assert initials(name) == letters
