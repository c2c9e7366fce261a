"""Every way of writing a day, period, number or amount gives the one canonical form; what is ambiguous is refused."""

from __future__ import annotations

import calendar
import contextlib
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.model.fields import parse_day, parse_number
from spt_fazhi.model.period import parse_period, periods_of
from spt_fazhi.text.as_typed import (
    MonthDay,
    amount_typed,
    day_typed,
    id_typed,
    ids_typed,
    narrow,
    period_typed,
    read_day,
)
from spt_fazhi.text.numerals import exact_number

TODAY = date(2025, 1, 9)
YEAR = 2024
FIGURES = "零一二三四五六七八九"
WIDE = str.maketrans("0123456789.-/,Q ", "０１２３４５６７８９．－／，Ｑ\u3000")
ANY_DAY = st.dates(date(1000, 1, 1), date(9999, 12, 31))


def chinese(number: int) -> str:
    """A number up to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{FIGURES[tens]}十"
    return f"{head}{FIGURES[ones] if ones or not tens else ''}"


def spaced(text: str) -> str:
    """The same with a blank wherever two neighbours are not both figures."""
    pieces = [text[:1]]
    for before, after in zip(text, text[1:], strict=False):
        pieces.append(after if before.isdigit() and after.isdigit() else f" {after}")
    return "".join(pieces)


def ways_of_day(day: date) -> list[str]:
    year, month, number = day.year, day.month, day.day
    digits = "".join("〇一二三四五六七八九"[int(each)] for each in str(year))
    ways = [f"{year}{mark}{month}{mark}{number}" for mark in "-/."]
    ways += [day.isoformat(), f"{day:%Y%m%d}", f"{year}年{month}月{number}日", f"{year}年{month:02}月{number:02}号"]
    ways += [
        f"{digits}年{chinese(month)}月{chinese(number)}日",
        f"{year}。{month}。{number}",
        f"{year}年度{month}月{number}",
    ]
    if number == calendar.monthrange(year, month)[1]:
        ways += [f"{year}年{month}月底", f"{year}年{month}月末"]
    return ways + ([f"{year}年底"] if (month, number) == (12, 31) else [])


@given(ANY_DAY)
def test_every_way_of_writing_a_day_is_that_day(day: date) -> None:
    for way in ways_of_day(day):
        for typed in (way, way.translate(WIDE), f"  {spaced(way)}\u3000"):
            assert read_day(typed, TODAY) == day, typed
    assert read_day(day.isoformat(), TODAY) == parse_day(day.isoformat())


@given(ANY_DAY.filter(lambda day: (day.month, day.day) != (2, 29)), st.integers(1000, 9999))
def test_a_day_without_its_year_is_of_the_registers(day: date, year: int) -> None:
    wanted = day.replace(year=year)
    ways = [f"{day.month}月{day.day}日", f"{day.month}-{day.day}", f"{day.month}/{day.day}", f"{day.month}.{day.day}",
            f"{chinese(day.month)}月{chinese(day.day)}日", f"{day.month} 月 {day.day} 号"]  # fmt: skip
    for way in ways:
        assert day_typed(way, today=TODAY, year=year) == wanted
        assert day_typed(way.translate(WIDE), today=TODAY, year=year) == wanted
        assert day_typed(way, today=TODAY, year=None) == day.replace(year=TODAY.year)


@given(st.integers(1, 12), st.integers(1000, 9999))
def test_the_end_of_a_month_is_its_last_day(month: int, year: int) -> None:
    last = date(year, month, calendar.monthrange(year, month)[1])
    assert day_typed(f"{month}月底", today=TODAY, year=year) == last
    assert day_typed("年底", today=TODAY, year=year) == date(year, 12, 31)


@pytest.mark.parametrize(
    ("typed", "days"),
    [("今天", 0), ("今日", 0), (" 昨天 ", -1), ("前天", -2), ("大前天", -3), ("明天", 1), ("后天", 2)],
)
def test_days_near_today(typed: str, days: int) -> None:
    assert day_typed(typed, today=TODAY, year=YEAR) == TODAY + timedelta(days=days)


def test_the_29th_of_february_waits_for_its_year() -> None:
    assert read_day("2月29日", TODAY) == MonthDay(2, 29, 2025)
    assert day_typed("2月29日", today=TODAY, year=2024) == date(2024, 2, 29)
    with pytest.raises(ValueError, match="“2月29日”这一天不存在，2023年2月只有 28 天"):
        day_typed("2月29日", today=TODAY, year=2023)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2月30日", "“2月30日”这一天不存在，2月只有 29 天"),
        ("2024-02-30", "这一天不存在"),
        ("2023年2月29日", "2023年2月只有 28 天"),
        ("4/31", "4月只有 30 天"),
        ("13月1日", "一年只有 1 到 12 月"),
        ("2024-0-5", "一年只有 1 到 12 月"),
        ("5月0日", "日子从 1 日起"),
        ("27日", "没有写月份"),
        ("5月", "没有写哪一天"),
        ("2024年5月", "没有写哪一天"),
        ("24年5月27日", "年份要写四位"),
        ("24-5-27", "年份要写四位"),
        ("0000-5-27", "年份不对"),
        ("", "不是日期"),
        ("0", "不是日期"),
        ("上周五", "不是日期"),
        ("2024-5/27", "不是日期"),
        ("2024年 5 2 7日", "不是日期"),
        ("5月二百五日", "不是日期"),
        ("٢٠٢٤-٠٥-٢٧", "不是日期"),
        ("2024-05-27 08:30", "不是日期"),
    ],
)
def test_what_is_no_day_is_said_in_one_sentence_with_an_example(typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"5月27日|2024-05-27") as caught:
        read_day(typed, TODAY)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def ways_of_period(text: str) -> list[str]:
    year, rest = text[:4], text[4:]
    if not rest:
        return [f"{year}年", f"{year}年度", f"{year}全年", f"{year}年全年"]
    if rest[0] == "Q":
        number = int(rest[1])
        heads = [year, f"{year}年", f"{year}年度", f"{year}-"]
        tails = [f"{number}季度", f"第{number}季度", f"第{FIGURES[number]}季度", f"{FIGURES[number]}季度", f"q{number}"]
        return [f"{head}{tail}" for head in heads for tail in tails if tail[0] != str(number) or not head.isdigit()]
    if rest[0] == "H":
        half = "上下"[int(rest[1]) - 1]
        return [
            f"{year}年{half}半年",
            f"{year}{half}半年",
            f"{year}年度{half}半年",
            f"{year}h{rest[1]}",
            f"{year}年H{rest[1]}",
        ]
    month = int(rest[1:])
    ways = [f"{year}{mark}{month}" for mark in "-/."] + [
        f"{year}{month:02}",
        f"{year}年{month}月",
        f"{year}年{month}月份",
    ]
    return [*ways, f"{year}年{chinese(month)}月", f"{year}-{month:02}月"]


PERIODS = st.integers(1000, 9999).flatmap(
    lambda year: st.sampled_from(
        [each.text for kind in ("month", "quarter", "half", "year") for each in periods_of(year, kind)]
    )
)


@given(PERIODS)
def test_every_way_of_writing_a_period_is_that_period(text: str) -> None:
    for way in [text, *ways_of_period(text)]:
        for typed in (way, way.translate(WIDE), f" {spaced(way)} "):
            assert period_typed(typed, YEAR) == text, typed
    assert parse_period(text).text == text


@given(PERIODS.map(lambda text: text[4:]).filter(bool), st.integers(1000, 9999))
def test_a_period_without_its_year_is_of_the_registers(rest: str, year: int) -> None:
    if rest[0] == "Q":
        ways = [rest, rest.lower(), f"{rest[1]}季度", f"第{FIGURES[int(rest[1])]}季度", f"{FIGURES[int(rest[1])]}季"]
    elif rest[0] == "H":
        ways = [rest, f"{'上下'[int(rest[1]) - 1]}半年"]
    else:
        ways = [f"{int(rest[1:])}月", f"{chinese(int(rest[1:]))}月份", f"{rest[1:]}月"]
    assert {period_typed(way, year) for way in ways} == {f"{year}{rest}"}
    assert {period_typed(way, year) for way in ("全年", "全年度", "本年度", "年度")} == {str(year)}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("13月", "一年只有 1 到 12 月"),
        ("0月", "一年只有 1 到 12 月"),
        ("2024-13", "一年只有 1 到 12 月"),
        ("5季度", "一年只有四个季度"),
        ("2024Q9", "一年只有四个季度"),
        ("H3", "只有上半年和下半年"),
        ("半年", "没有说是上半年还是下半年"),
        ("24年二季度", "年份要写四位"),
        ("5", "不是期间"),
        ("", "不是期间"),
        ("0000", "不是期间"),
        ("5月27日", "不是期间"),
        ("上季度", "不是期间"),
        ("1 2月", "不是期间"),
    ],
)
def test_what_is_no_period_is_said_in_one_sentence_with_an_example(typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"5月|二季度|上半年") as caught:
        period_typed(typed, YEAR)
    assert said in str(caught.value)


@given(st.text(max_size=12))
def test_whatever_is_taken_for_a_day_or_period_is_one(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert parse_period(period_typed(text, YEAR)).text == period_typed(text, YEAR)
    with contextlib.suppress(ValueError):
        assert isinstance(day_typed(text, today=TODAY, year=YEAR), date)


@given(st.integers(0, 9999), st.integers(1, 999))
def test_every_way_of_writing_a_number_is_that_number(task: int, item: int) -> None:
    for way in (f"{task}", f"任务{task}", f"第{task}条", f"第{task}项任务", f"任务 {task}"):
        assert id_typed(way) == id_typed(way.translate(WIDE)) == str(task)
    for way in (f"{task}.{item}", f"{task}。{item}", f"{task}．{item}", f"{task} . {item}", f"事项{task}.{item}",
                f"第{task}条第{item}项", f"任务{task}事项{item}", f"{task}·{item}"):  # fmt: skip
        assert id_typed(way) == id_typed(way.translate(WIDE)) == f"{task}.{item}"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("第六条", "6"), ("任务三十二", "32"), ("第十二条第二项", "12.2"), ("六", "六"), ("督察", "督察"), ("6 1", "6 1"),
     ("06", "06"), ("6.01", "6.01"), ("6.", "6."), (" 区司法局 ", "区司法局"), ("", "")],
)  # fmt: skip
def test_chinese_numbers_need_a_word_beside_them_and_other_text_stays(typed: str, kept: str) -> None:
    assert id_typed(typed) == kept


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(1, 9)), min_size=1, max_size=4, unique=True))
def test_several_numbers_in_one_word(pairs: list[tuple[int, int]]) -> None:
    ids = tuple(f"{task}.{item}" for task, item in pairs)
    for mark in (",", "，", "、", "; ", "；", " "):
        assert ids_typed(mark.join(ids)) == ids
        assert ids_typed(mark.join((*ids, *ids)).translate(WIDE)) == ids
    assert ids_typed(" , ") == ()


@given(st.integers(0, 10**12 - 1), st.sampled_from(["次", "份", "学时", "万元", "件（起）"]))
def test_every_way_of_writing_a_whole_amount_is_that_amount(number: int, unit: str) -> None:
    for way in (f"{number}", f"{number:,}"):
        for typed in (way, f"{way}{unit}", f" {way} {unit}", f"{way}{unit}".translate(WIDE)):
            assert amount_typed(typed, unit) == str(number)
        for counter in ("", "人", "个", "次", "件次"):
            assert amount_typed(f"{way}{counter}") == str(number)


@given(st.integers(0, 10**8 - 1))
def test_a_number_in_chinese_is_read_back_only_when_written_in_full(number: int) -> None:
    words = spelt(number)
    assert exact_number(words) == number
    assert amount_typed(f"{words}次", "次") == str(number)
    assert exact_number(words.replace("二", "两")) == number


def spelt(number: int) -> str:
    """A number below a hundred million, digit by digit with its place: another way than the program's."""
    places = ["", "十", "百", "千"]
    said = ""
    for block, mark in ((number // 10000, "万"), (number % 10000, "")):
        text = f"{block:04}"
        part = "".join(FIGURES[int(digit)] + (places[3 - at] if digit != "0" else "") for at, digit in enumerate(text))
        said += part + (mark if block else "")
    while "零零" in said:
        said = said.replace("零零", "零")
    said = said.replace("零万", "万").strip("零")
    return said or "零"


@given(st.decimals(Decimal("0.0001"), Decimal(999999), places=4))
def test_decimals_and_hundreds_thousands_and_ten_thousands(value: Decimal) -> None:
    assert Decimal(amount_typed(f"{value:f}")) == value
    assert parse_number(amount_typed(f"{value:f}")) == value
    assert Decimal(amount_typed(f"{value:f}万")) == value * 10000
    assert Decimal(amount_typed(f"{value:.1f}千")) == Decimal(f"{value:.1f}") * 1000


@pytest.mark.parametrize(
    ("typed", "unit", "said"),
    [
        ("100%", None, "是比率，这里要写数量"),
        ("１００％", "次", "是比率，这里要写数量"),
        ("2场", "次", "这里按“次”计，应写成 2 或 2次"),
        ("3万", "万元", "不是确切的数量"),
        ("两百五", None, "不是确切的数量"),
        ("一万二", None, "不是确切的数量"),
        ("1,20", None, "不是确切的数量"),
        ("1,200,", None, "不是确切的数量"),
        ("1 200", None, "不是确切的数量"),
        ("约30", None, "不是确切的数量"),
        ("30余人", None, "不是确切的数量"),
        ("35/36", None, "不是确切的数量"),
        ("-3", None, "不是确切的数量"),
        ("2次3", "次", "不是确切的数量"),
        ("次", "次", "不是确切的数量"),
        ("", None, "不是确切的数量"),
    ],
)
def test_what_is_no_amount_is_said_in_one_sentence_with_an_example(typed: str, unit: str | None, said: str) -> None:
    with pytest.raises(ValueError, match="应写成") as caught:
        amount_typed(typed, unit)
    assert said in str(caught.value)


@given(st.text(max_size=20))
def test_what_is_narrowed_stays_so(text: str) -> None:
    assert narrow(narrow(text)) == narrow(text)
