"""Words of time that name no day: goals of several years, lengths of time, and words such as 尽快 and 届时."""

from __future__ import annotations

import re
from typing import Final

from spt_fazhi.intake.obligations.times.grammar import SEASONS

_LASTING: Final = re.compile("长期坚持|长期|持续推进|持续开展|常态化|立行立改|全年|贯穿全年|持续|日常|常年")
_VAGUE: Final = re.compile(
    "届时|尽快|尽早|近期|近日|不日|适时|择期|择机|第[一二三四五六七八九十\\d]{1,3}周|[上中下]旬|"
    "(?<![目以当提事庭诉眼空超生面年月日度底末旬节])前(?=[,;。)]|要|应|须|全部|基本|完成|报|$)|"
    f"(?:{SEASONS})(?:前|后|期间)|期间|[阶段]段性?(?:完成)|(?<!学)期[内满末](?!间)|(?<=[月季])[底末初]"
)
_GOAL: Final = re.compile("(?P<count>\\d{1,2}|[一二两三四五六七八九十]{1,2})年(?:[之以]?内|左右的?时间|时间内?)")


def is_lasting(phrase: str) -> bool:
    """Whether a deadline says that there is none: 长期坚持, 持续推进."""
    return _LASTING.search(phrase) is not None


def vague_words(text: str, start: int = 0, end: int | None = None) -> str:
    """The first words of time in `text[start:end]` (normalised) that name no day (尽快); "" where there are none."""
    match = _VAGUE.search(text, start, len(text) if end is None else end)
    return match[0] if match else ""


def goal_words(text: str) -> str:
    """The words of a normalised text that set a goal for several years (5年内, 三年内); "" where there are none."""
    match = _GOAL.search(text)
    return match[0] if match else ""
