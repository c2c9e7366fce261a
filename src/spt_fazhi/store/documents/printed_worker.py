"""The process in which a Word document that comes back is read: its bytes in by standard input, JSON out.

Run by `printed.py` as `python -P -m spt_fazhi.store.documents.printed_worker MEMORY SECONDS NAME`, the name as a JSON
string. It writes
`{"texts": [text, …], "around": [text, …], "comments": n, "revisions": n, "objects": n, "item": {…} | null,
"damaged": bool}`: sentences and rows of tables in order; those of headers, footers and footnotes; how many comments,
tracked changes and things beside the text (pictures, formulas, fields, embedded files and fonts) there are; the part
that names the report and its figures (reports/figures/printed.py), and whether there is such a part that cannot be
read. Or one of the answers of `apart/child.py`.
"""

from __future__ import annotations

import io
import json
import posixpath
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from xml.etree import ElementTree as ET

from spt_fazhi.errors import FazhiError
from spt_fazhi.reports.figures.looks import Looks, style_looks
from spt_fazhi.reports.figures.printed import NAMESPACE
from spt_fazhi.reports.figures.tags import kind_of
from spt_fazhi.reports.figures.theme import theme_of, without_theme
from spt_fazhi.reports.figures.written import BODY, written
from spt_fazhi.store.documents.apart.child import serve
from spt_fazhi.store.documents.beside import IN_BODY, IN_FURNITURE, count_objects, is_change
from spt_fazhi.store.documents.readers.word.package import guard_word, guard_xml

_ITEM: Final = re.compile(r"customXml/item(?:Props)?\d{1,4}\.xml", re.IGNORECASE)
_MOST_TEXT: Final = 2_000_000
_MOST_ACCOUNT: Final = 16_000_000
"""Characters of a document's own account of itself."""
_AROUND: Final = frozenset({"header", "footer", "footnotes", "endnotes"})
_FONT: Final = re.compile(r"word/fonts/[^/]+")
"""A font that a document brings along: what its letters look like, nobody can tell."""
_MAIN: Final = "/officeDocument"
_DASHES: Final = r"[\s\u2010-\u2015-]*"
_PAGE: Final = re.compile(rf"{_DASHES}(?:第?\s*\d{{1,4}}\s*页?[\s/，]*)?(?:共?\s*\d{{1,4}}\s*页?)?{_DASHES}")
"""A page number, also with that of the last."""
_DAMAGED: Final = "请用 Word 或 WPS 打开后另存为 .docx 再试"


class _TooMuchError(Exception):
    """More text than a document of ours has."""


def read(data: bytes, name: str) -> dict[str, Any]:
    """The texts of a document and its own account of its figures. Raises FazhiError for what cannot be read."""
    guard_word(data, name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            return _Package(archive, name).read()
        except _TooMuchError:
            raise FazhiError(f"“{name}”里的文字太多，没有读", "请确认是不是 fazhi report 生成的那份") from None
        except (ET.ParseError, RecursionError, ValueError, LookupError):
            raise FazhiError(f"“{name}”已损坏", _DAMAGED) from None


class _Package:
    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name = archive, name
        self._names = {name.lower(): name for name in archive.namelist()}
        self._left = _MOST_TEXT

    def read(self) -> dict[str, Any]:
        """What standard output is to hold."""
        if not {"[content_types].xml", "_rels/.rels"} <= set(self._names):
            raise ValueError
        main = next((target for kind, target in self._related("") if kind.endswith(_MAIN)), "word/document.xml")
        related = list(dict.fromkeys((kind.rpartition("/")[2], target) for kind, target in self._related(main)))
        theme = theme_of(self._first(related, "theme"), self._first(related, "settings"))
        root = self._parsed(main)
        body = root.find(BODY)
        style_sheet = self._first(related, "styles")
        around = [self._parsed(target) for kind, target in related if kind in _AROUND]
        for part in (root, *around, style_sheet):
            without_theme(part, theme)
        styles = style_looks(style_sheet)
        comments = sum(
            kind_of(each) == "comment"
            for kind, target in related
            if kind == "comments"
            for each in self._parsed(target)
        )
        items = list(self._items())
        said = [each for each in items if each is not None]
        return {
            "texts": list(self._bounded(written(() if body is None else body, styles))),
            "around": list(dict.fromkeys(self._bounded(_beside(around, styles)))),
            "comments": comments,
            "revisions": sum(is_change(each) for part in (root, *around) for each in part.iter()),
            "objects": count_objects(root, IN_BODY)
            + sum(count_objects(part, IN_FURNITURE) for part in around)
            + sum(_FONT.fullmatch(name) is not None for name in self._names),
            "item": said[0] if said else None,
            "damaged": len(items) > len(said) or any(each != said[0] for each in said),
        }

    def _related(self, part: str) -> Iterator[tuple[str, str]]:
        """The kinds and names of the parts that a part names as its own; those outside the file are none."""
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels.lower() not in self._names:
            return
        for each in self._parsed(rels):
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
                yield each.get("Type", ""), target.lstrip("/")

    def _first(self, related: Iterable[tuple[str, str]], wanted: str) -> ET.Element:
        """The first part of a kind; an empty one where there is none."""
        found = next((target for kind, target in related if kind == wanted), None)
        return ET.Element(wanted) if found is None else self._parsed(found)

    def _parsed(self, part: str) -> ET.Element:
        data = self._archive.read(self._names[part.lower()])
        guard_xml(data, self._name)
        return ET.fromstring(data)  # noqa: S314 - in a child with limits

    def _bounded(self, texts: Iterable[str]) -> Iterator[str]:
        for text in texts:
            self._left -= len(text) + 1
            if self._left < 0:
                raise _TooMuchError
            yield text

    def _items(self) -> Iterator[dict[str, Any] | None]:
        """Our own parts: their accounts, and None for one that is there and cannot be read."""
        props = accounts = 0
        for name in self._archive.namelist():
            if not _ITEM.fullmatch(name):
                continue
            data = self._archive.read(name)
            ours = NAMESPACE.encode() in data
            if "props" in name.lower():
                props += ours
                continue
            try:
                root = ET.fromstring(data)  # noqa: S314 - in a child with limits
            except ET.ParseError:
                if ours:
                    yield None
                continue
            if root.tag == f"{{{NAMESPACE}}}report":
                accounts += 1
                yield _account(root)
        if props > accounts:
            yield None


def _beside(parts: Iterable[ET.Element], styles: Mapping[str, Looks]) -> Iterator[str]:
    """What stands in headers, footers and notes, page numbers aside."""
    for part in parts:
        inside = [each for each in part if kind_of(each) in {"footnote", "endnote"}] or [part]
        for each in inside:
            yield from (text for text in written(each, styles) if not _PAGE.fullmatch(text))


def _account(root: ET.Element) -> dict[str, Any]:
    size = sum(len(value) for each in root.iter() for value in each.attrib.values())
    figures = [
        [each.get("key", ""), each.get("printed", ""), sentence.get("text", ""), each.get("at", "0")]
        for sentence in root
        for each in sentence
        if (size := size + len(sentence.get("text", ""))) <= _MOST_ACCOUNT
    ]
    if size > _MOST_ACCOUNT:
        raise _TooMuchError
    return {
        "made": dict(root.attrib),
        "figures": figures,
        "texts": [each.get("text", "") for each in root if each.tag == f"{{{NAMESPACE}}}text"],
    }


if __name__ == "__main__":
    serve(lambda data: read(data, json.loads(sys.argv[3])), int(sys.argv[1]), int(sys.argv[2]))
