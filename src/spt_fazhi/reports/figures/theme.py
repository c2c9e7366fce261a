"""The theme of a Word document: the colours and fonts that the properties of its texts name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from spt_fazhi.reports.figures.inks import is_rgb
from spt_fazhi.reports.figures.tags import W, kind_of

_PLACES: Final = {
    "background1": "bg1", "background2": "bg2", "text1": "t1", "text2": "t2", "light1": "lt1", "light2": "lt2",
    "dark1": "dk1", "dark2": "dk2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_USUAL: Final = {"lt1": "FFFFFF", "lt2": "EEECE1", "dk1": "000000", "dk2": "1F497D"}
_MAPPED: Final = {"bg1": "light1", "bg2": "light2", "t1": "dark1", "t2": "dark2"}
_COLOURS: Final = {
    "color": (("themeColor", "val", "theme"),),
    "shd": (("themeColor", "color", "theme"), ("themeFill", "fill", "themeFill")),
}
"""Of each property the attribute that names a colour, the one that says it outright, and the head of its changes."""
_FACES: Final = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs"}


def theme_of(theme: Any, settings: Any = ()) -> Mapping[str, str]:
    """The colours of a theme by name (`lt1`, also `bg1` as the settings map it), and its fonts (`minor:latin`)."""
    found = dict(_USUAL)
    for scheme in theme:
        kind = kind_of(scheme)
        if kind in {"themeElements", "fontScheme"}:
            found |= theme_of(scheme)
        elif kind == "clrScheme":
            found |= {kind_of(each): one.get("lastClr") or one.get("val") or "" for each in scheme for one in each}
        elif kind in {"majorFont", "minorFont"}:
            found |= {f"{kind[:5]}:{kind_of(each)}": each.get("typeface", "") for each in scheme}
    mapped = next((each for each in settings if kind_of(each) == "clrSchemeMapping"), None)
    for place, usual in _MAPPED.items():
        name = usual if mapped is None else mapped.get(f"{W}{place}", usual)
        found[place] = found.get(_PLACES.get(name, name), "")
    return found


def without_theme(root: Any, theme: Mapping[str, str]) -> None:
    """Write what a theme says texts look like into their properties, in place of its names."""
    for each in root.iter():
        kind = kind_of(each)
        for named, where, changes in _COLOURS.get(kind, ()):
            name = each.get(f"{W}{named}", "")
            colour = theme.get(_PLACES.get(name, name), "")
            if is_rgb(colour):
                each.set(f"{W}{where}", _changed(colour, each, changes))
        for named, where in _FACES.items() if kind == "rFonts" else ():
            name = each.get(f"{W}{named}")
            if name:
                script = "ea" if "EastAsia" in name else "cs" if "Bidi" in name else "latin"
                each.set(f"{W}{where}", theme.get(f"{name[:5]}:{script}", ""))


def _changed(colour: str, element: Any, changes: str) -> str:
    """A colour with so much white or black in it as its property says."""
    tint, shade = (_byte(element.get(f"{W}{changes}{each}")) for each in ("Tint", "Shade"))
    return bytes(round((255 - (255 - each) * tint) * shade) for each in bytes.fromhex(colour)).hex()


def _byte(text: str | None) -> float:
    """How much of a colour is left of it, 1 where nothing is said."""
    try:
        return min(max(int(text or "", 16), 0), 255) / 255
    except ValueError:
        return 1
