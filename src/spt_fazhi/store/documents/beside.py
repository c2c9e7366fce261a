"""What a Word document shows beside its text: pictures, formulas, fields, frames, effects that change how it reads."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from spt_fazhi.reports.figures.tags import W, kind_of

_OBJECTS: Final = frozenset({"drawing", "pict", "object", "altChunk", "subDoc", "contentPart"})
_LOOKED_AT: Final = frozenset(
    {"blip", "imagedata", "textpath", "chart", "relIds", "oMath", "framePr", "tblpPr", "tcFitText", "textFill"}
)
"""What shows something else than the letters that stand there, or them elsewhere: pictures, formulas, frames, fills."""
IN_FURNITURE: Final = frozenset(
    {"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "HYPERLINK", "TOC", "framePr", "tblpPr"}
)
"""Fields that say no more than the text does at head and foot of the pages, and the frames that programs set there."""
IN_BODY: Final = frozenset({"HYPERLINK"})
"""Those of the text: the number of a page may stand there for any other."""
_CHANGES: Final = frozenset({"ins", "del", "moveFrom", "moveTo"})


def is_change(element: Any) -> bool:
    """Whether it is a tracked change."""
    return kind_of(element) in _CHANGES


def count_objects(element: Any, harmless: Collection[str]) -> int:
    """Pictures, drawings, formulas, embedded files, and text that the program puts in anew when the file is opened.

    A frame that holds text is none; what else stands in it counts. `harmless` are fields and properties that do not.
    """
    found = 0
    for each in element:
        kind = kind_of(each)
        if kind == "AlternateContent":
            found += max((count_objects(way, harmless) for way in each), default=0)
        elif kind not in _OBJECTS:
            found += (kind in _LOOKED_AT and kind not in harmless) or _is_put_in(each, harmless)
            found += count_objects(each, harmless)
        else:
            said = any(kind_of(inner) == "t" and inner.text for inner in each.iter())
            found += count_objects(each, harmless) if said else 1
    return found


def _is_put_in(element: Any, harmless: Collection[str]) -> bool:
    """Whether it is a field or a bound control: what is shown is not the text that stands in the file."""
    kind = kind_of(element)
    if kind not in {"instrText", "fldSimple"}:
        return kind == "dataBinding"
    code = element.text if kind == "instrText" else element.get(f"{W}instr")
    words = (code or "").split()
    return bool(words) and words[0].upper() not in harmless
