"""What makes the plan easier, as findings: it blocks unless the register may be changed, and is shown in any case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from spt_fazhi.changes.context import ReviewContext, finding
from spt_fazhi.changes.values import FieldChange, Finding, Level, Spot
from spt_fazhi.changes.words import value_text

_HINT = "计划的改动要单独提请审批；确认无误的，用 fazhi review --allow-register 放行"
_ALLOWED = "已放行计划改动，请核对依据"


class Weaker(NamedTuple):  # a tuple: made in passing
    """One way in which the plan is easier than before: the rule, what is said, and where."""

    rule: str
    message: str
    spot: Spot


def weakened(context: ReviewContext, found: Iterable[Weaker]) -> Iterator[Finding]:
    """The findings; none for a plan that cannot be read: the error says so, and is all there is."""
    if not context.after.register.info.title:
        return
    level: Level = "ask" if context.allow_register else "block"
    for each in found:
        yield finding(level, each.rule, each.message, _HINT if level == "block" else _ALLOWED, each.spot)


def said(field: FieldChange) -> str:
    """`2024-06-30 → 2024-09-30`, `“甲”→“乙”`."""
    return change_text(field.old, field.new)


def change_text(old: Any, new: Any) -> str:
    """Two values with an arrow."""
    return f"{value_text(old)}→{value_text(new)}".replace("  ", " ").strip()
