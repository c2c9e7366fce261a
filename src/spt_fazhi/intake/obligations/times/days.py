"""Which day a phrase of time means: what a calendar says, what counts from the day of issue, what nobody can say."""

from __future__ import annotations

import calendar
import re
from datetime import MAXYEAR, date
from typing import Final, NamedTuple

from spt_fazhi.intake.obligations.times.festivals import festival_day, festivals_of
from spt_fazhi.intake.obligations.times.grammar import (
    COUNT,
    DAY,
    DAYS_PATTERN,
    FESTIVE,
    LIST_PATTERN,
    MONTH,
    QUARTERS_PATTERN,
)
from spt_fazhi.intake.obligations.times.rhythms import is_rhythm
from spt_fazhi.model.period import days_after
from spt_fazhi.text.numerals import parse_number
from spt_fazhi.text.patterns import later

_STATED: Final = later(r"20(\d\d)(?:年|(?=[/.]))|二[〇○零]二([〇○零一二三四五六七八九])年")
_NEXT: Final = later("次年|明年")
_TO: Final = later("[至到]|[-—~－–]{1,2}")
_DASHED: Final = later(r"(20\d\d)-(\d{1,2})(?!\d)(?:-(\d{1,2})(?!\d))?")
_DOTTED: Final = re.compile(r"(?<!\d)(?:20\d\d[/.])?(\d{1,2})[/.](\d{1,2})(?!\d)")
_ONLY_MONTH: Final = later(r"20\d\d[/.](\d{1,2})(?!\d)")
_POINT: Final = later(rf"({MONTH})份?({DAY})?([上中下]旬|初)?")
_QUARTER: Final = later("([一二三四1234])季度")
_ISSUE: Final = later(
    f"(?:印发|下发|发布|公布|发文|出台|施行|实施)(?:之日)?(?:起|后|开始|之后|以后)的?(?P<count>{COUNT})(?P<unit>个工作日|工作日|个?日|天|个?月|个?星期|周|年)"
)
_OWN: Final = later("^[自从]?(?:[本该此]|方案|要点|通知|意见|计划)")
_BEGIN_ONLY: Final = later(f"(?:{DAY}|月份?|[.]\\d+|[-/]\\d+|月)(?:起|开始)$")
_PERIOD: Final = later("(十[三四五六七]|[七八九])五")
_BOTH_HALVES: Final = later("上[、和及与]?下半年")
_PERIOD_ENDS: Final = {
    "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035, "十七": 2040, "七": 2020, "八": 2025, "九": 2030,
}  # fmt: skip
_EARLY: Final = later("月份?初")
_BEFORE_A_MONTH: Final = later("(?<![上中下])月份?(?:之?前|以前)$")
_THIS_MONTH: Final = later("^(?P<which>[本当下次])个?月")
_PARTS: Final = {"上旬": 10, "初": 10, "中旬": 20}
_AROUND: Final = later("前后|左右|期间|之际|当[天日]|前夕")


class Day(NamedTuple):
    """A day a phrase means, None when it means none that can be told.

    `reason` is what a person should decide, `assumed` what the phrase was taken for; both are Chinese, "" for nothing.
    """

    due: date | None
    reason: str = ""
    assumed: str = ""


def days_of(phrase: str, year: int, issued: date | None = None) -> tuple[Day, ...]:
    """The days a normalised phrase means in a plan's `year`: several of 6月、12月, one of all others.

    `issued` is the day the document was issued; without it 印发后15日内 means no day.
    """
    if LIST_PATTERN.fullmatch(phrase):
        return _several(phrase, year)
    several = DAYS_PATTERN.fullmatch(phrase)
    if several:
        return tuple(Day(due_day(f"{several[1]}{day}", year)) for day in re.findall(DAY, several[2]))
    if QUARTERS_PATTERN.fullmatch(phrase):
        head = (_STATED.search(phrase) or _NEXT.search(phrase) or [""])[0]
        numbers = re.findall("[一二三四1234](?=季度|[、和及与])", phrase)
        return tuple(Day(due_day(f"{head}{each}季度", year)) for each in dict.fromkeys(numbers))
    if _BOTH_HALVES.search(phrase):
        head = (_STATED.search(phrase) or _NEXT.search(phrase) or [""])[0]
        return tuple(Day(due_day(f"{head}{half}半年", year)) for half in "上下")
    if FESTIVE.fullmatch(phrase):
        return _festivals(phrase, year, issued)
    return (_of_the_document(phrase, issued) or _named(phrase, year),)


def _of_the_document(phrase: str, issued: date | None) -> Day | None:
    """What counts from the day the document was issued."""
    if _ISSUE.search(phrase) and not _TO.search(phrase):
        return _from_issue(phrase, issued)
    return _month_of_issue(phrase, issued) if _THIS_MONTH.match(phrase) else None


def _named(phrase: str, year: int) -> Day:
    period = _PERIOD.search(phrase)
    if period:
        end = date(_PERIOD_ENDS[period[1]], 12, 31)
        return Day(end, "", f"原文写的是{cited(phrase)}，按{end.year}年年底计")
    if _BEGIN_ONLY.search(phrase):
        return Day(None, f"{cited(phrase)}是开始的日子，没有写哪天完成，先按年底计，请核对。")
    due = due_day(phrase, year)
    if due is None:
        return Day(None)
    taken = f"原文写的是{cited(phrase)}，按{said(due)}计"
    if _EARLY.search(phrase):
        return Day(due, f"{cited(phrase)}没有写是几日，先按{said(due)}计，请核对。", taken)
    reason = ""
    if _AROUND.search(phrase) and not _TO.search(phrase):
        reason = f"{cited(phrase)}没有写到哪天为止，先按{said(due)}计，请核对。"
    elif _BEFORE_A_MONTH.search(phrase):
        sooner = said(days_after(due.replace(day=1), -1))
        reason = f"{cited(phrase)}先按{said(due)}计，也可能指{sooner}，请核对。"
    return Day(due, reason, taken if reason else "")


def due_day(text: str, year: int) -> date | None:
    """The last day in time that a normalised date phrase means in the plan's `year`; None when it names no single day.

    X月X日前 is that day, X月底前 and X月前 the month's last, 第一季度前 3月31日, 上半年 6月30日, 年底前 12月31日.
    Of a stretch (3月至5月) the end counts.
    """
    text = _DASHED.sub(lambda match: ".".join(filter(None, match.groups())), text)
    stretch = [match.end() for match in _TO.finditer(text) if match.start()]
    end = text[stretch[-1] :] if stretch else text
    stated = _STATED.search(end) or (None if _NEXT.search(end) else _last(_STATED, text))
    if stated:
        year = 2000 + int(stated[1]) if stated[1] else 2020 + int(parse_number(stated[2]) or 0)
    elif _NEXT.search(end):
        year += 1
    elif is_rhythm(text):
        return None
    return _day_in(end, text, year) if year <= MAXYEAR else None


def said(day: date) -> str:
    """A day as it is read: 2025年6月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def cited(words: str) -> str:
    """Words of the text in quotation marks, their own made single ones."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007 - the last is wanted
        pass
    return found


def _day_in(end: str, text: str, year: int) -> date | None:
    point = _last(_POINT, end)
    if point:
        return _day_of_month(year, *point.groups())
    alone = re.search(DAY, end)
    began = _POINT.search(text)
    if alone and began and end != text:  # 5月10日至20日
        return _day_of_month(year, began[1], alone[0], None)
    figures = _DOTTED.search(end) or _ONLY_MONTH.search(end)
    if figures:
        day = f"{figures[2]}日" if figures.re is _DOTTED else None
        return _day_of_month(year, f"{int(figures[1])}月", day, None)
    return _part_of_year(end, year)


def _part_of_year(end: str, year: int) -> date | None:
    quarter = _QUARTER.search(end)
    if quarter:
        number = 3 * int(parse_number(quarter[1]) or 0)
        return date(year, number, calendar.monthrange(year, number)[1])
    if "上半年" in end or end.endswith("年中"):
        return date(year, 6, 30)
    return date(year, 12, 31) if "年" in end and not end.endswith("初") else None


def _day_of_month(year: int, month: str, day: str | None, part: str | None) -> date | None:
    number = int(parse_number(month[:-1]) or 0)
    if not 1 <= number <= 12:
        return None
    last = calendar.monthrange(year, number)[1]
    if day:
        figure = int(parse_number(day[:-1]) or 0)
        return date(year, number, figure) if 0 < figure <= last else None
    return date(year, number, _PARTS.get(part or "", last))


def _several(phrase: str, year: int) -> tuple[Day, ...]:
    months = re.findall(
        r"(?<!\d)(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?=[月、和及与])", _STATED.sub("", phrase)
    )
    head = (_STATED.search(phrase) or _NEXT.search(phrase) or [""])[0]
    return tuple(Day(due_day(f"{head}{month}月", year)) for month in dict.fromkeys(months))


def _from_issue(phrase: str, issued: date | None) -> Day:
    match = _ISSUE.search(phrase)
    count = int(parse_number(match["count"]) or 0) if match else 0
    if match is None or issued is None:
        return Day(None, f"没有读出印发日期，{cited(phrase)}算不出是哪天，先按年底计，请核对。")
    unit = match["unit"]
    due = _later(issued, count, unit)
    if due is None:
        return Day(None)
    reason = ""
    if "工作日" in unit and not _OWN.match(phrase):
        reason = f"{cited(phrase)}说的是工作日，先按日历日计，从本文件印发之日（{said(issued)}）算起，请核对。"
    elif "工作日" in unit:
        reason = f"{cited(phrase)}说的是工作日，先按日历日计，请核对。"
    elif not _OWN.match(phrase):
        reason = f"{cited(phrase)}先从本文件印发之日（{said(issued)}）算起，请核对。"
    return Day(due, reason, f"原文写的是{cited(phrase)}，从{said(issued)}算起")


def _later(day: date, count: int, unit: str) -> date | None:
    if unit.endswith(("月", "年")):
        months = day.year * 12 + day.month - 1 + count * (12 if unit == "年" else 1)
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1])) if year <= MAXYEAR else None
    later = days_after(day, count * (7 if unit.endswith(("周", "星期")) else 1))
    return None if later == date.max else later  # beyond the calendar


def _month_of_issue(phrase: str, issued: date | None) -> Day:
    match = _THIS_MONTH.match(phrase)
    if match is None or issued is None:
        return Day(None, f"没有读出印发日期，{cited(phrase)}算不出是哪天，先按年底计，请核对。")
    first = _later(issued.replace(day=1), 0 if match["which"] in "本当" else 1, "个月")
    if first is None:
        return Day(None)
    due = first.replace(day=20 if "中旬" in phrase else calendar.monthrange(first.year, first.month)[1])
    reason = f"{cited(phrase)}先从印发之月算起，按{said(due)}计，请核对。"
    return Day(due, reason, f"原文写的是{cited(phrase)}，按{said(due)}计")


def _festivals(phrase: str, year: int, issued: date | None) -> tuple[Day, ...]:
    found = {day.due: day for name in festivals_of(phrase) for day in (_festival(phrase, name, year, issued),)}
    if len(found) == 1:
        return tuple(found.values())
    reason = f"{cited(phrase)}写了 {len(found)} 个日子，先各记一项，请核对。"
    return tuple(day._replace(reason=reason) for day in found.values())


def _festival(phrase: str, name: str, year: int, issued: date | None) -> Day:
    """The day before it; of 元旦 and 春节 those that come after the document was issued."""
    day = festival_day(name, year)
    passed = day is not None and (
        (issued is not None and day <= issued) or day == date(year, 1, 1) or (issued is None and name == "春节")
    )
    if passed and year < MAXYEAR and (name in {"元旦", "春节", "除夕", "元宵"}):
        day = festival_day(name, year + 1)
    if day is None:
        return Day(None, f"没有 {year} 年“{name}”的日子，{cited(phrase)}先按年底计，请核对。")
    around = _AROUND.search(phrase)
    due = day if around else days_after(day, -1)
    reason = ""
    if around:
        reason = f"{cited(phrase)}没有写到哪天为止，先按{said(due)}计，请核对。"
    elif issued is not None and due < issued:
        reason = f"{cited(phrase)}早于印发日期，请核对是哪一年的。"
    elif due.year != year:
        reason = f"{cited(phrase)}先按{said(due)}计，不在 {year} 年内，请核对。"
    return Day(due, reason, f"原文写的是{cited(phrase)}，按{said(due)}计")
