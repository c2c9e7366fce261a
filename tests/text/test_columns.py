"""Terminal columns: what is cut or wrapped fits, and nothing is lost."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.text.columns import columns, fit, wrap

CHINESE = "法治政府，建设。（示范）、：；“”"
TEXT = st.text(st.sampled_from(CHINESE + "abc 12/-.,"), max_size=120)


@given(TEXT, st.integers(4, 60))
def test_wrapped_lines_fit_and_lose_only_spaces(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(columns(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(TEXT, st.integers(10, 60))
def test_no_line_begins_with_a_closing_sign_where_a_break_could_avoid_it(text: str, width: int) -> None:
    for before, line in zip(wrap("字" + text, width), wrap("字" + text, width)[1:], strict=False):
        if line[:1] in set("，。、；：）”") and before:
            # only a run of signs as long as the line may begin with one
            assert all(char in "，。、；：）”.,-/ " or char.isascii() for char in before[-1:]) or len(before) <= 1


@given(TEXT, st.integers(1, 60))
def test_fit_is_exactly_as_wide(text: str, width: int) -> None:
    assert columns(fit(text, width)) == width


def test_columns_of_known_text() -> None:
    assert columns("abc") == 3
    assert columns("法治abc") == 7
    assert columns("，。") == 4
    assert columns("●▲") == 2


def test_ascii_words_stay_whole() -> None:
    assert wrap("运行 fazhi check 看看", 12) == ["运行 fazhi", "check 看看"]


def test_long_ascii_word_is_cut() -> None:
    assert wrap("https://example.org/abcdef", 10) == ["https://ex", "ample.org/", "abcdef"]


@given(TEXT.map(lambda text: text.replace(" ", "")), st.integers(10, 60))
def test_no_line_ends_with_an_opening_bracket_where_a_break_could_avoid_it(text: str, width: int) -> None:
    for line, after in pairwise(wrap(text, width)):
        if line[-1:] in set("（“"):
            rest = line.rstrip("（“，。、；：）” ")
            # only a bracket that would not fit before what follows it stays
            assert (
                not rest
                or columns(line[len(rest) :]) + columns(after.split(" ")[0]) > width
                or after[:1] in set("，。、；：）”")
            )


def test_brackets_go_with_what_they_enclose() -> None:
    assert wrap("开展1次旁听庭审（6.4）。", 18) == ["开展1次旁听庭审", "（6.4）。"]
    assert wrap("甲乙丙（丁，戊", 8) == ["甲乙丙", "（丁，戊"]
