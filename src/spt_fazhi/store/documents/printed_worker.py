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
from typing import Any, Final
from xml.etree import ElementTree as ET

from spt_fazhi.errors import FazhiError
from spt_fazhi.reports.figures.printed import NAMESPACE
from spt_fazhi.reports.figures.written import BODY, written
from spt_fazhi.store.documents.sheet_worker import limit
from spt_fazhi.store.documents.word import guard_word

_ITEM: Final = re.compile(r"customXml/item\d{1,4}\.xml")
_MOST_TEXT: Final = 2_000_000


def read(data: bytes, name: str) -> dict[str, Any]:
    """The texts of a document and its own account of its figures."""
    try:
        guard_word(data, name)
    except FazhiError as error:
        return {"fault": error.message, "hint": error.hint}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = ET.fromstring(archive.read("word/document.xml")).find(BODY)  # noqa: S314 - in a child with limits
        found = [_item(archive.read(part)) for part in archive.namelist() if _ITEM.fullmatch(part)]
    texts: list[str] = []
    size = 0
    for text in () if body is None else written(body):
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
        "texts": [each.get("text", "") for each in root if each.tag == f"{{{NAMESPACE}}}text"],
    }


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
