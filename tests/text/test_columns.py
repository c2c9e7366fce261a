"""Terminal columns: what is cut or wrapped fits, and nothing is lost."""

from __future__ import annotations

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
