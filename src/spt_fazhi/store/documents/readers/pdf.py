"""PDF with text: the lines of its pages, joined to paragraphs; a scanned one is recognised and refused."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Document, Paragraph
from spt_fazhi.intake.structure.numbering import number_of

_MAX_PAGES: Final = 500
_SCANNED: Final = 20
"""Characters a page on average, below which a PDF is pictures of text."""


def read_pdf(data: bytes, name: str) -> Document:
    """Read a PDF. Raises FazhiError for scanned, protected, damaged or endless ones."""
    try:
        import pypdf
    except ImportError:
        from spt_fazhi.store.documents.readers.extra import missing_extra

        raise missing_extra(" PDF 文件", "pypdf") from None
    import logging

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = _pages(pypdf.PdfReader(io.BytesIO(data)), name)
    except (FazhiError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever the library raises on a damaged file
        raise FazhiError(
            f"“{name}”读不懂（{type(error).__name__}）", "请用别的程序打开后另存，或另存为 .docx 再试"
        ) from None
    characters = sum(len(re.sub(r"\s", "", page)) for page in pages)
    if characters < _SCANNED * max(len(pages), 1):
        raise FazhiError(
            f"“{name}”是扫描件，里面是图片，没有文字", "请找电子版，或用带文字识别的程序转成 .docx，人工校对后再试"
        )
    return Document(blocks=tuple(_lines(pages)))


def _pages(reader: Any, name: str) -> list[str]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise FazhiError(f"“{name}”有密码", "请去掉密码后另存，或另存为 .docx 再试")
    if len(reader.pages) > _MAX_PAGES:
        raise FazhiError(f"“{name}”有 {len(reader.pages)} 页", f"最多读 {_MAX_PAGES} 页；请只保留正文")
    return [page.extract_text() for page in reader.pages]


def _lines(pages: list[str]) -> Iterator[Paragraph]:
    """Paragraphs of all pages: a line that does not end a sentence goes on in the next."""
    number = 0
    text = ""
    first = 0
    widest = max((len(line.strip()) for page in pages for line in page.split("\n")), default=0)
    for page in pages:
        for line in page.split("\n"):
            number += 1
            piece = line.strip()
            if not piece or re.fullmatch(r"[-—－ ]*\d{1,3}[-—－ ]*", piece):
                continue
            if text and _goes_on(text, piece, widest):
                text += piece
                continue
            if text:
                yield Paragraph(text=text, number=first)
            text, first = piece, number
    if text:
        yield Paragraph(text=text, number=first)


def _goes_on(text: str, piece: str, widest: int) -> bool:
    """Whether `piece` continues the paragraph: the last line was full, or a bracket is still open."""
    opened = sum(text.count(char) for char in "（(〔") > sum(text.count(char) for char in "）)〕")
    if opened:
        return True
    found = number_of(piece)
    if found is not None and piece[found.length :].strip():
        return False
    last = text[-widest:] if widest else text
    return len(last) >= widest - 2 and text[-1] not in "。；：:！？" and not text.endswith(("）", ")"))
