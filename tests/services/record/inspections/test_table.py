"""Tables of findings as offices have them: their heads, their rows, and what is said of what was not read."""

from __future__ import annotations

from datetime import date

import pytest
from tests.services.record.inspections.tables import ENDED, read, sheet

from spt_fazhi.errors import UsageError
from spt_fazhi.services.record.faults import FilesRefusedError
from spt_fazhi.services.record.inspections.findings import Given, NewFinding, counts_text

HEADS = ("编号", "责任单位", "任务", "问题类型", "问题", "整改要求", "整改时限", "严重程度")


def texts(found: tuple[NewFinding, ...]) -> list[tuple[int, str, str]]:
    return [(each.number, each.unit.name, each.problem) for each in found]


def test_the_heads_of_the_design_give_every_part() -> None:
    found = read(sheet(HEADS, ("3", "东镇", "3", "案卷文书", "未附法制审核意见", "补正", "2024年6月30日", "一般")))
    assert found.remarks == ()
    (one,) = found.findings
    assert (one.number, one.unit.name, one.task, one.kind, one.severity) == (3, "东镇", 3, "案卷文书", "一般")
    assert (one.problem, one.demand, one.due) == ("未附法制审核意见", "补正", date(2024, 6, 30))
    assert one.places["due"] == "表1!G2"


@pytest.mark.parametrize(
    "heads",
    [
        ("序号", "存在问题", "整改单位", "整改措施", "完成时限"),
        ("序 号", "问题描述", "责任单位（牵头）", "整改内容", "整改期限"),
        ("序号", "督察发现问题：", "被督察单位", "整改建议", "整改完成时限*"),
        ("项次", "反馈问题", "牵头单位", "拟采取的措施", "计划完成时间"),
    ],
)
def test_other_words_for_the_same(heads: tuple[str, ...]) -> None:
    title = ("2024年实地督察问题整改台账", "", "", "", "")
    found = read(
        sheet(title, heads, ("1", "公示不及时", "东镇", "补公示", "6月底前"), ("2", "台账缺页", "西镇", "", "立行立改"))
    )
    assert texts(found.findings) == [(1, "东镇", "公示不及时"), (2, "西镇", "台账缺页")]
    assert [each.demand for each in found.findings] == ["补公示", None]
    assert [each.due for each in found.findings] == [date(2024, 6, 30), ENDED]
    assert found.remarks == ()


def test_measures_are_the_demand_only_where_there_is_none() -> None:
    heads = ("责任单位", "问题", "整改要求", "整改措施", "整改时限")
    found = read(sheet(heads, ("东镇", "甲", "要补正", "已开会", "6月底"), ("东镇", "乙", "/", "公示", "6月底")))
    assert [each.demand for each in found.findings] == ["要补正", "公示"]
    assert found.remarks == ("“表1”里没有读这些列：整改措施。",)
    apart = read(sheet(heads, ("东镇", "甲", "要补正", "", "6月底"), ("东镇", "乙", "", "公示", "6月底")))
    assert apart.remarks == ()


def test_the_day_it_was_done_on_is_no_day_it_is_due_on() -> None:
    heads = ("责任单位", "反馈问题", "具体表现", "整改目标", "完成时间", "整改时限")
    found = read(sheet(heads, ("东镇", "甲", "细节", "到位", "6月1日", "6月底")))
    (one,) = found.findings
    assert (one.problem, one.demand, one.due) == ("甲", "到位", date(2024, 6, 30))
    assert found.remarks == ("“表1”里没有读这些列：具体表现、完成时间。",)


def test_columns_that_are_not_read_are_named() -> None:
    heads = ("责任单位", "问题", "整改时限", "完成情况", "备注", "")
    found = read(sheet(heads, ("东镇", "甲", "6月底", "已完成", "", "旁注")))
    said = "“表1”里没有读这些列：完成情况、第6列（没有列名）；整改情况由责任单位另报：fazhi record rectify。"
    done = "表1!2在表里写着已完成，仍按未整改登记，不算销号：由责任单位报整改（fazhi record rectify），复核后再销号（fazhi decide close）。"
    assert found.remarks == (said, done)


def test_two_rows_of_heads() -> None:
    upper = ("序号", "责任单位", "问题", "整改", "", "")
    lower = ("", "", "", "目标", "措施", "时限")
    merged = {"A2": "A1", "B2": "B1", "C2": "C1", "E1": "D1", "F1": "D1"}
    found = read(sheet(upper, lower, ("1", "东镇", "甲", "到位", "补正", "6月底"), merged=merged))
    assert (found.findings[0].demand, found.findings[0].due) == ("到位", date(2024, 6, 30))
    assert found.remarks == ("“表1”里没有读这些列：措施。",)
    repeated = ("序号", "责任单位", "问题", "要求", "时限")  # as tables of Word have it
    found = read(sheet(("序号", "责任单位", "问题", "整改", "整改"), repeated, ("1", "东镇", "甲", "补正", "6月底")))
    assert texts(found.findings) == [(1, "东镇", "甲")]


def test_a_table_that_word_split_goes_on() -> None:
    first = sheet(("责任单位", "问题", "整改时限"), ("东镇", "甲", "6月底"), name="第1张表")
    second = sheet(("西镇", "乙", "7月底"), name="第2张表", in_text=True)
    other = sheet(("填表人", "某某"), name="第3张表", in_text=True)
    found = read(first, second, other)
    assert texts(found.findings) == [(1, "东镇", "甲"), (2, "西镇", "乙")]
    assert found.remarks == ("没有读“第3张表”：没有列名。",)
    apart = read(first, sheet(("西镇", "乙", "7月底"), name="Sheet2"))
    assert texts(apart.findings) == [(1, "东镇", "甲")]
    assert apart.remarks == ("没有读“Sheet2”：没有列名。",)


def test_several_units_in_a_cell_have_a_finding_each() -> None:
    rows = (("1", "东镇、西镇", "甲", "6月底"), ("2", "各镇", "乙", "6月底"))
    found = read(sheet(("序号", "责任单位", "问题", "整改时限"), *rows))
    assert texts(found.findings) == [(1, "东镇", "甲"), (2, "西镇", "甲"), (3, "东镇", "乙"), (4, "西镇", "乙")]
    assert found.remarks == (
        "表1!2 写了 2 个单位（东镇、西镇），一个单位登记一个问题。",
        "表1!3 写了 2 个单位（东镇、西镇），一个单位登记一个问题。",
        "“序号”不是一个问题一个号，问题按先后重新编号。",
    )
    assert counts_text(found.findings) == "东镇 2 个、西镇 2 个"
    one = read(
        sheet(
            ("编号", "责任单位", "问题", "整改时限"), ("7", "东镇\n西镇", "甲", "6月底"), ("2", "东镇", "乙", "6月底")
        )
    )
    assert texts(one.findings) == [(7, "东镇", "甲"), (8, "西镇", "甲"), (2, "东镇", "乙")]


def test_merged_cells_say_what_the_first_says() -> None:
    heads = ("责任单位", "问题", "整改要求", "整改时限")
    rows = (("东镇", "甲", "补正", "6月底"), ("", "", "自查同类", ""), ("", "乙", "公示", ""))
    merged = {"A3": "A2", "A4": "A2", "B3": "B2", "D3": "D2", "D4": "D2"}
    found = read(sheet(heads, *rows, merged=merged))
    assert texts(found.findings) == [(1, "东镇", "甲"), (2, "东镇", "乙")]
    assert [each.demand for each in found.findings] == ["补正；自查同类", "公示"]
    assert found.remarks == ("表1!3与上一行是同一个问题，整改要求合在一起。",)


def test_one_problem_with_two_days_is_refused() -> None:
    rows = (("东镇", "甲", "补正", "6月底"), ("东镇", "甲", "自查", "7月底"))
    with pytest.raises(FilesRefusedError, match="表1!D3：与 表1!D2 是同一个问题，整改时限却不同"):
        read(sheet(("责任单位", "问题", "整改要求", "整改时限"), *rows))


def test_headings_and_notes_between_the_rows_are_named_and_numbers_put_in_beforehand_are_not() -> None:
    rows = (
        ("一、乡镇", "", "", ""), ("1", "东镇", "甲", "6月底"), ("2", "", "", ""), ("", "", "", ""),
        ("填表人：某某", "", "", "", "联系电话"),
    )  # fmt: skip
    found = read(sheet(("序号", "责任单位", "问题", "整改时限"), *rows))
    assert texts(found.findings) == [(1, "东镇", "甲")]
    assert found.remarks[-1] == "没有读这些行：表1!2“一、乡镇”、表1!6“填表人：某某”。"
    across = sheet(("责任单位", "问题", "整改时限"), ("一、乡镇", "一、乡镇", "一、乡镇"), ("东镇", "甲", "6月底"))
    assert read(across).remarks == ("没有读这些行：表1!2“一、乡镇”。",)


def test_every_fault_is_said_at_once_with_its_cell() -> None:
    rows = (
        ("0", "某局", "99", "卷宗", "", "补正", "长期坚持", "还行"),
        ("1", "东镇", "", "", "乙", "", "4月1日", ""),
        ("2", "", "", "", "丙", "", "", ""),
    )
    with pytest.raises(FilesRefusedError) as caught:
        read(sheet(HEADS, *rows))
    assert [(each.place, each.message) for each in caught.value.faults] == [
        ("表1!B2", "没有“某局”这个单位"),
        ("表1!E2", "“问题”是空的"),
        ("表1!G2", "“长期坚持”不是一个确定的日子"),
        ("表1!C2", "没有任务 99"),
        ("表1!D2", "没有“卷宗”这种问题类型"),
        ("表1!H2", "“还行”不是严重程度"),
        ("表1!A2", "“0”：问题编号应是 1 到 999 的整数"),
        ("表1!G3", "整改时限 2024-04-01 早于督察开始日 2024-05-20"),
        ("表1!B4", "“责任单位”是空的"),
        ("表1!G4", "“整改时限”是空的"),
    ]
    assert "可写：执法程序、案卷文书、公开公示、制度建设、其他" in caught.value.hint


def test_numbers_are_given_once() -> None:
    heads = ("编号", "责任单位", "问题", "整改时限")
    with pytest.raises(FilesRefusedError, match="表1!A3：编号 5 与 表1!A2 重复"):
        read(sheet(heads, ("5", "东镇", "甲", "6月底"), ("5", "西镇", "乙", "6月底")))
    given = Given(numbers=frozenset({1, 2}), problems={("东镇", "甲"): "k7q2.1"})
    with pytest.raises(FilesRefusedError, match="表1!A2：编号 2 在本次督察里已经用过"):
        read(sheet(heads, ("2", "东镇", "乙", "6月底")), given=given)
    with pytest.raises(FilesRefusedError, match=r"表1!C2：“东镇”的这个问题与已登记的 k7q2\.1 相同"):
        read(sheet(heads, ("", "东镇", "甲", "6月底")), given=given)
    found = read(sheet(heads, ("", "东镇", "乙", "6月底"), ("9", "西镇", "甲", "6月底")), given=given)
    assert [each.number for each in found.findings] == [10, 9]
    running = sheet(("序号", "责任单位", "问题", "整改时限"), ("1", "东镇", "乙", "6月底"))
    assert read(running, given=given).findings[0].number == 3


def test_more_than_may_be_numbered_is_refused() -> None:
    heads = ("编号", "责任单位", "问题", "整改时限")
    with pytest.raises(UsageError, match="问题编号最大到 999，这里要编到 1000"):
        read(sheet(heads, ("999", "东镇", "甲", "6月底"), ("", "西镇", "乙", "6月底")))


def test_the_same_problem_twice_is_refused() -> None:
    rows = (("东镇", "甲", "6月底"), ("西镇", "甲", "6月底"), ("东镇", "甲", "6月底"))
    with pytest.raises(FilesRefusedError, match="表1!B4：“东镇”的这个问题与 表1!B2 相同"):
        read(sheet(("责任单位", "问题", "整改时限"), *rows))


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        (("单位", "日期"), "表1里没有找到问题清单的列名"),
        (("责任单位", "问题"), "表1!A1：缺少这些列：整改时限"),
        (
            ("责任单位", "牵头单位", "问题", "时限"),
            "表1!A1“责任单位”、表1!B1“牵头单位”都可以是“责任单位”，分不清用哪一列",
        ),
    ],
)
def test_heads_that_will_not_do(heads: tuple[str, ...], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read(sheet(heads, ("东镇", "西镇", "甲", "6月底")))


def test_two_columns_for_one_thing_are_told_by_their_cells() -> None:
    heads = ("序号", "责任单位", "问题", "时限", "责任单位")
    with pytest.raises(UsageError, match="表1!B1“责任单位”、表1!E1“责任单位”都可以是“责任单位”"):
        read(sheet(heads, ("1", "东镇", "甲", "6月底", "西镇")))
    lines = sheet(heads, ("1", "东镇", "甲", "6月底", "西镇"))
    rows = tuple(
        tuple(each._replace(place=f"问题.csv:{line}") for each in row) for line, row in enumerate(lines.rows, 1)
    )
    with pytest.raises(UsageError, match=r"问题\.csv:1 第2列“责任单位”、问题\.csv:1 第5列“责任单位”都可以是"):
        read(lines._replace(rows=rows))


def test_of_two_columns_for_one_thing_the_empty_one_does_not_count() -> None:
    found = read(sheet(("责任单位", "牵头单位", "问题", "时限"), ("东镇", "", "甲", "6月底")))
    assert texts(found.findings) == [(1, "东镇", "甲")]


def test_a_table_without_a_row_is_refused() -> None:
    with pytest.raises(UsageError, match="表里没有一个问题可写"):
        read(sheet(("责任单位", "问题", "整改时限")))


def test_other_words_for_how_bad_it_is_are_told() -> None:
    found = read(
        sheet(
            ("责任单位", "问题", "整改时限", "严重程度"),
            ("东镇", "甲", "6月底", "严重"),
            ("东镇", "乙", "6月底", "一般问题"),
        )
    )
    assert [each.severity for each in found.findings] == ["突出", "一般"]
    assert found.remarks == ("严重程度“严重”记作“突出”。",)


def test_line_breaks_in_a_cell_are_no_spaces_between_chinese_characters() -> None:
    found = read(sheet(("责任单位", "问题", "整改时限"), ("东镇", "案卷\n未附意见\n\n(a)\nb", "6月底")))
    assert found.findings[0].problem == "案卷未附意见(a) b"
