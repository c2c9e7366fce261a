"""Comparing a copy with what it was copied from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.checks.compare import Paragraphs, anchor, first_difference
from spt_fazhi.text.normalise import unbroken

SENTENCE = "组织开展法治建设实地督察，推动各项任务落地落实，及时通报有关情况。"


@given(st.integers(0, len(SENTENCE) - 1), st.sampled_from(["", "3.标题。", "（三）标题。\u3000"]))
def test_one_changed_character_is_found(place: int, before: str) -> None:
    text = SENTENCE[:place] + "#" + SENTENCE[place + 1 :]
    found = first_difference(text, f"{before}{SENTENCE}(牵头单位:甲)")
    assert found is not None
    assert (found.at, found.there) == (place, len(before) + place)


def test_the_same_text_does_not_differ() -> None:
    assert first_difference(SENTENCE, f"3.{SENTENCE}(甲)") is None


def test_very_long_texts_are_compared_from_the_start_only() -> None:
    found = first_difference("甲" + "乙丙" * 5000, "丁" + "丙乙" * 5000)
    assert found is not None


def test_nearest_paragraph() -> None:
    document = "第一段，说的是别的事情。\n\n" + SENTENCE + "(甲)\n第三段，推动各项任务。\n"
    assert Paragraphs(document).nearest(SENTENCE.replace("督察", "督查")) == SENTENCE + "(甲)"
    assert Paragraphs(document).nearest("完全没有关系的一句话在这里") is None
    assert Paragraphs("").nearest(SENTENCE) is None


def test_unbroken() -> None:
    assert unbroken("  甲乙\r\n\u3000\u3000丙丁\n") == "甲乙丙丁"


def test_an_anchor_tells_a_place_from_an_earlier_one() -> None:
    text = "至少2次甲至少2次乙"
    assert text.find(anchor(text, 5, 4)) == 5
    assert anchor(text, 0, 4) == "至少2次"
    assert "\n" not in anchor("甲\n乙", 0)
    assert anchor("甲", 1) == ""
