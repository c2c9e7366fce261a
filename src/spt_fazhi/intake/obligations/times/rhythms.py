"""Rhythms: every month, quarter or half year, the day within it, and from when on."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from spt_fazhi.intake.obligations.times.grammar import COUNT, DAY, FROM, MONTH
from spt_fazhi.model.choices import Every
from spt_fazhi.text.numerals import parse_number
from spt_fazhi.text.patterns import later

_EVERY: Final[tuple[tuple[re.Pattern[str], Every], ...]] = (
    (later("[每按逐]个?季|季度?一次|每[三3]个月"), "quarter"),
    (later("[每按逐]个?半年|半年一次|每[六6]个月"), "half"),
    (later("[每按逐]个?月|(?<![两二半双单个])月一次|(?<![两二半])个月一次|次月"), "month"),
)
_UNKEPT: Final = later("每(?!年)|隔月|[双单]月|半个?月|[一两]个?[月周]一次")
_EARLY: Final = 10
"""Up to this day of a month what is asked for may be about the month before."""
_OF_THE_LAST: Final = later("[^,。;]{0,8}上(?:个|一)?(?:月|季度?|半年)")
_PARTS: Final = {"上": 10, "中": 20}


def every_of(phrase: str) -> Every | None:
    """The rhythm a normalised date phrase means (每季度末月30日前 → quarter); None when it names none we keep."""
    return next((every for pattern, every in _EVERY if pattern.search(phrase)), None)


class Within(NamedTuple):  # a tuple: one for each date phrase of a document
    """Which day within its period a rhythm names: that of its last month, or so many days after its end.

    `since` is the day the first period begins. `reason` says what a person should still decide.
    """

    due_day: int | None = None
    after: int | None = None
    since: date | None = None
    reason: str = ""


def within(phrase: str, year: int, rest: str = "") -> Within:
    """What a normalised rhythm says of the day: 每月25日前, 每季度末月20日前, 每季度结束后10日内, 7月起每月.

    `rest` is what stands after it: 每月5日前 is five days after the month that is reported (报上月情况).
    """
    begun = re.match(f"{FROM}(?=每)", phrase)
    since = _since(begun[0], year) if begun and begun[0] else None
    words = phrase[begun.end() :] if begun else phrase
    return _within(words, every_of(words), rest)._replace(since=since)


def _since(words: str, year: int) -> date | None:
    stated = re.search(r"20(\d\d)年", words)
    month = re.search(MONTH, words)
    number = parse_number(month[0][:-1]) if month else None
    if re.search("次年|明年", words) and year < date.max.year:
        year += 1
    return date(2000 + int(stated[1]) if stated else year, int(number), 1) if number else None


def _within(words: str, every: Every | None, rest: str) -> Within:  # noqa: PLR0911 - one way of saying it a return
    later = re.search(f"后的?(?P<count>{COUNT})(?P<unit>个工作日|工作日|个?日|天)", words)
    if later:
        count = int(parse_number(later["count"]) or 0)
        reason = f"“{words}”说的是工作日，先按日历日计，请核对。" if "工作日" in later["unit"] else ""
        return Within(after=count, reason=reason)
    if words.endswith("初"):
        return Within(reason=f"“{words}”没有写是几日，先按期末计，请核对。")
    day = re.search(f"(?P<day>{DAY})|(?P<part>[上中下])旬", words)
    if day is None:
        early = re.search("首月|第[一二]个?月", words)
        if early and not (every == "month" or words.endswith("第三个月")):
            return Within(reason=f"台账说不了“{words}”（当期靠前的月份），先按期末计，请核对。")
        unsaid = words.startswith("次月") or re.search("周|星期|工作日", words)
        return Within(reason=f"台账说不了“{words}”，先按期末计，请核对。" if unsaid else "")
    number = int(parse_number(day["day"][:-1]) or 0) if day["day"] else _PARTS.get(day["part"], 31)
    if not 1 <= number <= 31:
        return Within(reason=f"没有读懂“{words}”是几日，先按期末计，请核对。")
    if len(re.findall(DAY, words)) > 1:
        return Within(reason=f"“{words}”写了几个日子，台账只能记一个，先按期末计，请核对。")
    place = re.search("最后一个月|末月|首月|次月|第[一二三]个?月|末|底", words[: day.start()])
    if place and place[0] == "次月":
        return Within(after=number)
    if place and (place[0] == "首月" or (place[0][0] == "第" and not (every == "quarter" and place[0][1] == "三"))):
        return Within(reason=f"台账说不了“{words}”（当期靠前的月份），先按期末计，请核对。")
    if place is None and day["day"] and _OF_THE_LAST.match(rest):
        return Within(after=number)
    if place is None and every != "month":
        return Within(due_day=number, reason=f"“{words}”没有写是哪个月的，先按当期最后一个月计，请核对。")
    if place is None and number <= _EARLY and day["day"]:
        return Within(due_day=number, reason=f"“{words}”报的可能是上个月的，先按当月{number}日计，请核对。")
    return Within(due_day=None if number == 31 else number)


def is_rhythm(phrase: str) -> bool:
    """Whether a normalised date phrase names a rhythm of any kind, also one the register cannot hold (每周)."""
    return every_of(phrase) is not None or bool(_UNKEPT.search(phrase))
