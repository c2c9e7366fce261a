"""The tags and words of a web page, one after the other, in time proportional to its length.

Every look forward for what would end a comment, a tag or a quoted value is made at most once in vain: what was not
found once is not in the rest either. (`html.parser` looks again from each `<`.)
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

_NAME: Final = re.compile(r"[a-zA-Z][^\s/>]{0,100}")
_ATTRIBUTE: Final = re.compile(r"[\s/]*([^\s/>=][^\s/>=]{0,200})[ \t\r\n]*")
_BARE: Final = re.compile(r"[^\s>]*")
_RAW: Final = {
    name: re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE) for name in ("script", "style", "textarea", "title")
}
_WORDS: Final = frozenset({"textarea", "title"})
"""Those of them whose words a reader sees."""
_MOST_ATTRIBUTES: Final = 100


class Start(NamedTuple):
    """An opening tag, its name in lower case, its first hundred attributes."""

    name: str
    attributes: Mapping[str, str]


class End(NamedTuple):
    """A closing tag."""

    name: str


Token = Start | End | str
"""Words come as they are meant: `&amp;` is `&`."""


def tokens(text: str) -> Iterator[Token]:
    """The tags and words of a page in order; comments and declarations left out, CDATA as words. Never raises."""
    yield from _Scanner(text).tokens()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._absent: dict[str, int] = {}

    def _find(self, words: str, start: int) -> int:
        """`str.find`, which does not look twice for what is not there."""
        if start >= self._absent.get(words, len(self._text) + 1):
            return -1
        found = self._text.find(words, start)
        if found < 0:
            self._absent[words] = start
        return found

    def tokens(self) -> Iterator[Token]:
        text, at = self._text, 0
        while at < len(text):
            opened = self._find("<", at)
            if opened < 0:
                yield html.unescape(text[at:])
                return
            if opened > at:
                yield html.unescape(text[at:opened])
            found, at = self._markup(opened)
            yield from found

    def _markup(self, at: int) -> tuple[tuple[Token, ...], int]:
        """What begins with the `<` at a place, and where the text goes on after it."""
        text = self._text
        if text.startswith("<!--", at):
            return (), self._after("-->", at + 4)
        if text.startswith("<![CDATA[", at):
            after = self._after("]]>", at + 9)
            return (text[at + 9 : after].removesuffix("]]>"),), after
        if text.startswith(("<!", "<?"), at):
            return (), self._after(">", at)
        closing = text.startswith("</", at)
        name = _NAME.match(text, at + 1 + closing)
        if name is None or self._find(">", at) < 0:
            return ("<",), at + 1
        if closing:
            return (End(name[0].lower()),), self._after(">", name.end())
        return self._start(name[0].lower(), name.end())

    def _after(self, words: str, at: int) -> int:
        """The place after the next `words`; the end of the text where there are none."""
        found = self._find(words, at)
        return len(self._text) if found < 0 else found + len(words)

    def _start(self, name: str, at: int) -> tuple[tuple[Token, ...], int]:
        """An opening tag whose name ends at a place; with the words of one that holds nothing but words."""
        attributes, end = self._attributes(at)
        tag = Start(name, attributes)
        if name not in _RAW:
            return (tag,), end
        close = self._closing(name, end)
        if name in _WORDS:
            return ((tag,), end) if close is None else ((tag, html.unescape(self._text[end:close])), close)
        return (tag,), len(self._text) if close is None else close

    def _closing(self, name: str, at: int) -> int | None:
        """Where the tag stands that ends a script and the like."""
        key = f"</{name}"
        if at >= self._absent.get(key, len(self._text) + 1):
            return None
        found = _RAW[name].search(self._text, at)
        if found is None:
            self._absent[key] = at
        return found.start() if found else None

    def _attributes(self, at: int) -> tuple[dict[str, str], int]:
        """The attributes of a tag, and where the text goes on after it."""
        text = self._text
        found: dict[str, str] = {}
        while at < len(text):
            match = _ATTRIBUTE.match(text, at)
            if match is None:
                break
            at = match.end()
            value = ""
            if text.startswith("=", at):
                at = _past_blanks(text, at + 1)
                value, at = self._value(at)
            if len(found) < _MOST_ATTRIBUTES:
                found.setdefault(match[1].lower(), value)
        end = self._find(">", at)
        return found, len(text) if end < 0 else end + 1

    def _value(self, at: int) -> tuple[str, int]:
        quote = self._text[at : at + 1]
        if quote in {'"', "'"}:
            end = self._find(quote, at + 1)
            if end >= 0:
                return html.unescape(self._text[at + 1 : end]), end + 1
        bare = _BARE.match(self._text, at)
        return (html.unescape(bare[0]), bare.end()) if bare else ("", at)


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at
