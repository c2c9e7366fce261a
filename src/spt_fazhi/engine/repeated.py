"""Findings that come again (屡查屡犯): alike to one that had been closed before, of the same unit or the same kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from spt_fazhi.engine.entries.matching import Matching
from spt_fazhi.model.references import finding_id
from spt_fazhi.model.register import Register
from spt_fazhi.text.alike.likeness import COMPARED_TEXT, folded, grams, similarity

ALIKE: Final = 0.6
"""The share of equal pairs of characters from which on two problems are taken for the same."""
_SHORTEST: Final = 4
"""Pairs of characters below which only equal texts are alike."""


class _Known(NamedTuple):  # a tuple: compared with every later one
    id: str
    unit: str
    kind: str | None
    text: str
    grams: Counter[str]
    found: date
    closed: date | None


def repeated(register: Register, matching: Matching) -> Mapping[str, str]:
    """By the full id of a finding (`2024-09-20-ab3d.2`) that of the closed one it is most like; the others are absent.

    The earlier one was closed on or before the day the later one was found. What a unit that has ended was found to
    have is its successor's past. Ids in the order of the register.
    """
    known = _known(register, matching)
    closed = [each for each in known if each.closed is not None]
    if not closed:
        return {}
    found: dict[str, str] = {}
    for later in known:
        before = [each for each in closed if _comes_before(each, later)]
        alike = [(share, each.closed or later.found, each.id) for each in before if (share := _alike(each, later))]
        if alike:
            found[later.id] = max(alike)[2]
    return found


def _known(register: Register, matching: Matching) -> list[_Known]:
    directory = matching.directory
    found = []
    for entry in register.inspections:
        for each in entry.value.findings:
            name = finding_id(entry.id, each.id)
            unit = directory.canonical(each.unit)
            closing = matching.closed.get(name)
            if unit is not None:
                bearer = directory.bearer(unit, date.max) or unit
                text = each.problem[:COMPARED_TEXT].replace(each.unit, "").replace(unit, "")
                found.append(
                    _Known(
                        name,
                        bearer,
                        each.kind,
                        folded(text),
                        grams(text),
                        entry.value.found_on(each),
                        closing.closed.day if closing is not None else None,
                    )
                )
    return found


def _comes_before(earlier: _Known, later: _Known) -> bool:
    """Whether it was closed by the day the later one was found, and is of the same unit or kind."""
    return (
        earlier.id != later.id
        and earlier.closed is not None
        and earlier.closed <= later.found
        and (earlier.unit == later.unit or (later.kind is not None and earlier.kind == later.kind))
    )


def _alike(earlier: _Known, later: _Known) -> float:
    """How alike two problems are, 0 for less than `ALIKE`."""
    if earlier.text == later.text:
        return 1.0
    if min(earlier.grams.total(), later.grams.total()) < _SHORTEST:
        return 0.0
    share = similarity(earlier.grams, later.grams)
    return share if share >= ALIKE else 0.0
