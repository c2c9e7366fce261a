"""Fields that hold a few `name: value` pairs of their own: what was assumed and why, figures asked for and given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final, NamedTuple

from spt_fazhi.model.fields import Number, parse_number, parse_text, parse_whole
from spt_fazhi.model.value import Parsed

OBLIGATION_FIELDS: Final = ("who", "scope", "target", "due", "every", "period", "settle")
GROUP_FIELDS: Final = ("members",)
UNIT_FIELDS: Final = ("kind", "tags")


class Assumption(NamedTuple):  # a tuple: compared and hashed with the value it belongs to
    """What the document does not say: the field that was set by the office, and why it was set so."""

    field: str
    reason: str


class Figure(NamedTuple):  # a tuple: see Assumption
    """A number given besides the evidence: its name as the obligation declares it, and how many."""

    name: str
    amount: Number


def _mapping(raw: object, example: str) -> Mapping[Any, Any]:
    if not isinstance(raw, Mapping):
        raise ValueError(f"应写成一组“名称: 值”，如 {example}")  # noqa: TRY004 - Pydantic takes ValueError alone
    return raw


def _assumptions(fields: tuple[str, ...]) -> Callable[[object], tuple[Assumption, ...]]:
    def parse(raw: object) -> tuple[Assumption, ...]:
        if raw == "":
            return ()
        found = []
        for name, reason in _mapping(raw, "due: 原文未写时限，按年底计").items():
            if name not in fields:
                raise ValueError(f"“{name}”不能标为推定，可写：{'、'.join(fields)}")
            found.append(Assumption(name, parse_text(reason)))
        return tuple(found)

    return parse


def _amount(raw: object) -> Number:
    return 0 if raw == "0" and parse_whole(raw) == 0 else parse_number(raw)


def _figures(raw: object) -> tuple[Figure, ...]:
    if raw == "":
        return ()
    return tuple(Figure(parse_text(name), _amount(value)) for name, value in _mapping(raw, "旁听人数: 36").items())


def _assumed(fields: tuple[str, ...]) -> Parsed:
    properties = {name: {"type": "string", "minLength": 1} for name in fields}
    return Parsed(
        _assumptions(fields), {"type": ["object", "null"], "properties": properties, "additionalProperties": False}
    )


ObligationAssumed = Annotated[tuple[Assumption, ...], _assumed(OBLIGATION_FIELDS)]
GroupAssumed = Annotated[tuple[Assumption, ...], _assumed(GROUP_FIELDS)]
UnitAssumed = Annotated[tuple[Assumption, ...], _assumed(UNIT_FIELDS)]
Figures = Annotated[
    tuple[Figure, ...],
    Parsed(
        _figures, {"type": ["object", "null"], "additionalProperties": {"type": ["number", "string"], "minimum": 0}}
    ),
]
