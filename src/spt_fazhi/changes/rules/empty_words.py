"""Titles, texts and reasons that say nothing a reviewer could check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.proof import SMALLEST_FILE, document_fault, link_fault
from spt_fazhi.changes.values import Change, Finding
from spt_fazhi.model.entries.record import Evidence, Progress, Void
from spt_fazhi.model.problem import Where
from spt_fazhi.text.plain import one_line

RULES = {
    "says-nothing": "标题或正文没有内容",
    "reason-short": "理由或批准依据没有内容",
    "proof-empty": "文号、链接或附件查不到内容，又没有别的佐证材料",
}
_FIELDS: Final = {"title": "标题", "detail": "详情", "done": "主要做法和成效"}
_REASONS: Final = {"reason": "理由", "approved_by": "批准依据"}
_UNFIT: Final = "不像能查到的文件"
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
        if isinstance(value, Evidence | Progress):
            for name, text in _empty(value, _FIELDS, shortest):
                message = f"{_FIELDS[name]}“{text}”没有说明做了什么"
                hint = "请写清时间、地点、做法和数字，看的人才能核对"
                yield finding("ask", "says-nothing", message, hint, at(change, name))
        if isinstance(value, Evidence):
            yield from _proof(change, value, shortest)
    for subject in ("record", "decision"):
        for change, value in context.added(subject):
            if subject == "decision" or isinstance(value, Void):
                for name, text in _empty(value, _REASONS, shortest):
                    message = f"{_REASONS[name]}“{text}”没有说明缘由"
                    hint = "请写清为什么、谁在哪一天同意的（文号或会议），事后才查得到"
                    yield finding("ask", "reason-short", message, hint, at(change, name))


def _proof(change: Change, value: Evidence, shortest: int) -> Iterator[Finding]:
    """Proof of which nothing can be looked up: one finding, at the first, where none of it is any better."""
    empty = dict(_empty(value, {"document": "文号", "link": "链接"}, shortest))
    faults: list[tuple[Where, str, str]] = []
    if value.document:
        fault = _UNFIT if "document" in empty else document_fault(value.document)
        faults.append((("document",), f"文号“{one_line(value.document, 20)}”", fault))
    if value.link:
        fault = _UNFIT if "link" in empty else link_fault(value.link)
        faults.append((("link",), f"链接“{one_line(value.link, 40)}”", fault))
    for number, file in enumerate(value.files):
        fault = f"只有 {file.size} 字节，放不下能看的材料" if file.size < SMALLEST_FILE else ""
        faults.append((("files", number), f"附件“{one_line(file.name, 40)}”", fault))
    if faults and all(fault for _, _, fault in faults):
        where, what, fault = faults[0]
        message = f"{what}{fault}，又没有别的佐证材料"
        yield finding("ask", "proof-empty", message, "请写全文号或网址，或补上能看的附件", at(change, *where))


def _empty(value: Any, fields: Any, shortest: int) -> Iterator[tuple[str, str]]:
    """The fields whose text says nothing, with that text."""
    for name in fields:
        text = getattr(value, name, None)
        if text is not None:
            kept = _DROPPED.sub("", text)
            if len(kept) < shortest or not _FILLERS.sub("", kept):
                yield name, one_line(text, 20)
