"""PDF with text: the words of its pages at their places; a scanned one is recognised and refused."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any, Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Document
from spt_fazhi.store.documents.readers.pages.blanks import Blanks
from spt_fazhi.store.documents.readers.pages.drawing import Drawing, rule_between
from spt_fazhi.store.documents.readers.pages.layout import Page, document_of_pages
from spt_fazhi.store.documents.readers.pages.places import Fragment

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
    characters = sum(len(re.sub(r"\s", "", each.text)) for page in pages for each in page.words)
    if characters < _SCANNED * max(len(pages), 1):
        raise FazhiError(
            f"“{name}”是扫描件，里面是图片，没有文字", "请找电子版，或用带文字识别的程序转成 .docx，人工校对后再试"
        )
    return document_of_pages(pages)


def _pages(reader: Any, name: str) -> list[Page]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise FazhiError(f"“{name}”有密码", "请去掉密码后另存，或另存为 .docx 再试")
    if len(reader.pages) > _MAX_PAGES:
        raise FazhiError(f"“{name}”有 {len(reader.pages)} 页", f"最多读 {_MAX_PAGES} 页；请只保留正文")
    if not reader.pages:
        raise FazhiError(f"“{name}”里一页也没有，可能没有下载完整", "请重新下载，或用别的程序打开后另存再试")
    return [_page(page) for page in reader.pages]


def _page(page: Any) -> Page:
    """The words of a page where they stand and the lines drawn on it; a page that lies on its side is turned."""
    words: list[Fragment] = []
    drawn = Drawing()
    blanks = Blanks()
    sideways = [0, 0]

    def before(operator: Any, operands: Sequence[Any], outer: Any, inner: Any) -> None:
        blanks.visit(operator, operands)
        drawn.visit(operator, operands, outer, inner)

    def visit(text: str, outer: Any, inner: Any, _font: Any, size: float) -> None:
        wide = blanks.of(text.strip())
        if not text.strip():
            return
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        along, across = inner[0] * outer[0] + inner[1] * outer[2], inner[0] * outer[1] + inner[1] * outer[3]
        if abs(across) > abs(along):
            sideways[across < 0] += len(text)
        tall = abs(size) * max(abs(along), abs(across)) or 12.0
        lines = text.strip("\r\n").split("\n")
        if wide:
            words.append(Fragment(x, y, tall, text.strip(), wide))
            return
        words.extend(Fragment(x, y - 1.5 * tall * down, tall, line) for down, line in enumerate(lines) if line.strip())

    page.extract_text(visitor_text=visit, visitor_operand_before=before)
    if 2 * max(sideways) <= sum(len(each.text) for each in words):
        return Page(words, drawn.rules)
    turn = _turned_left if sideways[0] > sideways[1] else _turned_right
    return Page(
        [Fragment(*turn(each.x, each.y), each.size, each.text) for each in words],
        [rule_between(*turn(each.x0, each.y0), *turn(each.x1, each.y1)) for each in drawn.rules],
    )


def _turned_left(x: float, y: float) -> tuple[float, float]:
    return y, -x


def _turned_right(x: float, y: float) -> tuple[float, float]:
    return -y, x
