"""Saved pages: what a reader sees, in its order; no markup raises, none is looked at twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Document, Table
from spt_fazhi.store.documents.read import document_here
from spt_fazhi.store.documents.readers.web.markup import End, Start, tokens


def page(body: str) -> Document:
    return document_here(f"<html><head><title>题</title></head><body>{body}</body></html>".encode(), "a.html", ".html")


def seen(document: Document) -> list[object]:
    return [[row.cells for row in block.rows] if isinstance(block, Table) else block.text for block in document.blocks]


def test_tags_attributes_and_words() -> None:
    assert list(tokens('a&amp;b<TD rowspan = "2" hidden colspan=3>x</td >')) == [
        "a&b", Start("td", {"rowspan": "2", "hidden": "", "colspan": "3"}), "x", End("td"),
    ]  # fmt: skip
    assert list(tokens("1<2<!-- <p>无 -->三<![CDATA[<四>]]><?五?><!六>")) == ["1", "<", "2", "三", "<四>"]
    assert list(tokens("<script>if (a<b) '</p>'</script>x")) == [Start("script", {}), End("script"), "x"]
    assert list(tokens("<textarea><p>&lt;</textarea>")) == [Start("textarea", {}), "<p><", End("textarea")]
    assert list(tokens("<p title='>'>x<b")) == [Start("p", {"title": ">"}), "x", "<", "b"]


@pytest.mark.parametrize(
    "unclosed", ["<!--", "<![CDATA[", "<a b='", '<a b="', "<script>", "<style>", "</", "<?", "<a <a ", "<textarea>"]
)
def test_what_is_never_closed_is_looked_for_once(unclosed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice as much of it takes twice as many steps: counted, not timed."""
    counts = [sum(1 for _ in tokens(unclosed * size)) for size in (200, 400)]
    assert counts[1] <= 2 * counts[0] + 2
    looked = []

    class Watched(str):
        __slots__ = ()

        def find(self, sub: str, start: int = 0) -> int:  # type: ignore[override]
            found = str.find(self, sub, start)
            looked.append(len(self) - start if found < 0 else found - start)
            return found

    list(tokens(Watched(unclosed * 2000)))
    assert sum(looked) <= 12 * len(unclosed) * 2000


def test_no_cell_of_a_wide_table_is_left_out_in_silence() -> None:
    cells = [f"<td>第{number}格</td>" for number in range(1, 202)]
    (table,) = seen(page(f"<table><tr>{''.join(cells[:200])}<td> </td></table>"))
    assert table == [tuple(f"第{number}格" for number in range(1, 201))]
    for row in ("".join(cells), "<td colspan=1000>甲</td><td>乙</td>"):
        with pytest.raises(FazhiError, match="网页里有一张表超过 200 列，没有读"):
            page(f"<table><tr>{row}</table>")


PIECES = [*"<>/='\"!-?[] a", "td", "tr", "table", "<!--", "-->", "CDATA[", "]]>", "script", "hidden", "法", "&#x4e00;"]


@given(st.lists(st.sampled_from(PIECES), max_size=120).map("".join))
def test_no_markup_raises(text: str) -> None:
    try:
        document = document_here(f"<html>{text}".encode(), "a.html", ".html")
    except FazhiError:
        return
    assert document.blocks


def test_a_closing_cell_outside_a_row_and_a_table_that_was_closed() -> None:
    assert seen(page("<table><tr><td>甲</table></td>乙")) == ["甲", "乙"]
    assert seen(page("</td></tr></table><td>丙</td>")) == ["丙"]


def test_a_table_that_lays_out_the_page_leaves_the_table_in_it_a_table() -> None:
    inner = "<table><tr><td>任务</td><td>单位</td></tr><tr><td>开展评查</td><td>县司法局</td></tr></table>"
    rows = [("任务", "单位"), ("开展评查", "县司法局")]
    assert seen(page(f"<table><tr><td>目录</td><td><h1>要点</h1>{inner}</td></tr></table>")) == ["目录", "要点", rows]


def test_a_small_table_in_a_cell_is_words_of_the_cell() -> None:
    small = "<table><tr><td>上</td><td>2场</td></tr><tr><td>下</td><td>3场</td></tr></table>"
    body = f"<table><tr><td>任务</td><td>单位</td></tr><tr><td>举办讲座{small}，并公布讲座的安排和结果</td><td>县司法局</td></tr></table>"
    assert seen(page(body)) == [
        [("任务", "单位"), ("举办讲座\n上　2场\n下　3场\n，并公布讲座的安排和结果", "县司法局")]
    ]


def test_what_is_not_shown_is_told_apart() -> None:
    document = page(
        "<p>甲</p><p style='Display: none'>乙<b>丙</b></p><p>丁</p><div hidden><div>戊</div>己</div>庚<ruby>法<rt>fǎ</rt></ruby>"
    )
    assert seen(document) == ["甲", "丁", "庚法"]
    assert [(each.number, each.text, each.reason) for each in document.asides] == [
        (1, "乙丙", "隐藏文字"),
        (2, "戊己", "隐藏文字"),
    ]


def test_a_hidden_paragraph_that_is_not_closed_ends_with_the_next() -> None:
    assert seen(page("<p hidden>甲<p>乙")) == ["乙"]


def test_spans_reach_over_rows_and_columns_and_no_further_than_a_table_can() -> None:
    body = "<table><tr><td rowspan=2>一</td><td colspan=2>二</td></tr><tr><td>三</td><td>四</td></tr></table>"
    assert seen(page(body)) == [[("一", "二", "二"), ("一", "三", "四")]]
    wide = page("<table><tr><td rowspan=65000 colspan=1000>甲</td></tr>" + "<tr><td> </td></tr>" * 30 + "</table>")
    assert [len(row.cells) for block in wide.blocks for row in block.rows] == [200] * 31
    with pytest.raises(FazhiError, match="大得不正常"):
        page("<table>" + "<tr><td colspan=200>甲</td></tr>" * 2600 + "</table>")


def test_tables_that_stand_too_deep_are_words() -> None:
    deep = "<table><tr><td>" * 30 + "底" + "</td></tr></table>" * 30 + "后"
    assert [text for text in seen(page(deep)) if isinstance(text, str)] == ["底", "后"]
