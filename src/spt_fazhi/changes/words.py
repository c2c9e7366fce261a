"""Values of changed fields in words."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from typing import Any, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.model.pairs import Assumption, Figure
from spt_fazhi.model.references import finding_name
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import number_text

_SHOWN: Final = 60


def subject_text(each: Assessed) -> str:
    """What a duty is about: `2.2`, `任务 6 的进展`, `问题 k7q2.1 的整改`."""
    key = each.duty.key
    if key.finding:
        return f"问题 {finding_name(key.finding)} 的整改"
    return key.obligation or f"任务 {key.task} 的进展"


def value_text(value: Any) -> str:
    """A value as a person reads it: `“…”` around text, `（无）` for nothing, lists joined; long ones are cut."""
    if value is None or value == ():
        return "（无）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f" {value} "
    if isinstance(value, Decimal):
        return f" {number_text(value)} "
    if isinstance(value, int):
        return f" {value} "
    return f"“{one_line(_plain(value), _SHOWN)}”"


def _plain(value: Any) -> str:
    if isinstance(value, Assumption | Figure):
        return " ".join(map(str, value))
    if isinstance(value, tuple):
        return "、".join(_plain(each) for each in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        inside = ((field.name.rstrip("_"), getattr(value, field.name)) for field in dataclasses.fields(value))
        return "，".join(f"{name} {_plain(each)}" for name, each in inside if each not in (None, (), "even"))
    return str(value)
