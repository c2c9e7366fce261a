"""Every way of writing a number before every measure word is read; what is no quantity is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from spt_fazhi.intake.obligations.amounts.brackets import pairs_of, whole
from spt_fazhi.intake.obligations.amounts.quantities import is_change, likely
from spt_fazhi.intake.obligations.phrases import find_phrases

MEASURES = [
    "次",
    "件",
    "场",
    "名",
    "人次",
    "家",
    "户",
    "份",
    "篇",
    "册",
    "张",
    "处",
    "座",
    "所",
    "支",
    "亩",
    "公里",
    "学时",
    "期",
    "批",
    "套",
    "宗",
    "起",
    "堂",
    "栋",
    "间",
    "辆",
    "台",
]
NUMBERS = {
    "3": 3, "1,200": 1200, "1.5万": 15000, "不少于 12": 12, "至少3": 3, "十五": 15, "一百二十": 120, "不少于三十": 30,
}  # fmt: skip
NO_EXACT = {
    "300余": 300, "20多": 20, "近100": 100, "近百": 100, "数十": 10, "十余": 10, "上百": 100, "约50": 50, "十几": 10, "3万余": 30000,
    "逾千": 1000, "超200": 200, "2000多": 2000, "2-3": 2, "30—40": 30,
}  # fmt: skip


@pytest.mark.parametrize("unit", MEASURES)
def test_every_number_before_every_measure(unit: str) -> None:
    for written, number in (NUMBERS | NO_EXACT).items():
        (found,) = find_phrases(f"全年新增{written}{unit}，")
        assert (found.kind, found.number, found.unit) == ("count", Decimal(number), unit), written
        assert bool(likely(found.text)) == (written in NO_EXACT), written


@pytest.mark.parametrize(("text", "number"), [("3万元", 3), ("300余万元", 300), ("2-3万元", 2), ("1.5亿元", None)])
def test_money_is_counted_in_the_unit_that_is_written(text: str, number: int | None) -> None:
    (found,) = find_phrases(f"投入{text}。")
    assert (found.number, found.unit) == ((Decimal(number), "万元") if number else (Decimal("1.5"), "亿元"))


@pytest.mark.parametrize(
    ("text", "number"),
    [("六成以上", "0.6"), ("达八成", "0.8"), ("七成五以上", "0.75"), ("100 ％", "1"), ("5‰", "0.005"), ("80%-90%", "0.8"),
     ("百分之九十五点五", "0.955"), ("近三分之一", "0.3333"), ("半数以上", "0.5")],
)  # fmt: skip
def test_every_share(text: str, number: str) -> None:
    (found,) = find_phrases(f"合格率{text}。")
    assert (found.kind, found.number) == ("rate", Decimal(number))


@pytest.mark.parametrize("text", ["翻一番", "翻两番", "增长2倍", "提高3个百分点", "两个百分点", "减半"])
def test_growth_is_a_change(text: str) -> None:
    (found,) = find_phrases(f"数量{text}。")
    assert found.kind == "rate" and is_change(found.text)


@pytest.mark.parametrize("text", ["建设3馆", "打造2带", "形成近百馆", "布局2-3馆"])
def test_a_number_without_a_measure_is_a_number(text: str) -> None:
    (found,) = find_phrases(text)
    assert (found.kind, found.number) == ("number", None)


@pytest.mark.parametrize(
    "text",
    ["第十三次会议", "第3次全会", "第二十三条", "〔2024〕3号", "拨打12345热线", "12348平台", "0955-1234567", "一是二是", "三个一", "3个一",
     "“八五”普法", "1+N体系", "第3号", "五部门联合", "两所一庭", "百家争鸣", "千家万户", "24小时值守", "二十四节气", "三百六十行", "近百年来",
     "几十年如一日", "千方百计", "成百上千", "一成不变", "完成分工", "分成三类", "十项措施", "十大行动", "百村示范千村整治", "5A级", "65周岁",
     "二十余年", "一把手", "第一批"],
)  # fmt: skip
def test_what_is_no_quantity(text: str) -> None:
    assert find_phrases(f"坚持{text}，") == ()


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("(a)(b)", [(0, 3), (3, 6)]),
        ("(a“b”c)", [(0, 7)]),
        ("(a“b)c”", [(0, 5)]),
        (")a(", []),
        ("((a)", [(1, 4)]),
        ("(【)】", [(0, 3)]),
    ],
)
def test_brackets_and_their_other_half(text: str, pairs: list[tuple[int, int]]) -> None:
    assert pairs_of(text) == pairs


@pytest.mark.parametrize(
    ("text", "span", "seen"),
    [
        ("甲(乙,丙)丁", (0, 3), "甲(乙,丙)"),
        ("甲(乙,丙)丁", (4, 7), "(乙,丙)丁"),
        (",甲、乙,", (0, 5), "甲、乙"),
        ("甲(乙,丙)丁", (2, 3), "乙"),
    ],
)
def test_a_stretch_is_not_cut_in_a_bracket(text: str, span: tuple[int, int], seen: str) -> None:
    start, end = whole(text, pairs_of(text), span)
    assert text[start:end] == seen
