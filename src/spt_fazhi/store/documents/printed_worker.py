"""The process in which a Word document that comes back is read: its bytes in by standard input, JSON out.

Run by `printed.py` as `python -P -m spt_fazhi.store.documents.printed_worker SECONDS`. Standard output is
`{"texts": [text, …], "item": {…} | null}`: sentences and rows of tables in order, and the part that names the report
and its figures (reports/figures/printed.py); or `{"fault": message, "hint": what to do}`.
"""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from typing import Any, Final
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from spt_fazhi.errors import FazhiError
from spt_fazhi.reports.figures.printed import NAMESPACE, row_sentence, sentences
from spt_fazhi.store.documents.sheet_worker import limit
from spt_fazhi.store.documents.word import guard_word

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ITEM: Final = re.compile(r"customXml/item\d{1,4}\.xml")
_MOST_TEXT: Final = 2_000_000
_UNREAD: Final = frozenset({"del", "moveFrom", "Fallback", "txbxContent", "rPr", "pPr", "instrText", "delText"})
"""Parts of a paragraph that are not its text: what was taken out, what stands there twice, properties."""


def read(data: bytes, name: str) -> dict[str, Any]:
    """The texts of a document and its own account of its figures."""
    try:
        guard_word(data, name)
    except FazhiError as error:
        return {"fault": error.message, "hint": error.hint}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = ET.fromstring(archive.read("word/document.xml")).find(f"{_W}body")  # noqa: S314 - in a child with limits
        found = [_item(archive.read(part)) for part in archive.namelist() if _ITEM.fullmatch(part)]
    texts: list[str] = []
    size = 0
    for text in () if body is None else _texts(body):
        size += len(text)
        if size > _MOST_TEXT:
            return {"fault": f"“{name}”里的文字太多，没有读", "hint": "请确认是不是 fazhi report 生成的那份"}
        texts.append(text)
    return {"texts": texts, "item": next((each for each in found if each is not None), None)}


def _item(data: bytes) -> dict[str, Any] | None:
    """Our own part; None for one of another program."""
    try:
        root = ET.fromstring(data)  # noqa: S314 - in a child with limits
    except ET.ParseError:
        return None
    if root.tag != f"{{{NAMESPACE}}}report":
        return None
    return {
        "made": dict(root.attrib),
        "figures": [
            [each.get("key", ""), each.get("printed", ""), sentence.get("text", ""), each.get("at", "0")]
            for sentence in root
            for each in sentence
        ],
    }


def _texts(element: Element) -> Iterator[str]:
    for child in element:
        kind = child.tag.rpartition("}")[2]
        if kind == "p":
            yield from (each.text for each in sentences("".join(_words(child))))
        elif kind == "tbl":
            yield from _rows(child)
        elif kind in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            yield from _texts(child)


def _rows(table: Element) -> Iterator[str]:
    for row in table.iter(f"{_W}tr"):
        cells = ["".join("".join(_words(part)) for part in cell.iter(f"{_W}p")) for cell in row.iter(f"{_W}tc")]
        if any(cells):
            yield row_sentence(cells)


def _words(element: Element) -> Iterator[str]:
    """The text of a paragraph: insertions too, nothing deleted, no raised numbers (those of notes)."""
    for child in element:
        kind = child.tag.rpartition("}")[2]
        if kind == "t":
            yield child.text or ""
        elif kind in {"br", "cr"}:
            yield "\n"
        elif kind == "tab":
            yield " "
        elif kind == "noBreakHyphen":
            yield "-"
        elif kind not in _UNREAD and not (kind == "r" and _is_raised(child)):
            yield from _words(child)


def _is_raised(run: Element) -> bool:
    place = run.find(f"{_W}rPr/{_W}vertAlign")
    return place is not None and place.get(f"{_W}val") == "superscript"


def main(seconds: int, name: str) -> None:
    """Read what standard input holds."""
    data = sys.stdin.buffer.read()
    limit(seconds)
    try:
        found = read(data, name)
    except (ET.ParseError, RecursionError, KeyError, MemoryError):
        found = {"fault": f"“{name}”已损坏", "hint": "请用 Word 或 WPS 打开后另存为 .docx 再试"}
    sys.stdout.buffer.write(json.dumps(found).encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
