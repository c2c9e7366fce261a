"""Which part of a document each paragraph is, and which pages lie."""

from __future__ import annotations

import pytest

from spt_fazhi.render.office.blocks import Table, read_blocks, words
from spt_fazhi.render.office.layout import Layout, Line, lay_out
from spt_fazhi.render.office.widths import CELL, LYING, SMALL_CELL, UPRIGHT, fit, is_wide, title_lines

NARROW = "| 单位 | 数量 |\n| --- | ---: |\n| 示范东镇 | 1 |\n"
WIDE = "| 任务 | 具体要求 | 牵头单位 | 责任单位 | 完成时限 |\n| - | - | - | - | - |\n" + (
    "| 组织旁听法院庭审 | 每家至少组织一次 | 示范区司法局办公室 | 各乡镇、各部门 | 二〇二四年年底前 |\n" * 3
)
LONG = "这是一段正文，写得足够长，要占去好几行。" * 40


def laid(markdown: str) -> Layout:
    return lay_out(read_blocks(markdown))


def roles(markdown: str) -> list[tuple[str, str]]:
    return [
        (part.role, words(part.runs)) if isinstance(part, Line) else ("table", "")
        for section in laid(markdown).sections
        for part in section.parts
    ]


def test_the_parts_of_a_bulletin() -> None:
    text = (
        "# 通报\n\n各乡镇、各部门：\n\n现通报如下：\n\n## 一、情况\n\n### （一）总体\n\n1. 第一\n\n示范区委依法治区办\n\n"
        "2024年7月5日\n\n## 附件1 清单\n\n"
        + NARROW
        + "\n## 附件2　名单\n\n无。\n\n## 附录\n\n无。\n\n## 核对说明\n\n说明。\n"
    )
    assert roles(text) == [
        ("title", "通报"), ("addressee", "各乡镇、各部门："), ("body", "现通报如下："), ("heading1", "一、情况"),
        ("heading2", "（一）总体"), ("body", "1.第一"), ("signature", "示范区委依法治区办"), ("date", "2024年7月5日"),
        ("annex", "附件1"), ("annex_title", "清单"), ("table", ""),
        ("annex", "附件2"), ("annex_title", "名单"), ("body", "无。"),
        ("annex", "附录"), ("body", "无。"), ("annex_title", "核对说明"), ("body", "说明。"),
    ]  # fmt: skip
    assert len(laid(text).sections) == 5
    assert laid(text).title == "通报"


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("署名办\n\n2024年7月15日", [("signature", "署名办"), ("date", "2024年7月15日")]),
        ("署名办\n2024年7月15日", [("signature", "署名办"), ("date", "2024年7月15日")]),
        ("署名办  \n2024年7月15日", [("signature", "署名办"), ("date", "2024年7月15日")]),
        ("正文说完了。\n\n2024年7月15日", [("body", "正文说完了。"), ("date", "2024年7月15日")]),
        ("署名办\n\n2024年7月15日印发", [("body", "署名办"), ("body", "2024年7月15日印发")]),
        ("署名办\n\n2024年7月15日。", [("body", "署名办"), ("body", "2024年7月15日。")]),
        ("## 附件1 甲\n\n署名办\n\n2024年7月15日", [("annex", "附件1"), ("annex_title", "甲"), ("body", "署名办"), ("body", "2024年7月15日")]),
    ],
)  # fmt: skip
def test_signature_and_day(end: str, expected: list[tuple[str, str]]) -> None:
    assert roles(f"# 通报\n\n正文。\n\n{end}\n")[2:] == expected


@pytest.mark.parametrize(
    ("paragraph", "role"),
    [
        ("一、总体情况", "heading1"), ("十二、其他", "heading1"), ("（三）问题", "heading2"), ("一、办好三件事。", "body"),
        ("一、" + "长" * 40, "body"), ("一是抓学习", "body"), ("> 注意", "quote"), ("#### 1. 四级", "body"),
    ],
)  # fmt: skip
def test_levels_by_their_numbers(paragraph: str, role: str) -> None:
    assert roles(f"# 题\n\n正文。\n\n{paragraph}\n")[2][0] == role


def test_only_the_first_paragraph_names_addressees() -> None:
    assert [role for role, _ in roles("# 题\n\n> 说明\n\n各乡镇：\n\n如下：\n")] == [
        "title", "quote", "addressee", "body",
    ]  # fmt: skip
    assert [role for role, _ in roles("# 题\n\n正文。\n\n各乡镇：\n")] == ["title", "body", "body"]


def test_a_remark_may_stand_before_the_title_and_a_second_title_begins_an_annex() -> None:
    assert roles("> 台账尚未启用。\n\n# 题\n\n各乡镇：\n\n文。\n\n# 又一份\n\n文。\n") == [
        ("quote", "台账尚未启用。"), ("title", "题"), ("addressee", "各乡镇："), ("body", "文。"),
        ("annex_title", "又一份"), ("body", "文。"),
    ]  # fmt: skip
    assert len(laid("> 台账尚未启用。\n\n# 题\n").sections) == 1


def test_a_document_number_and_the_names_of_annexes() -> None:
    text = (
        "# 题\n\n> 示依法办发〔2024〕 5 号\n\n各乡镇：\n\n正文。\n\n附件：1.甲清单\n\n2.乙清单\n\n署名办\n\n2024年7月5日\n\n"
        "## 附件1 甲清单\n\n1.不是附件名\n"
    )
    assert roles(text) == [
        ("number", "示依法办发〔2024〕 5 号"), ("title", "题"), ("addressee", "各乡镇："), ("body", "正文。"),
        ("annexes", "附件：1.甲清单"), ("annexes_more", "2.乙清单"), ("signature", "署名办"), ("date", "2024年7月5日"),
        ("annex", "附件1"), ("annex_title", "甲清单"), ("body", "1.不是附件名"),
    ]  # fmt: skip
    assert [role for role, _ in roles("# 题\n\n附件：1.甲\n2.乙\n\n完。\n\n3.丙\n")] == [
        "title", "annexes", "annexes_more", "body", "body",
    ]  # fmt: skip


def test_wide_tables_lie_with_their_heading_and_short_text_beside_them() -> None:
    sections = laid(f"# 题\n\n{LONG}\n\n## 一、表\n\n{WIDE}\n{LONG}\n\n## 附件1 清单\n\n说明。\n\n{WIDE}\n").sections
    assert [section.lies for section in sections] == [False, True, False, True]
    assert [len(section.parts) for section in sections] == [2, 2, 1, 4]
    short = laid(f"# 题\n\n说明。\n\n## 一、表\n\n{WIDE}\n## 二、表\n\n{WIDE}\n完。\n").sections
    assert [section.lies for section in short] == [True]


def test_a_table_of_numbers_stays_upright() -> None:
    columns = ["方面", "应完成", "已完成", "推进中", "未启动", "滞后", "逾期", "待补录", "退回", "不适用", "完成率"]
    row = ["一、加强法治政府建设组织领导", *["12"] * 9, "35.2%"]
    table = table_of(columns, row)
    assert not is_wide(table)
    size, widths = fit(table, UPRIGHT)
    assert size in (CELL, SMALL_CELL)
    assert sum(widths) == pytest.approx(UPRIGHT)
    assert widths[0] > 60
    assert all(width >= len(head) * size + 3 for width, head in zip(widths[1:], columns[1:], strict=True))


def test_columns_share_a_page_by_what_they_hold() -> None:
    table = table_of(["序号", "单位", "要求", "日期"], ["1", "示范区司法局", "健全完善" * 30, "2024-06-30"])
    _, widths = fit(table, LYING)
    assert sum(widths) == pytest.approx(LYING)
    assert widths[2] > 2 * widths[1] > widths[0]
    assert widths[3] >= 10 * CELL / 2


def test_a_number_and_its_note_are_never_parted_and_a_head_folds_after_its_mark() -> None:
    heads = ["方面", "应完成", "已完成", "推进中", "未启动、未到期", "临期、滞后", "逾期", "待佐证、待补录"]
    row = ["二、规范行政执法和文件管理", *["226[^r2]"] * 7]
    table = table_of(heads, row)
    size, widths = fit(table, UPRIGHT, {"r2": 128})
    assert size == SMALL_CELL
    assert sum(widths) == pytest.approx(UPRIGHT)
    digits, raised = 3 * 0.64 * size, 5 * 0.64 * size * 0.58
    assert min(widths) > 7 + digits + raised
    assert min(widths[4], widths[7]) < 7 * size < widths[0]
    plain = fit(table_of(heads, [row[0], *["226"] * 7]), UPRIGHT)
    assert 14 * size + 7 < plain.widths[0]
    narrow = fit(table, 330, {"r2": 128})
    assert sum(narrow.widths) == pytest.approx(330)
    assert min(narrow.widths[1:]) > 7 + digits + raised


def table_of(*rows: list[str]) -> Table:
    lines = [" | ".join(row) for row in rows]
    found = read_blocks(
        "\n".join([f"| {lines[0]} |", "|" + "-|" * len(rows[0]), *(f"| {each} |" for each in lines[1:])])
    )
    table = found.blocks[0]
    assert isinstance(table, Table)
    return table


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("年度报告", ["年度报告"]),
        (
            "关于2024年上半年法治政府建设工作要点落实情况的通报",
            ["关于2024年上半年法治政府", "建设工作要点落实情况的通报"],
        ),
        (
            "关于《示范区法治政府建设2024年工作要点》第二季度落实情况的通报",
            ["关于《示范区法治政府建设", "2024年工作要点》第二季度落实情况的通报"],
        ),
    ],
)
def test_long_titles_break_where_they_may(title: str, lines: list[str]) -> None:
    assert title_lines(title) == lines


@pytest.mark.parametrize("title", ["关于" * 60, "a" * 200, "（" * 90, "字" * 5000])
def test_any_title_keeps_its_words(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(lines)


def test_notes_are_numbered_as_they_are_met() -> None:
    layout = laid("甲[^r2]乙[^r1]\n\n[^r1]: 一\n[^r2]: 二\n[^r3]: 没人提\n")
    assert layout.numbers == {"r2": 1, "r1": 2, "r3": 3}
    assert [words(each) for each in layout.notes] == ["二", "一", "没人提"]
    last = layout.sections[-1].parts
    assert [words(part.runs) for part in last if isinstance(part, Line)] == ["核对注", "1. 二", "2. 一", "3. 没人提"]
