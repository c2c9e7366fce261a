"""What two versions of the plan say differently of one task or obligation, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from spt_fazhi.model.choices import CYCLES
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.views.wording import names_text, scope_text, target_text

Wording = Callable[[Any], str]
_MOST: Final = 56
"""Characters of both sides together that are still told word for word."""


def _names(names: Any) -> str:
    return names_text(names, 0) or "无"


def _day(day: Any) -> str:
    return str(day) if day else "无"


def _number(number: Any) -> str:
    return "无" if number is None else str(number)


def _said(said: Any) -> str:
    return str(said) if said else "无"


_TASK: Final[tuple[tuple[str, str, Wording | None], ...]] = (
    ("section", "所属部分", str),
    ("title", "标题", str),
    ("text", "原文", None),
    ("lead", "牵头单位", _names),
    ("responsible", "责任单位", _names),
)
_OBLIGATION: Final[tuple[tuple[str, str, Wording | None], ...]] = (
    ("title", "标题", str),
    ("quote", "引用的原文", None),
    ("who", "承担单位", _names),
    ("scope", "承担方式", None),
    ("target", "目标", target_text),
    ("due", "到期日", _day),
    ("every", "周期", lambda every: CYCLES[every] if every else "无"),
    ("due_day", "期内到期日", _number),
    ("after", "期满后天数", _number),
    ("start", "起始日", _day),
    ("phrase", "时限的原话", _said),
    ("proof", "佐证要求", _said),
    ("holder", "掌握数据的单位", _said),
    ("figures", "另报的数", None),
    ("recurs", "是否每年都有", None),
    ("basis", "依据", _said),
    ("assumed", "推定的说明", None),
)


def plan_changes(old: Task | None, new: Task | None, obligation: str | None = None) -> tuple[str, ...]:
    """What changed of a task (of one obligation alone when given), each as a clause; empty when nothing did."""
    if old is None and new is None:
        return ()
    if obligation is None:
        if old is None or new is None:
            return ("列入台账" if old is None else "从台账删去",)
        return (*_differences(old, new, _TASK, ""), *_of_obligations(old, new))
    return tuple(_of_obligations(old, new, obligation))


def _of_obligations(old: Task | None, new: Task | None, only: str | None = None) -> Iterator[str]:
    before = {each.id: each for each in old.obligations} if old else {}
    after = {each.id: each for each in new.obligations} if new else {}
    for name in dict.fromkeys((*before, *after)):
        if only not in (None, name):
            continue
        label = "" if only else f"{name} "
        if name not in before:
            yield f"{label}列入台账" if only else f"新列 {name} {after[name].title}"
        elif name not in after:
            yield f"{label}从台账删去" if only else f"删去 {name} {before[name].title}"
        else:
            yield from _differences(before[name], after[name], _OBLIGATION, label)


def _differences(
    old: Task | Obligation, new: Task | Obligation, fields: tuple[tuple[str, str, Wording | None], ...], label: str
) -> Iterator[str]:
    for name, word, wording in fields:
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            continue
        if name == "scope" and isinstance(old, Obligation) and isinstance(new, Obligation):
            yield f"{label}{word} {scope_text(old)} → {scope_text(new)}"
        elif wording is None or (old_words := wording(before)) == (new_words := wording(after)):
            yield f"{label}{word}有改动"
        else:
            said = f"{label}{word} {old_words} → {new_words}"
            yield said if len(old_words) + len(new_words) <= _MOST else f"{label}{word}有改动"
