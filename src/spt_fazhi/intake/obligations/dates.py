"""When: the phrases that name a day, a period or a rhythm, and what they mean in a plan's year."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Final, NamedTuple

from spt_fazhi.model.choices import Every
from spt_fazhi.text.numerals import parse_number

_MONTH: Final = r"(?<!\d)(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
_YEAR: Final = r"(?:20\d\d年|[今本当]年|次年|明年)"
_BEFORE: Final = "(?:之?前|以前)"
_BY: Final = f"(?:[底末]{_BEFORE}?|{_BEFORE})"
_PART: Final = "(?:中旬|上旬|下旬)"
_HEAD: Final = f"(?:{_YEAR}度?)?(?:每年)?"
_FIRST: Final = r"(?=[\d到至每今本当次明一二三四五六七八九十第上下年半按逐])"  # what a date begins with: a quick test
_NOT_A_TERM: Final = "(?!起|以来|施行)"  # a day something began is no day by which it is due
_NOT_A_REPORT: Final = "(?!工作(?:情况|总结|报告)|情况|总结)"  # 上半年工作总结 is about a time
_CYCLE: Final = "(?:月|季度?|半年)"
_WITHIN_CYCLE: Final = "(?:最后一个月|末月|首月|次月|第[一二三]个?月|末|底|后)"
_FROM: Final = f"(?:(?:{_YEAR})?{_MONTH}(?:份|[1一]日)?起,?)?"  # 7月起每月
_COUNT: Final = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_AFTER: Final = f"(?:度?(?:结束|终了|期满|末|底))?后的?{_COUNT}(?:个工作日|工作日|个?日|天)(?:之?内|以内|之?前|以前)?"

# each alternative is tried in turn; the first that fits at a place wins
_DATES: Final = (
    rf"{_HEAD}(?:{_MONTH}份?|(?<!\d)(?:1[0-2]|0?[1-9]))(?:至|到|[-—~－]+){_MONTH}份?(?:{_BY})?",
    rf"{_HEAD}{_MONTH}{_DAY}(?:{_BEFORE}|{_NOT_A_TERM})",
    rf"{_HEAD}{_MONTH}份?{_PART}?(?:{_BY})",
    rf"{_HEAD}{_MONTH}(?:{_PART}|份|(?=[开组举完召制印出报公集启进]))",
    r"(?:每|一)(?:个?季度?|个?月|半年)一次|(?<!上)(?<!下)半年一次",
    rf"{_HEAD}第?[一二三四1234]季度(?:{_BY})?{_NOT_A_REPORT}",
    rf"{_HEAD}[上下]半年(?:{_BY})?{_NOT_A_REPORT}",
    rf"(?:到|至)?(?:20\d\d年|今年|本年|当年)(?:{_BY})",
    r"(?<![\d一二三四五两几多近])(?:20\d\d年|今年|本年|当年|年)度?内(?!部)",
    r"(?<![\d一二三四五六七八九十两几多全去近每])年[中初](?!旬|级|审)",
    rf"(?<!去)(?<!近)年[底末]{_BEFORE}?",
    r"(?<!\d)(?<!\d年)(?:到|至)20\d\d年",
    rf"{_FROM}每个?{_CYCLE}{_AFTER}",
    rf"{_FROM}每个?{_CYCLE}{_WITHIN_CYCLE}?的?(?:{_DAY}(?:{_BEFORE})?|[上中下]旬(?:{_BEFORE})?|底前?|末前?|初)",
    rf"次月(?:{_DAY}{_BEFORE}?|底前?)",
    r"每年度?(?:底前?|末前?|初)",
    rf"{_FROM}每个?{_CYCLE}",
    r"每(?:半个?月|两周|双周|周|旬|两个?月|学期|两年|三年)",
    r"(?:按|逐)(?:月|季度?|半年)(?!份)",
)
DATE_PATTERN: Final = re.compile(f"{_FIRST}(?:{'|'.join(_DATES)})")
"""Finds date phrases in a normalised text."""

_EVERY: Final[tuple[tuple[re.Pattern[str], Every], ...]] = (
    (re.compile("[每按逐]个?季|季度?一次"), "quarter"),
    (re.compile("[每按]个?半年|半年一次"), "half"),
    (re.compile("[每按逐]个?月|月一次|次月"), "month"),
)
_EARLY: Final = 10
"""Up to this day of a month what is asked for may be about the month before."""
_LASTING: Final = re.compile("长期坚持|长期|持续推进|持续开展|常态化|立行立改|全年|贯穿全年")


def every_of(phrase: str) -> Every | None:
    """The rhythm a normalised date phrase means (每季度末月30日前 → quarter); None when it names none we keep."""
    if "每两" in phrase:
        return None
    return next((every for pattern, every in _EVERY if pattern.search(phrase)), None)


class Within(NamedTuple):  # a tuple: one for each date phrase of a document
    """Which day within its period a rhythm names: that of its last month, or so many days after its end.

    `since` is the day the first period begins. `reason` says what a person should still decide.
    """

    due_day: int | None = None
    after: int | None = None
    since: date | None = None
    reason: str = ""


def within(phrase: str, year: int) -> Within:
    """What a normalised rhythm says of the day: 每月25日前, 每季度末月20日前, 每季度结束后10日内, 7月起每月."""
    begun = re.match(f"{_FROM}(?=每)", phrase)
    since = _since(begun[0], year) if begun and begun[0] else None
    words = phrase[begun.end() :] if begun else phrase
    return _within(words, every_of(words))._replace(since=since)


def _since(words: str, year: int) -> date | None:
    stated = re.search(r"20(\d\d)年", words)
    month = re.search(_MONTH, words)
    number = parse_number(month[0][:-1]) if month else None
    return date(2000 + int(stated[1]) if stated else year, int(number), 1) if number else None


def _within(words: str, every: Every | None) -> Within:  # noqa: PLR0911 - one way of saying it a return
    later = re.search(f"后的?(?P<count>{_COUNT})(?P<unit>个工作日|工作日|个?日|天)", words)
    if later:
        count = int(parse_number(later["count"]) or 0)
        reason = f"“{words}”说的是工作日，先按日历日计，请核对。" if "工作日" in later["unit"] else ""
        return Within(after=count, reason=reason)
    if words.endswith("初"):
        return Within(reason=f"“{words}”没有写是几日，先按期末计，请核对。")
    day = re.search(f"(?P<day>{_DAY})|(?P<part>[上中下])旬", words)
    if day is None:
        return Within(reason=f"台账说不了“{words}”，先按期末计，请核对。" if words.startswith("次月") else "")
    number = int(parse_number(day["day"][:-1]) or 0) if day["day"] else {"上": 10, "中": 20}.get(day["part"], 31)
    if not 1 <= number <= 31:
        return Within(reason=f"没有读懂“{words}”是几日，先按期末计，请核对。")
    place = re.search("最后一个月|末月|首月|次月|第[一二三]个?月|末|底", words[: day.start()])
    if place and place[0] == "次月":
        return Within(after=number)
    if place and (place[0] == "首月" or (place[0][0] == "第" and not (every == "quarter" and place[0][1] == "三"))):
        return Within(reason=f"台账说不了“{words}”（当期靠前的月份），先按期末计，请核对。")
    if place is None and every != "month":
        return Within(due_day=number, reason=f"“{words}”没有写是哪个月的，先按当期最后一个月计，请核对。")
    if place is None and number <= _EARLY and day["day"]:
        return Within(due_day=number, reason=f"“{words}”报的可能是上个月的，先按当月{number}日计，请核对。")
    return Within(due_day=None if number == 31 else number)


def is_rhythm(phrase: str) -> bool:
    """Whether a normalised date phrase names a rhythm of any kind, also one the register cannot hold (每周)."""
    return every_of(phrase) is not None or bool(re.match("每(?!年)", phrase))


def is_lasting(phrase: str) -> bool:
    """Whether a deadline says that there is none: 长期坚持, 持续推进."""
    return _LASTING.search(phrase) is not None


def due_day(text: str, year: int) -> date | None:
    """The last day in time that a normalised date phrase means in the plan's `year`; None when it names no single day.

    X月X日前 is that day, X月底前 and X月前 the month's last, 第一季度前 3月31日, 上半年 6月30日, 年底前 12月31日.
    Of a stretch (3月至5月) the end counts.
    """
    stated = re.findall(r"20(\d\d)年", text)
    if stated:
        year = 2000 + int(stated[-1])
    elif re.search("次年|明年", text):
        year += 1
    elif is_rhythm(text):
        return None
    months = list(re.finditer(rf"({_MONTH})份?({_DAY})?(上旬|中旬)?", text))
    if months:
        return _day_of_month(year, *months[-1].groups())
    quarter = re.search("([一二三四1234])季度", text)
    if quarter:
        number = 3 * int(parse_number(quarter[1]) or 0)
        return date(year, number, calendar.monthrange(year, number)[1])
    if "上半年" in text or text.endswith("年中"):
        return date(year, 6, 30)
    return date(year, 12, 31) if "年" in text and not text.endswith("初") else None


def _day_of_month(year: int, month: str, day: str | None, part: str | None) -> date | None:
    number = int(parse_number(month[:-1]) or 0)
    last = calendar.monthrange(year, number)[1]
    if day:
        figure = int(parse_number(day[:-1]) or 0)
        return date(year, number, figure) if 0 < figure <= last else None
    return date(year, number, {"上旬": 10, "中旬": 20}.get(part or "", last))
