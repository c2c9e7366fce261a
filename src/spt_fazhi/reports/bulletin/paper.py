"""The paper a bulletin is printed on, by GB/T 9704: 22 lines of 28 characters a page."""

from __future__ import annotations

from typing import Final

CHARACTERS: Final = 28
PAGE: Final = 22
INDENT: Final = 2


def lines(characters: int) -> int:
    """The lines a paragraph of so many characters takes."""
    return -(-(characters + INDENT) // CHARACTERS)
