"""Which units a person may mean: by a whole name, a part, its characters with others left out, or its initials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from spt_fazhi.model.unit import Unit
from spt_fazhi.text.alike.initials import initials
from spt_fazhi.text.plain import plain

_REGION: Final = r".{0,5}?[区县旗]"
"""What a district's units all begin with, and people leave out."""


def typed_name(text: str) -> str:
    """What was typed for a name: half width, no white space, nothing invisible."""
    return "".join(unicodedata.normalize("NFKC", plain(text)).split())


def search_units(units: Iterable[Unit], typed: str) -> tuple[Unit, ...]:
    """The units that are meant, by the first of these ways that finds any; several are for the person to tell apart.

    1. the name, full name, an alias or the code itself;
    2. the same without the district, or 局 for 分局 (司法局, 公安局), or its initials (sfj, gaj);
    3. a part of a name, of the code or of the initials;
    4. some characters of a name from its first to its last (市监局: 区市场监督管理分局), or their initials;
    5. some characters of a name, at least two.
    """
    text = typed_name(typed)
    if not text:
        return ()
    known = tuple(units)
    for unit in known:
        if text in {typed_name(name) for name in _names(unit)} or text.lower() == unit.code:
            return (unit,)
    sought = text.lower() if text.isascii() else text
    for way in _WAYS:
        found = tuple(unit for unit in known if way(unit, sought))
        if found:
            return found
    return ()


def _names(unit: Unit) -> Iterator[str]:
    yield unit.name
    yield from filter(None, (unit.full_name, *unit.aliases))


def _short(unit: Unit) -> Iterator[str]:
    """Every name of a unit without the district, and with 局 for 分局."""
    for name in map(typed_name, _names(unit)):
        short = re.sub(f"^{_REGION}(?=..)", "", name)
        yield short
        if short.endswith("分局"):
            yield f"{short[:-2]}局"


def names_said(unit: Unit) -> Iterator[str]:
    """Every name of a unit, and how people shorten it."""
    yield from map(typed_name, _names(unit))
    yield from _short(unit)


def _sounds(unit: Unit) -> Iterator[str]:
    return map(initials, names_said(unit))


def _is_said(unit: Unit, text: str) -> bool:
    return text in names_said(unit) or (text.isascii() and text in _sounds(unit))


def _holds(unit: Unit, text: str) -> bool:
    if any(text in name for name in map(typed_name, _names(unit))):
        return True
    return text.isascii() and (text in unit.code or any(text in sound for sound in _sounds(unit)))


def _spans(unit: Unit, text: str) -> bool:
    names = map(initials, _short(unit)) if text.isascii() else _short(unit)
    return any(name[0] == text[0] and name[-1] == text[-1] and _is_within(text, name) for name in names)


def _is_spread(unit: Unit, text: str) -> bool:
    return not text.isascii() and len(text) > 1 and any(_is_within(text, name) for name in names_said(unit))


def _is_within(text: str, name: str) -> bool:
    """Whether the characters of `text` stand in `name` in this order."""
    rest = iter(name)
    return all(char in rest for char in text)


_WAYS: Final[tuple[Callable[[Unit, str], bool], ...]] = (_is_said, _holds, _spans, _is_spread)
