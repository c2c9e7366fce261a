"""Whatever way a time is written, it is dated right or asked about: never the year's end without a word."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.intake.obligations.phrases import due_day, find_phrases
from spt_fazhi.intake.obligations.proposals import Proposal, propose
from spt_fazhi.intake.obligations.times.festivals import festival_day
from spt_fazhi.text.normalise import normalise

YEAR: Final = 2025
ISSUED: Final = date(2025, 3, 20)
DIGITS: Final = "零一二三四五六七八九"
YEAR_END: Final = date(YEAR, 12, 31)


def read(text: str, *, deadline: str = "", issued: date | None = ISSUED) -> tuple[Proposal, ...]:
    return propose(
        text, task=1, year=YEAR, lead=("县司法局",), responsible=(), groups={}, deadline=deadline, issued=issued
    ).obligations


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return f"{'' if tens < 2 else DIGITS[tens]}{'十' if tens else ''}{DIGITS[ones] if ones else ''}"


WIDE: Final = str.maketrans("0123456789.-/", "０１２３４５６７８９．－／")
numerals: st.SearchStrategy[Callable[[int], str]] = st.sampled_from(
    [str, lambda n: f"{n:02}", chinese, lambda n: str(n).translate(WIDE)]
)
years = st.sampled_from(["", f"{YEAR}年", "今年", "本年", f" {YEAR} 年", "二〇二五年"])
before = st.sampled_from(["前", "之前", "以前", " 前", "24时前", "下班前"])
days = st.dates(date(YEAR, 1, 1), YEAR_END)
"""Days of the plan's year."""


def last(month: int) -> date:
    return date(YEAR, month, calendar.monthrange(YEAR, month)[1])


@st.composite
def single_days(draw: st.DrawFn) -> tuple[str, date]:
    """A day, as it may be written, with its date."""
    day, number = draw(days), draw(numerals)
    sign, end = draw(st.sampled_from(["日", "号", " 日 "])), draw(before)
    way = draw(st.integers(0, 2))
    if way == 0:
        return f"{draw(years)}{number(day.month)}月{number(day.day)}{sign}{end}", day
    mark = draw(st.sampled_from(".-/")) if way == 1 else "."
    if way == 1:
        return f"{YEAR}{mark}{day.month}{mark}{day.day}前", day
    return f"{day.month}.{day.day}前", day


@st.composite
def parts_of_months(draw: st.DrawFn) -> tuple[str, date]:
    month, number = draw(st.integers(1, 12)), draw(numerals)
    words, day = draw(
        st.sampled_from(
            [
                *((words, 31) for words in ("底", "底前", "末", "份", "份底前", "底以前", "下旬", "下旬前", "内")),
                *(("中旬", 20), ("中旬前", 20), ("上旬", 10), ("上旬前", 10)),
            ]
        )
    )  # fmt: skip
    return f"{draw(years)}{number(month)}月{words}", min(date(YEAR, month, day), last(month)) if day < 31 else last(
        month
    )


@st.composite
def parts_of_years(draw: st.DrawFn) -> tuple[str, date]:
    quarter = draw(st.integers(1, 4))
    number = draw(st.sampled_from([DIGITS[quarter], str(quarter)]))
    ends = ["", "末", "前", "结束前", "内", "底前"]
    written = [(f"{draw(st.sampled_from(['', '第']))}{number}季度{end}", last(3 * quarter)) for end in ends]
    written += [(f"上半年{end}", last(6)) for end in ("", "前", "底前")] + [
        (f"下半年{end}", YEAR_END) for end in ("", "末")
    ]
    written += [
        (words, YEAR_END)
        for words in ("年底", "年底前", "年末", "年内", "本年度内", "2025年底前", "今年年底前", "2025年度内")
    ]
    return draw(st.sampled_from(written))


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, date]:
    """From a day or month to another: the end counts."""
    first, end = sorted(draw(st.lists(days, min_size=2, max_size=2, unique_by=lambda each: each.month)))
    to, number = draw(st.sampled_from(["至", "到", "—", "-", "～", "－"])), draw(numerals)
    year = draw(years)
    written = [
        (f"{year}{number(first.month)}月{number(first.day)}日{to}{number(end.month)}月{number(end.day)}日", end),
        (f"{year}{number(first.month)}月{to}{number(end.month)}月", last(end.month)),
        (f"{first.month}{to}{end.month}月底前", last(end.month)),
        (f"{YEAR}年{first.month}月{first.day}日{to}{YEAR}年{end.month}月{end.day}日", end),
        (f"即日起{to}{number(end.month)}月底", last(end.month)),
        (f"自印发之日起{to}年底", YEAR_END),
        (f"{YEAR}.{first.month}.{first.day}{to}{YEAR}.{end.month}.{end.day}", end),
        (f"{first.month}月上旬{to}{end.month}月中旬", date(YEAR, end.month, 20)),
    ]
    return draw(st.sampled_from(written))


@st.composite
def festivals(draw: st.DrawFn) -> tuple[str, date]:
    names = {
        "国庆节": "国庆", "国庆": "国庆", "国庆假期": "国庆", "五一": "五一", "“五一”": "五一", "劳动节": "五一", "五一劳动节": "五一",
        "端午节": "端午", "中秋节": "中秋", "中秋": "中秋", "清明节": "清明", "七一": "七一", "“七一”": "七一", "国家宪法日": "宪法日",
        "12·4": "宪法日", "“12·4”国家宪法日": "宪法日", "教师节": "教师节", "八一": "八一", "国际禁毒日": "禁毒日", "世界环境日": "环境日",
    }  # fmt: skip
    name = draw(st.sampled_from(sorted(names)))
    day = festival_day(names[name], YEAR)
    assert day is not None
    return f"{name}{draw(st.sampled_from(['前', '之前', '以前', '来临前']))}", day - timedelta(days=1)


@st.composite
def terms(draw: st.DrawFn) -> tuple[str, date]:
    """So long after the document was issued."""
    count, number = draw(st.integers(1, 90)), draw(numerals)
    start = draw(
        st.sampled_from(
            ["自本要点印发之日起", "本方案印发后", "印发之日起", "文件印发后", "自发布之日起", "本通知下发之日起"]
        )
    )
    unit, days_each = draw(st.sampled_from([("日", 1), ("天", 1), ("周", 7)]))
    return f"{start}{number(count)}{unit}{draw(st.sampled_from(['内', '之内', '以内']))}", ISSUED + timedelta(
        count * days_each
    )


@given(st.one_of(single_days(), parts_of_months(), parts_of_years(), stretches(), festivals(), terms()))
def test_a_day_however_written_is_dated_right(written: tuple[str, date]) -> None:
    words, day = written
    for text in (f"{words}完成执法检查1次。", f"各单位在{words}开展执法检查1次。"):
        (found,) = read(text)
        assert (found.due, found.every) == (day, None), text
    (found,) = read("压实工作责任。", deadline=words)
    assert (found.due, found.confidence) == (day, "unsure")


@given(single_days(), st.sampled_from(["", "。", "，", "；"]))
def test_a_day_is_found_as_it_is_written(written: tuple[str, date], after: str) -> None:
    words, day = written
    (phrase,) = find_phrases(f"请于{words}{after}")
    assert normalise(phrase.text).text == normalise(words).text
    assert due_day(phrase.text, YEAR) == day


UNTOLD: Final = (
    "两会前", "全国两会期间", "汛期前", "主汛期来临前", "入冬前", "开学前", "秋季开学前", "今冬明春", "届时", "尽快", "近期", "适时", "第二周", "中旬", "节前",
    "两节期间", "一个月内", "30日内", "三十日内", "两周内", "半年内", "5年内", "三年内", "十五个工作日内", "3个月内", "每周", "每两个月", "每学期", "双月",
    "每日", "隔月", "到2027年", "2025—2027年", "“十五五”期末", "十五五期间", "2027年底前", "3月1日起", "7月起", "即日起", "项目开工前", "试点期内",
    "创建活动期间", "月底前", "下月底前", "本月底", "春节前", "6月初", "教师节前后", "五一、国庆前", "印发后10个工作日内", "2月30日前", "年初", "半月一次", "两月一次", "冬季", "每月10日、25日前", "重大节假日前", "党组会议前", "每季度最后一周", "2025.5.1开始",
)  # fmt: skip


@pytest.mark.parametrize("words", UNTOLD)
def test_what_no_calendar_tells_is_asked(words: str) -> None:
    found = read(f"{words}，完成执法检查1次。") or read(f"{words}完成执法检查1次。")
    assert found
    assert all(each.reasons and each.confidence == "unsure" for each in found), words
    assert all(each.due != YEAR_END or any(a.field == "due" for a in each.assumed) for each in found), words


@given(st.sampled_from(UNTOLD), st.sampled_from(["开展执法检查1次", "编制权责清单", "完成清理评估", "制定工作方案"]))
def test_nothing_untold_is_ever_sure(words: str, what: str) -> None:
    assert all(each.confidence == "unsure" for each in read(f"{words}{what}。"))


@pytest.mark.parametrize(
    ("words", "dues"),
    [
        ("6月、12月各", [(6, 30), (12, 31)]), ("6月、12月底前各", [(6, 30), (12, 31)]), ("3、6、9、12月", [(3, 31), (6, 30), (9, 30), (12, 31)]),
        ("每年3月和9月", [(3, 31), (9, 30)]), ("上半年和下半年各", [(6, 30), (12, 31)]), ("三月、九月", [(3, 31), (9, 30)]),
        ("6月30日、12月31日前", [(6, 30), (12, 31)]), ("5月及11月", [(5, 31), (11, 30)]), ("6月底和12月底前", [(6, 30), (12, 31)]),
        ("第一、二、三季度", [(3, 31), (6, 30), (9, 30)]), ("一、三季度各", [(3, 31), (9, 30)]), ("上、下半年各", [(6, 30), (12, 31)]), ("6月10日、20日前各", [(6, 10), (6, 20)]),
    ],
)  # fmt: skip
def test_several_times_are_a_duty_each(words: str, dues: list[tuple[int, int]]) -> None:
    wanted = [date(YEAR, month, day) for month, day in dues]
    assert [each.due for each in read(f"各单位{words}开展执法检查1次。")] == wanted
    assert [each.due for each in read("压实责任。", deadline=words.removesuffix("各"))] == wanted


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("不晚于6月底", (6, 30)), ("最迟6月15日", (6, 15)), ("3月31日（含）前", (3, 31)), ("二季度至四季度", (12, 31)), ("7月1日至8月31日期间", (8, 31)),
        ("10月31日止", (10, 31)), ("6月30日18:00前", (6, 30)), ("5月10—20日", (5, 20)), ("2025年第二季度末之前", (6, 30)), ("2025-06-30前", (6, 30)), ("5.1至10.31", (10, 31)),
    ],
)  # fmt: skip
def test_other_ways_of_saying_a_day(words: str, due: tuple[int, int]) -> None:
    (found,) = read(f"各单位{words}开展执法检查1次。")
    assert (found.due, found.confidence) == (date(YEAR, *due), "unsure" if found.reasons else "sure")
    assert found.phrase == words


def test_how_often_with_days_of_its_own() -> None:
    found = read("开展案卷评查，6月、12月各1次。")
    assert [(each.due, each.quote) for each in found] == [
        (date(YEAR, 6, 30), "开展案卷评查，6月、12月各1次"),
        (date(YEAR, 12, 31), "开展案卷评查，6月、12月各1次"),
    ]


def test_a_month_that_begins_a_clause_is_its_time() -> None:
    found = read("3月上旬制定方案，4月至10月组织实施，11月总结验收。")
    assert [each.due for each in found] == [date(YEAR, 3, 10), date(YEAR, 10, 31), date(YEAR, 11, 30)]


def test_each_figure_keeps_its_own_day() -> None:
    found = read("上半年开展督察1次、下半年开展督察2次。")
    assert [(each.due, each.target and getattr(each.target, "count", 0)) for each in found] == [
        (date(YEAR, 6, 30), 1),
        (YEAR_END, 2),
    ]


def test_a_number_before_a_month_is_no_month() -> None:
    assert [each.due for each in read("1、6月底前开展检查1次。")] == [date(YEAR, 6, 30)]


def test_a_number_for_several_times_may_be_the_sum() -> None:
    found = read("6月和12月开展案卷评查4次。")
    assert {each.reasons for each in found} == {("这一句写了 2 个时间，数量先按每次各计，请核对是不是合计。",)}


@pytest.mark.parametrize(
    ("words", "every", "due_day", "after", "since"),
    [
        ("每月25日前", "month", 25, None, None), ("7月起每月25日前", "month", 25, None, date(YEAR, 7, 1)),
        ("自7月起，每月", "month", None, None, date(YEAR, 7, 1)), ("每季度结束后10日内", "quarter", None, 10, None),
        ("每季度末月20日前", "quarter", 20, None, None), ("每半年", "half", None, None, None), ("一季度一次", "quarter", None, None, None),
        ("每月5日前报上月情况，", "month", None, 5, None), ("每三个月", "quarter", None, None, None), ("每6个月", "half", None, None, None),
        ("每半年结束后十五日内", "half", None, 15, None), ("2025年9月起每季度", "quarter", None, None, date(YEAR, 9, 1)),
    ],
)  # fmt: skip
def test_rhythms(words: str, every: str, due_day: int | None, after: int | None, since: date | None) -> None:
    (found,) = read(f"各单位{words}报送工作情况。")[:1]
    assert found.every == every
    assert found.within._replace(reason="") == (due_day, after, since, "")


def test_a_term_needs_the_day_of_issue() -> None:
    (found,) = read("自本要点印发之日起30日内制定实施细则。", issued=None)
    assert (found.due, found.confidence) == (YEAR_END, "unsure")
    assert found.reasons == ("没有读出印发日期，“自本要点印发之日起30日内”算不出是哪天，先按年底计，请核对。",)


def test_a_term_of_another_document_does_not_count_from_this_one() -> None:
    for text in ("规范性文件自公布之日起15日内报送备案。", "《示例县办法》印发之日起一个月内制定细则。"):
        assert all(each.due == YEAR_END and each.confidence == "unsure" for each in read(text))


def test_spring_is_the_next_one_after_the_issue() -> None:
    (found,) = read("春节前开展执法检查1次。")
    assert (found.due, found.confidence) == (date(2026, 2, 16), "unsure")
    (found,) = read("春节前开展执法检查1次。", issued=date(2025, 1, 3))
    assert (found.due, found.confidence) == (date(2025, 1, 28), "sure")


def test_what_is_taken_for_a_day_is_said() -> None:
    (found,) = read("国庆节前开展执法检查1次。")
    assert [each for each in found.assumed if each.field == "due"] == [
        ("due", "原文写的是“国庆节前”，按2025年9月30日计")
    ]
