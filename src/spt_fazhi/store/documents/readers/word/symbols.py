"""Signs that stand in a document as places of a symbol font."""

from __future__ import annotations

from typing import Final

_UNKNOWN: Final = "□"
_SYMBOL: Final = {
    0xA3: "≤", 0xA5: "∞", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBB: "≈", 0xBC: "…", 0xAE: "→", 0xAC: "←", 0xDE: "⇒", 0xD7: "·",
}  # fmt: skip
_WINGDINGS: Final = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x75: "◆", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□",
    0xAB: "★", 0xB2: "☆", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_CIRCLES: Final = {before + n: chr(0x245F + n) for before in (0x80, 0x8B) for n in range(1, 11)}
"""Wingdings: ① to ⑩ from 0x81, ❶ to ❿ from 0x8c."""


def symbol(char: str | None, font: str | None) -> str:
    """The sign of a `sym` element: `char` is its place in hex, `font` the font; □ where nobody knows it."""
    try:
        code = int(char or "", 16)
    except ValueError:
        return _UNKNOWN
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
        if (font or "").lower() == "symbol":
            return _SYMBOL.get(code) or (chr(code) if 0x20 <= code < 0x40 else _UNKNOWN)
        if (font or "").lower() == "wingdings":
            return _WINGDINGS.get(code) or _CIRCLES.get(code, _UNKNOWN)
        return chr(code) if 0x20 <= code < 0x7F and not (font or "").lower().startswith("w") else _UNKNOWN
    usable = 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return chr(code) if usable else _UNKNOWN
