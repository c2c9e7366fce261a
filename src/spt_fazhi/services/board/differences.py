"""Two pages held against each other: the first part in which they differ, in words, and below which heading it is."""

from __future__ import annotations

import re
from collections import deque
from html import unescape
from itertools import islice, zip_longest
from typing import Final

from spt_fazhi.services.board.parts import PageParser, Part, lines_of, parts_of, words_of
from spt_fazhi.text.plain import contrasted, one_line
from spt_fazhi.views.lists.verified import Difference

_HEADING: Final = re.compile(r"<(h[1-4])\b[^>]*>(.*?)</\1>", re.DOTALL)
_ANCHOR: Final = re.compile(r'\sid="?([^"\s>]+)')
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4"})
_TAG: Final = re.compile("<[^>]*>")
_HEAD_ENDS: Final = "</head>"
_LONGEST: Final = 300
_ROOM: Final = 1 << 16
_BEFORE: Final = 6
_AFTER: Final = 14
_CODE: Final = {"style": "页面样式（颜色、版面）", "script": "页面里的程序"}
TOO_LONG: Final = "文件长短"
"""Where a page differs that nobody has read further: it is several times as long as it should be."""


def first_difference(made: str, page: str) -> Difference | None:
    """Where a page first differs from the one made again: a text, a tag, the style or the script; None if nowhere.

    The page is read up to there and no further, whatever comes behind.
    """
    if _is_too_long(made, page):
        return _too_long(made, page)
    made, page = lines_of(made), lines_of(page)
    start = _same(made, page)
    if start == len(made) == len(page):
        return None
    comparison = _Comparison(made[start:], _Place(made[:start]))
    try:
        comparison.read(page[start:])
    except _Differs as differs:
        return _in_words(differs, comparison.place.said())
    except (ValueError, AssertionError):  # the parser's, of what no page of ours holds
        return Difference(where=comparison.place.said(), then="", now="（读不出的标记）")
    return None


def first_text(made: str, page: str) -> Difference | None:
    """The same of what the pages say alone: their words, however they are cut up, without style and script."""
    if _is_too_long(made, page):
        return _too_long(made, page)
    expected, found = words_of(made), words_of(page)
    before: deque[str] = deque(maxlen=_BEFORE)
    for was, now in zip_longest(expected, found, fillvalue=""):
        if was != now:
            said = [" ".join((*before, one, *islice(more, _AFTER))) for one, more in ((was, expected), (now, found))]
            then, shown = contrasted(said[0], said[1], _LONGEST)
            return Difference(where="文字", then=then, now=shown)
        before.append(was)
    return None


def _is_too_long(made: str, page: str) -> bool:
    return len(page) > 3 * len(made) + _ROOM


def _too_long(made: str, page: str) -> Difference:
    return Difference(where=TOO_LONG, then=f"{len(made)} 字", now=f"{len(page)} 字")


def _same(made: str, page: str) -> int:
    """How far two pages are the same, back to where a tag begins (a `<` of our own begins one, outside the head).

    Two pages that are the same altogether are so to their end.
    """
    if made == page:
        return len(made)
    low, high = 0, min(len(made), len(page))
    while low < high:
        middle = (low + high + 1) // 2
        if made[low:middle] == page[low:middle]:
            low = middle
        else:
            high = middle - 1
    head = made.find(_HEAD_ENDS)
    return made.rfind("<", 0, low) if 0 <= head < low - len(_HEAD_ENDS) else 0


_END: Final = Part("end", "")
"""There is no more."""


class _Differs(Exception):  # noqa: N818 - an outcome
    """Where one part was expected there is another."""

    def __init__(self, was: Part, now: Part) -> None:
        super().__init__()
        self.was, self.now = was, now


class _Comparison:
    """Reads a page part by part and raises _Differs at the first that is not as expected."""

    def __init__(self, made: str, place: _Place) -> None:
        self._expected = parts_of(made)
        self._next = next(self._expected, _END)
        self.place = place

    def read(self, page: str) -> None:
        """Read the page to its end."""
        parser = PageParser(self._take, self._goes_on)
        parser.feed(page)
        parser.close()
        self._take(_END)

    def _take(self, part: Part) -> None:
        if self._next != part:
            raise _Differs(self._next, part)
        self.place.passes(part)
        self._next = next(self._expected, _END)

    def _goes_on(self, part: Part) -> None:
        """A text that is not ended: what there is of it must be the beginning of what is expected."""
        if self._next.kind != part.kind or not self._next.text.startswith(part.text):
            raise _Differs(self._next, part)


def _in_words(differs: _Differs, place: str) -> Difference:
    was, now = differs.was, differs.now
    code = next((_CODE[name] for each in (now, was) for name in (each.kind, each.text) if name in _CODE), "")
    then, said = contrasted(_said(was), _said(now), _LONGEST)
    if then == said:
        said = f"{said}（空白或看不见的字符不同）"
    return Difference(where=code or place, then=then, now=said)


def _said(part: Part) -> str:
    if part.kind == "start":
        return f"<{' '.join((part.text, *(f'{name}={value!r}' for name, value in part.attributes)))}>"
    return f"</{part.text}>" if part.kind == "end" and part.text else part.text


class _Place:
    """The heading a part stands below and the last anchor before it, in a page of our own."""

    def __init__(self, before: str) -> None:
        """Begin after the text of a page `before`."""
        heading = _last(_HEADING, before)
        self._heading = one_line(unescape(_TAG.sub("", heading[2]))) if heading else ""
        anchor = _last(_ANCHOR, before)
        self._anchor = anchor[1] if anchor else ""
        self._inside = ""

    def passes(self, part: Part) -> None:
        """Go on over one part."""
        if part.kind == "start":
            self._anchor = dict(part.attributes).get("id", self._anchor)
            if part.text in _HEADINGS:
                self._heading, self._inside = "", part.text
        elif part.kind == "end" and part.text == self._inside:
            self._inside = ""
        elif part.kind == "text" and self._inside:
            self._heading += part.text

    def said(self) -> str:
        """In words; the head of the page where there is no heading yet."""
        if not self._heading:
            return "页首"
        anchor = f"（#{one_line(self._anchor, 40)}）" if self._anchor else ""
        return f"“{one_line(self._heading, 60)}”之下{anchor}"


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match in a text, sought from its end in growing pieces."""
    size = _ROOM
    while True:
        found = deque(pattern.finditer(text, max(len(text) - size, 0)), maxlen=1)
        if found or size >= len(text):
            return found[0] if found else None
        size *= 8
