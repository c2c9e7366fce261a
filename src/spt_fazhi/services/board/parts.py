"""A page as its parts: tags, attributes and texts in order, as a browser takes them, however they are written down.

Entities, line ends, quotes, the order of attributes and closing tags that HTML lets out make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final, Literal, NamedTuple

PartKind = Literal["start", "end", "text", "style", "script", "note"]
_LET_OUT: Final = frozenset(
    {"html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup"}
)
"""Elements whose closing tag may be left out, and is put in by a program that saves the page."""
_IMPLIED: Final = frozenset({"html", "head", "body", "tbody"})
"""Elements that are there without a tag, too; without attributes their tag says nothing."""
_NEVER_CLOSED: Final = frozenset({"meta", "link", "input", "br", "hr", "img", "col", "wbr"})
_SPACE: Final = re.compile("[ \\t\\n\\r\\f]+")
_CODE: Final[dict[str, PartKind]] = {"style": "style", "script": "script"}


class Part(NamedTuple):  # a tuple: hundreds of thousands
    """A piece of a page: the name of a tag with its attributes, a text with its white space folded, code as it is."""

    kind: PartKind
    text: str
    attributes: tuple[tuple[str, str], ...] = ()


class PageParser(HTMLParser):
    """Gives each part of a page to `take`, and each stretch of a text that may go on to `goes_on`."""

    def __init__(self, take: Callable[[Part], None], goes_on: Callable[[Part], None] = lambda _: None) -> None:
        """Parse what is fed; `take` and `goes_on` may raise to end it."""
        super().__init__(convert_charrefs=True)
        self._take = take
        self._goes_on = goes_on
        self._inside: PartKind = "text"
        self._pending = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens; in SVG it may close itself."""
        if tag in _IMPLIED and not attrs:
            return
        self._flush()
        self._inside = _CODE.get(tag, "text")
        known = ((name, _lines(value or "")) for name, value in attrs)
        self._take(Part("start", tag, tuple(sorted(known, key=lambda each: each[0]))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself, as XML writes it."""
        self.handle_starttag(tag, attrs)
        if tag not in _NEVER_CLOSED:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if tag in _LET_OUT:
            return
        self._flush()
        self._inside = "text"
        self._take(Part("end", tag))

    def handle_data(self, data: str) -> None:
        """Text, perhaps not the whole of it."""
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
        if self._inside != "text":
            return Part(self._inside, _lines(self._pending))
        return Part("text", folded(self._pending))

    def _flush(self) -> None:
        part = self._part()
        self._pending = ""
        if part.text:
            self._take(part)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def folded(text: str) -> str:
    """Text with white space as a page shows it: one space for any, never none, so that no two numbers join."""
    return _SPACE.sub(" ", text)


def parts_of(page: str) -> list[Part]:
    """Every part of a page."""
    found: list[Part] = []
    parser = PageParser(found.append)
    parser.feed(page)
    parser.close()
    return found
