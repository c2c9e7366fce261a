"""Markdown as blocks: what an office writes, odd and hostile text too; nothing it says is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.errors import UsageError
from spt_fazhi.render.office.blocks import Paragraph, Run, Table, Text, read_blocks, words
from spt_fazhi.text.markdown import escape_markdown
from spt_fazhi.text.marks import mark, mark_note, mark_sources
from spt_fazhi.text.plain import one_line


def said(text: Text) -> list[str]:
    """Every block's words, a table's rows as cells with a bar between."""
    return [
        words(block.runs) if isinstance(block, Paragraph) else "/".join("|".join(map(words, row)) for row in block.rows)
        for block in text.blocks
    ]


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("# 标题\n\n正文", ["标题", "正文"]),
        ("标题\n===", ["标题"]),
        ("1. 甲\n2. 乙\n   1. 丙\n   2. 丁", ["1.甲", "2.乙", "（1）丙", "（2）丁"]),
        ("3) 甲", ["3)甲"]),
        ("- 甲\n- 乙\n\n  丙", ["甲", "乙", "丙"]),
        ("1.\n2. 乙", ["1.", "2.乙"]),
        ("> 引用", ["引用"]),
        ("```py\n代码  1\n```", ["py", "代码  1"]),
        ("    缩进\n    两行", ["缩进", "两行"]),
        ("<b>粗</b> & &lt; <!-- 注 -->", ["<b>粗</b> & < <!-- 注 -->"]),
        ("<div>\n块\n</div>", ["<div>\x1e块\x1e</div>"]),
        ("| 甲 | 乙 |\n| --- | ---: |\n| 丙 \\| 丁 | 1 |", ["甲|乙/丙 | 丁|1"]),
        ("| 甲 |\n| - |\n| 乙 | 丙 | 丁 |", ["甲/乙 丙 丁"]),
        ("> | 甲 | 乙 |\n> | - | - |\n> | 丙 |", ["甲|乙/丙|"]),
        ("甲\n乙  \n丙\\\n丁", ["甲\x1e乙\n丙\n丁"]),
        ("[甲]: 乙\n\n[丙][丁]", ["[甲]: 乙", "[丙][丁]"]),
        ("---\n\n***", []),
        ("\ufeff# 有签名\r\n\r\n正文\r\n", ["有签名", "正文"]),
        ("看<https://例.cn>", ["看https://例.cn"]),
    ],
)
def test_what_is_read(markdown: str, blocks: list[str]) -> None:
    assert said(read_blocks(markdown)) == blocks


def test_levels_quotes_bold_and_columns_that_stand_to_the_right() -> None:
    text = read_blocks("# 一\n\n## 二\n\n### 三\n\n> 四**五**\n\n| 六 | 七 |\n| - | -: |\n| 八 | 9 |\n")
    heads, table = text.blocks[:-1], text.blocks[-1]
    assert [(each.level, each.quoted) for each in heads if isinstance(each, Paragraph)] == [
        (1, False), (2, False), (3, False), (0, True)
    ]  # fmt: skip
    assert heads[3] == Paragraph((Run("四"), Run("五", bold=True)), quoted=True)
    assert isinstance(table, Table)
    assert table.right == (False, True)


def test_links_and_images_leave_their_words() -> None:
    text = read_blocks('见[通知](https://example.com/a "题") 和 ![图一](图.png)、[空]()、[不是](有 空格)')
    assert said(text) == ["见通知 和 图一、空、[不是](有 空格)"]
    assert (text.links, text.images) == (2, 1)


def test_notes_and_what_only_looks_like_one() -> None:
    text = read_blocks("甲[^r1]乙\\[^r2]丙[^没有]\n\n[^r1]: 注**文**\n[^r9]: 没人提\n[^r1]: 又一条\n")
    assert text.blocks[0] == Paragraph((Run("甲"), Run("", note="r1"), Run("乙[^r2]丙"), Run("", note="没有")))
    assert {label: words(runs) for label, runs in text.notes.items()} == {"r1": "注文", "r9": "没人提"}
    assert said(text)[1:] == ["又一条"]


def test_figures_are_known_by_number_and_keys_cannot_act_as_markup() -> None:
    marked = f"共{mark('a*b_[c](d)|', '12')}项{mark_note('怎么数的')}，**{mark('b', '3')}**家{mark_sources(['x/1'])}"
    text = read_blocks(f"{marked}\n\n| 甲 |\n| - |\n| {mark('a*b_[c](d)|', '12')} |\n")
    assert text.keys == ("a*b_[c](d)|", "b", "a*b_[c](d)|")
    assert text.blocks[0] == Paragraph(
        (Run("共"), Run("12", figure=0), Run("项，"), Run("3", bold=True, figure=1), Run("家"))
    )
    assert text.blocks[1] == Table((((Run("甲"),),), ((Run("12", figure=2),),)), (False,), 3)


def test_too_long_and_too_deep_are_refused_in_words() -> None:
    with pytest.raises(UsageError, match="太长"):
        read_blocks("字" * 4_000_001)
    with pytest.raises(UsageError, match="太多层"):
        read_blocks(">" * 5000 + "深")


@given(st.text(max_size=200))
def test_any_text_from_data_survives(text: str) -> None:
    """What a report prints of its data is escaped; it comes out as the same words."""
    line = one_line(text).replace("\ufffe", "").replace("\uffff", "")
    found = said(read_blocks(f"前{escape_markdown(line)}后"))
    expected = line.replace("@", "\uff20")
    assert [each.replace("＃", "#").replace(" ", "") for each in found] == [
        f"前{expected}后".replace("＃", "#").replace(" ", "")
    ]


@given(st.text(alphabet="甲乙丙丁戊 \n\t-*_#>|`~[]()!<&;:1.\\", max_size=120))
def test_no_word_of_odd_markdown_is_lost(text: str) -> None:
    found = "".join(said(read_blocks(text))) + "".join(map(words, read_blocks(text).notes.values()))
    kept = [char for char in found if char in "甲乙丙丁戊"]
    assert kept == [char for char in _without_addresses(text) if char in "甲乙丙丁戊"]


def _without_addresses(text: str) -> str:
    """The text without what stands in the brackets of a link, which is left out on purpose."""
    return re.sub(r"(\[[^\[\]]*\])\([ \t]*<?[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*>?[ \t]*\)", r"\1", text)
