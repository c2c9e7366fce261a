"""Paragraphs and tables in their order: as blocks of a document, or as lines of a cell, a text box, a note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Aside, Paragraph, Table, TableRow
from spt_fazhi.store.documents.readers.sizes import MAX_COLUMNS, require_sizes
from spt_fazhi.store.documents.readers.word.numbering import Numbering
from spt_fazhi.store.documents.readers.word.runs import COME, GONE, PROPERTIES, Runs, is_prompt
from spt_fazhi.store.documents.readers.word.styles import Styles
from spt_fazhi.store.documents.readers.word.tags import attribute, child, is_on, kind, number, value

_BLOCKS: Final = frozenset({"p", "tbl", "altChunk", "subDoc"})
_APART: Final = "\u3000"
"""Between the cells of a table inside a cell."""
NOT_FILLED: Final = "没有填写的内容控件"


class _Found(NamedTuple):
    element: Element
    prompt: bool = False


class _Carried:
    """A paragraph as it is gathered; where its mark is gone it goes on in the next one."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.shown: str | None = None
        """Its automatic number; None while none was asked for."""
        self.goes_on = False

    def text(self) -> str:
        return (self.shown or "") + "".join(self.pieces)


class Story:
    """Reads one document; what stands beside the text is gathered meanwhile.

    `asides` are such words, `references` the notes and comments met, with the line, `inserted` the lines at which
    another file is put in that was not read; `changes` and `pictures` are counts.
    """

    def __init__(self, name: str, styles: Styles, numbering: Numbering) -> None:
        """Begin at the first line."""
        self._name, self._styles, self._numbering = name, styles, numbering
        self.asides: list[Aside] = []
        self.references: list[tuple[str, str, int]] = []
        self.inserted: list[int] = []
        self.changes = self.pictures = 0
        self._line = self._cells = self._characters = 0

    def blocks(self, body: Element) -> list[Paragraph | Table]:
        """The paragraphs and tables of the body; each paragraph and each row is a line, an empty one too."""
        made: list[Paragraph | Table] = []
        first, carried = 0, _Carried()
        for found in self._inside(body, _BLOCKS):
            if kind(found.element) == "tbl":
                made += _paragraphs(carried, first)
                carried = _Carried()
                made.append(Table(rows=tuple(self._rows(found.element))))
                continue
            self._next_line()
            first = first if carried.goes_on else self._line
            self._paragraph(found, carried)
            if not carried.goes_on:
                made += _paragraphs(carried, first)
                carried = _Carried()
        return made + _paragraphs(carried, first)

    def lines(self, container: Element) -> list[str]:
        """The same as lines of text, empty ones left out; a row of a table is one. They are at the present line."""
        made: list[str] = []
        carried = _Carried()
        for found in self._inside(container, _BLOCKS):
            if kind(found.element) == "tbl":
                made.append(carried.text())
                carried = _Carried()
                made += [_APART.join(filter(None, dict.fromkeys(cells))) for cells in self._grid(found.element)]
                continue
            self._paragraph(found, carried)
            if not carried.goes_on:
                made.append(carried.text())
                carried = _Carried()
        made.append(carried.text())
        return [line for text in made for line in text.split("\n") if line.strip()]

    def aside(self, texts: Iterable[str], reason: str, line: int | None = None) -> None:
        """Keep words that are no part of the text."""
        at = self._line if line is None else line
        for text in texts:
            self.asides += [Aside(number=at, text=each, reason=reason) for each in text.split("\n") if each.strip()]

    def _next_line(self) -> None:
        self._line += 1
        require_sizes(self._name, lines=self._line)

    def _paragraph(self, found: _Found, carried: _Carried) -> None:
        """Add a paragraph's text to what is carried over to it, and tell whether it goes on in the next."""
        if kind(found.element) != "p":
            self.inserted.append(self._line)
            return
        properties = child(found.element, "pPr")
        style = self._styles.paragraph_style(properties)
        runs = Runs(self._styles, style)
        runs.read(found.element)
        self._beside(runs, style, prompt=found.prompt)
        text = "" if found.prompt or self._styles.is_contents(style) else "".join(runs.text)
        self._characters += len(text)
        require_sizes(self._name, characters=self._characters)
        carried.pieces.append(text)
        mark = child(properties, "rPr")
        self.changes += not runs.changes and any(child(mark, each) is not None for each in GONE | COME)
        if any(child(mark, each) is not None for each in GONE):
            carried.goes_on = True  # the paragraph that it is joined with has the number
            return
        unseen = is_on(mark, "vanish")
        carried.goes_on = self._styles.hides_paragraph(style) if unseen is None else unseen
        if carried.shown is None and (text or not carried.goes_on):
            carried.shown = self._numbering.next(properties, style)

    def _beside(self, runs: Runs, style: str | None, *, prompt: bool) -> None:
        self.changes += runs.changes
        self.pictures += runs.pictures
        self.references += [(what, name, self._line) for what, name in runs.references]
        self.aside(["".join(runs.hidden)], "隐藏文字")
        self.aside(["".join(runs.prompts)], NOT_FILLED)
        if prompt:
            self.aside(["".join(runs.text)], NOT_FILLED)
        elif self._styles.is_contents(style):
            self.aside(["".join(runs.text)], "目录")
        self.aside(runs.drawn, "图形里的文字")
        for box in runs.boxes:
            self.aside(self.lines(box), "文本框")

    def _rows(self, table: Element) -> Iterator[TableRow]:
        for cells in self._grid(table, counted=True):
            yield TableRow(cells=tuple(cells), number=self._line)

    def _grid(self, table: Element, *, counted: bool = False) -> Iterator[list[str]]:
        """The cells of each row in their places; one merged over several columns or rows stands in each of them."""
        above: dict[int, str] = {}
        for row, _ in self._inside(table, frozenset({"tr"})):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                self.changes += 1
                continue
            self.changes += child(properties, "ins") is not None
            if counted:
                self._next_line()
            before = number(value(properties, "gridBefore"), 0, 0, MAX_COLUMNS)
            cells, above = self._row(row, [""] * before, above)
            if is_on(properties, "hidden"):
                self.aside(dict.fromkeys(cells), "隐藏文字")
                continue
            self._cells += len(cells)
            require_sizes(self._name, cells=self._cells)
            yield cells

    def _row(self, row: Element, cells: list[str], above: dict[int, str]) -> tuple[list[str], dict[int, str]]:
        """A row after the cells it leaves out, and its cells that may go on in the row below, by their place."""
        below: dict[int, str] = {}
        for cell, prompt in self._inside(row, frozenset({"tc"})):
            properties = child(cell, "tcPr")
            if child(properties, "cellDel") is not None:
                self.changes += 1
                continue
            if len(cells) >= MAX_COLUMNS:
                raise FazhiError(
                    f"“{self._name}”第 {self._line} 行的表超过 {MAX_COLUMNS} 列，没有读", "请只留下任务表里要用的列再试"
                )
            place = len(cells)
            text = self._covered(properties, place, cells, above)
            if text is None:
                lines = self.lines(cell)
                text = "" if prompt else "\n".join(lines)
                self.aside(lines if prompt else [], NOT_FILLED)
            elif any(kind(each) == "t" and each.text for each in cell.iter()):
                self.aside(self.lines(cell), "合并单元格盖住的文字")
            if child(properties, "vMerge") is not None:
                below[place] = text
            across = number(value(properties, "gridSpan"), 1, 1, MAX_COLUMNS)
            cells += [text] * min(across, MAX_COLUMNS - place)
        return cells, below

    def _covered(self, properties: Element | None, place: int, cells: list[str], above: dict[int, str]) -> str | None:
        """What the cell says that covers this one from above or from the left; None where none does."""
        down, across = child(properties, "vMerge"), child(properties, "hMerge")
        if down is not None and attribute(down, "val") != "restart":
            return above.get(place)
        goes_on = across is not None and attribute(across, "val") != "restart" and place > 0
        return cells[-1] if goes_on else None

    def _inside(self, container: Element, wanted: frozenset[str], *, prompt: bool = False) -> list[_Found]:
        """The elements of some kinds in a container, also within content controls and tracked changes."""
        found: list[_Found] = []
        for each in container:
            name = kind(each)
            if name in wanted:
                found.append(_Found(each, prompt=prompt))
            elif name in GONE:
                self.changes += 1
            elif name == "AlternateContent":
                found += next(filter(None, (self._inside(way, wanted, prompt=prompt) for way in each)), [])
            elif name not in PROPERTIES:
                self.changes += name in COME
                found += self._inside(each, wanted, prompt=prompt or (name == "sdt" and is_prompt(each)))
        return found


def _paragraphs(carried: _Carried, line: int) -> list[Paragraph | Table]:
    """A paragraph of the document for each of its lines; a number alone is none."""
    if not "".join(carried.pieces).strip():
        return []
    return [Paragraph(text=each, number=line) for each in carried.text().split("\n") if each.strip()]
