"""The parts of a finding as clerks type them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.services.record.inspections.tables import ENDED, reader

from spt_fazhi.errors import UsageError
from spt_fazhi.services.record.inspections.typed import is_nothing


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2024年6月30日", date(2024, 6, 30)),
        ("2024年6月30日前", date(2024, 6, 30)),
        ("2024-06-30", date(2024, 6, 30)),
        ("6月30日以前完成整改", date(2024, 6, 30)),
        ("6月底前整改到位", date(2024, 6, 30)),
        ("限6月底前", date(2024, 6, 30)),
        ("2024年12月31日（含当日）", date(2024, 12, 31)),
        ("二季度末", date(2024, 6, 30)),
        ("第三季度前", date(2024, 9, 30)),
        ("上半年", date(2024, 6, 30)),
        ("年底前", date(2024, 12, 31)),
        ("2025年1月15日", date(2025, 1, 15)),
        ("立行立改", ENDED),
        ("立即整改到位", ENDED),
        ("边督边改", ENDED),
    ],
)
def test_days(typed: str, day: date) -> None:
    assert reader().due(typed) == day


@pytest.mark.parametrize("typed", ["长期坚持", "一个月内", "尽快", "收到反馈后30日内", "2月30日", "6月"])
def test_what_is_no_day_is_asked(typed: str) -> None:
    with pytest.raises(UsageError, match="不是一个确定的日子") as caught:
        reader().due(typed)
    assert "立行立改" in caught.value.hint


def test_a_day_before_the_visit_is_refused() -> None:
    with pytest.raises(UsageError, match="整改时限 2024-01-15 早于督察开始日 2024-05-20") as caught:
        reader().due("1月15日")
    assert caught.value.hint == "请核对日期；跨年的请写明年份"
    with pytest.raises(UsageError) as caught:
        reader().due("2024年1月15日")
    assert caught.value.hint == "请核对日期"


@pytest.mark.parametrize("typed", ["3", "３", "任务3", "第三条", "3 加强执法监督", "3、加强执法监督", "加强执法监督"])
def test_tasks(typed: str) -> None:
    assert reader().task(typed) == 3


@pytest.mark.parametrize("typed", ["3.1", "99", "执法"])
def test_what_is_no_task_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        reader().task(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3", 3),
        ("3.", 3),
        ("（三）", 3),
        ("问题3", 3),
        ("k7q2.3", 3),
        ("2024-05-24-k7q2.12", 12),
        ("十二、", 12),
        ("/", None),
    ],
)
def test_numbers(typed: str, number: int | None) -> None:
    assert reader().number(typed) == number


@pytest.mark.parametrize("typed", ["0", "1000", "三个问题吗", "1.5", "-1"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match=r"问题编号应是|不是整数"):
        reader().number(typed)


def test_kinds_and_severities() -> None:
    assert [reader().kind(each) for each in ("案卷文书", " 案卷 文书", "—")] == ["案卷文书", "案卷文书", None]
    assert [reader().severity(each) for each in ("突出", "严重", "一般", "轻微", "")] == [
        "突出",
        "突出",
        "一般",
        "一般",
        None,
    ]
    with pytest.raises(UsageError, match="没有“案卷”这种问题类型") as caught:
        reader().kind("案卷")
    assert "finding_kinds" in caught.value.hint


def test_units_are_parted_by_line_breaks_too() -> None:
    chosen = reader().units("东镇\n司法局；西镇")
    assert [unit.name for unit in chosen.units] == ["东镇", "区司法局", "西镇"]


@pytest.mark.parametrize("typed", ["", " ", "/", "无", "—", "－"])
def test_nothing(typed: str) -> None:
    assert is_nothing(typed)
