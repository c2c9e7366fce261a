"""Styles of a document: which are hidden, which number their paragraphs, what they are called."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element

from spt_fazhi.store.documents.readers.word.tags import attribute, child, children, is_on, value


class StyleNumber(NamedTuple):
    """The list a style numbers its paragraphs by: its id and level as written, and the style that says so."""

    number_id: str
    level: str | None
    style: str


class _Style(NamedTuple):
    name: str
    based_on: str | None
    hidden: bool | None
    number_id: str | None
    level: str | None


class Styles:
    """The styles of `styles.xml` by their ids; what a style does not say, the one it is based on says."""

    def __init__(self, root: Element) -> None:
        """Take what matters of every style."""
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        self._all_hidden = is_on(root, "docDefaults", "rPrDefault", "rPr", "vanish") is True
        for each in children(root, "style"):
            name = attribute(each, "styleId") or ""
            numbered = child(each, "pPr", "numPr")
            self._styles[name] = _Style(
                name=(value(each, "name") or "").lower(),
                based_on=value(each, "basedOn"),
                hidden=is_on(each, "rPr", "vanish"),
                number_id=value(numbered, "numId"),
                level=value(numbered, "ilvl"),
            )
            if attribute(each, "type") == "paragraph" and attribute(each, "default") in {"1", "true", "on"}:
                self._default = name
        self._hidden: dict[str | None, bool | None] = {}
        self._numbers: dict[str | None, StyleNumber | None] = {}

    def paragraph_style(self, properties: Element | None) -> str | None:
        """The id of a paragraph's style: its own, else the usual one."""
        return value(properties, "pStyle") or self._default

    def hides_paragraph(self, style: str | None) -> bool:
        """Whether the text of a paragraph of this style is hidden where it says nothing itself."""
        found = self._says_hidden(style)
        return self._all_hidden if found is None else found

    def hides_run(self, properties: Element | None, *, in_hidden: bool) -> bool:
        """Whether a run is hidden, by itself or its style; else as its paragraph is."""
        own = is_on(properties, "vanish")
        if own is None:
            style = value(properties, "rStyle")
            own = None if style is None else self._says_hidden(style)
        return in_hidden if own is None else own

    def number(self, style: str | None) -> StyleNumber | None:
        """The list that a style numbers its paragraphs by; None without one."""
        if style not in self._numbers:
            found, level = None, None
            for name, each in self._chain(style):
                level = level or each.level
                if each.number_id is not None:
                    found = StyleNumber(number_id=each.number_id, level=level, style=name)
                    break
            self._numbers[style] = found
        return self._numbers[style]

    def is_contents(self, style: str | None) -> bool:
        """Whether it is a line of the table of contents."""
        found = self._styles.get(style or "")
        return found is not None and found.name[:4] in {"toc ", "目录 "} and found.name[4:].strip().isdigit()

    def _says_hidden(self, style: str | None) -> bool | None:
        if style not in self._hidden:
            said = (each.hidden for _, each in self._chain(style) if each.hidden is not None)
            self._hidden[style] = next(said, None)
        return self._hidden[style]

    def _chain(self, style: str | None) -> list[tuple[str, _Style]]:
        """A style and those it is based on, each once."""
        found: dict[str, _Style] = {}
        while style is not None and style not in found and style in self._styles and len(found) < 50:
            found[style] = self._styles[style]
            style = found[style].based_on
        return list(found.items())
