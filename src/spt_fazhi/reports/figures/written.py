"""The text of a Word document as it is read on paper: what was printed in it, and what stands in it now, alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final, NamedTuple

from spt_fazhi.reports.figures.looks import (
    HIDDEN,
    LOWERED,
    NUMBERED,
    RAISED,
    Looks,
    is_low,
    is_signs,
    is_wide,
    looks_of,
    looks_over,
)
from spt_fazhi.reports.figures.printed import row_sentence, sentences
from spt_fazhi.reports.figures.tags import W, kind_of

BODY: Final = f"{W}body"
_UNREAD: Final = frozenset(
    {"del", "moveFrom", "txbxContent", "rPr", "pPr", "tblPr", "trPr", "tcPr", "instrText", "delText", "delInstrText"}
)
"""Parts that are not text: what was taken out, what is read elsewhere, properties."""
_HOLDS: Final = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "Choice"})
_NOTE: Final = re.compile(r"(?:\[\d{1,4}\])+")
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_TURNED: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "⇄")
"""Characters that turn the direction of what follows: digits behind them are read the other way round."""
AUTO_NUMBER: Final = "（自动编号）"
_SYMBOLS: Final = range(0xF000, 0xF100)


class _Piece(NamedTuple):
    text: str
    place: str = ""
    """`RAISED`, `LOWERED` or "" on the line."""


def written(element: Any, styles: Mapping[str, Looks] | None = None) -> Iterator[str]:
    """The sentences and rows of tables of a body, an element of ElementTree or lxml, in order.

    `styles` says what the styles of the document do to a text (looks.py).
    """
    return _Reader(styles or {}).blocks(element)


class _Reader:
    def __init__(self, styles: Mapping[str, Looks]) -> None:
        self._styles = styles

    def blocks(self, element: Any) -> Iterator[str]:
        """Paragraphs and tables, one after the other."""
        for child in element:
            kind = kind_of(child)
            if kind == "p":
                yield from (each.text for each in sentences(self._paragraph(child)))
                yield from self._boxes(child)
            elif kind == "tbl":
                yield from self._rows(child)
            elif kind == "AlternateContent":
                yield from self._either(child)
            elif kind in _HOLDS:
                yield from self.blocks(child)

    def _either(self, element: Any) -> Iterator[str]:
        """What one program or another shows in a place: once where both show the same."""
        ways = [list(self.blocks(way)) for way in element]
        yield from (text for at, way in enumerate(ways) if way not in ways[:at] for text in way)

    def _boxes(self, element: Any) -> Iterator[str]:
        """What stands in the text boxes of a paragraph, each once."""
        for child in element:
            kind = kind_of(child)
            if kind == "txbxContent":
                yield from self.blocks(child)
            elif kind == "AlternateContent":
                ways = [list(self._boxes(way)) for way in child]
                yield from (text for at, way in enumerate(ways) if way not in ways[:at] for text in way)
            elif kind not in _UNREAD:
                yield from self._boxes(child)

    def _rows(self, table: Any) -> Iterator[str]:
        """The rows of a table, each followed by what stands in its cells beside their text: tables, text boxes."""
        looks = self._under(table.find(f"{W}tblPr"), self._style(table.find(f"{W}tblPr/{W}tblStyle")))
        for row in _inside(table, "tr"):
            if _is_unseen(row):
                continue
            cells = [each for each in _inside(row, "tc") if each.find(f"{W}tcPr/{W}cellDel") is None]
            texts = [self._cell(cell, looks) for cell in cells]
            if any(texts):
                yield row_sentence(texts)
            for cell in cells:
                for part in _inside(cell, "p"):
                    yield from self._boxes(part)
                for inner in _inside(cell, "tbl"):
                    yield from self._rows(inner)

    def _cell(self, cell: Any, around: Looks) -> str:
        """The text of a cell: nothing where one above it or beside it stands in its place."""
        properties = cell.find(f"{W}tcPr")
        if properties is not None and any(_is_merged(each) for each in properties):
            return ""
        looks = self._under(properties, around)
        return "\n".join(self._paragraph(part, looks) for part in _inside(cell, "p"))

    def _under(self, properties: Any, looks: Looks) -> Looks:
        return looks if properties is None else looks_of(properties, looks)

    def _paragraph(self, paragraph: Any, around: Looks = frozenset()) -> str:
        """The text of a paragraph: insertions too, nothing deleted, hidden or struck out, no raised [1] of notes."""
        properties = paragraph.find(f"{W}pPr")
        style = None if properties is None else properties.find(f"{W}pStyle")
        looks = looks_over(around, self._styles.get("", frozenset()) if style is None else self._style(style))
        if properties is not None:
            looks = looks_of(properties, looks)
        text = "".join(map(_placed, groupby(self._pieces(paragraph, looks), lambda each: each.place)))
        return f"{AUTO_NUMBER}{text}" if NUMBERED in looks and text.strip() else text

    def _style(self, named: Any) -> Looks:
        return frozenset() if named is None else self._styles.get(named.get(f"{W}val", ""), frozenset())

    def _pieces(self, element: Any, looks: Looks) -> Iterator[_Piece]:
        for child in element:
            kind = kind_of(child)
            if kind == "r":
                properties = child.find(f"{W}rPr")
                own = looks
                if properties is not None:
                    own = looks_of(properties, looks_over(looks, self._style(properties.find(f"{W}rStyle"))))
                if HIDDEN not in own and not _is_squeezed(child):
                    place = RAISED if RAISED in own else LOWERED if LOWERED in own else ""
                    yield from (each if each.place else each._replace(place=place) for each in self._pieces(child, own))
            elif kind == "AlternateContent":
                ways = [list(self._pieces(way, looks)) for way in child]
                yield from (piece for at, way in enumerate(ways) if way not in ways[:at] for piece in way)
            elif kind == "bdo" and child.get(f"{W}val") == "rtl":
                yield _Piece("".join(each.text for each in self._pieces(child, looks))[::-1])
            elif kind in _SAID:
                yield _Piece(_SAID[kind])
            elif kind == "t":
                yield _Piece((child.text or "").translate(_TURNED))
            elif kind == "sym":
                yield _Piece(_symbol(child.get(f"{W}char", ""), child.get(f"{W}font", "")))
            elif kind not in _UNREAD:
                yield from self._pieces(child, looks)


_SAID: Final = {
    "br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-",
    "footnoteReference": "（注）", "endnoteReference": "（注）", "pgNum": "（页码）",
    **dict.fromkeys(("dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong"), "（日期）"),
}  # fmt: skip
"""What is no text and shows one; numbers and days that the program writes are told from those that stand there."""


def _placed(group: tuple[str, Iterable[_Piece]]) -> str:
    """A stretch on one height; what is raised or lowered is told from what stands on the line."""
    place, pieces = group
    text = "".join(each.text for each in pieces)
    if place == RAISED:
        return "" if _NOTE.fullmatch(text) else text.translate(_RAISED)
    return text.translate(_LOWERED) if place == LOWERED else text


def _is_unseen(row: Any) -> bool:
    """Whether a row was taken out, is hidden, or is too low to show anything."""
    return any(
        kind_of(each) in {"del", "hidden"}
        or (kind_of(each) == "trHeight" and each.get(f"{W}hRule") == "exact" and is_low(each.get(f"{W}val")))
        for each in row.iterfind(f"{W}trPr/*")
    )


def _inside(element: Any, wanted: str) -> Iterator[Any]:
    """The children of a kind, also those that content controls and insertions hold."""
    for child in element:
        kind = kind_of(child)
        if kind == wanted:
            yield child
        elif kind in _HOLDS:
            yield from _inside(child, wanted)


def _is_merged(property_: Any) -> bool:
    """Whether a cell only goes on with the one above it or beside it."""
    return kind_of(property_) in {"vMerge", "hMerge"} and property_.get(f"{W}val") != "restart"


def _is_squeezed(run: Any) -> bool:
    """Whether its letters are pressed into less room than one can read them in."""
    fit = run.find(f"{W}rPr/{W}fitText")
    length = sum(len(each.text or "") for each in run.iterfind(f"{W}t")) if fit is not None else 0
    return fit is not None and not is_wide(fit.get(f"{W}val"), length)


def _symbol(code: str, font: str) -> str:
    """A character of a symbol font; of a font of pictures, that one stands there."""
    if is_signs(font) and font.lower() != "symbol":
        return "□"
    try:
        number = int(code, 16)
        return chr(number - _SYMBOLS.start if number in _SYMBOLS else number)
    except (ValueError, OverflowError):
        return ""
