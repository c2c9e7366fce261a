"""Elements by the last part of their name: strict and transitional documents differ in the spaces of theirs only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

_OFF: Final = frozenset({"0", "false", "off"})


def kind(element: Element) -> str:
    """The name of an element without its space."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute by its name without its space; None without it."""
    if element is None:
        return None
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), None)


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of a name, then the first of its of the next; None where one is missing."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def children(element: Element, name: str) -> Iterator[Element]:
    """The children of a name."""
    return (each for each in element if each.tag.rpartition("}")[2] == name)


def value(element: Element | None, *path: str) -> str | None:
    """The `val` of a descendant; None without one."""
    return attribute(child(element, *path), "val")


def is_on(element: Element | None, *path: str) -> bool | None:
    """Whether a property that is on or off is on; None where it is not said."""
    found = child(element, *path)
    return None if found is None else (attribute(found, "val") or "1").lower() not in _OFF


def number(text: str | None, usual: int, least: int, most: int) -> int:
    """A whole number of an attribute, brought within `least` and `most`; `usual` for what is none."""
    if text is None:
        return usual
    text = text.strip()
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return usual
    if len(digits) > 9:
        return least if text != digits else most
    return min(max(int(text), least), most)
