"""Days as the head and the end of a document write them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from spt_fazhi.intake.obligations.phrases import parse_number
from spt_fazhi.text.patterns import later

_YEAR: Final = "20\\d\\d|[二2][〇○Ｏ零0Oo][〇○Ｏ零0Oo一二三四五六七八九\\d][〇○Ｏ零0Oo一二三四五六七八九\\d]"
_WRITTEN: Final = (
    rf"(?P<year>{_YEAR})(?:年(?P<month>\d{{1,2}}|[元正一二三四五六七八九十]{{1,2}})月(?P<day>\d{{1,2}}|[一二三四五六七八九十廿]{{1,3}})日"
    r"|[-－/.．](?P<month2>\d{1,2})[-－/.．](?P<day2>\d{1,2}))"
)
_LINE: Final = re.compile(rf"[（(]?{_WRITTEN}[）)]?(?:印发|印制|发布|公布)?")
_SIGNED: Final = re.compile(rf"(?P<name>[\u4e00-\u9fff（）()·、]{{2,60}}?){_WRITTEN}(?:印发|印制|发布|公布)?[）)]?")
_PASSED: Final = re.compile(rf"[（(]{_WRITTEN}.{{0,40}}(?:通过|印发|公布|发布|批准)[）)]")
_NUMBERED: Final = re.compile(rf"[（(]?.{{2,30}}[〕\]］】）)﹞]第?\d{{1,5}}号[，、]?{_WRITTEN}[）)]?")
_LABELLED: Final = re.compile(
    r"(?P<label>发布|成文|印发|印制|发文|公开|公布|生成|签发|制发|制表|编制|填表)(?:日期|时间)[:：|]{0,4}" + _WRITTEN
)
_SOURCE_DAY: Final = later(r"(?P<label>)(?:日期|时间)[:：|]{0,4}" + _WRITTEN)
_DIGITS: Final = str.maketrans("零一二三四五六七八九〇○ＯOo", "012345678900000")
_NARROW: Final = str.maketrans("０１２３４５６７８９", "0123456789")
_SPACE: Final = re.compile(r"\s+")


def plain_digits(text: str) -> str:
    """The text with full-width digits made half-width, character for character."""
    return text.translate(_NARROW)


def _flat(text: str) -> str:
    return _SPACE.sub("", plain_digits(text))


def day_of(text: str) -> date | None:
    """The day a line consists of: 2025年3月8日, 二〇二五年三月八日, 2025-03-08, 2025/3/8."""
    if len(text.strip()) > 60:
        return None
    match = _LINE.fullmatch(_flat(text))
    return _day(match) if match else None


def signed_day(text: str) -> tuple[str, date] | None:
    """Who and when, of a line that says both: 示例县人民政府办公室 2025年3月8日印发."""
    if len(text.strip()) > 100:
        return None
    match = _SIGNED.fullmatch(_flat(text))
    day = _day(match) if match else None
    return (match["name"], day) if match and day else None


def passed_day(text: str) -> date | None:
    """The day of a line such as （2025年3月8日县人民政府第3次常务会议通过）, （丁政发〔2025〕3号 2025年3月8日）."""
    if len(text.strip()) > 100:
        return None
    flat = _flat(text)
    match = _PASSED.fullmatch(flat) or _NUMBERED.fullmatch(flat)
    return _day(match) if match else None


def labelled_day(text: str) -> tuple[str, date] | None:
    """The label (成文, 发布 …) and the day of a line or a table's row: 成文日期： | 2025-02-08 |."""
    if "日期" not in text and "时间" not in text:
        return None
    flat = _flat(text)
    source = _SOURCE_DAY.finditer(flat) if flat.startswith(("来源", "信息来源", "文章来源")) else ()
    for match in (*_LABELLED.finditer(flat), *source):
        day = _day(match)
        if day is not None:
            return match["label"], day
    return None


def _day(match: re.Match[str]) -> date | None:
    year = int(match["year"].translate(_DIGITS))
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    month = {"元": "1", "正": "1"}.get(month, month)
    try:
        return date(year, int(parse_number(month) or 0), int(parse_number(day.replace("廿", "二十")) or 0))
    except ValueError:
        return None
