"""A page as its parts: tags, attributes and texts in order, as a browser takes them, however they are written down.

Entities, line ends, quotes, capitals and the order of attributes make no difference. Every tag does, those too that
HTML lets out: where one stands decides what is inside what, and so what is seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from operator import itemgetter
from typing import Final, Literal, NamedTuple

PartKind = Literal["start", "end", "text", "style", "script", "note"]
_READ: Final = 1 << 16
_UNSEEN: Final = re.compile("<!--|<(style|script)(?![a-z])", re.IGNORECASE)
_ENDS: Final = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("style", "script")}
_NEVER_CLOSED: Final = frozenset({"meta", "link", "input", "br", "hr", "img", "col", "wbr"})
_SPACE: Final = re.compile("[ \\t\\n\\r\\f]+")
"""What a page shows as one space: as one and not as none, so that no two numbers join."""
_CODE: Final[dict[str, PartKind]] = {"style": "style", "script": "script"}


class Part(NamedTuple):  # a tuple: hundreds of thousands
    """A piece of a page: the name of a tag with its attributes, a text with its white space folded, code as it is."""

    kind: PartKind
    text: str
    attributes: tuple[tuple[str, str], ...] = ()


class PageParser(HTMLParser):
    """Gives each part of a page to `take`, and what there is so far of a text in several pieces to `goes_on`."""

    def __init__(self, take: Callable[[Part], None], goes_on: Callable[[Part], None] = lambda _: None) -> None:
        """Parse what is fed; `take` and `goes_on` may raise to end it."""
        super().__init__(convert_charrefs=True)
        self._take = take
        self._goes_on = goes_on
        self._inside: PartKind = "text"
        self._pending = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens; in SVG it may close itself."""
        self._flush()
        self._inside = _CODE.get(tag, "text")
        known = [(name, value or "") for name, value in attrs]
        if len(known) > 1:
            known.sort(key=itemgetter(0))  # of two of a name the first counts, and stays the first
        self._take(Part("start", tag, tuple(known)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself, as XML writes it."""
        self.handle_starttag(tag, attrs)
        if tag not in _NEVER_CLOSED:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        self._flush()
        self._inside = "text"
        self._take(Part("end", tag))

    def handle_data(self, data: str) -> None:
        """Text, perhaps not the whole of it."""
        if not self._pending:
            self._pending = data
            return
        self._pending += data
        self._goes_on(self._part())

    def handle_comment(self, data: str) -> None:
        """What is not shown, unless to an old browser."""
        self._note(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        """`DOCTYPE html`."""
        self._note(f"<!{' '.join(decl.lower().split())}>")

    def handle_pi(self, data: str) -> None:
        """What no page of ours has."""
        self._note(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        """What no page of ours has."""
        self._note(f"<![{data}]>")

    def close(self) -> None:
        """Take the rest."""
        super().close()
        self._flush()

    def _note(self, text: str) -> None:
        self._flush()
        self._take(Part("note", text))

    def _part(self) -> Part:
        return Part(self._inside, self._pending if self._inside != "text" else _SPACE.sub(" ", self._pending))

    def _flush(self) -> None:
        if self._pending:
            part = self._part()
            self._pending = ""
            self._take(part)


def lines_of(page: str) -> str:
    """A page with line ends of one kind, as a browser reads it."""
    return page.replace("\r\n", "\n").replace("\r", "\n")


def parts_of(page: str) -> Iterator[Part]:
    """The parts of a page of our own, read as far as they are asked for."""
    found: list[Part] = []
    parser = PageParser(found.append)
    for at in range(0, len(page), _READ):
        parser.feed(page[at : at + _READ])
        yield from found
        found.clear()
    parser.close()
    yield from found


def words_of(page: str) -> Iterator[str]:
    """The words of any page, less style, script and comments; its cost is that of its length, whatever is in it."""
    at = 0
    while True:
        start = page.find("<", at)
        text = page[at:] if start < 0 else page[at:start]
        yield from (_entities(text) if "&" in text else text).split()
        if start < 0:
            return
        closing = _UNSEEN.match(page, start)
        if closing is None:
            end = page.find(">", start)
        elif closing[0] == "<!--":
            end = page.find("-->", start)
        else:
            ended = _ENDS[closing[1].lower()].search(page, start)
            end = page.find(">", ended.start()) if ended else -1
        if end < 0:
            return
        at = end + 1


def _entities(text: str) -> str:
    try:
        return unescape(text)
    except ValueError:  # a number of thousands of digits
        return text
