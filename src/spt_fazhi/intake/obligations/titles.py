"""Short titles for proposals, cut from the words of the clause."""

from __future__ import annotations

import re
from typing import Final

from spt_fazhi.intake.obligations import lexicon as lex

LIMIT: Final = 20
"""The most characters a title has."""

_OPENING: Final = re.compile(
    f"^(?:(?!应[急用对]|研究(?!制|出台|起草|提出|编|拟))(?:{lex.ADVERBS})|组织开展|组织|开展|进行|做好|抓好|接受|实施|将|把|对|的|、|和|各(?=[开组举进召报]))+(?=.{{4}})"
)
_CLOSING: Final = re.compile(
    "(?:等|工作|任务|均|都|要|力争|保持在?|稳定在|每年|全年|控制在|达到|达|为|不低于|不少于|、|和|及|并|的|,|;|:|至少|进行)+$"
)
_PAIRS: Final = ("“”", "《》", "()", "〔〕", "[]", "〈〉")
_CUTS: Final = (
    re.compile("的(?=.{6})|,(?=.{6})"),
    re.compile("(?:、|和|及)(?=.{8})"),
    re.compile("(?=各.{7})|[与对](?=.{8})"),
    re.compile("各级(?=.{4})"),
)
_VAGUE: Final = re.compile("^(?:各类|各种|各项|有关|相关|本级|全区|全县|全市)(?=.{6})")


def title_of(verb: str, thing: str, fallback: str, owner: str = "") -> str:
    """At most 20 characters: verb and thing where they fit, else the end of the thing; a short one gets its owner."""
    bare = _VAGUE.sub("", thing)
    for words in (verb + thing, thing, bare, fallback):
        short = _opened(_closed(words))
        if 2 <= len(short) <= LIMIT:
            return owner + short if owner and len(short) < 8 and len(owner + short) <= LIMIT else short
    words = _opened(_closed(bare if len(bare) >= 2 else fallback)) or fallback or thing
    for pattern in _CUTS:
        for cut in pattern.finditer(words):
            rest = words[cut.end() :]
            if len(rest) <= LIMIT and _balanced(rest):
                return rest
    return _balance(words[-LIMIT:]) or words[-LIMIT:]


def inclusion_title(words: str) -> str:
    """A title for 将A纳入B: as much of both as fits."""
    match = re.fullmatch("(?P<what>.+?)(?P<verb>纳入|列入|列为|写入|融入到?)(?P<into>.+)", words)
    if match is None:
        return title_of("", words, words)
    whats = [match["what"], match["what"].rpartition("的")[2], *_tails(match["what"])]
    for what in whats:
        for into in (match["into"], match["into"].rpartition("的")[2], *_tails(match["into"])):
            title = _closed(what + match["verb"] + into)
            if len(title) <= LIMIT and _balanced(title):
                return title
    return title_of("", match["verb"] + match["into"], words)


def _tails(words: str) -> list[str]:
    return [
        words[cut.end() :] for cut in re.finditer("、|和|及|\\)|区|县|市|工作人员", words) if cut.end() < len(words)
    ]


def _opened(words: str) -> str:
    return _OPENING.sub("", words)


def _closed(words: str) -> str:
    return _CLOSING.sub("", words)


def _balanced(words: str) -> bool:
    return all(words.count(opening) == words.count(closing) for opening, closing in _PAIRS)


def _balance(words: str) -> str:
    for opening, closing in _PAIRS:
        if words.count(opening) != words.count(closing):
            words = words.replace(opening, "").replace(closing, "")
    return words
