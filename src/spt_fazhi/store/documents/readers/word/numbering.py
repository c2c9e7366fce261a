"""Automatic numbers: the lists a document defines, and what stands before each paragraph that is in one."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from spt_fazhi.store.documents.readers.word.figures import figure
from spt_fazhi.store.documents.readers.word.styles import Styles
from spt_fazhi.store.documents.readers.word.tags import attribute, child, children, is_on, number, value

_LEVELS: Final = 9
_LONGEST: Final = 100
"""Characters of a level's text that are looked at: Word allows 50."""
_MOST: Final = 10**6
_PLACE: Final = re.compile("%([1-9])")
_CHINESE: Final = re.compile("[一二三四五六七八九十百千零〇]+")


class _Level(NamedTuple):
    form: str
    text: str
    start: int
    restart: int | None
    legal: bool
    style: str | None


class _List(NamedTuple):
    """A list in use: the definition it counts with, its levels, and those it starts anew."""

    definition: str
    levels: dict[int, _Level]
    starts: dict[int, int]


_PLAIN: Final = _Level(form="decimal", text="", start=1, restart=None, legal=False, style=None)


class Numbering:
    """The numbers of a document's paragraphs, asked for in their order."""

    def __init__(self, root: Element, styles: Styles) -> None:
        """Take the definitions of `numbering.xml`; nothing is counted yet."""
        self._styles = styles
        self._definitions = {attribute(each, "abstractNumId") or "": each for each in children(root, "abstractNum")}
        self._lists = {attribute(each, "numId") or "": each for each in children(root, "num")}
        self._known: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def next(self, properties: Element | None, style: str | None) -> str:
        """The number of the next paragraph as it shows; "" for one without, and for a bullet."""
        said = child(properties, "numPr")
        number_id, written = value(said, "numId"), value(said, "ilvl")
        by_style = self._styles.number(style) if number_id is None else None
        if by_style is not None:
            number_id, written = by_style.number_id, written or by_style.level
        found = self._list(number_id or "0")
        if found is None:
            return ""
        level = number(written, 0, 0, _LEVELS - 1)
        if by_style is not None:
            level = next((at for at, each in found.levels.items() if each.style == by_style.style), level)
        self._count(number_id or "", found, level)
        return self._shown(found, level)

    def _count(self, number_id: str, found: _List, level: int) -> None:
        counts = self._counts.setdefault(found.definition, {})
        start = found.levels.get(level, _PLAIN).start
        if level in found.starts and (number_id, level) not in self._started:
            self._started.add((number_id, level))
            counts.pop(level, None)
            start = found.starts[level]
        counts[level] = counts[level] + 1 if level in counts else start
        for deeper in [each for each in counts if each > level]:
            restart = found.levels.get(deeper, _PLAIN).restart
            if restart is None or level < restart:
                del counts[deeper]

    def _shown(self, found: _List, level: int) -> str:
        own = found.levels.get(level)
        if own is None:
            own = _PLAIN._replace(text=f"%{level + 1}.")
        if own.form == "bullet":
            return ""
        counts = self._counts[found.definition]

        def put(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            there = found.levels.get(at, _PLAIN)
            form = "decimal" if own.legal and there.form != "decimalZero" else there.form
            return figure(counts.get(at, there.start), form)

        return _apart(_PLACE.sub(put, own.text))

    def _list(self, number_id: str) -> _List | None:
        if number_id not in self._known:
            self._known[number_id] = self._read(number_id)
        return self._known[number_id]

    def _read(self, number_id: str) -> _List | None:
        """A list by its id; None for 0, which takes a number away. One that nobody defined counts 1. 2. 3."""
        each = self._lists.get(number_id)
        if each is None:
            return None if number_id == "0" else _List(definition=f"?{number_id}", levels={}, starts={})
        definition = self._definition(value(each, "abstractNumId") or "")
        root = self._definitions.get(definition)
        levels = {} if root is None else _levels(root)
        starts = {}
        for override in children(each, "lvlOverride"):
            at = number(attribute(override, "ilvl"), 0, 0, _LEVELS - 1)
            levels |= _levels(override)
            said = value(override, "startOverride")
            if said is not None:
                starts[at] = number(said, 1, 0, _MOST)
            elif child(override, "lvl") is not None:
                starts[at] = levels[at].start if at in levels else 1
        return _List(definition=definition, levels=levels, starts=starts)

    def _definition(self, name: str) -> str:
        """The definition that one with a link to a style of lists stands for."""
        link = value(self._definitions.get(name), "numStyleLink")
        by_style = None if link is None else self._styles.number(link)
        each = None if by_style is None else self._lists.get(by_style.number_id)
        return name if each is None else value(each, "abstractNumId") or name


def _levels(root: Element) -> dict[int, _Level]:
    found = {}
    for each in children(root, "lvl"):
        restart = value(each, "lvlRestart")
        found[number(attribute(each, "ilvl"), 0, 0, _LEVELS - 1)] = _Level(
            form=value(each, "numFmt") or value(child(each, "AlternateContent", "Fallback"), "numFmt") or "decimal",
            text=(value(each, "lvlText") or "")[:_LONGEST],
            start=number(value(each, "start"), 1, 0, _MOST),
            restart=None if restart is None else number(restart, 0, 0, _LEVELS),
            legal=is_on(each, "isLgl") is True,
            style=value(each, "pStyle"),
        )
    return found


def _apart(shown: str) -> str:
    """The number set apart from the text where only a tab does it: 1 → 1., 一 → 一、, 1.1 and 第一条 with a space."""
    if not shown or not shown[-1].isalnum() or "\u2460" <= shown[-1] <= "\u24ff":
        return shown
    if shown.isdecimal():
        return f"{shown}."
    return f"{shown}、" if _CHINESE.fullmatch(shown) else f"{shown} "
