"""What the properties of a Word text do to how it is read: hidden, struck out, raised, numbered by the program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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
_LOWEST: Final = 80
"""Twentieths of a point: lower lines and rows show nothing."""
_PALEST: Final = 0xE0
"""The least of red, green and blue of letters that cannot be told from the paper."""
_DEEPEST: Final = 20
"""Styles that one stands on."""


def kind_of(element: Any) -> str:
    """The name of an element, whatever its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def looks_of(properties: Any, inherited: Looks = frozenset()) -> Looks:
    """What the properties of a run or paragraph do, on top of what its style does."""
    found = set(inherited)
    for each in properties:
        kind, value = kind_of(each), each.get(f"{W}val")
        if kind in _NOT_SHOWN:
            _set(found, f"{HIDDEN}:{kind}", on=value not in _OFF)
        elif kind == "sz":
            _set(found, f"{HIDDEN}:sz", on=_number(value, _SMALLEST) < _SMALLEST)
        elif kind == "color":
            _set(found, f"{HIDDEN}:color", on=_is_pale(value))
        elif kind == "vertAlign":
            found -= {RAISED, LOWERED}
            found |= {RAISED} if value == "superscript" else {LOWERED} if value == "subscript" else set()
        elif kind == "position":
            found |= {RAISED} if _number(value, 0) > 0 else {LOWERED} if _number(value, 0) < 0 else set()
        elif kind == "w":
            _set(found, f"{HIDDEN}:w", on=_number(value, _NARROWEST) < _NARROWEST)
        elif kind == "spacing" and each.get(f"{W}lineRule") == "exact":
            _set(found, f"{HIDDEN}:line", on=is_low(each.get(f"{W}line")))
        elif kind == "numPr":
            number = each.find(f"{W}numId")
            _set(found, NUMBERED, on=number is not None and number.get(f"{W}val") != "0")
    _set(found, HIDDEN, on=any(each.startswith(f"{HIDDEN}:") for each in found))
    return frozenset(found)


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
    for part in ("pPr", "rPr"):
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


def _is_pale(value: str | None) -> bool:
    try:
        return value is not None and len(value) == 6 and min(bytes.fromhex(value)) >= _PALEST
    except ValueError:
        return False
