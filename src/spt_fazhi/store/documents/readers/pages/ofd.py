"""OFD (GB/T 33190), the national format of fixed layout: the words of its text layer at their places.

An OFD file is a ZIP archive of XML parts: OFD.xml names the root of the document, that one its pages, a page its text
objects, each with a place in millimetres from the top left corner. A file whose pages are pictures has no such objects.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Document
from spt_fazhi.store.documents.readers.pages.drawing import rule_between
from spt_fazhi.store.documents.readers.pages.layout import Page, document_of_pages
from spt_fazhi.store.documents.readers.pages.places import Fragment
from spt_fazhi.store.documents.readers.pages.ruled import Rule
from spt_fazhi.store.documents.readers.word.tags import kind

_MAX_PART: Final = 16 << 20
_MAX_PAGES: Final = 500
_SCANNED: Final = 20
_SIZE: Final = 4.0  # millimetres, where a text object does not say how large its type is
_ADVICE: Final = "请用 OFD 阅读器打开，复制正文存成 .txt，或另存为 .docx 再试"
_UNIT: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOVES: Final = re.compile(r"([SML])\s+(-?\d{1,9}(?:\.\d{0,9})?)\s+(-?\d{1,9}(?:\.\d{0,9})?)(?=\s|$)")
_LONGEST_PATH: Final = 100_000
_STRAIGHT: Final = 0.2
_ENTITIES: Final = (b"<!DOCTYPE", b"<!ENTITY", "<!DOC".encode("utf-16-le"), "<!DOC".encode("utf-16-be"))


def read_ofd(data: bytes, name: str) -> Document:
    """Read an OFD file. Raises FazhiError for damaged ones, for bombs, and for those without a text layer."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            pages = [Page(list(_fragments(page)), list(_rules(page))) for page in _Package(archive, name).pages()]
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,
        NotImplementedError,
        LookupError,
        ValueError,
    ):
        raise FazhiError(f"“{name}”是 OFD 文件，已损坏或加了密码", _ADVICE) from None
    except ET.ParseError:
        raise FazhiError(f"“{name}”是 OFD 文件，已损坏", _ADVICE) from None
    characters = sum(len(re.sub(r"\s", "", each.text)) for page in pages for each in page.words)
    if characters < _SCANNED * max(len(pages), 1):
        raise FazhiError(f"“{name}”是 OFD 文件，里面是图片，没有文字", _ADVICE)
    return document_of_pages(pages)


class _Package:
    """The parts of an archive, read one by one, none longer than a part may be."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name = archive, name

    def pages(self) -> Iterator[ET.Element]:
        """The roots of the pages' parts, in their order. Raises FazhiError for too many."""
        start = next((each for each in self._part("OFD.xml").iter() if kind(each) == "DocRoot"), None)
        root = _place("", (start.text or "").strip() if start is not None else "")
        pages = [each for each in self._part(root).iter() if kind(each) == "Page" and each.get("BaseLoc")]
        if len(pages) > _MAX_PAGES:
            raise FazhiError(f"“{self._name}”有 {len(pages)} 页", f"最多读 {_MAX_PAGES} 页；请只保留正文")
        folder = posixpath.dirname(root)
        yield from (self._part(_place(folder, each.get("BaseLoc", ""))) for each in pages)

    def _part(self, place: str) -> ET.Element:
        with self._archive.open(place) as opened:
            data = opened.read(_MAX_PART + 1)
        if len(data) > _MAX_PART:
            raise FazhiError(f"“{self._name}”解开后大得不正常，没有读", "请确认来源；只保留正文再试")
        if any(each in data for each in _ENTITIES):
            raise FazhiError(f"“{self._name}”里有不该有的实体声明，没有读", f"请确认来源；{_ADVICE}")
        return ET.fromstring(data)  # noqa: S314 - no entities are declared


def _place(folder: str, written: str) -> str:
    """The part a location names: from the root with a slash, else from the folder of the part that names it."""
    return posixpath.normpath(posixpath.join("/", folder, written)).lstrip("/")


def _fragments(page: ET.Element) -> Iterator[Fragment]:
    for each in page.iter():
        if kind(each) == "TextObject":
            yield from _words(each)


def _words(text_object: ET.Element) -> Iterator[Fragment]:
    """The words of a text object: each code at its own place, moved by the object's matrix and boundary."""
    left, top = (_numbers(text_object.get("Boundary"), 4) or _UNIT)[:2] if text_object.get("Boundary") else (0.0, 0.0)
    a, b, c, d, e, f = _numbers(text_object.get("CTM"), 6) or _UNIT
    size = (_numbers(text_object.get("Size"), 1) or (_SIZE,))[0] * (abs(d) or abs(b) or 1.0)
    x = y = 0.0
    for code in text_object.iter():
        if kind(code) != "TextCode":
            continue
        x = (_numbers(code.get("X"), 1) or (x,))[0]
        y = (_numbers(code.get("Y"), 1) or (y,))[0]
        words = "".join(code.itertext())
        if words.strip():
            yield Fragment(left + a * x + c * y + e, -(top + b * x + d * y + f), max(size, 0.1), words)


def _rules(page: ET.Element) -> Iterator[Rule]:
    """The straight lines of the page's path objects."""
    for each in page.iter():
        if kind(each) != "PathObject":
            continue
        left, top = (_numbers(each.get("Boundary"), 4) or _UNIT)[:2] if each.get("Boundary") else (0.0, 0.0)
        a, b, c, d, e, f = _numbers(each.get("CTM"), 6) or _UNIT
        words = next(("".join(part.itertext()) for part in each if kind(part) == "AbbreviatedData"), "")
        at: tuple[float, float] | None = None
        for move in _MOVES.finditer(words[:_LONGEST_PATH]):
            x, y = float(move[2]), float(move[3])
            place = left + a * x + c * y + e, -(top + b * x + d * y + f)
            if move[1] == "L" and at is not None and min(abs(at[0] - place[0]), abs(at[1] - place[1])) < _STRAIGHT:
                yield rule_between(*at, *place)
            at = place


def _numbers(text: str | None, count: int) -> tuple[float, ...]:
    """So many numbers; nothing where there are not as many."""
    try:
        found = tuple(float(each) for each in (text or "").split()[:count])
    except ValueError:
        return ()
    sound = len(found) == count and all(-1e6 < each < 1e6 for each in found)
    return found if sound else ()
