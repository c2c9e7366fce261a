"""Festivals and days of remembrance by which a document may set a deadline: on which day of a year each falls."""

from __future__ import annotations

from datetime import date
from typing import Final

from spt_fazhi.model.period import days_after
from spt_fazhi.text.patterns import later

_FIXED: Final[dict[str, tuple[int, int]]] = {
    "元旦": (1, 1), "三八": (3, 8), "妇女节": (3, 8), "植树节": (3, 12), "3·15": (3, 15), "消费者权益日": (3, 15),
    "4·15": (4, 15), "国家安全教育日": (4, 15), "五一": (5, 1), "劳动节": (5, 1), "五四": (5, 4), "青年节": (5, 4),
    "5·12": (5, 12), "防灾减灾日": (5, 12), "六一": (6, 1), "儿童节": (6, 1), "环境日": (6, 5), "6·26": (6, 26),
    "禁毒日": (6, 26), "七一": (7, 1), "建党节": (7, 1), "八一": (8, 1), "建军节": (8, 1), "教师节": (9, 10),
    "国庆": (10, 1), "十一": (10, 1), "11·9": (11, 9), "消防日": (11, 9), "12·2": (12, 2), "交通安全日": (12, 2),
    "12·4": (12, 4), "宪法日": (12, 4), "宪法宣传日": (12, 4),
}  # fmt: skip
_FIRST_YEAR: Final = 2020
# by the lunar calendar, 2020 to 2036: month and day
_LUNAR: Final[dict[str, str]] = {
    "春节": "0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203 0123 0211 0131 0219 0208 0128",
    "端午": "0625 0614 0603 0622 0610 0531 0619 0609 0528 0616 0605 0624 0612 0601 0620 0610 0530",
    "中秋": "1001 0921 0910 0929 0917 1006 0925 0915 1003 0922 0912 1001 0919 0908 0927 0916 1004",
    "重阳": "1025 1014 1004 1023 1011 1029 1018 1008 1026 1016 1005 1024 1012 1001 1020 1009 1027",
}
_FROM_SPRING: Final = {"除夕": -1, "元宵": 14}
_LAST_YEAR: Final = 2036

_DOT: Final = r"(?:[.·]|•(?=\d))"  # no set with a character beyond Latin: quick to compile
FESTIVAL: Final = (
    f"元旦|春节|除夕|元宵节?|三八妇女节|(?:国际)?妇女节|植树节|3{_DOT}15|消费者权益日|清明节?|4{_DOT}15|(?:全民)?国家安全教育日|五一(?:国际)?劳动节|五一节?|"
    f"(?:国际)?劳动节|五四青年节|青年节|5{_DOT}12|(?:全国)?防灾减灾日|六一(?:国际)?儿童节|六一|(?:国际)?儿童节|(?:世界)?环境日|端午节?|6{_DOT}26|(?:国际)?禁毒日|"
    f"七一建党节|七一|建党节|八一建军节|八一|建军节|教师节|中秋节?|国庆(?:节|假期)?|重阳节?|11{_DOT}9|(?:全国)?消防日|12{_DOT}2|(?:全国)?交通安全日|"
    f"12{_DOT}4(?:国家宪法日)?|(?:国家)?宪法(?:宣传)?日"
)
"""The names a text has for them."""
FESTIVAL_SHORT: Final = (
    f"五一|七一|八一|六一|三八|五四|十一|12{_DOT}4|3{_DOT}15|4{_DOT}15|5{_DOT}12|6{_DOT}26|11{_DOT}9|12{_DOT}2"
)
"""Those that are numbers, and stand in quotation marks."""

_NAMES: Final = later("|".join(sorted((*_LUNAR, *_FROM_SPRING, "清明", *_FIXED), key=len, reverse=True)))


def festivals_of(words: str) -> tuple[str, ...]:
    """The festivals that normalised words name, in order."""
    return tuple(_NAMES.findall(words.replace(".", "·").replace("•", "·")))


def festival_day(name: str, year: int) -> date | None:
    """The day of a festival in a year; None where no table of ours reaches."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if name == "清明":
        return date(year, 4, _qingming(year % 100))
    spring_days = _FROM_SPRING.get(name)
    written = _LUNAR["春节" if spring_days is not None else name].split()[year - _FIRST_YEAR]
    return days_after(date(year, int(written[:2]), int(written[2:])), spring_days or 0)


def _qingming(year: int) -> int:
    """The day of April on which 清明 falls in a year of this century."""
    return int(year * 0.2422 + 4.81) - year // 4
