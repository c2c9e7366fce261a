"""Names that look alike, and characters nobody types into one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.text.alike.lookalike import is_unseen, odd_characters, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("区教育局", "区教育局\u3164"), ("区教育局", "区\u200b教育局"), ("区教育局", "区教\ufe00育局"), ("区教育局", "区教育局\u2060"),
        ("区教育局", "区教育\u0301局"), ("区教育局", "区教育局\uffa0"), ("区教育局", "区教育局\u2800"),
        ("部门办", "部⻔办"), ("东风镇", "东⻛镇"), ("马镇", "⻢镇"), ("一镇", "⼀镇"), ("大镇", "⼤镇"),  # radicals
        ("金镇", "\uf90a镇"),  # a double of the character
        ("区ＡＢ中心", "区AB中心"), ("区委（办）", "区委(办)"), ("区委 办", "区委办"), ("ﾛ镇", "口镇"), ("ロ镇", "口镇"),
        ("未庄镇", "末庄镇"), ("土镇", "士镇"), ("日镇", "曰镇"), ("干镇", "千镇"), ("人镇", "入镇"),
        ("第1镇", "第l镇"), ("第0镇", "第〇镇"), ("ABC局", "АВС局".replace("В", "B")),
    ],
)  # fmt: skip
def test_alike(one: str, other: str) -> None:
    assert one != other
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("东镇", "西镇"),
        ("区教育局", "区体育局"),
        ("区教育局", "区教育厅"),
        ("滨河镇", "宾河镇"),
        ("第1镇", "第2镇"),
        ("区委办", "区委"),
    ],
)
def test_not_alike(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize(
    "char", ["\u3164", "\u115f", "\u200b", "\ufe0f", "\u202e", "⻔", "⼀", "\uf900", "\ue000", "\x07"]
)
def test_characters_nobody_types(char: str) -> None:
    assert odd_characters(f"区{char}局{char}") == (char,)


@pytest.mark.parametrize(
    "name", ["区委（政法委）", "区Ａ局", "第１中学", "㐂镇", "𠮷镇", "\U000313f0镇", "区 委", "香山乡", "·镇"]
)
def test_names_people_write(name: str) -> None:
    assert odd_characters(name) == ()


@given(st.text())
def test_a_skeleton_shows_all_that_it_has(text: str) -> None:
    shown = skeleton(text)
    assert not any(map(is_unseen, shown))
    assert skeleton(shown) == shown


@given(st.text(alphabet=st.characters(categories=["Lo", "Ll", "Nd"], max_codepoint=0x9FFF)))
def test_what_cannot_be_seen_makes_no_difference(text: str) -> None:
    assert skeleton("\u3164".join(text)) == skeleton(text)
