"""One file or stream of bytes → a document. The content decides what it is, not the name alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Document, document_of
from spt_fazhi.store.disk.typed import read_typed
from spt_fazhi.store.documents.pdf import read_pdf
from spt_fazhi.store.documents.tables.packed import OLE, ZIP
from spt_fazhi.store.documents.tables.plan_sheets import is_workbook, read_plan_sheets
from spt_fazhi.store.documents.word import read_word
from spt_fazhi.text.decoding import UTF16_MARKS, any_text

MAX_BYTES: Final = 64 * 1024 * 1024
_BOOKS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods"})


def read_document(name: str) -> Document:
    """Read a file, or standard input for `-`.

    Raises UsageError and FazhiError, in Chinese and with what to do, for what cannot be read.
    """
    data = read_typed(name, "文件", MAX_BYTES)
    return document_from(data, "标准输入", "") if name == "-" else document_from(data, name, Path(name).suffix.lower())


def document_from(data: bytes, name: str, suffix: str) -> Document:
    """The document in `data`; `suffix` (with the dot, lower case) helps where the content does not tell."""
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    if not data.strip():
        raise FazhiError(f"“{name}”是空的", "请确认文件已下载完整")
    read = _reader(data, suffix)
    if read is not None:
        return read(data, name)
    if _looks_binary(data):
        raise FazhiError(f"“{name}”不是能读的文件类型", "请另存为 .docx、.xlsx、.pdf（带文字的）、.html 或 .txt 再试")
    text = decode_text(data, name)
    if suffix in {".html", ".htm", ".mht", ".xhtml"} or _looks_like_html(text):
        from spt_fazhi.store.documents.web import read_web

        return read_web(data, text, name)
    return document_of(text.lstrip("\ufeff"))


def is_document(data: bytes, suffix: str) -> bool:
    """Whether the bytes are a document (Word, PDF, a web page) and neither a spreadsheet nor plain text."""
    read = _reader(data, suffix)
    if read is not None:
        return read is not read_plan_sheets
    return not _looks_binary(data) and _looks_like_html(data[:2000].decode(errors="replace"))


def _reader(data: bytes, suffix: str) -> Callable[[bytes, str], Document] | None:
    """What reads a format that is no text; None for text."""
    packed = data.startswith((ZIP, OLE))
    if is_workbook(data) or (packed and suffix in _BOOKS):
        return read_plan_sheets
    if data.startswith(ZIP):
        return read_word
    if data[:1024].lstrip()[:5] == b"%PDF-":
        return read_pdf
    rich = data[:5] == b"{\\rtf"
    if not rich and not data.startswith(OLE) and suffix not in {".doc", ".wps"}:
        return None
    from spt_fazhi.store.documents.office import read_old_word

    return partial(read_old_word, suffix=".rtf" if rich else suffix)


def decode_text(data: bytes, name: str) -> str:
    """Text in UTF-8, UTF-16 or GB 18030. Raises FazhiError for anything else."""
    try:
        return any_text(data)[0]
    except UnicodeDecodeError:
        raise FazhiError(f"“{name}”的文字编码认不出来", "请用记事本打开，另存为 UTF-8 编码的 .txt 再试") from None


def _looks_binary(data: bytes) -> bool:
    start = data[:4096]
    return b"\0" in start and not start.startswith(UTF16_MARKS)


def _looks_like_html(text: str) -> bool:
    start = text[:2000].lower()
    return "<html" in start or "<!doctype html" in start or ("<p" in start and "</p>" in start)


def _too_large(name: str) -> FazhiError:
    return FazhiError(f"“{name}”超过 64 MiB", "工作要点不会这么大；请去掉图片，或只保留正文另存")
