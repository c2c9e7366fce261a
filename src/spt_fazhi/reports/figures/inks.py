"""The colours of letters and of what they stand on: whether a reader can tell one from the other."""

from __future__ import annotations

from collections.abc import Iterable, MutableSet
from typing import Any, Final

from spt_fazhi.reports.figures.tags import W, kind_of

_LEAST: Final = 0x30
"""How far red, green or blue must lie apart for letters to be told from what they stand on."""
_WHITE: Final = "FFFFFF"
_BLACK: Final = "000000"
_HIGHLIGHTS: Final = {
    "black": _BLACK, "white": _WHITE, "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
    "red": "FF0000", "yellow": "FFFF00", "darkBlue": "00008B", "darkCyan": "008B8B", "darkGreen": "006400",
    "darkMagenta": "800080", "darkRed": "8B0000", "darkYellow": "808000", "darkGray": "A9A9A9", "lightGray": "D3D3D3",
}  # fmt: skip
_DENSE: Final = 50
"""Per cent of a pattern from which on it is the colour that shows, and not what lies under it."""
_AUTO: Final = "auto"
_HEADS: Final = ("ink:", "paper:", "over:")


def see_colour(found: MutableSet[str], element: Any) -> None:
    """Note the colour that a property sets: of letters (`ink:`), under them (`paper:`), of a marker (`over:`)."""
    kind, value = kind_of(element), element.get(f"{W}val", "")
    if kind == "color":
        _note(found, "ink", value if is_rgb(value) else "")
    elif kind == "highlight":
        _note(found, "over", _HIGHLIGHTS.get(value, ""))
    elif kind == "shd":
        _note(found, "paper", _shade(element, value))


def is_unseen(looks: Iterable[str]) -> bool:
    """Whether letters look like what they stand on. Those of no colour turn white on dark paper, not under a marker."""
    said = dict(each.split(":") for each in looks if each.startswith(_HEADS))
    if not said:
        return False
    under = said.get("over") or said.get("paper") or _WHITE
    letters = said.get("ink") or (_BLACK if "over" in said or _apart(_BLACK, under) else _WHITE)
    return not _apart(letters, under)


def laid_over(under: Iterable[str], own: Iterable[str]) -> set[str]:
    """Looks on top of others: of two colours of the same thing the upper one shows."""
    found = set(own)
    heads = tuple(head for head in _HEADS if any(each.startswith(head) for each in found))
    return found | {each for each in under if not each.startswith(heads)}


def _note(found: MutableSet[str], what: str, colour: str) -> None:
    for each in [each for each in found if each.startswith(f"{what}:")]:
        found.discard(each)
    if colour:
        found.add(f"{what}:{colour}")


def _shade(element: Any, pattern: str) -> str:
    fill, colour = element.get(f"{W}fill", ""), element.get(f"{W}color", "")
    dense = pattern == "solid" or (pattern[:3] == "pct" and pattern[3:].isdecimal() and int(pattern[3:]) >= _DENSE)
    shown = (_BLACK if colour in {"", _AUTO} else colour) if dense else fill
    return shown if is_rgb(shown) else ""


def _apart(one: str, other: str) -> bool:
    return max(abs(a - b) for a, b in zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)) >= _LEAST


def is_rgb(value: str) -> bool:
    """Whether it says a colour outright: `FF0000`."""
    return len(value) == 6 and all(each in "0123456789abcdefABCDEF" for each in value)
