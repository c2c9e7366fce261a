"""Paragraphs and tables in their order, wherever they are wrapped; what spans claim beyond reason is not believed."""

from __future__ import annotations

import pytest
from tests.builders.pages.word import box, changed, control, p, r, tbl, tc, tr, word_file

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Document, Table
from spt_fazhi.store.documents.readers.sizes import MAX_COLUMNS
from spt_fazhi.store.documents.readers.word.document import read_word


def read(body: str, **parts: str) -> Document:
    return read_word(word_file(body, beside=None, **parts), "要点.docx")


def rows(document: Document) -> list[tuple[str, ...]]:
    return [row.cells for block in document.blocks if isinstance(block, Table) for row in block.rows]


def beside(document: Document) -> list[tuple[int, str, str]]:
    return [(each.number, each.reason, each.text) for each in document.asides]


def test_wrapped_paragraphs_and_tables() -> None:
    table = tbl(tr("序号", "任务"))
    document = read(
        p("题")
        + control(p("一、块里") + control(p("再里面")) + table)
        + f"<w:customXml>{p('自定义')}</w:customXml>"
        + changed("ins", p("插进来"))
        + changed("del", p("删去的"))
        + f"<mc:AlternateContent><mc:Choice>{p('新')}</mc:Choice><mc:Fallback>{p('旧')}</mc:Fallback></mc:AlternateContent>"
    )
    assert document.text == "题\n一、块里\n再里面\n序号\n任务\n自定义\n插进来\n新"
    assert rows(document) == [("序号", "任务")]
    assert document.notes[0][1].startswith("文中有 2 处修订")


def test_rows_and_cells_in_content_controls() -> None:
    table = tbl(
        tr("序号", "任务", "单位"),
        control(tr("1", control(tc("举办讲座")), tc(control(p("县司法局"))))),
        tr("2", tc(p("旁听", control(r("庭审")))), control(tc("请选择单位"), prompt=True)),
    )
    document = read(table)
    assert rows(document) == [("序号", "任务", "单位"), ("1", "举办讲座", "县司法局"), ("2", "旁听庭审", "")]
    assert beside(document) == [(3, "没有填写的内容控件", "请选择单位")]


def test_merged_cells_stand_in_each_of_their_places() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    across = '<w:gridSpan w:val="2"/>'
    document = read(
        tbl(
            tr(tc("类别", properties=start), tc("任务", properties=across)),
            tr(tc(properties=on), "甲", "乙"),
            tr(tc("看不见的", properties=on), "丙", "丁"),
            tr("另起", tc("左", properties='<w:hMerge w:val="restart"/>'), tc(properties="<w:hMerge/>")),
            tr("末", properties='<w:gridBefore w:val="2"/>'),
        )
    )
    assert rows(document) == [
        ("类别", "任务", "任务"), ("类别", "甲", "乙"), ("类别", "丙", "丁"), ("另起", "左", "左"), ("", "", "末")
    ]  # fmt: skip
    assert beside(document) == [(3, "合并单元格盖住的文字", "看不见的")]


@pytest.mark.parametrize("span", ["999999999", "9" * 5000])
def test_a_span_that_claims_too_much_is_cut(span: str) -> None:
    document = read(tbl(tr(tc("宽", properties=f'<w:gridSpan w:val="{span}"/>'))))
    assert rows(document) == [("宽",) * MAX_COLUMNS]


@pytest.mark.parametrize("span", ["0", "-3", "二", ""])
def test_a_span_that_is_none_is_one(span: str) -> None:
    assert rows(read(tbl(tr(tc("甲", properties=f'<w:gridSpan w:val="{span}"/>'), "乙")))) == [("甲", "乙")]


def test_more_columns_than_a_table_has_are_refused() -> None:
    with pytest.raises(FazhiError, match="超过 200 列"):
        read(tbl(tr(*["甲"] * (MAX_COLUMNS + 1))))


def test_a_table_of_too_many_cells_is_refused_at_once() -> None:
    wide = tr(tc("甲", properties='<w:gridSpan w:val="200"/>'))
    with pytest.raises(FazhiError, match="最多读 50 万个单元格"):
        read(tbl(*[wide] * 2501))


def test_deleted_and_hidden_rows_and_cells() -> None:
    document = read(
        tbl(
            tr("1", "留下"),
            tr("2", "删去", properties='<w:del w:id="1"/>'),
            tr("3", "藏起", properties="<w:hidden/>"),
            tr("4", "新加", tc("删去的格", properties='<w:cellDel w:id="2"/>'), properties='<w:ins w:id="3"/>'),
        )
    )
    assert rows(document) == [("1", "留下"), ("4", "新加")]
    assert beside(document) == [(2, "隐藏文字", "3"), (2, "隐藏文字", "藏起")]
    assert document.notes[0][1].startswith("文中有 3 处修订")


def test_a_table_in_a_cell_gives_the_cell_its_lines() -> None:
    inner = tbl(tr("一季度", "2场"), tr(tc("全年", properties='<w:gridSpan w:val="2"/>')))
    document = read(tbl(tr("1", tc("开展宣讲：", inner, p("另报总结。")))) + p("尾"))
    assert rows(document) == [("1", "开展宣讲：\n一季度　2场\n全年\n另报总结。")]
    assert [each.number for each in document.blocks[1:]] == [2]


def test_boxes_in_cells_are_at_their_row() -> None:
    document = read(p("题") + tbl(tr("甲", "乙"), tr("1", tc(p("讲座", box("框内"))))))
    assert rows(document)[1] == ("1", "讲座")
    assert beside(document) == [(3, "文本框", "框内")]


def test_another_file_put_in_is_named() -> None:
    document = read(p("题") + '<w:altChunk r:id="x"/>' + p("尾"))
    assert document.text == "题\n尾"
    assert [(line, said) for line, said, _ in document.notes] == [(2, "这里插进了另一个文件，没有读")]


def test_too_many_paragraphs_and_words_are_refused() -> None:
    with pytest.raises(FazhiError, match="最多读 2 万个段落"):
        read("<w:p/>" * 20_001)
    with pytest.raises(FazhiError, match="最多读 100 万个字"):
        read(tbl(tr(tc(*[p("字" * 10_000)] * 101))))


def test_marks_deleted_one_after_the_other_cost_no_more_than_their_words() -> None:
    document = read(tbl(tr(tc(p("字" * 100, mark="<w:del/>") * 3000))))
    assert len(rows(document)[0][0]) == 300_000


def test_layers_without_end_are_one_line() -> None:
    deep = 2000
    with pytest.raises(FazhiError, match="一层套一层"):
        read("<w:smartTag>" * deep + p("字") + "</w:smartTag>" * deep)
    with pytest.raises(FazhiError, match="一层套一层"):
        read("<w:tbl><w:tr><w:tc>" * deep + "</w:tc></w:tr></w:tbl>" * deep)
