"""The list of units changed so that somebody owes less, is judged no more, or is checked by somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spt_fazhi.changes.context import ReviewContext
from spt_fazhi.changes.identity import codes
from spt_fazhi.changes.unit_words import life_text
from spt_fazhi.changes.values import Change, FieldChange, Finding
from spt_fazhi.changes.weakening import Weaker, said, weakened
from spt_fazhi.model.unit import OUTSIDE, Unit
from spt_fazhi.views.wording import names_text

RULES = {"unit-weakened": "单位的设置被放宽", "group-weakened": "单位组的成员减少，或不再标为不全"}
_LIFE: Final = ("until", "succeeded_by", "from")


def find(context: ReviewContext) -> Iterator[Finding]:
    """Blocking, unless the register may be changed."""
    yield from weakened(context, _all(context))


def _all(context: ReviewContext) -> Iterator[Weaker]:
    for change in context.changes:
        if change.action == "modified" and change.subject == "unit":
            yield from _unit(change)
        elif change.action == "modified" and change.subject == "group":
            yield from _group(context, change)


def _unit(change: Change) -> Iterator[Weaker]:
    life = next((field for name in _LIFE for field in change.fields if field.name == name), None)
    if life is not None:
        message = f"单位“{change.key}”的起止被改：{life_text(change.new) or '不再写明起止'}"
        yield Weaker("unit-weakened", message, life.spot)
    for field in change.fields:
        reason = _reason(field, change.old, change.new)
        if reason:
            yield Weaker("unit-weakened", f"单位“{change.key}”{reason}，{field.name} {said(field)}", field.spot)


def _reason(field: FieldChange, old: Unit, new: Unit) -> str:
    if field.name == "kind" and (old.kind in OUTSIDE) != (new.kind in OUTSIDE):
        return "由考核改为商请" if new.kind in OUTSIDE else "由商请改为考核"
    return {"acts_through": "由谁代办被改", "owners": "在平台上由谁负责被改"}.get(field.name, "")


def _group(context: ReviewContext, change: Change) -> Iterator[Weaker]:
    name = f"单位组“{change.key}”"
    for field in change.fields:
        if field.name == "complete" and field.new:
            yield Weaker("group-weakened", f"{name}不再标为名单未核全（complete: false）", field.spot)
    before, after = (side.matching.directory for side in (context.before, context.after))
    kept = codes((unit.name for unit in after.members(change.key)), after)
    gone = [unit.name for unit in before.members(change.key) if unit.code not in kept]
    members = next((field for field in change.fields if field.name.startswith("members")), None)
    if gone and members is not None:
        yield Weaker("group-weakened", f"{name}的成员减少：{names_text(gone, 5)}", members.spot)
