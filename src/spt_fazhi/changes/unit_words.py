"""Changes of a unit in words: renamed, ending, handing on, beginning (机构改革)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spt_fazhi.changes.values import Change, Spot
from spt_fazhi.model.unit import Unit

_LIFE: Final = frozenset({"from", "until", "succeeded_by"})


def unit_lines(change: Change) -> Iterator[tuple[str, Spot, frozenset[str]]]:
    """What a change of a unit means as a whole: in words, where it stands, and the fields that this tells of."""
    renamed = rename_text(change)
    if renamed:
        told = {"name", *(("aliases",) if set(change.new.aliases) == {*change.old.aliases, change.old.name} else ())}
        yield renamed, _spot(change, "name"), frozenset(told)
    life = [field.name for field in change.fields if change.subject == "unit" and field.name in _LIFE]
    if life and life_text(change.new):
        yield f"单位 {change.key} {life_text(change.new)}", _spot(change, life[0]), _LIFE


def _spot(change: Change, name: str) -> Spot:
    return next(field.spot for field in change.fields if field.name == name)


def rename_text(change: Change) -> str:
    """`单位改名 甲→乙（代码 jyj）`; "" for what is no rename."""
    if change.subject != "unit" or change.action != "modified" or change.old.name == change.new.name:
        return ""
    return f"单位改名 {change.old.name}→{change.new.name}（代码 {change.new.code}）"


def keeps_old_name(change: Change) -> bool:
    """Whether a renamed unit is still known by the name it had."""
    return change.old.name in change.new.aliases


def life_text(unit: Unit) -> str:
    """`到 2024-06-30 为止，没有完成的由“乙局”承担`; "" for a unit that neither begins nor ends."""
    parts = [f"从 {unit.from_} 起"] if unit.from_ else []
    if unit.until:
        parts.append(f"到 {unit.until} 为止")
        parts.append(f"没有完成的由“{unit.succeeded_by}”承担" if unit.succeeded_by else "没有完成的不再承担")
    return "，".join(parts)
