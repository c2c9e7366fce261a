"""Findings in the tables that offices really have: each is read right, or asked about with its cell."""

from __future__ import annotations

from datetime import date

import pytest
from tests.services.record.inspections.tables import ENDED, read, reader, sheet

from spt_fazhi.errors import UsageError
from spt_fazhi.services.record.faults import FilesRefusedError
from spt_fazhi.services.record.inspections.findings import NewFinding
from spt_fazhi.services.record.inspections.heads import rows_of
from spt_fazhi.text.cells import Cell, Sheet

HEADS = ("序号", "问题", "责任单位", "整改要求", "整改时限")
FIRST = ("1", "甲", "东镇", "补正", "6月底")
SECOND = ("2", "乙", "西镇", "公示", "6月底")
DONE = (
    "在表里写着已完成，仍按未整改登记，不算销号：由责任单位报整改（fazhi record rectify），"
    "复核后再销号（fazhi decide close）。"
)
JUNE = date(2024, 6, 30)


def texts(found: tuple[NewFinding, ...]) -> list[tuple[int, str, str]]:
    return [(each.number, each.unit.name, each.problem) for each in found]


def faults(*sheets: Sheet) -> list[tuple[str, str]]:
    with pytest.raises(FilesRefusedError) as caught:
        read(*sheets)
    return [(each.place, each.message) for each in caught.value.faults]


def test_a_head_of_the_problem_over_two_columns() -> None:
    upper = ("序号", "反馈问题", "", "责任单位", "", "整改要求", "整改时限", "整改进展", "")
    lower = ("", "问题类别", "具体问题", "牵头单位", "配合单位", "", "", "是否完成", "完成情况")
    row = ("1", "案卷文书", "甲", "东镇", "司法局", "补正", "6月底", "否", "")
    merged = {"C1": "B1", "E1": "D1", "I1": "H1", "A2": "A1", "F2": "F1", "G2": "G1"}
    found = read(sheet(upper, lower, row, merged=merged))
    assert texts(found.findings) == [(1, "东镇", "甲")]
    assert (found.findings[0].kind, found.findings[0].demand, found.findings[0].due) == ("案卷文书", "补正", JUNE)
    assert found.remarks == ("“表1”里没有读这些列：配合单位、是否完成；整改情况由责任单位另报：fazhi record rectify。",)


def test_three_rows_of_heads() -> None:
    rows = (
        ("序号", "反馈问题", "", "", "责任单位", "整改时限"), ("", "类别", "内容", "", "", ""), ("", "", "具体问题", "依据", "", ""),
        ("1", "案卷文书", "甲", "第五条", "东镇", "6月底"),
    )  # fmt: skip
    merged = {
        "C1": "B1",
        "D1": "B1",
        "D2": "C2",
        "A2": "A1",
        "A3": "A1",
        "B3": "B2",
        "E2": "E1",
        "E3": "E1",
        "F2": "F1",
    }
    found = read(sheet(*rows, merged={**merged, "F3": "F1"}))
    assert texts(found.findings) == [(1, "东镇", "甲")]
    assert (found.findings[0].kind, found.remarks) == ("案卷文书", ("“表1”里没有读这些列：依据。",))
    unknown = (*rows[:2], ("", "", "描述", "依据", "", ""), rows[3])  # nobody knows which of the two is the problem
    with pytest.raises(UsageError, match="表1!A3：缺少这些列：问题"):
        read(sheet(*unknown, merged={**merged, "F3": "F1"}))


def test_such_heads_in_word_and_without_merged_cells() -> None:
    upper = ("序号", "反馈问题", "反馈问题", "责任单位", "整改时限")
    lower = ("序号", "问题类别", "具体问题", "责任单位", "整改时限")
    found = read(sheet(upper, lower, ("1", "案卷文书", "甲", "东镇", "6月底"), in_text=True))
    assert texts(found.findings) == [(1, "东镇", "甲")]
    assert found.findings[0].kind == "案卷文书"
    blank = (("序号", "问题", "责任单位", "整改", ""), ("", "", "", "要求", "时限"))
    found = read(sheet(*blank, FIRST))
    assert (found.findings[0].demand, found.findings[0].due) == ("补正", JUNE)


def test_one_head_of_word_over_two_columns_that_say_the_same() -> None:
    heads = ("序号", "问题", "问题", "责任单位", "整改时限")
    found = read(sheet(heads, ("1", "甲", "甲", "东镇", "6月底"), in_text=True))
    assert (texts(found.findings), found.remarks) == ([(1, "东镇", "甲")], ())
    with pytest.raises(UsageError, match="第1张表!B1“问题”、第1张表!C1“问题”都可以是“问题”"):
        read(sheet(heads, ("1", "甲", "乙", "东镇", "6月底"), name="第1张表", in_text=True))


def test_a_title_above_a_total_and_notes_below() -> None:
    title = (("2024年督察问题整改台账", "", "", "", ""), ("填报单位：", "", "", "填报日期：2024.5.30", ""))
    end = (
        ("合计", "2个", "2", "", ""), ("注：时限从通知之日起算", "", "", "", ""), ("", "填表人：某某", "审核人：某某", "", "")
    )  # fmt: skip
    found = read(sheet(*title, HEADS, FIRST, SECOND, *end))
    assert texts(found.findings) == [(1, "东镇", "甲"), (2, "西镇", "乙")]
    assert found.remarks == ("没有读这些行：表1!6“合计”、表1!7“注：时限从通知之日起算”、表1!8“填表人：某某”。",)
    total = read(sheet(HEADS, FIRST, ("合计", "合计", "1", "1", "1"), in_text=True))  # merged, in Word
    assert (texts(total.findings), total.remarks) == ([(1, "东镇", "甲")], ("没有读这些行：表1!3“合计”。",))
    heads = ("责任单位", "问题", "整改时限")
    below = read(sheet(heads, ("东镇", "甲", "6月底"), ("备注：1.请抓紧", "", ""), ("填表人：某某", "", "联系电话：1")))
    assert below.remarks == ("没有读这些行：表1!3“备注：1.请抓紧”、表1!4“填表人：某某”。",)


def test_a_problem_that_begins_like_a_note_is_one() -> None:
    found = read(sheet(HEADS, ("", "说明：公示栏写错", "东镇", "", "6月底")))
    assert texts(found.findings) == [(1, "东镇", "说明：公示栏写错")]


def test_heads_that_come_again_on_the_next_page() -> None:
    found = read(sheet(HEADS, FIRST, HEADS, SECOND))
    assert (texts(found.findings), found.remarks) == ([(1, "东镇", "甲"), (2, "西镇", "乙")], ())
    other = ("责任单位", "整改时限", "问题", "", "")  # another order from here on
    found = read(sheet(HEADS, FIRST, other, ("西镇", "7月底", "乙", "", "")))
    assert [(each.problem, each.due) for each in found.findings] == [("甲", JUNE), ("乙", date(2024, 7, 31))]


def test_one_unit_over_several_rows_and_the_same_left_blank() -> None:
    rows = (FIRST, ("2", "乙", "", "公示", "6月底"), ("3", "丙", "", "", "7月底"))
    found = read(sheet(HEADS, *rows, merged={"C3": "C2", "C4": "C2"}))
    assert texts(found.findings) == [(1, "东镇", "甲"), (2, "东镇", "乙"), (3, "东镇", "丙")]
    assert faults(sheet(HEADS, *rows)) == [("表1!C3", "“责任单位”是空的"), ("表1!C4", "“责任单位”是空的")]


@pytest.mark.parametrize(("serials", "said"), [(("（一）", "（二）"), ()), (("①", "②"), ()), (("1.", "2、"), ())])
def test_serial_numbers_in_brackets(serials: tuple[str, str], said: tuple[str, ...]) -> None:
    found = read(sheet(HEADS, (serials[0], *FIRST[1:]), (serials[1], *SECOND[1:])))
    assert ([each.number for each in found.findings], found.remarks) == ([1, 2], said)


def test_serial_numbers_in_steps_are_not_kept_and_that_is_said() -> None:
    found = read(sheet(HEADS, ("1.1", *FIRST[1:]), ("1.2", *SECOND[1:])))
    assert [each.number for each in found.findings] == [1, 2]
    assert found.remarks == ("“序号”里有不是整数的，问题按先后重新编号。",)
    by_number = ("编号", *HEADS[1:])
    assert faults(sheet(by_number, ("1.1", *FIRST[1:])))[0][0] == "表1!A2"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("6月底前", JUNE),
        ("立行立改", ENDED),
        ("2024.6.30", JUNE),
        ("2024.6.30前", JUNE),
        ("即日起至6月底", JUNE),
        ("2024年年底前", date(2024, 12, 31)),
        ("2024-06-30 00:00:00", JUNE),
        ("2024/6/30 0:00", JUNE),
        ("2024年6月30日\n前", JUNE),
    ],
)
def test_days_as_they_stand_in_tables(typed: str, day: date) -> None:
    assert read(sheet(HEADS, (*FIRST[:4], typed))).findings[0].due == day


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("长期坚持", "“长期坚持”写进整改要求"),
        ("立行立改、长期坚持", "“长期坚持”写进整改要求"),
        ("6月30日前，并持续推进", "“长期坚持”写进整改要求"),
        ("已完成", "已经改好的也写原定的时限"),
        ("6月30日（已完成）", "已经改好的也写原定的时限"),
        ("45473", "请把这一列的格式改成日期"),
        ("2024.6", "应写成 2024年6月30日"),
        ("2024年6月-9月", "应写成 2024年6月30日"),
        ("收到通知后15日内", "应写成 2024年6月30日"),
    ],
)
def test_what_is_no_certain_day_is_asked_with_its_cell(typed: str, hint: str) -> None:
    with pytest.raises(FilesRefusedError, match=r"表1!E2：.*不是一个确定的日子") as caught:
        read(sheet(HEADS, (*FIRST[:4], typed)))
    assert hint in caught.value.hint


@pytest.mark.parametrize(("number", "day"), [("6.3", None), ("6.15", date(2024, 6, 15)), ("12.31", date(2024, 12, 31))])
def test_a_day_that_the_sheet_took_for_a_number(number: str, day: date | None) -> None:
    whole = sheet(HEADS, (*FIRST[:4], number))
    rows = (whole.rows[0], (*whole.rows[1][:4], Cell("表1!E2", number, is_number=True)))
    if day is not None:
        assert read(whole._replace(rows=rows)).findings[0].due == day
        return
    said = "“6.3”在表里是数字，分不清是 6月3日 还是 6月30日，应写成 6月3日 的样子"
    assert faults(whole._replace(rows=rows)) == [("表1!E2", said)]


@pytest.mark.parametrize("typed", ["东镇、西镇", "东镇\n西镇", "东镇 西镇", "东镇/西镇", "东镇，西镇", "东镇和西镇"])
def test_several_units_in_one_cell(typed: str) -> None:
    found = read(sheet(HEADS, ("1", "甲", typed, "", "6月底")))
    assert texts(found.findings) == [(1, "东镇", "甲"), (2, "西镇", "甲")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("东镇等2个单位", "“东镇等2个单位”没有写全是哪些单位"),
        ("东镇、西镇等", "“西镇等”没有写全是哪些单位"),
        ("东镇（牵头）", "没有“东镇（牵头）”这个单位"),
        ("东镇 张某", "没有“东镇 张某”这个单位"),
    ],
)
def test_what_does_not_name_its_units_is_asked_with_its_cell(typed: str, said: str) -> None:
    assert faults(sheet(HEADS, ("1", "甲", typed, "", "6月底"))) == [("表1!C2", said)]


def test_what_the_table_calls_done_is_not_closed_and_that_is_said() -> None:
    heads = (*HEADS, "整改措施", "是否完成", "备注")
    rows = (
        (*FIRST, "已开会", "已完成", ""),
        (*SECOND, "", "否", "已整改到位，详见附件"),
        ("3", "丙", "东镇", "", "6月底", "", "√", ""),
        ("4", "丁", "东镇", "", "6月底", "", "未完成", "整改完成后报告"),
    )
    found = read(sheet(heads, *rows))
    assert found.remarks == (
        "“表1”里没有读这些列：整改措施、是否完成、备注；整改情况由责任单位另报：fazhi record rectify。",
        f"表1!2、表1!3、表1!4{DONE}",
    )


def test_numbered_rows_under_one_merged_problem_are_asked_about() -> None:
    over = {"B3": "B2", "C3": "C2", "E3": "E2"}
    said = ("表1!A3", "序号 2 与上一行的 1 写的是同一个问题，分不清是一个还是两个")
    rows = (FIRST, ("2", "", "", "", ""))
    assert faults(sheet(HEADS, *rows, merged={**over, "D3": "D2"})) == [said]
    assert faults(sheet(HEADS, FIRST, ("2", "", "", "公示", ""), merged=over)) == [said]
    assert faults(sheet(HEADS, FIRST, ("2", *FIRST[1:3], "公示", "6月底"), in_text=True)) == [said]  # in Word
    by_number = sheet(("编号", *HEADS[1:]), *rows, merged={**over, "D3": "D2"})
    assert faults(by_number) == [("表1!A3", said[1].replace("序号", "编号"))]
    one = read(sheet(HEADS, FIRST, ("", "", "", "公示", ""), merged={**over, "A3": "A2"}))
    assert [each.demand for each in one.findings] == ["补正；公示"]
    others = read(sheet(HEADS, FIRST, ("2", "", "西镇", "", ""), merged={"B3": "B2", "D3": "D2", "E3": "E2"}))
    assert texts(others.findings) == [(1, "东镇", "甲"), (2, "西镇", "甲")]


def test_headings_merged_right_across_between_numbered_rows() -> None:
    rows = (("一、东镇（1个）", "", "", "", ""), FIRST, ("二、西镇（1个）", "", "", "", ""), SECOND)
    merged = {f"{letter}{line}": f"A{line}" for line in (2, 4) for letter in "BCDE"}
    found = read(sheet(HEADS, *rows, merged=merged))
    assert texts(found.findings) == [(1, "东镇", "甲"), (2, "西镇", "乙")]
    assert found.remarks == ("没有读这些行：表1!2“一、东镇（1个）”、表1!4“二、西镇（1个）”。",)


def test_a_demand_without_a_problem_is_asked_about_and_a_note_is_not() -> None:
    assert faults(sheet(HEADS, FIRST, ("", "", "", "再公示", ""))) == [("表1!D3", "这一行只有整改要求，没有问题")]
    found = read(sheet(HEADS, FIRST, ("", "", "", "填表人：某某", ""), ("合计", "", "", "1项", "")))
    assert found.remarks == ("没有读这些行：表1!3“填表人：某某”、表1!4“合计”。",)


def test_a_note_of_word_beside_its_word() -> None:
    found = read(sheet(HEADS, FIRST, ("说明", *["本表一式两份"] * 4), in_text=True))
    assert (len(found.findings), found.remarks) == (1, ("没有读这些行：表1!3“说明”。",))


def test_several_points_in_one_cell_are_one_problem_and_that_is_said() -> None:
    found = read(sheet(HEADS, ("1", "1.案卷缺页\n2.没有编号", "东镇", "1.补正；\n2.编号", "6月底")))
    assert [(each.problem, each.demand) for each in found.findings] == [("1.案卷缺页；2.没有编号", "1.补正；2.编号")]
    assert found.remarks == ("表1!B2 一格写了 2 条，登记成一个问题；要分开算的，一行写一个。",)


def test_what_to_do_is_said_once_for_many_days() -> None:
    with pytest.raises(FilesRefusedError) as caught:
        read(sheet(HEADS, (*FIRST[:4], "长期坚持"), (*SECOND[:4], "尽快")))
    assert caught.value.hint.count("立行立改") == 1


def test_formulas_that_were_never_computed_or_went_wrong_are_told_with_their_cells() -> None:
    whole = sheet(HEADS, FIRST, SECOND)
    first, second = whole.rows[1:]
    rows = (
        whole.rows[0],
        (*first[:3], Cell("表1!D2", "", is_formula=True), first[4]),
        (second[0], Cell("表1!B3", "#N/A"), *second[2:]),
        tuple(Cell(f"表1!{letter}4", "", is_formula=True) for letter in "ABCDE"),
    )
    assert faults(whole._replace(rows=rows)) == [
        ("表1!D2", "“整改要求”是没有算过的公式，读不出结果"),
        ("表1!B3", "“问题”公式出错（#N/A）"),
        *(
            (f"表1!{letter}4", f"“{head}”是没有算过的公式，读不出结果")
            for letter, head in zip("BCDE", HEADS[1:], strict=True)
        ),
    ]
    only_counted = (*whole.rows, (Cell("表1!A4", "", is_formula=True),))
    assert len(read(whole._replace(rows=only_counted)).findings) == 2


def test_a_head_that_names_a_person_too_is_the_unit() -> None:
    heads = ("序号", "存在问题及不足", "责任单位及责任人", "整改要求", "整改时限")
    assert texts(read(sheet(heads, FIRST)).findings) == [(1, "东镇", "甲")]
    assert rows_of([sheet(heads, FIRST)])[0][0].first == "1"
    assert reader().units("东镇").units[0].name == "东镇"
