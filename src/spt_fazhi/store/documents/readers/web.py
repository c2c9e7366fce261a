"""Saved web pages: the paragraphs and tables of the article, without scripts, menus and styles."""

from __future__ import annotations

import contextlib
import re
from html.parser import HTMLParser
from typing import Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Document, Paragraph, Table, TableRow
from spt_fazhi.text.decoding import any_text, declared_text

_SKIPPED: Final = frozenset(
    {"script", "style", "head", "noscript", "template", "svg", "select", "textarea", "nav", "iframe"}
)
_BLOCKS: Final = frozenset(
    {
        "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header",
        "footer", "tr", "table", "blockquote", "dd", "dt", "title", "form", "pre", "center",
        "hr",
    }
)  # fmt: skip
_CHARSET: Final = re.compile(rb"charset=[\"' ]*([A-Za-z0-9_-]+)", re.IGNORECASE)
_MAX_DEPTH: Final = 2000


class _WebReader(HTMLParser):
    """Gathers paragraphs and tables; never raises on any markup."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Paragraph | Table] = []
        self._text = ""
        self._skipping: list[str] = []
        self._tables: list[list[list[tuple[str, int, int]]]] = []
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._number = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipping or tag in _SKIPPED:
            if tag in _SKIPPED and len(self._skipping) < _MAX_DEPTH:
                self._skipping.append(tag)
            return
        if tag == "table":
            self._end_paragraph()
            if len(self._tables) < 8:
                self._tables.append([])
        elif tag == "tr" and self._tables:
            self._tables[-1].append([])
        elif tag in {"td", "th"} and self._tables:
            self._end_cell()
            found = dict(attrs)
            self._spans = (_span(found.get("rowspan")), _span(found.get("colspan")))
            self._cell = []
            if not self._tables[-1]:
                self._tables[-1].append([])
        elif tag in _BLOCKS:
            self._end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.pop()
            return
        if tag in {"td", "th"}:
            self._end_cell()
        elif tag == "table" and self._tables:
            self._end_cell()
            rows = self._tables.pop()
            if self._tables or not any(rows):  # a table that only lays out the page keeps its cells as paragraphs
                for row in rows:
                    for text, _, _ in row:
                        self._add(text)
            else:
                self._add_table(rows)
        elif tag in _BLOCKS:
            self._end_paragraph()

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._text += re.sub(r"[\t\r\n\f ]+", " ", data)

    def close(self) -> None:
        super().close()
        while self._tables:
            self.handle_endtag("table")
        self._end_paragraph()

    def _end_paragraph(self) -> None:
        text, self._text = self._text.strip(" "), ""
        if not text.strip():
            return
        if self._cell is not None:
            self._cell.append(text)
        else:
            self._add(text)

    def _end_cell(self) -> None:
        self._end_paragraph()
        if self._cell is not None and self._tables:
            self._tables[-1][-1].append(("\n".join(self._cell), *self._spans))
        self._cell = None

    def _add(self, text: str) -> None:
        for line in text.split("\n"):
            if line.strip():
                self._number += 1
                self.blocks.append(Paragraph(text=line, number=self._number))

    def _add_table(self, rows: list[list[tuple[str, int, int]]]) -> None:
        grid = _grid(rows)
        widest = max((len(row) for row in grid), default=0)
        if widest < 2:
            for row in grid:
                for cell in row:
                    self._add(cell)
            return
        made = []
        for row in grid:
            self._number += 1
            made.append(TableRow(cells=tuple(row + [""] * (widest - len(row))), number=self._number))
        self.blocks.append(Table(rows=tuple(made)))


def _span(text: str | None) -> int:
    return min(max(int(text), 1), 200) if text and text.strip().isdigit() else 1


def _grid(rows: list[list[tuple[str, int, int]]]) -> list[list[str]]:
    """The cells in their places; a cell over several rows or columns is repeated."""
    grid: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}
    for row in rows:
        made: list[str] = []
        cells = iter(row)
        while True:
            place = len(made)
            if place in below:
                left, text = below.pop(place)
                made.append(text)
                if left > 1:
                    below[place] = (left - 1, text)
                continue
            cell = next(cells, None)
            if cell is None:
                break
            text, down, across = cell
            for _ in range(across):
                if down > 1:
                    below[len(made)] = (down - 1, text)
                made.append(text)
        grid.append(made)
    return [row for row in grid if any(cell.strip() for cell in row)]


def read_web(data: bytes, name: str) -> Document:
    """Read a saved page. Raises FazhiError for one in no known encoding, and for one without text."""
    reader = _WebReader()
    reader.feed(_decoded(data, name))
    reader.close()
    if not reader.blocks:
        raise FazhiError(f"“{name}”里没有读出文字", "这个网页可能要联网才显示正文；请复制正文，存成 .txt 再试")
    return Document(blocks=tuple(reader.blocks))


def _decoded(data: bytes, name: str) -> str:
    """The text of the page; its own declaration of the encoding wins over a guess."""
    declared = _CHARSET.search(data[:4096])
    if declared:
        with contextlib.suppress(UnicodeDecodeError):
            text = declared_text(data, declared[1].decode().lower())
            if text is not None:
                return text
    try:
        return any_text(data)[0]
    except UnicodeDecodeError:
        raise FazhiError(f"“{name}”的文字编码认不出来", "请在浏览器里打开，复制正文，存成 .txt 再试") from None
