"""The Word document by what stands in it: page, styles, fonts, parts, bytes."""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from datetime import date
from xml.etree import ElementTree as ET

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.pages.office import W, names, paragraphs, part

from spt_fazhi.errors import FazhiError
from spt_fazhi.render.office.docx import docx_bytes
from spt_fazhi.reports.figures.printed import Made
from spt_fazhi.text.markdown import escape_markdown
from spt_fazhi.text.marks import mark
from spt_fazhi.text.plain import one_line

BULLETIN = f"""# 关于《示范区法治政府建设2024年工作要点》第二季度落实情况的通报

各乡镇、各部门：

政府系统应完成{mark("totals.total", "105")}项次[^r1]，已完成{mark("totals.done", "38")}项次。数据<b>&截至6月30日。

## 一、总体情况

### （一）各方面

1. **第一项**，做完了。

| 方面 | 应完成 |
| --- | ---: |
| 一、组织领导 | {mark("section.一.total", "26")} |
| 合计 | {mark("totals.total", "105")} |

示范区委依法治区办

2024年7月5日

## 附件1 未按期完成清单

| 任务 | 具体要求 | 牵头单位 | 责任单位 | 完成时限 | 备注 | 序号 |
| - | - | - | - | - | - | - |
| 组织旁听人民法院庭审 | 区政府及部门至少组织开展一次 | 示范区司法局和示范区法院 | 各乡镇、各部门，共同完成 | 年底前，未写时限的按年底计 | 无 | 1 |

[^r1]: 记录：sfj/2024-05-10-1.1-3sje。
"""
MADE = Made(name="quarter", period="2024Q2", as_of="2024-07-05", commit="abc", edition="check")


@pytest.fixture(scope="module")
def bulletin() -> bytes:
    return docx_bytes(BULLETIN, day=date(2024, 7, 5), header="核对版", made=MADE)


def attributes(document: bytes, path: str, name: str = "word/document.xml") -> list[dict[str, str]]:
    """The attributes of elements, without their namespace."""
    found = ET.fromstring(part(document, name)).iterfind(path.replace("w:", W))
    return [{key.rpartition("}")[2]: value for key, value in each.attrib.items()} for each in found]


def test_every_paragraph_has_the_style_of_its_role(bulletin: bytes) -> None:
    assert [(style, text) for style, text in paragraphs(bulletin) if text] == [
        ("Title", "关于《示范区法治政府建设\n2024年工作要点》第二季度落实情况的通报"),
        ("Addressee", "各乡镇、各部门："),
        ("BodyText", "政府系统应完成105项次[1]，已完成38项次。数据<b>&截至6月30日。"),
        ("Heading1", "一、总体情况"), ("Heading2", "（一）各方面"), ("BodyText", "1.第一项，做完了。"),
        ("TableHead", "方面"), ("TableHead", "应完成"), ("TableText", "一、组织领导"), ("TableNumber", "26"),
        ("TableText", "合计"), ("TableNumber", "105"),
        ("Signature", "示范区委依法治区办"), ("Date", "2024年7月5日"), ("Annex", "附件1"), ("AnnexTitle", "未按期完成清单"),
        *(("TableHead", each) for each in ("任务", "具体要求", "牵头单位", "责任单位", "完成时限", "备注", "序号")),
        *(("TableText", each) for each in ("组织旁听人民法院庭审", "区政府及部门至少组织开展一次", "示范区司法局和示范区法院", "各乡镇、各部门，共同完成", "年底前，未写时限的按年底计", "无", "1")),
        ("AnnexTitle", "核对注"), ("Note", "1. 记录：sfj/2024-05-10-1.1-3sje。"),
    ]  # fmt: skip


def test_pages_are_a4_with_the_margins_of_the_standard(bulletin: bytes) -> None:
    assert [(each.get("w"), each.get("h"), each.get("orient")) for each in attributes(bulletin, ".//w:sectPr/w:pgSz")] == [
        ("11906", "16838", None), ("16838", "11906", "landscape"), ("11906", "16838", None)
    ]  # fmt: skip
    upright, lying, _ = (
        {side: round(int(margins[side]) / 1440 * 25.4) for side in ("top", "bottom", "left", "right")}
        for margins in attributes(bulletin, ".//w:sectPr/w:pgMar")
    )
    assert upright == {"top": 37, "bottom": 35, "left": 28, "right": 26}
    assert lying == {"top": 28, "bottom": 26, "left": 35, "right": 37}
    assert {(each["type"], each["linePitch"]) for each in attributes(bulletin, ".//w:docGrid")} == {("lines", "579")}


def test_fonts_are_those_of_the_standard_with_what_stands_in_for_them(bulletin: bytes) -> None:
    styles = ET.fromstring(part(bulletin, "word/styles.xml"))
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert default is not None
    look = {
        child.tag.removeprefix(W): {key.removeprefix(W): value for key, value in child.attrib.items()}
        for child in default
    }
    assert look["rFonts"] == dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), "仿宋_GB2312")
    assert (look["sz"]["val"], look["lang"]["eastAsia"]) == ("32", "zh-CN")
    sizes = {}
    for style in styles.iterfind(f"{W}style"):
        font, size = style.find(f"{W}rPr/{W}rFonts"), style.find(f"{W}rPr/{W}sz")
        sizes[style.get(f"{W}styleId")] = (
            None if font is None else font.get(f"{W}eastAsia"), None if size is None else size.get(f"{W}val"),
        )  # fmt: skip
    assert sizes["Title"] == ("方正小标宋简体", "44")
    assert (sizes["Heading1"], sizes["Heading2"], sizes["Annex"]) == (
        ("黑体", None),
        ("楷体_GB2312", None),
        ("黑体", None),
    )
    assert sizes["Footer"] == ("宋体", "28")
    fonts = ET.fromstring(part(bulletin, "word/fontTable.xml"))
    named = {font.get(f"{W}name"): font.find(f"{W}altName") for font in fonts}
    assert set(named) == {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}
    assert all(each is not None and each.get(f"{W}val") for each in named.values())
    assert "ja-JP" not in part(bulletin, "word/settings.xml")


def test_tables_are_fixed_in_width_and_repeat_their_head(bulletin: bytes) -> None:
    with_head = ET.fromstring(part(bulletin, "word/document.xml")).findall(f".//{W}tbl")
    for table, whole in zip(with_head, (442, 637), strict=True):
        grid = [int(each.get(f"{W}w", "0")) for each in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        assert whole - 2 < sum(grid) / 20 <= whole + 1
        assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iterfind(f"{W}tr")]
        assert heads == [True, *[False] * (len(heads) - 1)]


def test_short_tables_and_the_end_of_the_text_stay_together() -> None:
    names = "\n\n".join(f"{number}.清单" for number in range(2, 6))
    text = f"# 题\n\n> 示依法办发〔2024〕5号\n\n正文。\n\n附件：1.清单\n\n{names}\n\n示例办\n\n2024年7月5日\n\n| 单位 | 数 |\n| - | - |\n"
    document = docx_bytes(
        text.replace("正文。", "正文。\n\n| 单位 | 数 |\n| - | - |\n| 东镇 | 1 |\n| 西镇 | 2 |\n\n完。")
    )
    kept = [
        "".join(run.text or "" for run in paragraph.iterfind(f".//{W}t"))
        for paragraph in ET.fromstring(part(document, "word/document.xml")).iterfind(f".//{W}p")
        if paragraph.find(f"{W}pPr/{W}keepNext") is not None
    ]
    assert kept[:4] == ["单位", "数", "东镇", "1"]
    assert "西镇" not in kept
    plain = docx_bytes(text)
    spacing = attributes(plain, ".//w:pPr/w:spacing")
    assert sum(each.get("line") == "460" for each in spacing) == 5
    assert [style for style, _ in paragraphs(plain)][:3] == ["DocumentNumber", "Title", "BodyText"]


@pytest.mark.parametrize(("words", "kept"), [(4, 10), (200, 2)])
def test_a_short_table_higher_than_a_page_is_not_pushed_off_the_page_of_its_heading(words: int, kept: int) -> None:
    rows = "".join(f"| {at} | {'事' * words} |\n" for at in range(1, 11))
    document = docx_bytes(f"# 题\n\n## 附件　清单\n\n| 序号 | 事项 |\n| - | - |\n{rows}")
    table = ET.fromstring(part(document, "word/document.xml")).find(f".//{W}tbl")
    assert table is not None
    held = [row.find(f".//{W}keepNext") is not None for row in table.iterfind(f"{W}tr")]
    assert held == [True] * kept + [False] * (11 - kept)


def test_what_must_follow_a_last_table_takes_no_line_of_the_grid_and_so_no_page_of_its_own() -> None:
    document = docx_bytes("# 题\n\n## 附件　清单\n\n| 序号 | 事项 |\n| - | - |\n| 1 | 事 |\n")
    last = ET.fromstring(part(document, "word/document.xml")).findall(f"{W}body/{W}p")[-1]
    assert "".join(last.itertext()) == ""
    properties = last.find(f"{W}pPr")
    assert properties is not None
    assert [each.tag.removeprefix(W) for each in properties][:3] == ["snapToGrid", "spacing", "rPr"]
    snap, line = properties[0], properties[1]
    assert (snap.get(f"{W}val"), line.get(f"{W}line")) == ("0", "20")


def test_page_numbers_stand_on_the_outer_side_and_the_edition_at_the_head(bulletin: bytes) -> None:
    kinds = {
        (kind, each["type"]): each["id"]
        for kind in ("footer", "header")
        for each in attributes(bulletin, f".//w:sectPr/w:{kind}Reference")
    }
    assert set(kinds) == {("footer", "default"), ("footer", "even"), ("header", "default"), ("header", "even")}
    targets = dict(
        re.findall(r'Id="(\w+)"[^>]*Target="(\w+\.xml)"', part(bulletin, "word/_rels/document.xml.rels"))
        + [
            (a, b)
            for b, a in re.findall(
                r'Target="(\w+\.xml)"[^>]*Id="(\w+)"', part(bulletin, "word/_rels/document.xml.rels")
            )
        ]
    )
    odd = part(bulletin, f"word/{targets[kinds['footer', 'default']]}")
    even = part(bulletin, f"word/{targets[kinds['footer', 'even']]}")
    for footer in (odd, even):
        assert re.sub(r"<[^>]+>", "", footer).strip() == "— 1 —"
        assert 'w:instr=" PAGE "' in footer
    assert 'w:jc w:val="right"' in odd
    assert 'w:ind w:left="280"' in even
    assert "核对版" in part(bulletin, f"word/{targets[kinds['header', 'default']]}")
    assert "evenAndOddHeaders" in part(bulletin, "word/settings.xml")
    assert not [name for name in names(docx_bytes("# 题")) if "header" in name]


def test_same_input_same_bytes_and_nobody_stamped(bulletin: bytes) -> None:
    assert docx_bytes(BULLETIN, day=date(2024, 7, 5), header="核对版", made=MADE) == bulletin
    properties = docx.Document(io.BytesIO(bulletin)).core_properties
    assert (properties.author, properties.comments, properties.last_modified_by) == ("", "", "")
    assert properties.title == "关于《示范区法治政府建设2024年工作要点》第二季度落实情况的通报"
    assert f"{properties.created:%Y-%m-%d}" == "2024-07-05"
    assert names(bulletin)[0] == "[Content_Types].xml"
    assert names(bulletin)[1:] == sorted(names(bulletin)[1:])
    assert "python-docx" not in "".join(part(bulletin, name) for name in names(bulletin))


def test_figures_are_carried_with_their_sentences(bulletin: bytes) -> None:
    item = ET.fromstring(part(bulletin, "customXml/item1.xml"))
    assert (item.get("name"), item.get("period"), item.get("as_of"), item.get("commit"), item.get("edition")) == (
        "quarter", "2024Q2", "2024-07-05", "abc", "check"
    )  # fmt: skip
    found = [
        (figure.get("key", ""), figure.get("printed", ""), sentence.get("text", ""), int(figure.get("at", "")))
        for sentence in item
        for figure in sentence
    ]
    said = "政府系统应完成105项次，已完成38项次。"
    assert found == [
        ("totals.total", "105", said, 7), ("totals.done", "38", said, 16),
        ("section.一.total", "26", "一、组织领导 ｜ 26", 9), ("totals.total", "105", "合计 ｜ 105", 5),
    ]  # fmt: skip
    assert all(text[at:].startswith(shown) for _, shown, text, at in found)
    assert "customXml/item1.xml" not in names(docx_bytes(BULLETIN))


def test_the_day_stands_four_characters_from_the_right_under_its_signature() -> None:
    def indents(signature: str) -> tuple[float, float]:
        document = docx_bytes(f"# 题\n\n文。\n\n{signature}\n\n2024年7月5日\n")
        sign, day = (int(each["right"]) / 315 for each in attributes(document, ".//w:pPr/w:ind") if "right" in each)
        return sign, day

    sign, day = indents("示范区司法局")
    assert day == 4
    assert sign == pytest.approx(4, abs=0.1)
    sign, day = indents("中共示范区委全面依法治区委员会办公室")
    assert sign == 2
    assert day == pytest.approx(2 + (18 - 6) / 2, abs=0.2)


def test_ends_of_lines_tables_in_the_text_and_notes_that_are_not_there() -> None:
    document = docx_bytes(
        f"甲\n乙 a\nb 共{mark('k', '3')}项\n\n| 表 |\n| - |\n| 1 |\n\n文[^没有]。  \n另行\n\n| 表 |\n| - |\n| 2 |\n",
        made=MADE,
    )
    assert [text for _, text in paragraphs(document)] == [
        "甲乙 a b 共3项", "表", "1", "", "文[^没有]。\n另行", "表", "2", ""
    ]  # fmt: skip
    figure = re.search(r'text="([^"]*)">\s*<figure[^>]*at="(\d+)"', part(document, "customXml/item1.xml"))
    assert figure is not None
    assert (figure[1], figure[1][int(figure[2])]) == ("甲乙 a b 共3项", "3")
    assert docx.Document(io.BytesIO(docx_bytes(""))).paragraphs[0].text == ""


@pytest.mark.parametrize("package", ["docx", "markdown_it"])
def test_without_its_packages_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(FazhiError) as caught:
        docx_bytes("# 题")
    assert 'pip install "spt-fazhi[office]"' in caught.value.hint


@settings(max_examples=25)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.booleans())
def test_any_text_survives_into_the_document(texts: list[str], in_a_table: bool) -> None:
    lines = [one_line(each).replace("\ufffe", "").replace("\uffff", "") for each in texts]
    cells = [escape_markdown(each, start=not in_a_table) for each in lines]
    markdown = (
        f"| {' | '.join(['头'] * len(cells))} |\n|{' - |' * len(cells)}\n| {' | '.join(cells)} |"
        if in_a_table
        else "\n\n".join(f"段{each}" for each in cells)
    )
    document = docx_bytes(markdown)
    found = Counter("".join(text for _, text in paragraphs(document)))
    expected = Counter("".join(lines).replace("@", "\uff20"))
    for char in ("#", "＃", " ", "\n", "段", "头", "、", "（", "）"):
        found.pop(char, None)
        expected.pop(char, None)
    assert found == expected
    docx.Document(io.BytesIO(document))
