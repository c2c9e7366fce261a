"""Findings alike to one that had been closed before: of the same unit (屡查屡犯), or of the same kind (同类问题)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from spt_fazhi.engine.entries.matching import Matching
from spt_fazhi.model.references import finding_id
from spt_fazhi.model.register import Register
from spt_fazhi.text.alike.likeness import COMPARED_TEXT, Pairs, folded, pairs

ALIKE: Final = 0.7
"""The share of equal pairs of characters from which on two problems are taken for the same."""
_SAYS_NOTHING: Final = re.compile(
    "部分|个别|少数|有的|一些|存在|行政|执法|有关|相关|单位|工作|问题|情况|不够|较为|比较|没有|未|[的了等]"
)
"""Words of every other problem, which make none alike."""
_SHORTEST: Final = 4
"""Pairs of characters below which only equal texts are alike."""


class _Known(NamedTuple):  # a tuple: compared with every later one
    id: str
    visit: str
    unit: str
    kind: str | None
    text: str
    pairs: Pairs
    found: date
    closed: date | None


class Repeat(NamedTuple):
    """The closed finding that a later one is most like, by its full id; whether it was the same unit's."""

    id: str
    same_unit: bool


def repeated(register: Register, matching: Matching) -> Mapping[str, Repeat]:
    """By the full id of a finding (`2024-09-20-ab3d.2`) the closed one it is most like; the others are absent.

    One of the same unit (屡查屡犯) goes before one of another unit that is of the same kind.

    The earlier one is of another visit and was closed on or before the day the later one was found. What a unit that
    has ended was found to have is its successor's past. Ids in the order of the register.
    """
    if not matching.closed:
        return {}
    known = list(_known(register, matching))
    of_unit: dict[str, list[_Known]] = defaultdict(list)
    of_kind: dict[str, list[_Known]] = defaultdict(list)
    for each in known:
        if each.closed is not None:
            of_unit[each.unit].append(each)
            if each.kind is not None:
                of_kind[each.kind].append(each)
    found: dict[str, Repeat] = {}
    for later in known:
        own = _most_alike(of_unit.get(later.unit, ()), later)
        other = own or _most_alike(of_kind.get(later.kind or "", ()), later)
        if other:
            found[later.id] = Repeat(other, bool(own))
    return found


def _most_alike(group: Iterable[_Known], later: _Known) -> str:
    """The id of the closed finding of a group that a later one is most like, the last closed of equals; "" of none."""
    best = (0.0, date.min, "")
    for earlier in group:
        if _comes_before(earlier, later) and (share := _alike(earlier, later)) >= max(best[0], ALIKE):
            best = max(best, (share, earlier.closed or later.found, earlier.id))
    return best[2]


def _known(register: Register, matching: Matching) -> Iterator[_Known]:
    directory = matching.directory
    for entry in register.inspections:
        for each in entry.value.findings:
            name = finding_id(entry.id, each.id)
            unit = directory.canonical(each.unit)
            closing = matching.closed.get(name)
            if unit is not None:
                text = each.problem[:COMPARED_TEXT].replace(each.unit, "").replace(unit, "")
                told = _SAYS_NOTHING.sub("", text) or text
                yield _Known(
                    name,
                    entry.value.adds_to or entry.id,
                    directory.bearer(unit, date.max) or unit,
                    each.kind,
                    folded(text),
                    pairs(told),
                    entry.value.found_on(each),
                    closing.closed.day if closing is not None else None,
                )


def _comes_before(earlier: _Known, later: _Known) -> bool:
    """Whether it was closed by the day the later one was found, on another visit."""
    return earlier.visit != later.visit and earlier.closed is not None and earlier.closed <= later.found


def _alike(earlier: _Known, later: _Known) -> float:
    """How alike two problems are: Sørensen-Dice over their pairs of characters, 0 of what is too short or unlike."""
    if earlier.text == later.text:
        return 1.0
    one, other = earlier.pairs, later.pairs
    shorter, whole = min(len(one), len(other)), len(one) + len(other)
    if shorter < _SHORTEST or 2 * shorter < ALIKE * whole:
        return 0.0
    return 2 * len(one & other) / whole
