"""Text from data inside Markdown comes out as itself, wherever it stands, and is touched no more than that takes."""

from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from spt_fazhi.text.markdown import escape_markdown
from spt_fazhi.text.plain import one_line

_PIECES: Final = [
    *"\\`*_[]{}<>#|~!&^$-+=:.)(/@%;'\"?, \t\n\u3000",
    "a", "Z", "0", "12", "2.3", "法", "。", "（", "”", "é", "  ", "**", "__", "~~", "```", "---", "===", "- ", "1. ", "1) ", "+ ", "# ",
    "#5", "> ", "[^1]", "[^r1]: ", "[x]", "[ ] ", "](", "![", "](http://e.example)", "[甲]: ", "&amp;", "&#35;", "&#x23;", "&lt", "<b>", "</b>",
    "<!-- ", " -->", "<a@b.example>", "<http://e.example>", "http://", "https://e.example/a", "FTP://e", "www.", "WWW.e.example", "www", "mailto:",
    "a@b.example", "e.example", "|---|", "| - |", ":-:", ":-", "4.7%", "C#", " #", "##", "$x^2$", "\\(", "\\|", "    ", "<details>", "_a_", "a_b", "*a*", "~a~",
]  # fmt: skip
TEXTS: Final = st.lists(st.sampled_from(_PIECES) | st.characters(codec="utf-8"), min_size=1, max_size=9).map("".join)

# `§` is where the text goes. What stands around it is what templates, comments and the checklist have there.
PLACES: Final = [
    "§", "开头\n§\n结尾", "开头\n\n§\n", "见“§”，下同", "§。", "§：甲。", "甲：§", "- §", "- §\n- 甲", "- [ ] 第 3 行 · 甲：§", "1. §", "> §", "# §", "# 甲 §",
    "## 一、§", "**§**", "**1．§**。甲", "- 甲\n  §", "- 甲\n  → §", "记录：§。", "甲[^r1]§\n\n[^r1]: 记录。\n", "§[^r1]", "§§", "# §§", "§ §",
]  # fmt: skip
CELLS: Final = [
    "| 一 | 二 |\n|---|---|\n| § | 甲 |",
    "| 一 | 二 |\n| ---: | --- |\n| 甲 §（乙） | § |",
    "| § | 二 |\n| --- | --- |\n| 1 | 2 |",
]
COMMONMARK: Final = MarkdownIt("commonmark").disable("text_join")
GFM: Final = MarkdownIt("gfm-like", {"linkify": False, "html": True}).disable("text_join")
_AUTOLINK: Final = re.compile(
    r"(?i)\b(?:https?|ftp)://|(?:^|[\s*_~(])www\.|[a-z0-9._+-]@[a-z0-9]|\b(?:mailto|xmpp):\S*@"
)
"""What GitHub's extension looks for in a stretch of text that no escape interrupts (this reader lacks it)."""


def shown(text: str) -> str:
    """What has to come out: the text on one line; what sites would act on later, in full-width forms."""
    return re.sub(r"#(?=\d)", "＃", one_line(text).replace("@", "＠"))


def flat(tokens: list[Token]) -> list[Token]:
    return [each for token in tokens for each in (token, *(token.children or ()))]


def kinds(tokens: list[Token]) -> list[str]:
    """The structure, without the stretches that text is in."""
    return [each.type for each in flat(tokens) if each.type not in {"text", "text_special", "softbreak"}]


def words(tokens: list[Token]) -> str:
    return "".join(
        "\n" if each.type == "softbreak" else each.content
        for each in flat(tokens)
        if not each.children and each.type != "inline"
    )


def check(reader: MarkdownIt, place: str, said: str, expected: str) -> None:
    """The text in its place is read with the structure, and as the words, of a harmless one."""
    plain = reader.parse(place.replace("§", "甲"))
    found = reader.parse(place.replace("§", said))
    assert kinds(found) == kinds(plain)
    assert words(found) == words(reader.parse(place.replace("§", "\ue000"))).replace("\ue000", expected)
    for each in flat(found):
        assert each.type != "text" or _AUTOLINK.search(each.content) is None


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("reader", [COMMONMARK, GFM], ids=["commonmark", "gfm"])
@given(text=TEXTS)
@example("1. 甲")
@example("---")
@example("[^r1]: 甲")
@example("a\\")
@example("真的!")
@example("10m^")
@example("www.e.example")
@example("#")
def test_any_text_comes_out_as_itself(reader: MarkdownIt, place: str, text: str) -> None:
    if not shown(text):
        return
    for entities in (False, True):
        check(reader, place, escape_markdown(text, entities=entities), shown(text))


@pytest.mark.parametrize("place", CELLS)
@pytest.mark.parametrize("start", [True, False])
@given(text=TEXTS)
def test_any_text_comes_out_as_itself_in_a_table(place: str, start: bool, text: str) -> None:
    for entities in (False, True):
        check(GFM, place, escape_markdown(text, start=start, entities=entities), shown(text))


INSIDE: Final = ["见 §", "甲：§", "- 甲 §", "# 甲：§", "“§”"]


@pytest.mark.parametrize("place", INSIDE)
@pytest.mark.parametrize("reader", [COMMONMARK, GFM], ids=["commonmark", "gfm"])
@given(text=TEXTS)
def test_inside_a_line_less_is_escaped(reader: MarkdownIt, place: str, text: str) -> None:
    if shown(text):
        check(reader, place, escape_markdown(text, start=False), shown(text))


@pytest.mark.parametrize(
    "text",
    ["2.3", "2.3 旁听庭审", "4.7%", "35/36，97.2%", "-5", "+5%", "签到表_终稿.docx", "sfj/2024-06-12-6.1-k7q2", "08:30", "A&B", "3 < 5", "a -> b", "C#", "3 * 4",
     "C:\\数据", "data/tasks.yaml", "第1.2.3条", "2024-12-31", "{甲}", "（一）", "见(一)", "1.5万", "甲^2", "好!好", "e.example", "Q&A", "12", "key: value"],
)  # fmt: skip
def test_what_means_nothing_to_markdown_is_left_alone(text: str) -> None:
    assert escape_markdown(text) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("1. 甲", "1\\. 甲"), ("- 甲", "\\- 甲"), ("# 甲", "\\# 甲"), ("a|b", "a\\|b"), ("**甲**", "\\*\\*甲\\*\\*"), ("5~10天", "5\\~10天"), ("[1]", "\\[1\\]"),
     ("https://e.example/a", "https\\://e.example/a"), ("www.e.example", "www\\.e.example"), ("&amp;", "\\&amp;"), ("<b>", "\\<b>"), ("a@b #1", "a＠b ＃1")],
)  # fmt: skip
def test_what_is_escaped(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


def test_in_a_comment_angles_and_ampersands_are_entities() -> None:
    assert escape_markdown("<b>甲&乙</b> &amp;", entities=True) == "&lt;b&gt;甲&amp;乙&lt;/b&gt; &amp;amp;"


def test_the_cost_is_in_proportion_to_the_length() -> None:
    for hard in (
        "&" * 60_000,
        "&a" * 30_000,
        " #" * 30_000,
        "#" * 60_000,
        "-" * 60_000,
        "\\" * 60_000,
        "1" * 60_000,
        "- " * 30_000,
    ):
        assert len(escape_markdown(hard)) <= 2 * len(hard)
