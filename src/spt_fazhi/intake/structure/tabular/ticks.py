"""Columns that each stand for a unit, with a mark in the rows it has to do with: ★ leads, √ takes part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from spt_fazhi.intake.structure.naming.names import look_of
from spt_fazhi.intake.structure.unit_lists import NamedUnits

TICK: Final = "tick"
"""The role of such a column."""
_LEADING: Final = frozenset({"★", "☆", "▲", "◆", "●", "■", "◎", "牵头", "主办", "主责", "主"})
_TAKING_PART: Final = frozenset(
    {"√", "✓", "✔", "☑", "○", "△", "◇", "□", "V", "v", "配合", "协办", "参与", "责任", "是"}
)
_MARKS: Final = _LEADING | _TAKING_PART
_LONGEST: Final = 24


def name_in(head: str) -> str:
    """The unit that the head of a column names; "" where it names none."""
    last = head.rpartition("·")[2]
    return last if len(last) <= _LONGEST and look_of(last) in {"strong", "general"} else ""


def are_names(cells: Iterable[str]) -> bool:
    """Whether all the cells are names of units, several of them."""
    said = [cell.strip() for cell in cells]
    return len(said) > 1 and all(name_in(cell) for cell in said)


def is_ticked(cells: Sequence[str]) -> bool:
    """Whether a column has nothing but marks."""
    said = [cell.strip() for cell in cells if cell.strip()]
    return bool(said) and all(cell in _MARKS for cell in said)


def ticked(names: Mapping[str, str]) -> NamedUnits:
    """The units of a row, of which `names` has the mark by name: those with a full mark lead, unless all have one."""
    lead = tuple(name for name, mark in names.items() if mark in _LEADING)
    others = tuple(name for name, mark in names.items() if mark in _TAKING_PART)
    return NamedUnits(lead=lead, responsible=others) if others or len(lead) < 2 else NamedUnits(responsible=lead)


def said_of(names: Sequence[str]) -> str:
    """What is said of columns that were read so."""
    shown = "、".join(f"“{name}”" for name in names[:4])
    more = f"等 {len(names)} 列" if len(names) > 4 else ""
    return f"{shown}{more}按格里的记号读成单位：★、▲、● 作牵头，√、○、△ 作责任"
