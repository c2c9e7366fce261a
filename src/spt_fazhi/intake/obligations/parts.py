"""A total and its parts: 75座(其中,城区10座、景区15座); 500个,其中小学300个; 10座、15座,共25座."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from spt_fazhi.intake.obligations.amounts.brackets import inside, pairs_of
from spt_fazhi.intake.obligations.amounts.quantities import is_duration
from spt_fazhi.intake.obligations.phrases import Phrase

_SHOWN: Final = 5
_OF_WHICH: Final = re.compile(
    r"其中|包括|内含|(?<![包饱蕴内])含(?=[^、,]{0,10}?[\d一二两三四五六七八九十百])|分别(?:是|为)"
)
_BEGINS: Final = re.compile("(?:，|,)?(?:其中|包括|内含|含|分别(?:是|为)|具体(?:是|为))")
_ACTS: Final = re.compile("新|建|完|开|举|培|组|办|发|印|调|评|排|走|受|化|实|改|创|打|制|召|审|检|抽|督|确|力|并|再")
_FROM: Final = re.compile("(?:由|从)[^,、;由从]{0,8}$")
_RAISED: Final = (
    "提高|提升|增加|增长|上升|增|升|扩大|扩展|扩|压减|压缩|缩短|缩减|精简|减少|削减|降低|下降|降|减|压|调整|优化|发展"
)
_TO: Final = re.compile(f"[^,、;\\d]{{0,4}}(?:{_RAISED})(?:至|到|为)")
_BASE: Final = re.compile(
    rf"(?:由|从)[^,、;由从\d零一二两三四五六七八九十百千万]{{0,8}}[\d.%‰零一二两三四五六七八九十百千万]{{1,12}}[^,、;\d]{{0,6}}?(?=(?:{_RAISED})(?:至|到|为))"
)
_RAISED_TO: Final = re.compile(f"(?:{_RAISED})(?:至|到|为)$")
_TURNS: Final = frozenset("次批期轮步")
_SUMS: Final = re.compile("(?:总共|共计|合计|总计|共)")


def owed_and_parts(text: str, shift: int, figures: Iterable[Phrase]) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """The figures of a clause that are owed, no lengths of time, and those that are only parts of one of them.

    `text` is the clause, `shift` its place in the normal copy.
    """
    owed = tuple(
        each
        for each in figures
        if not is_duration(
            each.unit,
            each.text,
            text[each.end - shift : each.end - shift + 4],
            text[max(0, each.start - shift - 12) : each.start - shift],
        )
    )
    if len(owed) < 2:
        return owed, ()
    pairs = [pair for pair in pairs_of(text) if text[pair[0]] == "("]
    outside = [each for each in owed if inside(pairs, each.start - shift) is None]
    if not outside:
        return owed, ()
    marker = _OF_WHICH.search(text, outside[0].end - shift)
    end = marker.start() + shift if marker and inside(pairs, marker.start()) is None else shift + len(text)
    kept = tuple(each for each in outside if each.start < end)
    return kept, tuple(each for each in owed if each not in kept)


def owing(text: str, shift: int, phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """The phrases of a clause without those that say from where (由38%提高到45%), in how many turns (分两次)."""
    found = tuple(phrases)
    others = sum(each.kind != "date" for each in found)
    return tuple(
        each
        for each in found
        if each.kind == "date"
        or not (
            _is_base(text, each.start - shift, each.end - shift)
            or (others > 1 and each.unit in _TURNS and text[: each.start - shift].endswith("分"))
        )
    )


def _is_base(text: str, start: int, end: int) -> bool:
    return _FROM.search(text[max(0, start - 9) : start]) is not None and _TO.match(text, end, end + 12) is not None


def without_base(words: str) -> str:
    """Words left of a figure without what it starts from: 普及率提高到 for 普及率由88%提高到."""
    return _BASE.sub("", words)


def base_title(words: str) -> str:
    """The same for a title, which does not say that it is raised: 普及率."""
    bare = _BASE.sub("", words)
    return words if bare == words else _RAISED_TO.sub("", bare)


def begins_parts(words: str) -> bool:
    """Whether a clause begins with what says that parts follow: 其中, 包括, 分别为."""
    return _BEGINS.match(words) is not None


def is_part(words: str) -> bool:
    """Whether words left of a clause name a thing, nothing to be done: 景区15座 after 城区10座."""
    return _ACTS.match(words) is None


def sums_up(words: str) -> bool:
    """Whether a clause begins with what says that it adds up those before it: 共75座."""
    return _SUMS.match(words) is not None


def parts_reason(texts: Sequence[str]) -> str:
    """What is said of the parts that were not made obligations of their own."""
    shown = "、".join(texts[:_SHOWN]) + ("等" if len(texts) > _SHOWN else "")
    return f"“{shown}”写的是其中的分项或者补充要求，没有单独列为事项，请核对要不要分开考核。"
