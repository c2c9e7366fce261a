"""Short titles for proposals, cut from the words of the clause."""

from __future__ import annotations

import re
from typing import Final

from spt_fazhi.intake import lexicon as lex

LIMIT: Final = 20
"""The most characters a title has."""

_OPENING: Final = re.compile(f"^(?:{lex.ADVERBS}|组织开展|组织|开展|进行|做好|抓好|接受|实施|将|把|对|的|、|和)+(?=.{{4}})")
_CLOSING: Final = re.compile("(?:等|工作|任务|均|都|要|达到|达|为|不低于|不少于|、|和|及|并|的|,|;|:|至少|进行)+$")
_PAIRS: Final = ("“”", "《》", "()", "〔〕", "[]", "〈〉")
_CUTS: Final = re.compile("的(?=.)|、(?=.)|和(?=.)|及(?=.)|,(?=.)")


def title_of(verb: str, thing: str, fallback: str) -> str:
    """At most 20 characters: verb and thing when they fit, else the end of the thing."""
    for words in (verb + _closed(thing), _closed(thing), _closed(fallback)):
        short = _closed(_OPENING.sub("", words))
        if 2 <= len(short) <= LIMIT:
            return short
    words = _closed(_OPENING.sub("", thing if len(thing) >= 2 else fallback)) or fallback or thing
    for cut in _CUTS.finditer(words):
        rest = words[cut.end() :]
        if 4 <= len(rest) <= LIMIT and _balanced(rest):
            return rest
    return _balance(words[-LIMIT:]) or words[-LIMIT:]


def _closed(words: str) -> str:
    return _CLOSING.sub("", words)


def _balanced(words: str) -> bool:
    return all(words.count(opening) == words.count(closing) for opening, closing in _PAIRS)


def _balance(words: str) -> str:
    for opening, closing in _PAIRS:
        if words.count(opening) != words.count(closing):
            words = words.replace(opening, "").replace(closing, "")
    return words
