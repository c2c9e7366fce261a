"""A day in a cell, as people and spreadsheets write it; what might be several is a fault."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.forms.days import day_in_cell
from spt_fazhi.text.cells import Cell

TODAY = date(2024, 7, 10)


def read(text: str, *, number: bool = False, today: date = TODAY) -> date:
    return day_in_cell(Cell("佐证!F3", text, number), year=2024, today=today)


@pytest.mark.parametrize(
    "text", ["6月20日", "2024.6.20", "2024-6-20", "2024/06/20", "２０２４年６月２０日", "20240620", "6.20", "6-20", "2024-06-20 00:00:00", "45463",
             "45463.5", "六月二十日"],
)  # fmt: skip
def test_one_day_in_many_ways(text: str) -> None:
    assert read(text) == date(2024, 6, 20)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_the_number_of_a_day_is_that_day(day: date) -> None:
    assert read(str((day - date(1899, 12, 30)).days), number=True) == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("昨天", "不知道“昨天”是哪一天"), ("今日", "不知道“今日”"), ("大前天", "不知道"), ("2月30日", "不存在"), ("24.6.20", "年份要写四位"),
        ("6月", "没有写哪一天"), ("已完成", "不是日期"), ("13月1日", "没有这样的月份"), ("92%", "不是日期"),
    ],
)  # fmt: skip
def test_what_is_no_day(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read(text)


def test_what_is_advised_is_taken() -> None:
    for text in ("已完成", "6月"):
        with pytest.raises(ValueError, match="应写成") as refused:
            read(text)
        assert "今天" not in str(refused.value)
        assert "月底" not in str(refused.value)


def test_a_number_that_may_have_lost_its_zero() -> None:
    for text in ("6.1", "6.2", "6.3"):
        with pytest.raises(ValueError, match="在表里是数字，分不清是"):
            read(text, number=True)
        assert read(text).month == 6  # a text lost nothing
    assert read("6.12", number=True) == date(2024, 6, 12)
    assert read("6.4", number=True) == date(2024, 6, 4)
    assert read("2.3", number=True) == date(2024, 2, 3)


def test_a_day_without_a_year_after_the_year_of_the_plan() -> None:
    later = date(2025, 2, 20)
    assert read("12月30日", today=later) == date(2024, 12, 30)
    assert read("3月1日", today=later) == date(2024, 3, 1)
    with pytest.raises(ValueError, match="没有写年份，分不清是 2024-02-10 还是 2025-02-10"):
        read("2月10日", today=later)
    assert read("2025年2月10日", today=later) == date(2025, 2, 10)
    assert read("2月29日", today=later) == date(2024, 2, 29)
