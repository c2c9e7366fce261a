"""Changes of the plan that make nothing easier, and yet say something else than before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spt_fazhi.changes.context import ReviewContext, finding
from spt_fazhi.changes.values import SUBJECT_WORDS, Change, FieldChange, Finding
from spt_fazhi.changes.weakening import said
from spt_fazhi.model.pairs import Assumption

RULES = {"plan-wording": "计划的标题、时限原话、部分、牵头次序等被改", "assumed-dropped": "推定的内容不再标为推定"}
_WORDS: Final = {
    ("obligation", "title"): "标题",
    ("obligation", "phrase"): "时限的原话",
    ("obligation", "basis"): "依据",
    ("obligation", "task"): "所属任务",
    ("task", "section"): "所属部分",
    ("section", "title"): "标题",
    ("unit", "verified"): "是否核实",
    ("unit", "full_name"): "全称",
}


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding a field."""
    for change in context.changes:
        if change.action == "modified":
            for field in change.fields:
                yield from _field(context, change, field)


def _field(context: ReviewContext, change: Change, field: FieldChange) -> Iterator[Finding]:
    name = f"{SUBJECT_WORDS[change.subject]} {change.key}"
    word = _WORDS.get((change.subject, field.name), "")
    if field.name in {"lead", "responsible"}:
        word = _units(field)
    elif change.subject == "group" and field.name == "complete" and not field.new:
        word = "名单标为未核全"
    if word:
        message = f"{name} 的{word}被改：{said(field)}"
        yield finding("ask", "plan-wording", message, "请对照文件核对", field.spot)
    if field.name == "assumed" and not _reworded(context, change):
        yield from _dropped(change, field, name)


def _units(field: FieldChange) -> str:
    """What is said of units that are only named in another order, or more of them."""
    word = "牵头单位" if field.name == "lead" else "责任单位"
    if set(field.old) == set(field.new):
        return f"{word}次序"
    return word if set(field.old) <= set(field.new) else ""


def _reworded(context: ReviewContext, change: Change) -> bool:
    """Whether the words that an obligation rests on changed too, and may state now what was assumed."""
    if change.subject != "obligation":
        return False
    if any(field.name == "quote" for field in change.fields):
        return True
    task = change.key.partition(".")[0]
    return any(
        (other.subject, other.key) == ("task", task) and any(field.name == "text" for field in other.fields)
        for other in context.changes
    )


def _dropped(change: Change, field: FieldChange, name: str) -> Iterator[Finding]:
    kept = {each.field for each in field.new or ()}
    gone: list[Assumption] = [each for each in field.old or () if each.field not in kept]
    for each in gone:
        yield finding(
            "ask",
            "assumed-dropped",
            f"{name} 的 {each.field} 不再标为推定（原来的理由：{each.reason}）",
            "原文没有改，请核对文件里是不是真有这句话；没有的，请恢复 assumed",
            change.spot if field.spot.side == "old" else field.spot,
        )
