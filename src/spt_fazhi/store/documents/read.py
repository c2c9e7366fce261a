"""One file or stream of bytes → a document. The content decides what it is, not the name alone.

Plain text is decoded here; whatever has a format of its own is read in another process, which has limits.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Document, document_of
from spt_fazhi.intake.structure.wrapped import as_typed
from spt_fazhi.store.disk.typed import read_typed
from spt_fazhi.store.documents.apart.process import BrokenError, read_apart
from spt_fazhi.store.documents.readers.as_json import from_json
from spt_fazhi.store.documents.readers.formats import ADVICE, Format, format_of, old_suffix, read_format
from spt_fazhi.store.documents.readers.office import as_new_word
from spt_fazhi.store.documents.readers.sizes import require_sizes, within_sizes
from spt_fazhi.text.decoding import any_text
from spt_fazhi.text.plain import one_line

MAX_BYTES: Final = 64 * 1024 * 1024
_WORKER: Final = "spt_fazhi.store.documents.readers.worker"


def read_document(name: str) -> Document:
    """Read a file, or standard input for `-`.

    Raises UsageError and FazhiError, in Chinese and with what to do, for what cannot be read.
    """
    data = read_typed(name, "文件", MAX_BYTES)
    if name == "-":
        return document_from(data, "标准输入", "")
    return document_from(data, one_line(name), Path(name).suffix.lower())


def document_from(data: bytes, name: str, suffix: str) -> Document:
    """The document in `data`; `suffix` (with the dot, lower case) helps where the content does not tell.

    Raises UsageError and FazhiError, in Chinese and with what to do, for what cannot be read or is too much.
    """
    kind, data = _opened(data, name, suffix)
    if kind is None:
        return _text(data, name)
    found = read_apart(_WORKER, [kind, json.dumps(name)], data, name, ADVICE[kind])
    try:
        return from_json(found)
    except (LookupError, TypeError, ValueError):
        raise BrokenError(f"“{name}”读不懂：可能已损坏", ADVICE[kind]) from None


def document_here(data: bytes, name: str, suffix: str) -> Document:
    """The same, read in this process without limits: for bytes that are known to be harmless, such as those of tests.

    Raises FazhiError for what cannot be read, and whatever a library raises on damaged bytes.
    """
    kind, data = _opened(data, name, suffix)
    return _text(data, name) if kind is None else read_format(kind, data, name)


def is_document(data: bytes, suffix: str) -> bool:
    """Whether the bytes are a document (Word, PDF, a web page) and neither a spreadsheet nor plain text."""
    return format_of(data, suffix) not in {None, "sheets", "unknown"}


def _opened(data: bytes, name: str, suffix: str) -> tuple[Format | None, bytes]:
    """The format and the bytes its reader takes: an old Word file is made a new one."""
    if len(data) > MAX_BYTES:
        raise FazhiError(f"“{name}”超过 64 MiB", "工作要点不会这么大；请去掉图片，或只保留正文另存")
    if not data.strip():
        raise FazhiError(f"“{name}”是空的", "请确认文件已下载完整")
    kind = format_of(data, suffix)
    if kind == "unknown":
        raise FazhiError(f"“{name}”不是能读的文件类型", "请另存为 .docx、.xlsx、.pdf（带文字的）、.html 或 .txt 再试")
    if kind == "old":
        return "word", as_new_word(data, name, old_suffix(data, suffix))
    return kind, data


def _text(data: bytes, name: str) -> Document:
    text = decode_text(data, name).lstrip("\ufeff")
    require_sizes(name, characters=len(text))
    return within_sizes(as_typed(document_of(text)), name)


def decode_text(data: bytes, name: str) -> str:
    """Text in UTF-8, UTF-16 or GB 18030. Raises FazhiError for anything else."""
    try:
        return any_text(data)[0]
    except UnicodeDecodeError:
        raise FazhiError(f"“{name}”的文字编码认不出来", "请用记事本打开，另存为 UTF-8 编码的 .txt 再试") from None
