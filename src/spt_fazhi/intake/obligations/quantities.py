"""How many and what share: the phrases that carry a number, and what they ask for."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from spt_fazhi.text.numerals import ARABIC, CHINESE, parse_number

_MEASURES: Final = (
    "个工作日|平方公里|平方米|人次|家次|户次|条次|批次|场次|次|件|学时|课时|学分|场|期|份|篇|例|项|个月|个|人|名|户|家|批|条|"
    "部|册|张|处|套|宗|起|堂|讲|集|节|轮|遍|亿元|万元|元|小时|工作日|天|日内|公里|公顷|亩|支|所|座|本|幅|块|台|辆|间|封|村|社区"
)
# with a Chinese numeral only what is clearly counted: “一个”“一项”“三个小组” are turns of phrase
_COUNTED: Final = "人次|次|件|学时|课时|场次|场|期|份|篇|例"
_LEAST: Final = "不少于|不得少于|不低于|不得低于|至少|最少|不小于|不超过|不得超过|不高于|超过"
_MORE: Final = "及?以上|及?以内|以下|左右"
# 一次性, 一件事, 二次会议, 一期工程, 一次办成, 一场硬仗: no quantities
_PHRASES: Final = "性|事|全会|全体|会议|工程|项目|办|告知|硬仗|又|革命|飞跃|分配|责任|力量|答卷|跑|就|供水|污染|元"
_TO: Final = "(?:至|到|[-—~－]+)"
_DIGIT: Final = "一二两三四五六七八九十"
_NUMERAL: Final = f"[{_DIGIT}]"

RATE_PATTERN: Final = re.compile(
    rf"(?=[\d不至最超达为百{_DIGIT}])(?:(?:(?P<rate_least>{_LEAST}|达到|达|为)[^,。;、0-9]{{0,4}})?(?P<rate>{ARABIC})(?:%|个百分点)(?:{_MORE})?"
    rf"|(?:(?:{_LEAST}|达到|达)[^,。;、0-9]{{0,4}})?(?P<hundred>百分之{CHINESE}{{1,12}})(?:{_MORE})?"
    rf"|(?:{_LEAST}|达到|达)?(?P<parts>{_NUMERAL}{{1,2}})分之(?P<share>{_NUMERAL}{{1,2}})(?:{_MORE})?)"
)
"""Finds rates in a normalised text."""

COUNT_PATTERN: Final = re.compile(
    rf"(?=[\d不至最超零〇两百千万{_DIGIT}])(?:(?:{_LEAST})[^,。;、:0-9零〇一二两三四五六七八九十百千万]{{0,6}}"
    rf"(?P<n1>{ARABIC}[百千万]?|{CHINESE}{{1,12}})(?:{_TO}(?:\d{{1,9}}|{CHINESE}{{1,12}}))?(?P<u1>{_MEASURES}|日)?(?:{_MORE})?"
    rf"|(?P<n2>{ARABIC}[百千万]?)(?:{_TO}\d{{1,9}})?(?P<u2>{_MEASURES})(?:{_MORE})?(?!又)"
    rf"|(?<![第每再另统唯专同万某任跑])(?P<n3>{_NUMERAL}{{1,8}})(?:{_TO}{_NUMERAL}{{1,8}})?(?P<u3>{_COUNTED})(?:{_MORE})?"
    rf"(?!{_PHRASES})"
    rf"|(?P<n4>{CHINESE}{{1,12}})(?P<u4>{_MEASURES})(?:及?以上)(?!部门|单位|机关|行政机关|人民政府))"
)
"""Finds counts in a normalised text; a stretch (2至3次) counts with its lower end."""

_UPPER: Final = re.compile("不超过|不得超过|不高于|以内|以下")


def rate_of(match: re.Match[str]) -> Decimal | None:
    """The share a match of `RATE_PATTERN` names, as a fraction."""
    if match["parts"]:
        whole, share = parse_number(match["parts"]), parse_number(match["share"])
        return round(share / whole, 4) if whole and share is not None else None
    number = parse_number(match["rate"] or match["hundred"].removeprefix("百分之"))
    return None if number is None else number / 100


def count_of(match: re.Match[str]) -> tuple[Decimal | None, str]:
    """The number and measure word (or "") of a match of `COUNT_PATTERN`."""
    for index in "1234":
        if match[f"n{index}"]:
            return parse_number(match[f"n{index}"]), match[f"u{index}"] or ""
    return None, ""


def is_upper(phrase: str) -> bool:
    """Whether a normalised phrase sets a limit from above: 不超过3次."""
    return _UPPER.search(phrase) is not None


def is_duration(unit: str, phrase: str, after: str) -> bool:
    """Whether a count is a length of time to act in (15日内, 5个工作日内), not something owed."""
    if unit in {"个工作日", "工作日", "日内", "个月", "周内", "年内"}:
        return True
    return unit in {"天", "小时"} and ("以内" in phrase or after.startswith(("内", "前", "之内")))
