"""Words of time that name no day: goals of several years, lengths of time, and words such as 尽快 and 届时."""

from __future__ import annotations

import re
from typing import Final

from spt_fazhi.intake.obligations.times.grammar import SEASONS
from spt_fazhi.text.patterns import later

_LASTING: Final = later("长期坚持|长期|持续推进|持续开展|常态化|立行立改|全年|贯穿全年|持续|日常|常年")
_NO_EVENT: Final = "(?<![目以当提事庭诉眼空超生面年月日度底末旬节岗任审会])"  # 目前 and 提前 are no day before which
_DONE: Final = (
    "(?:要|应|须|必须|力争|确保|争取|全部|基本|全面)*(?:完成|办结|报|到位|建成|印发|出台|落实|整改|公[布开]|上线|投用|开展|组织|举办|召开|进行|"
    "学习|建立|制定|编制|修订|启动|实施|提交)"
)
_VAGUE: Final = later(
    "届时|尽快|尽早|近期|近日|不日|适时|择期|择机|即日起|从现在起|第[一二三四五六七八九十\\d]{1,3}周|[上中下]旬|[月季]度?[底末初]|"
    f"[^,。;:、()的“”]{{0,6}}期间|(?:{SEASONS})[前后]|[^,。;:、()“”个\\d一二两三四五六七八九十当本上下]{{2,8}}[月周]内(?!部|容)|(?:[春夏秋冬]季|暑假|暑期|寒假|汛期)(?=开展|组织|举办|集中|进行|完成|[植栽造种播防攻征]|,|$)|[^,。;:、()“”]{{0,3}}期[内满末]|"
    f"[^,。;:、()“”]{{1,6}}{_NO_EVENT}之?前(?={_DONE}|[,;。)]|$)"
)
_BEFORE: Final = later(f"{_NO_EVENT}前{_DONE}")
SPAN_PATTERN: Final = re.compile(
    r"(?<![\d.第近前去后])(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3}|半)"
    "(?P<unit>个工作日|工作日|个?日|天|个?月|个?星期|个?周|年)(?:[之以]?内(?!部|容)|(?<=[聘任效]期[\\d一二两三四五六]年)|(?<=[聘任效]期为[\\d一二两三四五六]年))"
)
"""Finds lengths of time in a normalised text, also in Chinese numerals: 一个月内, 三十日内, 5年内."""
_GOAL: Final = later(
    r"(?<![\d第近前去后一二三四五六七八九十])(?:[2-9]|1\d|[二两三四五六七八九十])年(?:(?:[之以]?内|左右的?时间|时间内?)(?!部|容)|累计|总计|共计|合计|[总一]?共(?!同|享|建(?!成)|治|青))"
)
_STAMP: Final = later(r"^(20\d\d)(0[1-9]|1[0-2])([0-3]\d)$")


def is_lasting(phrase: str) -> bool:
    """Whether a deadline says that there is none: 长期坚持, 持续推进."""
    return _LASTING.search(phrase) is not None


def vague_words(text: str, start: int = 0, end: int | None = None) -> str:
    """The first words of time in `text[start:end]` (normalised) that name no day (尽快); "" where there are none."""
    match = _VAGUE.search(text, start, len(text) if end is None else end)
    return match[0] if match else ""


def waits_for(text: str) -> bool:
    """Whether something normalised is to be done before an event that has no date: 开工前完成."""
    return _BEFORE.search(text) is not None


def span_unit(unit: str) -> str:
    """The measure word by which a length of time is told from what is owed."""
    return {"年": "年内", "周": "周内", "期": "周内", "月": "个月"}.get(unit[-1], "日内")


def goal_words(text: str) -> str:
    """The words of a normalised text that set a goal for several years (5年内, 三年内); "" where there are none."""
    match = _GOAL.search(text)
    return match[0] if match else ""


def unstamped(text: str) -> str:
    """A day written as eight digits (20250930) with marks between; any other text as it is."""
    return _STAMP.sub(r"\1-\2-\3", text)
