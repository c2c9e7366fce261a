"""Which format bytes are in, told by cheap looks at them, and the reader of each."""

from __future__ import annotations

from typing import Final, Literal

from spt_fazhi.intake.structure.document import Document
from spt_fazhi.store.documents.readers.sizes import within_sizes
from spt_fazhi.store.documents.tables.packed import OLE, ZIP, directory_of, is_workbook
from spt_fazhi.text.decoding import UTF16_MARKS, some_text

Format = Literal["word", "sheets", "pdf", "ofd", "web"]
"""The formats that have a reader."""
ADVICE: Final[dict[Format, str]] = {
    "word": "请用 Word 或 WPS 打开，只留下正文，另存为 .docx 再试",
    "sheets": "请用表格软件打开，只把任务表复制到一张新表，另存为 .xlsx 再试",
    "pdf": "请用别的程序打开，只留下正文另存，或转成 .docx 再试",
    "ofd": "请用 OFD 阅读器打开，复制正文存成 .txt，或另存为 .docx 再试",
    "web": "请在浏览器里打开，复制正文，存成 .txt 再试",
}
"""What to do with a file that could not be read."""
_BOOKS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods"})
_LISTS: Final = frozenset({".csv", ".tsv"})
_PAGES: Final = frozenset({".html", ".htm", ".mht", ".xhtml"})
_START: Final = 4096
_NAME: Final = 30
"""Where the name of an archive's first part begins."""
_RICH: Final = b"{\\rtf"
_OLD: Final = frozenset({".doc", ".wps"})
_OLD_XML: Final = b'progid="Word.Document"'
_OPEN_TEXT: Final = b"mimetypeapplication/vnd.oasis.opendocument.text"


def format_of(data: bytes, suffix: str) -> Format | Literal["old", "unknown"] | None:
    """The format of `data`; `suffix` (lower case, with the dot) helps where the content does not tell.

    `old` is an old Word file, which is made a new one first (office.py), `unknown` no text and nothing that has a
    reader; None is plain text.
    """
    start = data[:_START]
    if start.startswith((ZIP, OLE)):
        return "sheets" if is_workbook(data) or suffix in _BOOKS else _packed(data, suffix)
    if start[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(_RICH) or _OLD_XML in start:
        return "old"
    if b"\0" in start and not start.startswith(UTF16_MARKS):
        return "old" if suffix in _OLD else "unknown"
    if suffix in _LISTS:
        return "sheets"
    is_page = suffix in _PAGES or _looks_like_html(start)  # many a .doc is a page that was saved under that name
    return "web" if is_page else "old" if suffix in _OLD else None


def _packed(data: bytes, suffix: str) -> Literal["word", "ofd", "old"]:
    if data.startswith(OLE) or data.startswith(_OPEN_TEXT, _NAME):
        return "old"
    directory = directory_of(data)
    return "ofd" if b"OFD.xml" in directory or (suffix == ".ofd" and not directory) else "word"


def old_suffix(data: bytes, suffix: str) -> str:
    """The ending under which another program knows an old Word file."""
    if data.startswith(_RICH):
        return ".rtf"
    if data.startswith(ZIP):
        return ".odt"
    return ".xml" if _OLD_XML in data[:_START] else suffix


def read_format(kind: Format, data: bytes, name: str) -> Document:
    """Read `data`, in this process. Raises FazhiError for what cannot be read, and whatever a library raises.

    Each reader is imported only when it is asked: the process that reads does nothing else.
    """
    if kind == "word":
        from spt_fazhi.store.documents.readers.word.document import read_word as read
    elif kind == "sheets":
        from spt_fazhi.store.documents.tables.plan_sheets import read_plan_sheets as read
    elif kind == "pdf":
        from spt_fazhi.store.documents.readers.pages.pdf import read_pdf as read
    elif kind == "ofd":
        from spt_fazhi.store.documents.readers.pages.ofd import read_ofd as read
    else:
        from spt_fazhi.store.documents.readers.web.page import read_web as read
    return within_sizes(read(data, name), name)


def _looks_like_html(start: bytes) -> bool:
    text = some_text(start, cut=True)[:2000].lower()
    return "<html" in text or "<!doctype html" in text or ("<p" in text and "</p>" in text)
