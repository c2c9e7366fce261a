"""Plain text as it was typed, out of what copying made of it: lines broken anywhere, blanks between characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from spt_fazhi.intake.structure.document import Aside, Document, Paragraph
from spt_fazhi.intake.structure.head.days import day_of
from spt_fazhi.intake.structure.naming.words import labels_in
from spt_fazhi.intake.structure.numbering import number_of
from spt_fazhi.model.frozen import replace

_PAGE_NUMBER: Final = re.compile(
    r"\s{0,40}(?:[-—－–]{1,2}\s?\d{1,4}\s?[-—－–]{1,2}|第\s?\d{1,4}\s?页(?:[，,/\s]{0,4}共\s?\d{1,4}\s?页)?|\d{1,3}\s?/\s?\d{1,3}|\d{1,3})\s{0,40}"
)
_STOPS: Final = tuple("。；！？：;!?:…")
_CLOSES: Final = tuple("）)】〕》")
_GOES_ON: Final = tuple("，。；、：）】〕》”！？,;)")
_OPENS_AT_END: Final = tuple("（(〔【《“、，,")
_BLANK: Final = re.compile(r"(?<=\S)[ \u3000\xa0](?=\S)")
_PAIRS: Final = (("（", "）"), ("(", ")"), ("〔", "〕"), ("【", "】"))
_CELLS: Final = re.compile(r"\t|[|｜]|\S {2,}\S+ {2,}\S")
_INDENT: Final = ("\u3000", "  ", "\t", "\xa0\xa0")
_NARROW: Final = re.compile(r"[\x21-\x7e]{0,6}")
_NARROWEST: Final = 40  # of half a character each: shorter lines are not broken because they are full
_ORDINARY: Final = 48  # narrower than this, more than two lines must be
_SLACK: Final = 4
_LONGEST: Final = 2000
_LONGEST_BRACKET: Final = 300
_HEAD: Final = 40
_SPACED: Final = "字与字之间的空格已去掉"
_JOINED: Final = "这份文字在行中间断开，已把断开的行连成段落"


def as_typed(document: Document) -> Document:
    """The document of a plain text without blanks between single characters, its broken lines joined.

    A line that is full goes on in the next unless that begins anew, as does one whose bracket the next lines close;
    page numbers and the running heads beside them stand between in vain. Notes say what was done.
    """
    lines = [block for block in document.blocks if isinstance(block, Paragraph)]
    if len(lines) != len(document.blocks) or not lines:
        return document
    notes = list(document.notes)
    closed = [_closed_up(line) for line in lines]
    if closed != lines:
        notes.append((0, _SPACED, "请对照原件核对"))
    heads = _running_heads(closed)
    asides = [
        Aside(number=line.number, text=line.text, reason="页眉页脚") for line in closed if line.text.strip() in heads
    ]
    kept = [line for line in closed if line.text.strip() not in heads]
    joined = _joined(kept)
    if len(joined) < len(kept):
        notes.append((0, _JOINED, "请核对段落分得对不对"))
    return replace(document, blocks=tuple(joined), asides=(*document.asides, *asides), notes=tuple(notes))


def _closed_up(line: Paragraph) -> Paragraph:
    """A line with a blank after nearly every character, without those blanks."""
    text = line.text.strip()
    blanks = len(_BLANK.findall(text))
    if _PAGE_NUMBER.fullmatch(text) or blanks < 4 or blanks * 10 < (len(text) - blanks - 1) * 8:
        return line
    return replace(line, text=_BLANK.sub("", line.text))


def _running_heads(lines: Sequence[Paragraph]) -> set[str]:
    """The short lines that stand beside page numbers again and again."""
    beside: Counter[str] = Counter()
    for index, line in enumerate(lines):
        if _PAGE_NUMBER.fullmatch(line.text):
            near = [lines[at].text.strip() for at in (index - 1, index + 1) if 0 <= at < len(lines)]
            beside.update(text for text in near if len(text) <= _HEAD and not _PAGE_NUMBER.fullmatch(text))
    return {
        text
        for text, count in beside.items()
        if count > 1 and not text.endswith(_STOPS) and number_of(text) is None and not labels_in(text)
    }


def _joined(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """The lines with those that go on put together; what only tells the page comes after."""
    wide = _width_of(lines)
    indented = sum(line.text.startswith(_INDENT) for line in lines) > 2
    found: list[Paragraph] = []
    at = 0
    while at < len(lines):
        line, at = lines[at], at + 1
        parts, size, last = [line.text.rstrip()], len(line.text), line.text
        between: list[Paragraph] = []
        while size <= _LONGEST and not _PAGE_NUMBER.fullmatch(last):
            following = _after_numbers(lines, at)
            if following == len(lines):
                break
            after = lines[following].text
            page = following > at
            more = _goes_on(last, after, wide, indented=indented, page=page) or _is_open(parts, size, after)
            if not more:
                break
            between += lines[at:following]
            parts.append(after.strip())
            size, last, at = size + len(after), after, following + 1
        found += [line if len(parts) == 1 else replace(line, text="".join(parts)), *between]
    return found


def _after_numbers(lines: Sequence[Paragraph], at: int) -> int:
    """The place of the first line from `at` on that is no page number."""
    while at < len(lines) and _PAGE_NUMBER.fullmatch(lines[at].text):
        at += 1
    return at


def _width(text: str) -> int:
    """How wide a line is, in halves of a Chinese character."""
    bare = text.rstrip()
    return len(bare) * 2 - sum(char.isascii() for char in bare)


def _width_of(lines: Sequence[Paragraph]) -> int:
    """How wide the lines of a text are that was broken where they are full; 0 where it was not."""
    widths = [_width(line.text) for line in lines]
    broken = [
        width
        for width, line, after in zip(widths, lines, lines[1:], strict=False)
        if width >= _NARROWEST and not line.text.rstrip().endswith((*_STOPS, *_CLOSES)) and not _begins(after.text)
    ]
    if len(broken) < 2 + (max(broken, default=0) < _ORDINARY):
        return 0
    wide = max(broken)
    full = sum(width >= wide - _SLACK for width in broken)
    wider = sum(width > wide + _SLACK for width in widths)
    return wide if full >= 2 and full * 2 >= len(broken) and wider * 10 <= len(lines) else 0


def _begins(text: str) -> bool:
    """Whether a line begins anew: with a number, a label, a day, an indent, or as the row of a pasted table."""
    if text.startswith(_INDENT) or _CELLS.search(text) or day_of(text) is not None:
        return True
    labels = labels_in(text[:24])
    return number_of(text) is not None or bool(labels and labels[0].start() == 0)


def _goes_on(last: str, after: str, wide: int, *, indented: bool, page: bool) -> bool:
    """Whether a line goes on in the next: it is full, or a page ends in the middle of a sentence."""
    bare = last.rstrip()
    if _begins(after) or not bare:
        return False
    ended = bare.endswith(_STOPS)
    if page and not ended and "，" in bare and after.strip()[:1] not in "（(":
        return True
    if not wide or (ended and not indented):
        return False
    narrow = _NARROW.match(after)
    return _width(last) >= wide - _SLACK - (narrow.end() if narrow else 0) or (not ended and after.startswith(_GOES_ON))


def _is_open(parts: Sequence[str], size: int, after: str) -> bool:
    """Whether the next line closes a bracket that the last one leaves open."""
    if size > 2 * _LONGEST_BRACKET:
        return False
    text = "".join(parts)
    for opening, closing in _PAIRS:
        opened = text.rfind(opening)
        if opened >= 0 and closing not in text[opened:] and len(text) - opened <= _LONGEST_BRACKET:
            first = min((place for mark in (opening, closing) if (place := after.find(mark)) >= 0), default=-1)
            closes = first >= 0 and after[first] == closing
            more = first < 0 and text.endswith(_OPENS_AT_END) and not after.rstrip().endswith(_STOPS)
            return (closes or more) and number_of(after) is None
    return False
