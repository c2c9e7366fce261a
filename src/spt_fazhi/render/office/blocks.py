"""A Markdown text as blocks: paragraphs, tables and notes, each a row of runs. What Word and web pages are made from.

Read by markdown-it-py as CommonMark with tables and footnotes. HTML is text. Of a link its words stay, an image goes:
both are counted, so that who typed them can be told. Nothing else that the text says is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spt_fazhi.errors import FazhiError, UsageError, install_office
from spt_fazhi.text.marks import Stretches, numbered
from spt_fazhi.text.plain import plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

SOFT: Final = "\x1e"
"""Where a line ends in the Markdown and not in print."""
BREAK: Final = "\n"
_MAX_TEXT: Final = 4_000_000
_NOTE: Final = re.compile(r"\[\^([^\s\[\]^]{1,40})\]")
_NOTE_TEXT: Final = re.compile(r"\[\^([^\s\[\]^]{1,40})\]:[ \t]*(.*)")
_NO_XML: Final = re.compile("[\ufffe\uffff]")
_CELL_END: Final = re.compile(r"(?<!\\)\|")
_ADDRESS: Final = r"[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*"
_LINK: Final = re.compile(rf"""(!?)\[([^\[\]]*)\]\([ \t]*<?{_ADDRESS}>?(?:[ \t]+(?:"[^"]*"|'[^']*'))?[ \t]*\)""")
_CELL_START: Final = re.compile(r"[\s>]*\|?")
_DEEPEST: Final = 10_000
"""Deeper than Python lets a reader go: so what is nested too deeply is refused, where markdown-it would drop it."""


class Run(NamedTuple):  # a tuple: a table has thousands
    """Text in one look. `figure` is its number among the figures of the text, `note` the label of a footnote."""

    text: str
    bold: bool = False
    figure: int | None = None
    note: str | None = None


Runs = tuple[Run, ...]


class Paragraph(NamedTuple):
    """One paragraph. `level`: 1 to 6 of a heading, 0 of running text; `quoted` for one behind `>`."""

    runs: Runs
    level: int = 0
    quoted: bool = False


class Table(NamedTuple):
    """One table: its first row is its head; `right` says which columns stand to the right, `line` where it begins."""

    rows: tuple[tuple[Runs, ...], ...]
    right: tuple[bool, ...]
    line: int = 0


Block = Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A whole text. `notes` are the footnotes by label, `keys` the keys of its figures by number."""

    blocks: tuple[Block, ...]
    notes: dict[str, Runs]
    keys: tuple[str, ...] = ()
    links: int = 0
    images: int = 0


def words(runs: Iterable[Run]) -> str:
    """The text of runs, without the marks of footnotes."""
    return "".join(run.text for run in runs if run.note is None)


def read_blocks(markdown: str) -> Text:
    """The blocks of a Markdown text, marked (text/marks.py) or not.

    Raises FazhiError when markdown-it-py is not installed, UsageError for a text too long or too deeply nested.
    """
    if len(markdown) > _MAX_TEXT:
        raise UsageError("文字太长，排不了版", "请分成几份")
    short, keys = numbered(markdown)
    source = _NO_XML.sub("", short.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    reader = _Reader(source.split("\n"))
    try:
        reader.read(_parser().parse(source))
    except RecursionError:
        raise UsageError("文字里引用或列表套了太多层，排不了版", "请把层次减到几层以内") from None
    return Text(blocks=tuple(reader.blocks), notes=reader.notes, keys=keys, links=reader.links, images=reader.images)


def _parser() -> MarkdownIt:
    try:
        from markdown_it import MarkdownIt
    except ImportError:
        raise FazhiError("排 Word 和网页要先安装 markdown-it-py", OFFICE_HINT) from None
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).enable("table")
    parser.disable(["reference", "html_block", "html_inline", "link", "image"])
    parser.inline.ruler.before("link", "note", _note)
    parser.inline.ruler.before("link", "plain_link", _link)
    parser.block.ruler.before("reference", "note_text", _note_text, {"alt": ["paragraph", "blockquote", "table"]})
    return parser


OFFICE_HINT: Final = install_office("python-docx markdown-it-py")
"""What to do when a package of the extra `office` is not installed."""


def _note(state: Any, silent: bool) -> bool:
    """markdown-it's rule for `[^r1]` in a line."""
    found = _NOTE.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("note", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _link(state: Any, silent: bool) -> bool:
    """markdown-it's rule for `[words](address)` and `![words](address)`: its own would follow brackets in brackets."""
    found = _LINK.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("plain_link", "", 0).content = found[2]
        state.tokens[-1].info = found[1]
    state.pos = found.end()
    return True


def _note_text(state: Any, start: int, _end: int, silent: bool) -> bool:
    """markdown-it's rule for the line `[^r1]: text`."""
    found = _NOTE_TEXT.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if found is None:
        return False
    if not silent:
        state.push("note_open", "", 1).content = found[1]
        inline = state.push("inline", "", 0)
        inline.content, inline.children, inline.map = found[2], [], [start, start + 1]
        state.push("note_close", "", -1)
        state.line = start + 1
    return True


class _Reader:
    """Goes through markdown-it's tokens once."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self.blocks: list[Block] = []
        self.notes: dict[str, Runs] = {}
        self.links = self.images = 0
        self._stretches = Stretches()
        self._level = self._quotes = 0
        self._prefix = ""
        self._lists: list[int | None] = []
        self._marks: list[str] = []
        self._note: str | None = None
        self._rows: list[tuple[Runs, ...]] | None = None
        self._row: list[Runs] = []
        self._right: list[bool] = []
        self._begins = 0
        self._line = ""

    def read(self, tokens: Iterable[Token]) -> None:
        """Take every token."""
        for token in tokens:
            kind, _, side = token.type.rpartition("_")
            step = getattr(self, f"_{token.type}", None) or getattr(self, f"_{kind}", None)
            if step is not None:
                step(token, side == "open")

    def _add(self, runs: Runs, level: int = 0) -> None:
        if self._prefix:
            runs, self._prefix = (Run(self._prefix), *runs), ""
        if runs:
            self.blocks.append(Paragraph(runs, level, quoted=bool(self._quotes)))

    def _inline(self, token: Token, _open: bool) -> None:
        runs = tuple(self._runs(token.children or ()))
        if self._note is not None and self._note not in self.notes:
            self.notes[self._note] = runs
        elif self._rows is not None:
            self._row.append(runs)
        else:
            self._add(runs, self._level)

    def _heading(self, token: Token, opens: bool) -> None:
        self._level = int(token.tag[1:]) if opens else 0

    def _blockquote(self, _token: Token, opens: bool) -> None:
        self._quotes += 1 if opens else -1

    def _bullet_list(self, _token: Token, opens: bool) -> None:
        self._list(None, opens)

    def _ordered_list(self, token: Token, opens: bool) -> None:
        self._list(int(token.attrs.get("start", 1)) if opens else None, opens)

    def _list(self, first: int | None, opens: bool) -> None:
        if opens:
            self._lists.append(first)
        else:
            self._lists.pop()

    def _list_item(self, token: Token, opens: bool) -> None:
        """Official prose has no bullets: an item is a paragraph; numbers are written 1. and, a level deeper, （1）."""
        number = self._lists[-1]
        if not opens:
            self._add(())  # an item of nothing: its number stays
        elif number is not None:
            depth = sum(each is not None for each in self._lists)
            self._prefix = f"（{number}）" if depth > 1 else f"{number}{token.markup or '.'}"
            self._lists[-1] = number + 1

    def _note_open(self, token: Token, _open: bool) -> None:
        self._note = token.content

    def _note_close(self, _token: Token, _open: bool) -> None:
        self._note = None

    def _fence(self, token: Token, _open: bool) -> None:
        if token.info.strip():
            self._add(tuple(self._text(token.info.strip(), bold=False)))
        self._code_block(token, _open)

    def _code_block(self, token: Token, _open: bool) -> None:
        for line in token.content.splitlines():
            self._add(tuple(self._text(line, bold=False)))

    def _table(self, token: Token, opens: bool) -> None:
        if opens:
            self._rows, self._right = [], []
            self._begins = token.map[0] + 1 if token.map else 0
        elif self._rows is not None:
            self.blocks.append(Table(tuple(self._rows), tuple(self._right), self._begins))
            self._rows = None

    def _tr(self, token: Token, opens: bool) -> None:
        if opens:
            self._row = []
            self._line = self._lines[token.map[0]] if token.map else ""
        elif self._rows is not None:
            more = _CELL_END.split(_CELL_START.sub("", self._line, count=1))[len(self._row) :]
            if more and self._row:  # Markdown knows no cells beyond those of the head
                said = "".join(f" {each.strip()}" for each in more if each.strip()).replace("\\|", "|")
                self._row[-1] = (*self._row[-1], *self._text(said, bold=False))
            self._rows.append(tuple(self._row))

    def _th(self, token: Token, opens: bool) -> None:
        if opens:
            self._right.append("right" in str(token.attrs.get("style", "")))

    def _runs(self, tokens: Iterable[Token]) -> Iterator[Run]:
        bold = 0
        for token in tokens:
            match token.type:
                case "text" | "code_inline":
                    yield from self._text(token.content, bold=bool(bold))
                case "strong_open":
                    bold += 1
                case "strong_close":
                    bold -= 1
                case "softbreak":
                    yield Run(SOFT)
                case "hardbreak":
                    yield Run(BREAK)
                case "note":
                    yield Run("", note=token.content)
                case "plain_link":
                    self.images += bool(token.info)
                    self.links += not token.info
                    yield from self._text(token.content, bold=bool(bold))

    def _text(self, text: str, *, bold: bool) -> Iterator[Run]:
        for figure, part in self._stretches.split(text):
            shown = plain(part).replace("\n", " ").replace("\t", " ")
            if shown:
                yield Run(shown, bold, figure)
