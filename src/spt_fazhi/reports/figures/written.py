"""The text of a Word document as it is read on paper: what was printed in it, and what stands in it now, alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from spt_fazhi.reports.figures.printed import row_sentence, sentences

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY: Final = f"{_W}body"
_UNREAD: Final = frozenset({"del", "moveFrom", "Fallback", "txbxContent", "rPr", "pPr", "instrText", "delText"})
"""Parts of a paragraph that are not its text: what was taken out, what stands there twice, properties."""
_HOLDS: Final = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_NOT_SHOWN: Final = ("strike", "dstrike", "vanish")
_OFF: Final = frozenset({"0", "false", "off"})


def written(element: Any) -> Iterator[str]:
    """The sentences and rows of tables of a body, an element of ElementTree or lxml, in order."""
    for child in element:
        kind = _kind(child)
        if kind == "p":
            yield from (each.text for each in sentences("".join(_words(child))))
            yield from _boxes(child)
        elif kind == "tbl":
            yield from _rows(child)
        elif kind in _HOLDS:
            yield from written(child)


def _kind(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _boxes(element: Any) -> Iterator[str]:
    """What stands in the text boxes of a paragraph, each once."""
    for child in element:
        kind = _kind(child)
        if kind == "txbxContent":
            yield from written(child)
        elif kind != "Fallback":
            yield from _boxes(child)


def _rows(table: Any) -> Iterator[str]:
    for row in table.iter(f"{_W}tr"):
        cells = ["".join("".join(_words(part)) for part in cell.iter(f"{_W}p")) for cell in row.iter(f"{_W}tc")]
        if any(cells):
            yield row_sentence(cells)


def _words(element: Any) -> Iterator[str]:
    """The text of a paragraph: insertions too, nothing deleted or struck out, no raised numbers (those of notes)."""
    for child in element:
        kind = _kind(child)
        if kind == "t":
            yield child.text or ""
        elif kind in {"br", "cr"}:
            yield "\n"
        elif kind == "tab":
            yield " "
        elif kind == "noBreakHyphen":
            yield "-"
        elif kind not in _UNREAD and not (kind == "r" and _is_unread(child)):
            yield from _words(child)


def _is_unread(run: Any) -> bool:
    place = run.find(f"{_W}rPr/{_W}vertAlign")
    if place is not None and place.get(f"{_W}val") == "superscript":
        return True
    marks = (run.find(f"{_W}rPr/{_W}{name}") for name in _NOT_SHOWN)
    return any(each is not None and each.get(f"{_W}val") not in _OFF for each in marks)
