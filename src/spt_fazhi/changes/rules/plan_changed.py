"""The plan changed at all: shown apart from progress, and better sent apart."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.changes.context import ReviewContext, finding
from spt_fazhi.changes.values import PLAN_SUBJECTS, Finding, Spot

RULES = {"plan-changed": "计划有改动", "plan-and-progress": "计划改动与进展混在一起"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding for each file of the plan, and one when progress comes along."""
    first: dict[str, Spot] = {}
    for change in context.changes:
        if change.subject in PLAN_SUBJECTS:
            first.setdefault(change.spot.file, change.spot)
    for file, spot in first.items():
        number = sum(each.subject in PLAN_SUBJECTS and each.spot.file == file for each in context.changes)
        yield finding("ask", "plan-changed", f"计划有 {number} 项改动，见“计划改动”", "请逐项核对依据", spot)
    for each in context.files:
        if each.kind == "plan" and each.path not in first:
            yield finding(
                "ask",
                "plan-changed",
                "计划文件有改动，但只动了注释、顺序或写法",
                "请看一眼改了什么",
                each.spot,
            )
    if first and any(change.subject == "record" for change in context.changes):
        yield finding(
            "ask",
            "plan-and-progress",
            "这个分支既改计划又报进展",
            "建议拆成两个分支，分别审核",
            next(iter(first.values())),
        )
