"""A text cut into clauses: what lies between two commas, but never inside brackets, quotation marks or 《》."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import groupby
from operator import attrgetter
from typing import Final

from spt_fazhi.intake.obligations.amounts.brackets import Span, pairs_of
from spt_fazhi.intake.obligations.lexicon import ADVERBS, DOING, PRODUCTS, STRONG
from spt_fazhi.intake.obligations.phrases import Phrase
from spt_fazhi.model.frozen import frozen
from spt_fazhi.text.normalise import Normal

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
_TITLE_LINE: Final = re.compile(r"[^\n，,。；;：:、]{4,24}\n")
_PRODUCT: Final = 12
_LONG: Final = 500
_LONGEST: Final = 1000
_BACK: Final = 200
_MANY: Final = 30
_READ: Final = 100_000

_start = attrgetter("start")


@frozen
class Clause:
    """`start` and `end` are places in the normal copy, `text` is what stands there; `sentence` counts from 0.

    `joined` says that it follows the clause before it without a comma: the two share a subject. `whole` says that it
    is not to be taken apart: it is too long, or holds too many numbers and days.
    """

    start: int
    end: int
    text: str
    sentence: int
    joined: bool = False
    whole: bool = False


def readable(text: str) -> int:
    """Up to where a normal copy is taken apart: all of it, or the last full stop in its first 100,000 characters."""
    if len(text) <= _READ:
        return len(text)
    return max(text.rfind("。", 0, _READ), text.rfind(";", 0, _READ)) + 1 or _READ


def read_clauses(normal: Normal, written: str, phrases: Sequence[Phrase], ends: Iterable[int] = ()) -> Iterator[Clause]:
    """The clauses of a text in order. `written` has the line breaks: one before a number ends a sentence.

    So do the places `ends` of the normal copy.

    A sentence with more than 30 of the `phrases`, a clause of more than 500 characters and what is not `readable` come
    as `whole` clauses of at most 1,000 characters.
    """
    end = readable(normal.text)
    text = normal.text[:end]
    closed = bytearray(end)
    for start, stop in (*pairs_of(text), *(match.span() for match in _THOUSANDS.finditer(text))):
        closed[start:stop] = b"\1" * (stop - start)
    sentence = 0
    breaks = {*_line_breaks(normal, written, end), *(each for each in ends if 0 < each < end)}
    for span in _sentences(text, breaks, closed):
        count = bisect_left(phrases, span[1], key=_start) - bisect_left(phrases, span[0], key=_start)
        if count > _MANY:
            yield from _pieces(text, span, sentence, phrases)
        else:
            for start, stop in _between(text, span, closed):
                long = stop - start > _LONG
                yield from (
                    _pieces(text, (start, stop), sentence, phrases)
                    if long
                    else _parts(text, start, stop, sentence, closed)
                )
        sentence += 1
    yield from _pieces(normal.text, (end, len(normal.text)), sentence, ())


def _sentences(text: str, starts: Set[int], closed: bytearray) -> Iterator[Span]:
    stops = [match.start() for match in _MARKS.finditer(text) if match[0] in _STOPS and not closed[match.start()]]
    start = 0
    for end in sorted({*stops, *starts, len(text)}):
        if end > start:
            yield start, end
        start = end if end in starts else end + 1


def _between(text: str, span: Span, closed: bytearray) -> Iterator[Span]:
    """The stretches of a sentence between two commas."""
    start, end = span
    for match in _MARKS.finditer(text, start, end):
        if not closed[match.start()]:
            if match.start() > start:
                yield start, match.start()
            start = match.end()
    if end > start:
        yield start, end


def _pieces(text: str, span: Span, sentence: int, phrases: Sequence[Phrase]) -> Iterator[Clause]:
    """A stretch in pieces that are quoted as they stand; no phrase is cut in two."""
    start, end = span
    while start < end:
        stop = min(start + _LONGEST, end)
        if stop < end:
            stop = max(text.rfind(mark, stop - _BACK, stop) + 1 for mark in "。;,、") or stop
            index = bisect_left(phrases, stop, key=_start) - 1
            if index >= 0 and phrases[index].end > stop and phrases[index].start > start:
                stop = phrases[index].start
        words = text[start:stop]
        if re.search(r"\w", words):
            yield Clause(start=start, end=stop, text=words, sentence=sentence, whole=True)
        start = stop


def _line_breaks(normal: Normal, written: str, end: int) -> list[int]:
    """Where a new line begins with a number of its own, or after a line of a few words without any mark: a new
    sentence even without a full stop."""
    found = []
    title = _TITLE_LINE.match(written)
    ended = title.end() if title else -1
    for place in range(1, end):
        before, here = normal.offsets[place - 1], normal.offsets[place]
        if (
            here - before > 1
            and "\n" in written[before:here]
            and (_NUMBERING.match(normal.text, place) or before < ended <= here)
        ):
            found.append(place)
    return found


def _parts(text: str, start: int, end: int, sentence: int, closed: bytearray) -> list[Clause]:
    found: list[Clause] = []
    first, joined = start, False
    for match in _NEXT_VERB.finditer(text, start, end):
        cut = match.start()
        if closed[cut] or cut - first < 4 or not _PRODUCT_END.search(text, max(first, cut - _PRODUCT), cut):
            continue
        found.append(Clause(start=first, end=cut, text=text[first:cut], sentence=sentence, joined=joined))
        first, joined = cut + (text[cut] == "、"), True
    found.append(Clause(start=first, end=end, text=text[first:end], sentence=sentence, joined=joined))
    return found


def by_sentence(clauses: Iterable[Clause]) -> Iterator[list[Clause]]:
    """The clauses of each sentence together, in order."""
    yield from (list(sentence) for _, sentence in groupby(clauses, key=lambda each: each.sentence))
