"""What the bureau decides: one file each in `data/decisions/`."""

from __future__ import annotations

from typing import Annotated, Literal

from spt_fazhi.model import fields as s
from spt_fazhi.model.fields import _words
from spt_fazhi.model.value import value


@value
class Return:
    """A weak record is handed back: it no longer counts (退回)."""

    kind: Annotated[Literal["return"], _words({"return": "退回"})] = "return"
    record: s.RecordId
    reason: s.Text
    recorded: s.Day


@value
class Extend:
    """A duty gets a later due day, decided on or before the old one (延期). `unit` is left out for joint duties."""

    kind: Annotated[Literal["extend"], _words({"extend": "延期"})] = "extend"
    obligation: s.ObligationId
    unit: s.OptionalText = None
    period: s.OptionalPeriod = None
    due: s.Day
    approved_by: s.OptionalText = None
    reason: s.Text
    recorded: s.Day


@value
class Waive:
    """A duty does not fit the unit and is excused (不适用). `unit` is left out for joint duties."""

    kind: Annotated[Literal["waive"], _words({"waive": "不适用"})] = "waive"
    obligation: s.ObligationId
    unit: s.OptionalText = None
    period: s.OptionalPeriod = None
    approved_by: s.OptionalText = None
    reason: s.Text
    recorded: s.Day


Decision = Return | Extend | Waive
DECISION_KINDS: dict[str, type[Return] | type[Extend] | type[Waive]] = {
    "return": Return,
    "extend": Extend,
    "waive": Waive,
}
DECISION_WORDS = {"return": "退回", "extend": "延期", "waive": "不适用"}
