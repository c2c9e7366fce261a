"""What the properties of a Word text do to how it is read: hidden, struck out, raised, numbered by the program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from spt_fazhi.reports.figures.inks import is_unseen, laid_over, see_colour
from spt_fazhi.reports.figures.tags import W, kind_of

HIDDEN: Final = "hidden"
RAISED: Final = "raised"
LOWERED: Final = "lowered"
NUMBERED: Final = "numbered"
Looks = frozenset[str]
"""What a style, a paragraph or a run does."""

_OFF: Final = frozenset({"0", "false", "off", "none"})
_ON: Final = frozenset({"1", "true", "on"})
_NOT_SHOWN: Final = frozenset({"strike", "dstrike", "vanish", "specVanish"})
_SMALLEST: Final = 8
"""Half points: smaller letters nobody reads."""
_NARROWEST: Final = 20
"""Hundredths of their width that letters must have to be read."""
_BROADEST: Final = 600
_LOWEST: Final = 80
"""Twentieths of a point: lower lines and rows show nothing."""
_TALLEST: Final = 400
"""Half points: of larger letters a line does not hold two."""
_OFF_LINE: Final = 80
"""Half points above or below their line at which letters stand elsewhere."""
_CLOSEST, _WIDEST = -60, 2000
"""Twentieths of a point between letters: closer ones lie upon each other, wider ones stand beside the paper."""
_LEFTMOST, _RIGHTMOST = -1700, 14_000
"""Twentieths of a point from the margin at which a text stands beside the paper."""
_ROOM: Final = 60
"""Twentieths of a point that a letter needs."""
_INDENTS: Final = frozenset({"left", "start", "firstLine", "right", "end"})
_SIGNS: Final = re.compile(
    r"dings|marlett|mt extra|bookshelf symbol|barcode|code ?(39|128)|3 of 9|adobe blank|^symbol$", re.IGNORECASE
)
"""Fonts of which a digit is no digit on paper."""
_FACES: Final = frozenset({"ascii", "hAnsi", "eastAsia", "cs"})
_DEEPEST: Final = 20
"""Styles that one stands on."""
_MEASURES: Final = {"sz": (_SMALLEST, _TALLEST), "w": (_NARROWEST, _BROADEST)}


def looks_of(properties: Any, inherited: Looks = frozenset()) -> Looks:
    """What the properties of a run or paragraph do, on top of what its style does; of a cell, what lies under it."""
    found = set(inherited)
    for each in properties:
        kind, value = kind_of(each), each.get(f"{W}val")
        for why, hides in _hides(each, kind, value):
            _set(found, f"{HIDDEN}:{why}", on=hides)
        if kind == "vertAlign":
            found -= {RAISED, LOWERED}
            found |= {RAISED} if value == "superscript" else {LOWERED} if value == "subscript" else set()
        elif kind == "position":
            found |= {RAISED} if _number(value, 0) > 0 else {LOWERED} if _number(value, 0) < 0 else set()
        elif kind == "numPr":
            number = each.find(f"{W}numId")
            _set(found, NUMBERED, on=number is not None and number.get(f"{W}val") != "0")
        else:
            see_colour(found, each)
    return _judged(found)


def _hides(element: Any, kind: str, value: str | None) -> Iterator[tuple[str, bool]]:
    """What about a property could hide a text, and whether it does."""
    if kind in _NOT_SHOWN:
        yield kind, value not in _OFF
    elif kind in _MEASURES:
        least, most = _MEASURES[kind]
        yield kind, not least <= _number(value, least) <= most
    elif kind == "position":
        yield kind, abs(_number(value, 0)) >= _OFF_LINE
    elif kind == "rFonts":
        yield from ((face, is_signs(element.get(f"{W}{face}"))) for face in _FACES & _named(element))
    elif kind == "ind":
        yield from ((side, _is_beside(element.get(f"{W}{side}"))) for side in _INDENTS & _named(element))
    elif kind == "tblInd":
        yield kind, _is_beside(element.get(f"{W}w"))
    elif kind == "textFill":
        yield kind, any(kind_of(one) == "noFill" for one in element)
    elif kind == "spacing":
        if value is not None:
            yield kind, not _CLOSEST < _number(value, 0) < _WIDEST
        if element.get(f"{W}lineRule") == "exact":
            yield "line", is_low(element.get(f"{W}line"))


def looks_over(under: Looks, own: Looks) -> Looks:
    """The looks of a style on top of those of what it stands in."""
    return _judged(laid_over(under, own))


def _judged(found: set[str]) -> Looks:
    """The looks with the word whether one sees anything."""
    _set(found, f"{HIDDEN}:ink", on=is_unseen(found))
    _set(found, HIDDEN, on=any(each.startswith(f"{HIDDEN}:") for each in found))
    return frozenset(found)


def _named(element: Any) -> set[str]:
    """The attributes that an element has."""
    return {name.removeprefix(W) for name in element.attrib}


def is_wide(room: str | None, letters: int) -> bool:
    """Whether so many letters can be read in this much room, in twentieths of a point."""
    return _number(room, 0) >= _ROOM * letters


def is_signs(font: str | None) -> bool:
    """Whether letters of a font are pictures or bars."""
    return font is not None and _SIGNS.search(font) is not None


def _is_beside(indent: str | None) -> bool:
    return not _LEFTMOST <= _number(indent, 0) <= _RIGHTMOST


def style_looks(styles: Any) -> Mapping[str, Looks]:
    """What each style of a document does, by its id, with what the styles do that it stands on.

    Under "" is what a paragraph looks like that names no style.
    """
    own: dict[str, tuple[str, Any]] = {}
    plain = ""
    for style in styles.iter(f"{W}style"):
        based = style.find(f"{W}basedOn")
        name = style.get(f"{W}styleId", "")
        own[name] = ("" if based is None else based.get(f"{W}val", ""), style)
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in _ON:
            plain = name
    defaults: Looks = frozenset()
    for each in styles.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr"):
        defaults = looks_of(each)
    found = {name: _of_style(name, own, defaults, _DEEPEST) for name in own}
    return {**found, "": found.get(plain, defaults)}


def _of_style(name: str, own: Mapping[str, tuple[str, Any]], defaults: Looks, left: int) -> Looks:
    if name not in own or left == 0:
        return defaults
    based, style = own[name]
    looks = _of_style(based, own, defaults, left - 1)
    looks = _own(style, looks)
    parts = style.iterfind(f"{W}tblStylePr")
    return looks | {HIDDEN, f"{HIDDEN}:part"} if any(HIDDEN in _own(each, looks) for each in parts) else looks


def _own(style: Any, looks: Looks) -> Looks:
    """What a style, or a part of one for some rows and columns, does of its own."""
    for part in ("tblPr", "tcPr", "pPr", "rPr"):
        properties = style.find(f"{W}{part}")
        if properties is not None:
            looks = looks_of(properties, looks)
    return looks


def is_low(height: str | None) -> bool:
    """Whether a line or row of this exact height, in twentieths of a point, shows nothing."""
    return _number(height, _LOWEST) < _LOWEST


def _set(found: set[str], name: str, *, on: bool) -> None:
    if on:
        found.add(name)
    else:
        found.discard(name)


def _number(value: str | None, otherwise: int) -> int:
    try:
        return int(float(value or ""))
    except (ValueError, OverflowError):
        return otherwise
