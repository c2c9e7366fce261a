"""A page as its parts: what makes no difference, and what does."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.services.board.differences import TOO_LONG, first_difference, first_text
from spt_fazhi.services.board.parts import parts_of, words_of

PAGE = (
    '<!DOCTYPE html>\n<html lang="zh-CN"><head><style>.o{color:red}</style><script>let a = 1 < 2;</script></head>\n<body>'
    '<main id="m"><h2 id="h">总览</h2><p>共 <b>38</b> <i>102</i><ul><li class="o">逾期 &lt;1&gt;<li>完成</ul></main>\n'
)
SAME = {
    "line ends": lambda page: page.replace("\n", "\r\n"),
    "quotes": lambda page: page.replace('"m"', "m").replace('"o"', "'o'"),
    "entities": lambda page: page.replace("&lt;", "&#60;").replace("总", "&#24635;"),
    "capitals": lambda page: page.replace("<main id", "<MAIN ID").replace("DOCTYPE html", "doctype HTML"),
}
OTHER = {
    "closing tags, which a program that saves a page puts in": lambda page: page.replace("<li>", "</li><li>").replace(
        "</ul>", "</li></ul>"
    ),
    "the end": lambda page: page.replace("</main>", "</main></body></html>"),
    "an end in the middle of a text": lambda page: page.replace("逾期 &lt;1", "逾期 &lt;</li>1"),
    "a body before its time": lambda page: page.replace("<style>", "<body><style>"),
    "numbers joined": lambda page: page.replace("</b> <i>", "</b><i>"),
    "a class": lambda page: page.replace('class="o"', 'class="d"'),
    "a class in two": lambda page: page.replace('class="o"', 'class="d" class="o"'),
    "a width": lambda page: page.replace("共 ", "共\u3000"),
    "a text as a tag": lambda page: page.replace("&lt;1&gt;", "<b>1</b>"),
    "code": lambda page: page.replace("1 < 2", "1 &lt; 2"),
    "space in code": lambda page: page.replace("a = 1", "a =  1"),
    "nothing seen": lambda page: page.replace("共", "共\u200b"),
}


@pytest.mark.parametrize("way", SAME)
def test_what_makes_no_difference(way: str) -> None:
    other = SAME[way](PAGE)
    assert other != PAGE
    assert first_difference(PAGE, other) is None
    assert list(words_of(other)) == list(words_of(PAGE))


@pytest.mark.parametrize("way", OTHER)
def test_what_does(way: str) -> None:
    other = OTHER[way](PAGE)
    assert other != PAGE
    found = first_difference(PAGE, other)
    assert found is not None
    assert found.then != found.now


def test_the_place_is_the_heading_before_it() -> None:
    found = first_difference(PAGE, PAGE.replace("102", "103"))
    assert found is not None
    assert (found.where, found.then, found.now) == ("“总览”之下（#h）", "102", "103")


@given(st.text(max_size=60), st.integers(0, len(PAGE)))
def test_whatever_is_put_in_is_found_or_harmless(text: str, at: int) -> None:
    """What is the same in parts is the same in words, too; and nothing that is put in is an error."""
    other = f"{PAGE[:at]}{text}{PAGE[at:]}"
    found = first_difference(PAGE, other)
    first_text(PAGE, other)
    if found is None:
        assert list(words_of(other)) == list(words_of(PAGE))
    else:
        assert found.where


@given(st.text(alphabet="<>!-/a =\"'&#;x9[]?\n", max_size=400))
def test_marks_of_any_kind(text: str) -> None:
    assert first_difference(PAGE, PAGE.replace("完成", text)) is not None or "完成" in text
    list(words_of(text))


@given(st.lists(st.text(max_size=20)))
def test_texts_are_read_as_they_are_shown(texts: list[str]) -> None:
    page = "".join(f"<p>{html.escape(each)}</p>" for each in texts)
    said = "".join(part.text for part in parts_of(page) if part.kind == "text")
    shown = "".join(texts).replace("\r\n", "\n").replace("\r", "\n").split()
    assert "".join(said.split()).replace("\ufffd", "") == "".join(shown).replace("\ufffd", "").replace("\0", "\0")


def test_a_page_far_too_long_is_not_read() -> None:
    found = first_difference(PAGE, PAGE + "<a " * 100_000)
    assert found is not None
    assert found.where == TOO_LONG


@pytest.mark.parametrize(
    "piece", ["<!--", "<a ", "<", "&", "<![CDATA[", "<?", "</", '<a x="', "<script>", "<style>", "&#"]
)
def test_reading_stops_at_the_first_difference(piece: str) -> None:
    made = PAGE + "<p>好</p>" * 20_000
    hostile = PAGE + piece * (len(made) // len(piece))
    found = first_difference(made, hostile)
    assert found is not None
    assert first_text(made, hostile) is not None
