"""A text cut into clauses: what lies between two commas, but never inside brackets, quotation marks or 《》."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from spt_fazhi.intake.obligations.lexicon import ADVERBS, DOING, PRODUCTS, STRONG
from spt_fazhi.model.frozen import frozen
from spt_fazhi.text.normalise import Normal

_PROTECTED: Final = re.compile(
    r"《[^《》。]{0,90}》|“[^“”。]{0,60}”|\([^()。]{0,80}\)|〔[^〔〕。]{0,60}〕|\[[^\[\]。]{0,60}\]"
)
_MARKS: Final = re.compile(r"[,;。!?:]")
_STOPS: Final = "。;!?"
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))|(?<=\d):(?=\d)|(?<=月起),(?=每)")
_NUMBERING: Final = re.compile(r"(?:\(?[一二三四五六七八九十\d]{1,3}[)、.]|[①-⑳]|[一二三四五六七八九十]、)")
# 建立A制度、完善B机制; 开展C评估并公布结果: two things in one clause
_NEXT_VERB: Final = re.compile(
    rf"(?:(?<=[制度机清单目录办法方预案计划准标规程估理议核查动治察训试库台心])|(?<=等))(?:[、和]|并|及)(?:{ADVERBS})*"
    rf"(?:{STRONG}|{DOING}|(?<=并)(?:公布|公开|发布|通报|报送))(?=[^,;。]{{2}})"
)
_PRODUCT_END: Final = re.compile(
    rf"(?:{PRODUCTS}|评估|清理|评议|考核|检查|评查|行动|整治|督察|督查|培训|考试|活动)等?$"
)


@frozen
class Clause:
    """`start` and `end` are places in the normal copy, `text` is what stands there; `sentence` counts from 0.

    `joined` says that it follows the clause before it without a comma: the two share a subject.
    """

    start: int
    end: int
    text: str
    sentence: int
    joined: bool = False


def read_clauses(normal: Normal, written: str, ends: Iterable[int] = ()) -> list[Clause]:
    """The clauses of a text in order. `written` has the line breaks: one before a number ends a sentence.

    So do the places `ends` of the normal copy.
    """
    text = normal.text
    closed = bytearray(len(text))
    for pattern in (_PROTECTED, _THOUSANDS):
        for match in pattern.finditer(text):
            closed[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    breaks = _line_breaks(normal, written) | {each for each in ends if 0 < each < len(text)}
    found: list[Clause] = []
    start = sentence = 0
    ends = sorted(
        {match.start() for match in _MARKS.finditer(text) if not closed[match.start()]} | breaks | {len(text)}
    )
    for end in ends:
        if end > start:
            found.extend(_parts(text, start, end, sentence, closed))
        stop = end in breaks or (end < len(text) and text[end] in _STOPS)
        sentence += stop
        start = end if end in breaks else end + 1
    return found


def _line_breaks(normal: Normal, written: str) -> set[int]:
    """Where a new line begins with a number of its own: a new sentence even without a full stop."""
    found = set()
    for place in range(1, len(normal.text)):
        before, here = normal.offsets[place - 1], normal.offsets[place]
        if here - before > 1 and "\n" in written[before:here] and _NUMBERING.match(normal.text, place):
            found.add(place)
    return found


def _parts(text: str, start: int, end: int, sentence: int, closed: bytearray) -> list[Clause]:
    found: list[Clause] = []
    first, joined = start, False
    for match in _NEXT_VERB.finditer(text, start, end):
        cut = match.start()
        if closed[cut] or not _PRODUCT_END.search(text, first, cut) or cut - first < 4:
            continue
        found.append(Clause(start=first, end=cut, text=text[first:cut], sentence=sentence, joined=joined))
        first, joined = cut + (text[cut] == "、"), True
    found.append(Clause(start=first, end=end, text=text[first:end], sentence=sentence, joined=joined))
    return found
