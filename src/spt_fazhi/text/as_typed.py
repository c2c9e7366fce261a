"""Days, periods, numbers of tasks and amounts as people type them, brought to the one form that the files keep.

The files are strict; a command line, a prompt and a table are not. Whatever can mean only one thing is taken, in full
or half width, in Arabic or Chinese figures; the rest raises ValueError with one Chinese sentence and an example.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date
from typing import Final, NamedTuple

from spt_fazhi.text.numerals import CHINESE, exact_number, parse_number
from spt_fazhi.text.plain import one_line, plain

_LOOKALIKES: Final = str.maketrans(
    {**dict.fromkeys("。·•・‧", "."), **dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("∕⁄", "/")}
)
_SPACES: Final = r"(?<![0-9])\s+|\s+(?![0-9\s])"
_YEAR: Final = "(?P<year>[0-9]{4}|[〇零一二三四五六七八九]{4})"
_N: Final = f"(?:[0-9]{{1,4}}|{CHINESE}{{1,5}})"
_SHORT_YEAR: Final = r"[0-9]{2}(?:年.*|([-/.])[0-9]{1,2}\1[0-9]{1,2}[日号]?)"
_DAYS: Final = (
    rf"(?:{_YEAR}年度?)?(?P<month>{_N})月份?(?P<day>{_N})[日号]?",
    r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})[日号]?",
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    r"(?P<year>)(?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})[日号]?",
    rf"(?:{_YEAR}年度?)?(?P<month>{_N})月份?(?P<day>[底末])",
    rf"(?:{_YEAR})?(?P<month>年)(?P<day>[底末])",
)
_NEAR: Final = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0,
    "明天": 1, "明日": 1, "后天": 2, "后日": 2, "大后天": 3,
}  # fmt: skip
_LAST: Final = 0
"""Stands for the last day of a month, whichever it is."""
_PERIODS: Final = (
    rf"(?:{_YEAR}(?:年度?)?[-/.]?)?(?:Q|第)?(?P<quarter>{_N})季度?份?",
    rf"(?:{_YEAR}(?:年度?)?[-/.]?)?Q(?P<quarter>[0-9]{{1,2}})",
    rf"(?:{_YEAR}(?:年度?)?[-/.]?)?H(?P<half>[0-9]{{1,2}})",
    rf"(?:{_YEAR}(?:年度?)?)?(?P<half>[上下])半年度?",
    rf"(?:{_YEAR}年度?)?(?P<month>{_N})月份?",
    r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})月?",
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})",
    rf"(?:{_YEAR}(?:年度?)?|本年度?|年度)(?:全年度?)?|全年度?",
)
_TASK: Final = "(?P<task>0|[1-9][0-9]{0,3})"
_IDS: Final = (
    rf"(?:任务|事项|第)*{_TASK}(?:条|项|号)?(?:任务)?",
    rf"(?:任务|第)+(?P<task>{CHINESE}{{1,5}})(?:条|项|号)?(?:任务)?",
    rf"(?:任务|事项|第)*{_TASK}\.(?P<item>[1-9][0-9]{{0,2}})[项号]?",
    rf"(?:任务|第)*(?P<task>{_N})(?:条|号)?(?:任务)?(?:事项|第)+(?P<item>{_N})(?:个?事项|项|款|号)?",
)
_BETWEEN_IDS: Final = r"[,，、;；]|\s+"
_AMOUNT: Final = rf"(?P<figure>[0-9][0-9,]*(?:\.[0-9]+)?[百千万]?|{CHINESE}+)(?P<rest>\D*)"
_TIMES: Final = ("百", "千", "万")
_GROUPED: Final = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?[百千万]?"
_COUNTERS: Final = frozenset("次场件份人个名项期篇起家宗条户批部例位所处套张本册天日元") | {
    *("小时", "学时", "课时", "场次", "人次", "件次", "期次", "家次")
}


class MonthDay(NamedTuple):
    """A day typed without its year, which is the register's; `day` is 0 for the last of the month.

    `else_year` is the year it was typed in, for where no register can be read.
    """

    month: int
    day: int
    else_year: int

    def of(self, year: int | None) -> date:
        """The day in that year. Raises ValueError when there is none (29 February)."""
        return _day(year or self.else_year, self.month, self.day)


def narrow(text: str) -> str:
    """Half width, nothing invisible, no white space except between figures, whose meaning it would change.

    What a Chinese keyboard gives for a dot or a dash is one.
    """
    return re.sub(_SPACES, "", unicodedata.normalize("NFKC", plain(text)).translate(_LOOKALIKES).strip())


def read_day(text: str, today: date, *, exact: bool = False) -> date | MonthDay:
    """The day that was typed: `2024-5-27`, `2024/5/27`, `2024年5月27日`, `5月27日`, `9月底`, `昨天`.

    Raises ValueError, in Chinese and with an example, for what is no day or might be several; where a day has to be
    `exact`, the example is neither 今天 nor 5月底.
    """
    typed = narrow(text)
    if typed in _NEAR:
        wanted = today.toordinal() + _NEAR[typed]
        return date.fromordinal(min(max(wanted, 1), date.max.toordinal()))
    shown = one_line(text, 40)
    for pattern in _DAYS:
        match = re.fullmatch(pattern, typed)
        if match is None:
            continue
        month = 12 if match["month"] == "年" else _figure(match["month"])
        day = _LAST if match["day"] in {"底", "末"} else _figure(match["day"])
        if month is None or day is None:
            break
        if not 1 <= month <= 12:
            raise ValueError(f"“{shown}”没有这样的月份，一年只有 1 到 12 月，应写成 5月27日 的样子")
        if day == _LAST and match["day"] not in {"底", "末"}:
            raise ValueError(f"“{shown}”这一天不存在，日子从 1 日起，应写成 5月27日 的样子")
        year = _year(match["year"])
        if year is None and day <= calendar.monthrange(4, month)[1]:
            return MonthDay(month, day, today.year)
        return _day(4 if year is None else year, month, day, shown)
    raise ValueError(f"“{shown}”{_why_no_day(typed, exact=exact)}")


def day_typed(text: str, *, today: date, year: int | None) -> date:
    """`read_day`, in the register's `year` where none was typed (None: in the year of today)."""
    found = read_day(text, today)
    return found.of(year) if isinstance(found, MonthDay) else found


def period_typed(text: str, year: int) -> str:
    """The period that was typed, as the files write it: `二季度`, `2024年上半年`, `5月`, `2024-5`, `全年`.

    `year` is the register's, for where none was typed. Raises ValueError, in Chinese and with an example.
    """
    typed = narrow(text).upper()
    shown = one_line(text, 40)
    for pattern in _PERIODS:
        match = re.fullmatch(pattern, typed)
        if match is None:
            continue
        parts = match.groupdict()
        own = _year(parts.get("year"))
        whole = f"{year if own is None else own:04}"
        if whole == "0000":
            break
        if parts.get("half"):
            number = {"上": 1, "下": 2}.get(parts["half"]) or int(parts["half"])
            return f"{whole}H{_within(number, 2, shown, '只有上半年和下半年，应写成 上半年 的样子')}"
        if parts.get("quarter"):
            number = _figure(parts["quarter"]) or 0
            return f"{whole}Q{_within(number, 4, shown, '一年只有四个季度，应写成 二季度 的样子')}"
        if parts.get("month"):
            number = _figure(parts["month"]) or 0
            return f"{whole}-{_within(number, 12, shown, '一年只有 1 到 12 月，应写成 5月 的样子'):02}"
        return whole
    if re.fullmatch(_SHORT_YEAR, typed):
        raise ValueError(f"“{shown}”的年份要写四位，如 {year}年二季度")
    if typed == "半年":
        raise ValueError(f"“{shown}”没有说是上半年还是下半年，应写成 上半年 的样子")
    raise ValueError(f"“{shown}”不是期间，可写 5月、二季度、上半年、全年，或 {year}-05、{year}Q2、{year}H1、{year}")


def id_typed(text: str) -> str:
    """The number of a task or obligation that was typed: `６．１`, `6。1`, `任务6`, `第六条`; other text unchanged."""
    typed = narrow(text)
    for pattern in _IDS:
        match = re.fullmatch(pattern, typed)
        if match is not None:
            parts = match.groupdict()
            numbers = [_figure(parts["task"]), *([_figure(parts["item"])] if "item" in parts else [])]
            if None not in numbers:
                return ".".join(map(str, numbers))
    return text.strip()


def ids_typed(text: str) -> tuple[str, ...]:
    """Several numbers in one word, `2.3,3.2` or `2.3、3.2`, each once and in order; see `id_typed`."""
    parts = (id_typed(part) for part in re.split(_BETWEEN_IDS, text))
    return tuple(dict.fromkeys(part for part in parts if part))


def amount_typed(text: str, unit: str | None = None) -> str:
    """The amount that was typed, as the files write it: `2次`, `两次`, `1,200`, `1.2万`; `unit` is what is counted.

    A counter after the figure must be `unit`; any will do where that is None. Raises ValueError, in Chinese and with
    an example; whether the number is one that may stand there is left to whoever keeps it.
    """
    typed, shown = narrow(text), one_line(text, 40)
    counted = narrow(unit or "")
    if typed.endswith(("%", "‰")):
        raise ValueError(f"“{shown}”是比率，这里要写数量，应写成 35 的样子")
    match = re.fullmatch(_AMOUNT, typed.removesuffix(counted))
    figure = None if match is None else _amount(match["figure"], counted)
    if match is None or figure is None or not (not match["rest"] or match["rest"] in _COUNTERS):
        raise ValueError(f"“{shown}”不是确切的数量，应写成 2、2{unit or '次'}、1,200 的样子")
    if match["rest"] and counted:
        raise ValueError(f"“{shown}”：这里按“{unit}”计，应写成 {figure} 或 {figure}{unit} 的样子")
    return figure


def _amount(figure: str, counted: str) -> str | None:
    """The figure in plain digits; None for one that is not exact, such as 3万 of something counted in 万元."""
    if figure[-1] in _TIMES and counted.startswith(_TIMES):
        return None
    if not figure[0].isascii():
        number = exact_number(figure)
        return None if number is None else str(number)
    if "," in figure and not re.fullmatch(_GROUPED, figure):
        return None
    if figure[-1].isascii():
        return figure.replace(",", "")
    amount = parse_number(figure) if len(figure) <= 20 else None
    return None if amount is None else f"{amount.normalize():f}"


def _figure(written: str) -> int | None:
    """A whole number in Arabic or Chinese figures; None for a Chinese one that can be read in two ways."""
    return int(written) if written.isascii() else exact_number(written)


def _year(written: str | None) -> int | None:
    if not written:
        return None
    return int("".join(each if each.isascii() else str(parse_number(each)) for each in written))


def _day(year: int, month: int, day: int, shown: str = "") -> date:
    """A day of a year. Raises ValueError for one that does not exist."""
    if year == 0:
        raise ValueError(f"“{shown}”的年份不对，应写成 2024年5月27日 的样子")
    last = calendar.monthrange(year, month)[1]
    if day > last:
        where = f"{year}年{month}月" if month == 2 and day == 29 else f"{month}月"
        raise ValueError(f"“{shown or f'{month}月{day}日'}”这一天不存在，{where}只有 {last} 天，应写成 5月27日 的样子")
    return date(year, month, day or last)


def _within(number: int, most: int, shown: str, why: str) -> int:
    if not 1 <= number <= most:
        raise ValueError(f"“{shown}”没有这一期，{why}")
    return number


def _why_no_day(typed: str, *, exact: bool) -> str:
    if re.fullmatch(_SHORT_YEAR, typed):
        return "的年份要写四位，如 2024年5月27日"
    if re.fullmatch(rf"{_N}[日号]", typed):
        return "没有写月份，应写成 5月27日 的样子"
    if re.fullmatch(rf"(?:{_YEAR}年)?{_N}月份?", typed):
        return f"没有写哪一天，应写成 5月27日 的样子{'' if exact else '，月底写 5月底'}"
    return f"不是日期，应写成 2024-05-27、5月27日{'' if exact else '、今天'} 的样子"
