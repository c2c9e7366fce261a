"""Saved web pages: the paragraphs and tables of the article, without scripts, menus and styles."""

from __future__ import annotations

import contextlib
import re
from typing import Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Aside, Document, Paragraph, Table
from spt_fazhi.store.documents.readers.web.grid import WebTable
from spt_fazhi.store.documents.readers.web.markup import End, Start, tokens
from spt_fazhi.text.decoding import any_text, declared_text

_SKIPPED: Final = frozenset(
    {"script", "style", "head", "noscript", "template", "svg", "select", "textarea", "nav", "iframe", "rt", "rp"}
)
_BLOCKS: Final = frozenset(
    {
        "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header",
        "footer", "tr", "table", "blockquote", "dd", "dt", "title", "form", "pre", "center",
        "hr",
    }
)  # fmt: skip
_EMPTY: Final = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "embed", "source"})
_ENDED_BY_THE_NEXT: Final = frozenset({"p", "li", "dt", "dd", "td", "th", "tr", "option"})
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET: Final = re.compile(rb"charset=[\"' ]*([A-Za-z0-9_-]+)", re.IGNORECASE)
_MAX_DEPTH: Final = 2000
_MOST_TABLES: Final = 8
"""How deep tables may stand in each other."""


class _WebReader:
    """Gathers paragraphs and tables; never raises on any markup, but for a table that claims too many cells."""

    def __init__(self) -> None:
        self.blocks: list[Paragraph | Table] = []
        self.asides: list[Aside] = []
        self._text: list[str] = []
        self._skipping: list[str] = []
        self._hidden = ""  # the name of the element that is not shown, and how many of that name are open
        self._hidden_depth = 0
        self._tables: list[WebTable] = []
        self._deeper = 0  # tables that stand too deep to be told apart
        self._number = 0

    def read(self, text: str) -> None:
        """Take in a whole page."""
        for token in tokens(text):
            if isinstance(token, Start):
                self._starts(token)
            elif isinstance(token, End):
                self._ends(token.name)
            elif not self._skipping:
                self._text.append(re.sub(r"[\t\r\n\f ]+", " ", token))
        while self._tables:
            self._end_table()
        self._end_paragraph()

    def _starts(self, tag: Start) -> None:
        name = tag.name
        if self._skipping or name in _SKIPPED:
            if name in _SKIPPED and len(self._skipping) < _MAX_DEPTH:
                self._skipping.append(name)
            return
        if self._hidden and name == self._hidden and name in _ENDED_BY_THE_NEXT:
            self._end_hidden()
        if self._hidden:
            self._hidden_depth += name == self._hidden
            return
        if _is_hidden(tag) and name not in _EMPTY:
            self._end_paragraph()
            self._hidden, self._hidden_depth = name, 1
            return
        if name == "table":
            self._end_paragraph()
            if len(self._tables) < _MOST_TABLES:
                self._tables.append(WebTable())
            else:
                self._deeper += 1
        elif name == "tr" and self._tables:
            self._end_paragraph()
            self._tables[-1].begin_row()
        elif name in {"td", "th"} and self._tables:
            self._end_paragraph()
            self._tables[-1].begin_cell(tag.attributes)
        elif name in _BLOCKS:
            self._end_paragraph()

    def _ends(self, name: str) -> None:
        if self._skipping:
            if name == self._skipping[-1]:
                self._skipping.pop()
            return
        if self._hidden:
            self._hidden_depth -= name == self._hidden
            if self._hidden_depth == 0:
                self._end_hidden()
            return
        if name in {"td", "th"}:
            self._end_paragraph()
            if self._tables:
                self._tables[-1].end_cell()
        elif name == "table" and self._deeper:
            self._deeper -= 1
        elif name == "table" and self._tables:
            self._end_table()
        elif name in _BLOCKS:
            self._end_paragraph()

    def _taken(self) -> str:
        text = "".join(self._text).strip(" ")
        self._text.clear()
        return text if text.strip() else ""

    def _end_hidden(self) -> None:
        self._hidden = ""
        text = self._taken()
        if text:
            self.asides.append(Aside(number=self._number, text=text, reason="隐藏文字"))

    def _end_paragraph(self) -> None:
        if self._hidden:
            self._end_hidden()
            return
        text = self._taken()
        if text and not (self._tables and self._tables[-1].add(text)):
            self._add(text)

    def _end_table(self) -> None:
        self._end_paragraph()
        table = self._tables.pop()
        if self._tables and self._tables[-1].add(table):
            return
        for item in table.blocks():
            if isinstance(item, str):
                self._add(item)
            else:
                self.blocks.append(item.numbered(self._number))
                self._number += len(item.rows)

    def _add(self, text: str) -> None:
        for line in text.split("\n"):
            if line.strip():
                self._number += 1
                self.blocks.append(Paragraph(text=line, number=self._number))


def _is_hidden(tag: Start) -> bool:
    return "hidden" in tag.attributes or _HIDDEN.search(tag.attributes.get("style", "")) is not None


def read_web(data: bytes, name: str) -> Document:
    """Read a saved page. Raises FazhiError for one in no known encoding, and for one without text."""
    reader = _WebReader()
    reader.read(_decoded(data, name))
    if not reader.blocks:
        raise FazhiError(f"“{name}”里没有读出文字", "这个网页可能要联网才显示正文；请复制正文，存成 .txt 再试")
    return Document(blocks=tuple(reader.blocks), asides=tuple(reader.asides))


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
