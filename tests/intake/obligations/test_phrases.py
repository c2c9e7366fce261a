"""The phrases that carry a number or a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.intake.obligations.phrases import due_day, find_phrases, parse_number
from spt_fazhi.text.normalise import normalise


def texts(text: str) -> list[str]:
    return [each.text for each in find_phrases(text)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3月1日前", date(2024, 3, 1)), ("3 月 1 日前", date(2024, 3, 1)), ("\uff13月\uff11日前", date(2024, 3, 1)),
        ("三月一日前", date(2024, 3, 1)), ("12月31日", date(2024, 12, 31)), ("十二月三十一日前", date(2024, 12, 31)),
        ("10月底前", date(2024, 10, 31)), ("2月底", date(2024, 2, 29)), ("6月底前", date(2024, 6, 30)),
        ("10月中旬", date(2024, 10, 20)), ("第一季度前", date(2024, 3, 31)), ("第三季度末", date(2024, 9, 30)),
        ("上半年", date(2024, 6, 30)), ("下半年", date(2024, 12, 31)), ("年底前", date(2024, 12, 31)),
        ("2024年底前", date(2024, 12, 31)), ("2025年6月底前", date(2025, 6, 30)), ("到2025年", date(2025, 12, 31)),
        ("次年3月1日前", date(2025, 3, 1)), ("2月30日前", None),
        ("每季度最后一个月的30日前", None), ("每月28日前", None), ("每半年", None), ("每季度末28日前", None), ("按季度", None),
        ("半年一次", None), ("次月5日前", None), ("每周", None), ("年初", None), ("每年3月1日前", date(2024, 3, 1)),
        ("3月至5月", date(2024, 5, 31)), ("3-5月份", date(2024, 5, 31)), ("11月份", date(2024, 11, 30)), ("年内", date(2024, 12, 31)),
        ("年中", date(2024, 6, 30)), ("12月底之前", date(2024, 12, 31)), ("到2025年底", date(2025, 12, 31)),
    ],
)  # fmt: skip
def test_days(text: str, day: date | None) -> None:
    (phrase,) = find_phrases(f"要求{text}完成。")
    assert (phrase.kind, phrase.text) == ("date", text)
    assert due_day(phrase.text, 2024) == day


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("不少于1次", 1, "次"), ("不少于 1 次", 1, "次"), ("至少2次", 2, "次"), ("至少对1件", 1, "件"),
        ("至少组织开展1次", 1, "次"), ("2次以上", 2, "次"), ("两次以上", 2, "次"), ("一次", 1, "次"), ("十二次", 12, "次"),
        ("不少于\uff16\uff10学时", 60, "学时"), ("60学时", 60, "学时"), ("二十件以上", 20, "件"), ("1,200人次", 1200, "人次"),
        ("2至3次", 2, "次"), ("1万份以上", 10000, "份"), ("1.5万人次", 15000, "人次"), ("不少于两名", 2, "名"), ("3人以下", 3, "人"),
        ("5个工作日", 5, "个工作日"), ("3场", 3, "场"), ("不低于3", 3, ""), ("五份", 5, "份"),
    ],
)  # fmt: skip
def test_quantities(text: str, number: Decimal, unit: str) -> None:
    (phrase,) = find_phrases(f"组织{text}。")
    assert (phrase.kind, phrase.text, phrase.number, phrase.unit) == ("count", text, number, unit)


@pytest.mark.parametrize(
    ("text", "rate"),
    [("达到100%", "1"), ("达100%", "1"), ("6.2%左右", "0.062"), ("7%以上", "0.07"), ("不低于95\uff05", "0.95"), ("百分之百", "1"),
     ("百分之九十", "0.9"), ("三分之一以上", "0.3333"), ("不少于百分之八十", "0.8"), ("8%以下", "0.08")],
)  # fmt: skip
def test_rates(text: str, rate: str) -> None:
    (phrase,) = find_phrases(f"合格率{text}。")
    assert (phrase.kind, phrase.text, phrase.number, phrase.unit) == ("rate", text, Decimal(rate), "%")


@pytest.mark.parametrize(
    "text",
    [
        "进一步加强", "一网通办", "三个小组", "第三批示范创建", "“两轻一免”", "“双随机、一公开”", "热线12345", "三年行动", "第三方评估",
        "一次性告知", "高效办成一件事", "二十届三中全会", "十三届六次全会", "“八五”普法", "再一次强调", "每一次活动", "统一行使",
        "《纲要（2021—2025年）》", "示政发〔2024〕3号", "“最多跑一次”", "一期工程", "第3期", "自2024年5月1日起施行", "上半年工作总结",
        "三年中", "两个以上部门", "2024年工作要点", "近年底数", "一场硬仗", "一次办好",
    ],
)  # fmt: skip
def test_turns_of_phrase_are_no_quantities(text: str) -> None:
    assert texts(f"坚持{text}，持续推进。") == []


def test_cycle_and_quantity_stand_beside_each_other() -> None:
    assert texts("每季度不少于1次，每年至少2次。") == ["每季度", "不少于1次", "至少2次"]


@pytest.mark.parametrize(
    ("written", "number"),
    [("十", 10), ("十二", 12), ("二十", 20), ("两百", 200), ("一百二十", 120), ("三千", 3000), ("一万", 10000), ("60", 60), ("1,200", 1200),
     ("六〇", 60)],
)  # fmt: skip
def test_numerals(written: str, number: int) -> None:
    assert parse_number(written) == number


@given(st.text("3月1日前不少于 次第一季度%０１,，每两百。件学时年底", max_size=60))
def test_phrases_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for each in find_phrases(text):
        assert end <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.text
        end = each.end


@given(st.text(max_size=60))
def test_the_way_back_from_the_normal_copy(text: str) -> None:
    normal = normalise(text)
    assert len(normal.offsets) == len(normal.text) + 1
    for place, char in enumerate(normal.text):
        start, end = normal.span(place, place + 1)
        assert end == start + 1
        assert normalise(text[start]).text == char
