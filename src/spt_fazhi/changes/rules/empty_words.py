"""Titles, texts and reasons that say nothing a reviewer could check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.proof import proof_doubt, says_nothing
from spt_fazhi.changes.values import Change, Finding
from spt_fazhi.model.entries.decision import Close
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify, Void
from spt_fazhi.text.plain import one_line

RULES = {
    "says-nothing": "标题或正文没有内容",
    "reason-short": "理由或批准依据没有内容",
    "proof-empty": "文号、链接或附件查不到内容，又没有别的佐证材料",
}
_FIELDS: Final = {"title": "标题", "detail": "详情", "done": "主要做法和成效"}
_FOUND: Final = {"problem": "问题"}
_WHY: Final = "请写清为什么、谁在哪一天同意的（文号或会议），事后才查得到"
_CHECKED: Final = "请写清在现场看了什么、抽查了多少，事后才查得到"
_REASONS: Final = {"reason": "理由", "approved_by": "批准依据"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """Texts shorter than the setting, or made of stock phrases alone."""
    shortest = context.settings.short_text
    if not shortest:
        return
    for change, value in context.added("record"):
        if isinstance(value, Evidence | Progress | Rectify):
            for name, text in _empty(value, _FIELDS, shortest):
                message = f"{_FIELDS[name]}“{text}”没有说明做了什么"
                hint = "请写清时间、地点、做法和数字，看的人才能核对"
                yield finding("ask", "says-nothing", message, hint, at(change, name))
        if isinstance(value, Evidence | Rectify):
            yield from _proof(change, value, shortest)
    yield from _problems(context, shortest)
    for subject in ("record", "decision"):
        for change, value in context.added(subject):
            if subject == "decision" or isinstance(value, Void):
                for name, text in _empty(value, _REASONS, shortest):
                    message = f"{_REASONS[name]}“{text}”没有说明缘由"
                    hint = _CHECKED if isinstance(value, Close) else _WHY
                    yield finding("ask", "reason-short", message, hint, at(change, name))


def _problems(context: ReviewContext, shortest: int) -> Iterator[Finding]:
    """What was found and is so put that nobody could put it right."""
    for change, visit in context.added("inspection", Inspection):
        for place, each in enumerate(visit.findings):
            for name, text in _empty(each, _FOUND, shortest):
                message = f"问题 {each.id}“{text}”没有说明是什么问题"
                hint = "请写清在哪里发现了什么，责任单位才改得了、复核才查得了"
                yield finding("ask", "says-nothing", message, hint, at(change, "findings", place, name))


def _proof(change: Change, value: Evidence | Rectify, shortest: int) -> Iterator[Finding]:
    """Proof of which nothing can be looked up: one finding, at the first, where none of it is any better."""
    doubt = proof_doubt(value, [(file.name, file.size) for file in value.files], shortest)
    if doubt is not None:
        yield finding("ask", "proof-empty", doubt.message, doubt.hint, at(change, *doubt.where))


def _empty(value: Any, fields: Any, shortest: int) -> Iterator[tuple[str, str]]:
    """The fields whose text says nothing, with that text."""
    for name in fields:
        text = getattr(value, name, None)
        if text is not None and says_nothing(text, shortest):
            yield name, one_line(text, 20)
