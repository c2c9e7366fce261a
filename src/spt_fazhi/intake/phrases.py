"""The phrases of an official text that carry a number or a day: when by, how many, what share.

Pure and shared: `check` asks whether an obligation quotes each of them, `intake` makes proposals from them.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from spt_fazhi.intake.normal import normalise

PhraseKind = Literal["date", "count", "rate"]

_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_CHINESE: Final = "[零〇一二两三四五六七八九十百千万]"
_ARABIC: Final = r"(?<![\d.])\d{1,9}(?:,\d{3})*(?:\.\d{1,4})?(?![\d.])"
_MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
_YEAR: Final = r"(?:20\d\d年|[今本当]年|次年|明年)"
_BY: Final = "(?:之?前|以前|底前|底|末前|末)"

# each alternative is tried in turn; the first that fits at a place wins
_DATES: Final = (
    rf"{_YEAR}?(?:每年)?{_MONTH}{_DAY}(?:之?前|以前)?",
    rf"{_YEAR}?(?:每年)?{_MONTH}(?:中旬|上旬|下旬)?(?:{_BY})",
    rf"{_YEAR}?(?:每年)?{_MONTH}(?:中旬|上旬|下旬)",
    rf"{_YEAR}?第?[一二三四1234]季度(?:{_BY})?",
    rf"{_YEAR}?[上下]半年(?:{_BY})?",
    rf"(?:到|至)?(?:20\d\d年|今年|本年|当年)(?:{_BY})",
    r"年(?:底|末)前?",
    r"(?:到|至)20\d\d年",
    r"每个?(?:月|季度?|半年|年度?)(?:最后一个月)?的?(?:\d{1,2}[日号](?:之?前|以前)?|底前?|末前?|初)",
    r"每个?(?:月|季度|半年)",
)
_MEASURES: Final = (
    "个工作日|人次|次|件|学时|课时|场次|场|期|份|篇|例|项|个月|个|人|名|户|家|批|条|部|册|张|处|套|宗|起|堂|节|轮|遍|万元|元|"
    "小时|工作日|天|日内|公里|平方米|支|所|座|本|幅|块|村|社区"
)
# with a Chinese numeral only what is clearly counted: “一个”“一项”“三个小组” are turns of phrase
_COUNTED: Final = "人次|次|件|学时|课时|场次|场|期|份|篇|例"
_LEAST: Final = "不少于|不得少于|不低于|不得低于|至少|最少|不小于|不超过|不得超过|不高于|超过"
_MORE: Final = "以上|以内|左右|及以上"

_RATE: Final = (
    rf"(?:(?P<rate_least>{_LEAST}|达到|达|为)[^,。;、0-9]{{0,4}})?(?P<rate>{_ARABIC})(?:%|个百分点)(?P<rate_more>{_MORE})?"
    rf"|(?P<hundred>百分之{_CHINESE}+)(?:{_MORE})?"
)
_COUNT: Final = (
    rf"(?P<least>{_LEAST})(?P<middle>[^,。;、:0-9零〇一二两三四五六七八九十百千万]{{0,6}})"
    rf"(?P<n1>{_ARABIC}|{_CHINESE}+)(?P<u1>{_MEASURES})?(?:{_MORE})?"
    rf"|(?P<n2>{_ARABIC})(?P<u2>{_MEASURES})(?:{_MORE})?"
    rf"|(?<![第每再另统唯专同万某任])(?P<n3>[一二两三四五六七八九十]+)(?P<u3>{_COUNTED})(?:{_MORE})?(?!性|事|全会|全体|会议)"
    rf"|(?P<n4>{_CHINESE}+)(?P<u4>{_MEASURES})(?:以上|及以上)"
)
_DATE_PATTERN: Final = re.compile("|".join(_DATES))
_RATE_PATTERN: Final = re.compile(_RATE)
_COUNT_PATTERN: Final = re.compile(_COUNT)


class Phrase(NamedTuple):
    """One phrase: `text[start:end]` of the text it was found in, as written there.

    For counts and rates `number` is the figure (a rate as a fraction: 100% is 1) and `unit` the measure word, "" when
    there is none; for dates both are empty.
    """

    kind: PhraseKind
    start: int
    end: int
    text: str
    number: Decimal | None = None
    unit: str = ""


def find_phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of `text` in order, none inside another. Half- or full-width and spaces make no difference."""
    normal = normalise(text)
    taken = bytearray(len(normal.text))
    found: list[Phrase] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(normal.text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            number, unit = _figure(kind, match)
            if kind == "count" and number is None:
                continue
            taken[start:end] = b"\1" * (end - start)
            first, last = normal.span(start, end)
            found.append(Phrase(kind, first, last, text[first:last], number, unit))
    return tuple(sorted(found, key=lambda each: each.start))


_PATTERNS: Final[tuple[tuple[PhraseKind, re.Pattern[str]], ...]] = (
    ("date", _DATE_PATTERN), ("rate", _RATE_PATTERN), ("count", _COUNT_PATTERN),
)  # fmt: skip


def _figure(kind: PhraseKind, match: re.Match[str]) -> tuple[Decimal | None, str]:
    if kind == "date":
        return None, ""
    if kind == "rate":
        written = match["rate"] or match["hundred"].removeprefix("百分之")
        number = parse_number(written)
        return (None if number is None else number / 100), "%"
    for index in "1234":
        if match[f"n{index}"]:
            return parse_number(match[f"n{index}"]), match[f"u{index}"] or ""
    return None, ""


def parse_number(written: str) -> Decimal | None:
    """`60`, `1,200`, `十二`, `两百` as a number; None when it is none."""
    if written[:1].isascii():
        return Decimal(written.replace(",", ""))
    if written == "百":
        return Decimal(100)
    total = section = digit = 0
    for char in written:
        if char in _DIGITS:
            digit = digit * 10 + _DIGITS[char] if digit else _DIGITS[char]
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = 0
        elif char == "万":
            total += (section + digit or 1) * 10000
            section = digit = 0
        else:
            return None
    return Decimal(total + section + digit)


def due_day(phrase: str, year: int) -> date | None:
    """The last day in time that a date phrase means in the plan's `year`; None when it names no single day.

    X月X日前 is that day, X月底前 and X月前 the month's last, 第一季度前 3月31日, 上半年 6月30日, 年底前 12月31日.
    """
    text = normalise(phrase).text
    stated = re.search(r"20(\d\d)年", text)
    if stated:
        year = 2000 + int(stated[1])
    elif re.search("次年|明年", text):
        year += 1
    elif "每" in text:
        return None
    month = re.search(rf"({_MONTH})({_DAY})?(上旬|中旬)?", text)
    if month:
        number = int(parse_number(month[1][:-1]) or 0)
        last = calendar.monthrange(year, number)[1]
        if month[2]:
            day = int(parse_number(month[2][:-1]) or 0)
            return date(year, number, day) if day <= last else None
        return date(year, number, {"上旬": 10, "中旬": 20}.get(month[3], last))
    quarter = re.search("([一二三四1234])季度", text)
    if quarter:
        number = 3 * int(parse_number(quarter[1]) or 0)
        return date(year, number, calendar.monthrange(year, number)[1])
    if "半年" in text:
        return date(year, 6, 30) if "上半年" in text else date(year, 12, 31)
    return date(year, 12, 31) if "年" in text else None
