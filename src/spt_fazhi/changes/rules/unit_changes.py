"""A unit renamed, or one that joins during the year (机构改革): shown as what it is."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.unit_words import keeps_old_name, life_text, rename_text
from spt_fazhi.changes.values import Finding

RULES = {"unit-renamed": "单位改名", "unit-joined": "年中新增或已有终止日的单位"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding a unit; that a unit which was there ends is told by `units_weakened`."""
    for change in context.changes:
        if change.subject != "unit":
            continue
        renamed = rename_text(change)
        if renamed:
            kept = keeps_old_name(change)
            yield finding(
                "ask",
                "unit-renamed",
                renamed if kept else f"{renamed}，旧名没有写进别名",
                "请核对改名的文件；代码不变，责任和记录都还是它的"
                if kept
                else "请把旧名写进 aliases，文件和以前记录里的写法才认得",
                next(field.spot for field in change.fields if field.name == "name"),
            )
        elif change.action == "added" and life_text(change.new):
            message = f"新增单位“{change.key}”，{life_text(change.new)}"
            yield finding("ask", "unit-joined", message, "请核对机构改革的文件", at(change, *change.spot.where))
