"""Two pages held against each other: the first part in which they differ, in words, and below which heading it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spt_fazhi.services.board.parts import PageParser, Part, parts_of
from spt_fazhi.text.plain import contrasted, one_line
from spt_fazhi.views.lists.verified import Difference

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "title"})
_LONGEST: Final = 300
_ROOM: Final = 1 << 16
_CODE: Final = {"style": "页面样式（颜色、版面）", "script": "页面里的程序"}
TOO_LONG: Final = "文件长短"
"""Where a page differs that nobody has read further: it is several times as long as it should be."""


def first_difference(made: str, page: str) -> Difference | None:
    """Where a page first differs from the one made again: a text, a tag, the style or the script; None if nowhere.

    The page is read up to there and no further, whatever comes behind.
    """
    if len(page) > 3 * len(made) + _ROOM:
        return Difference(where=TOO_LONG, then=f"{len(made)} 字", now=f"{len(page)} 字")
    comparison = _Comparison(parts_of(made))
    try:
        comparison.feed(page)
        comparison.end()
    except _Differs as differs:
        return _in_words(comparison.expected, differs)
    return None


def first_text(made: str, page: str) -> Difference | None:
    """The same of what the pages say alone: their texts, however they are cut up, without style and script."""
    if len(page) > 3 * len(made) + _ROOM:
        return Difference(where=TOO_LONG, then=f"{len(made)} 字", now=f"{len(page)} 字")
    expected, found = _words(parts_of(made)), _words(parts_of(page))
    at = next((at for at, pair in enumerate(zip(expected, found, strict=False)) if pair[0] != pair[1]), None)
    if at is None:
        if len(expected) == len(found):
            return None
        at = min(len(expected), len(found))
    start = max(at - 6, 0)
    then, now = contrasted(" ".join(expected[start : at + 20]), " ".join(found[start : at + 20]), _LONGEST)
    return Difference(where="文字", then=then, now=now)


def _words(parts: Sequence[Part]) -> list[str]:
    return " ".join(each.text for each in parts if each.kind == "text").split()


class _Differs(Exception):  # noqa: N818 - an outcome
    """The page differs in its part number `at`, where it has `found`; None where it ends."""

    def __init__(self, at: int, found: Part | None) -> None:
        super().__init__()
        self.at = at
        self.found = found


class _Comparison:
    """Reads a page part by part and raises _Differs at the first that is not as expected."""

    def __init__(self, expected: list[Part]) -> None:
        self.expected = expected
        self._at = 0
        self._parser = PageParser(self._take, self._goes_on)

    def feed(self, page: str) -> None:
        """Read the page."""
        self._parser.feed(page)

    def end(self) -> None:
        """It has no more."""
        self._parser.close()
        if self._at < len(self.expected):
            raise _Differs(self._at, None)

    def _take(self, part: Part) -> None:
        if self._at == len(self.expected) or self.expected[self._at] != part:
            raise _Differs(self._at, part)
        self._at += 1

    def _goes_on(self, part: Part) -> None:
        """A text that is not ended: what there is of it must be the beginning of what is expected."""
        expected = self.expected[self._at] if self._at < len(self.expected) else None
        if expected is None or expected.kind != part.kind or not expected.text.startswith(part.text):
            raise _Differs(self._at, part)


def _in_words(expected: Sequence[Part], differs: _Differs) -> Difference:
    at, found = differs.at, differs.found
    was = expected[at] if at < len(expected) else None
    code = next((_CODE[each.kind] for each in (was, found) if each is not None and each.kind in _CODE), "")
    where = code or _place(expected, at)
    then, now = contrasted(_said(was), _said(found), _LONGEST)
    return Difference(where=where, then=then, now=now)


def _said(part: Part | None) -> str:
    if part is None:
        return ""
    if part.kind == "start":
        said = [part.text, *(f'{name}="{value}"' for name, value in part.attributes)]
        return f"<{' '.join(said)}>"
    return f"</{part.text}>" if part.kind == "end" else part.text


def _place(expected: Sequence[Part], at: int) -> str:
    """The heading before a part, and the anchor it stands in; the head of the page where there is none yet."""
    heading, anchor = "", ""
    for place in range(min(at, len(expected) - 1), -1, -1):
        each = expected[place]
        if each.kind != "start":
            continue
        if not anchor:
            anchor = dict(each.attributes).get("id", "")
        if each.text in _HEADINGS:
            heading = one_line(_text_of(expected, place), 60)
            break
    if heading:
        return f"“{heading}”之下" + (f"（#{one_line(anchor, 40)}）" if anchor else "")
    return "页首"


def _text_of(parts: Sequence[Part], start: int) -> str:
    name, said = parts[start].text, []
    for each in parts[start + 1 : start + 40]:
        if each.kind == "end" and each.text == name:
            break
        if each.kind == "text":
            said.append(each.text)
    return "".join(said)
