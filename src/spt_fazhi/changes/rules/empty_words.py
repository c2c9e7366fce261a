"""Titles and texts that say nothing a reviewer could check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Finding
from spt_fazhi.model.record import Evidence, Progress
from spt_fazhi.text.plain import one_line

RULES = {"says-nothing": "标题或正文没有内容"}
_FIELDS: Final = {"title": "标题", "detail": "详情", "done": "主要做法和成效"}
_DROPPED: Final = re.compile(r"[\W_]+")
_FILLERS: Final = re.compile(
    "进一步|详见附件|见附件|已经|均已|全部|全面|基本|正在|按照|按时|要求|计划|规定|时限|有序|持续|稳步|扎实|认真|积极|深入|大力|不断|"
    "完成|推进|落实|开展|进行|组织|加强|做好|抓好|实施|工作|任务|事项|目标|相关|有关|各项|此项|较好|良好|顺利|正常|如期|及时|没有|"
    "暂无|同上|材料|佐证|情况|进展|测试|test|已|均|按|本|该|项|了|中|的|并|和|及|无|略|x",
    re.IGNORECASE,
)
"""Longer ones first, taken one after another: a repetition of them all could be tried in countless ways."""


def find(context: ReviewContext) -> Iterator[Finding]:
    """Texts shorter than the setting, or made of stock phrases alone."""
    shortest = context.settings.short_text
    if not shortest:
        return
    for change, value in context.added("record"):
        if not isinstance(value, Evidence | Progress):
            continue
        for name, word in _FIELDS.items():
            text = getattr(value, name, None)
            if text is None:
                continue
            kept = _DROPPED.sub("", text)
            if len(kept) < shortest or not _FILLERS.sub("", kept):
                yield finding(
                    "ask",
                    "says-nothing",
                    f"{word}“{one_line(text, 20)}”没有说明做了什么",
                    "请写清时间、地点、做法和数字，看的人才能核对",
                    at(change, name),
                )
