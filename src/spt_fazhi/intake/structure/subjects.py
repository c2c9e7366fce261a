"""Units that a text names as the subjects of its sentences: 县司法局要会同县政府办公室…; 由县法院轮流召集."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spt_fazhi.intake.structure.naming.clauses import Listed, read_list
from spt_fazhi.intake.structure.naming.names import is_seated
from spt_fazhi.intake.structure.naming.words import is_time, may_give_roles
from spt_fazhi.intake.structure.numbering import number_of
from spt_fazhi.intake.structure.unit_lists import NamedUnits, read_units

_SENTENCE: Final = re.compile(r"[^。；;！\n]+")
_OWES: Final = re.compile(
    r"(?P<names>[^，,：:（(]{3,60}?)(?:分别|均|都|共同|具体)?(?:(?P<must>要(?!求|点|素)|应当?(?!急)|须|需要?(?!求))|(?P<does>负责(?!人)|牵头(?!人))"
    r"|(?=[在于对将每]|联合|全年|第?[一二三四]季度|[上下]半年|开展|组织(?!部)|完成|制定|举办|落实|做好|建立|健全|编制|报送|公布)|[：:](?=.))"
)
_BY: Final = re.compile(
    r"(?:[，,]|^[\u4e00-\u9fff]{2,10})由(?P<names>[^，,：:（(]{3,40}?)(?:轮流|分别|共同|具体|统一)?(?:召集|负责|牵头|组织|承办|实施|汇总|督促|统筹)"
)
_WITH: Final = re.compile(
    r"[，,、]?(?:会同|联合|商)(?P<names>[^，,：:（(]{3,40}?)(?=[于在每按]|对(?!外)|开展|组织(?!部)|制定|组成|[，,]|$)"
)
_BESIDE: Final = re.compile(r"(?P<names>[^，,：:（(]{3,40}?)(?:会同|联合)(?P<others>[^，,：:（(]{3,60})(?=[，,]|$)")
_MOST: Final = 60  # sentences of a text that are looked at
_LONGEST: Final = 200
_LONGEST_HEAD: Final = 60


def subjects_in(text: str) -> NamedUnits:
    """The units before 要, 应, 负责, 牵头 at the beginning of a sentence, or after 由; empty when none are."""
    found = NamedUnits()
    for index, match in enumerate(_SENTENCE.finditer(text)):
        if index >= _MOST:
            break
        said = match[0].strip()[:_LONGEST]
        number = number_of(said)
        said = said[number.length :] if number is not None else said
        found = found.joined(*(units for units in (spoken_at(said), *_subjects(said)) if units is not None))
    return found


def units_before(words: str) -> NamedUnits:
    """The units of a heading, or of what stands before a colon, that is a list of units; at least one says whose it is.

    Names beside it that do not look like one are taken and are doubtful.
    """
    words = words.strip()
    listed = read_list(words) if len(words) <= _LONGEST_HEAD and not words.startswith(("关于", "印发")) else None
    if listed is None or listed.odd or listed.verbs or listed.times or listed.count("weak") > listed.count("strong"):
        return NamedUnits()
    if not any(look == "strong" and is_seated(name) for name, look in listed.looks.items()):
        return NamedUnits()
    return NamedUnits(responsible=tuple(listed.looks), doubtful=tuple(listed.weak), more=tuple(listed.more))


def spoken_at(sentence: str) -> NamedUnits | None:
    """The units of the clauses a sentence begins with that are nothing but names and verbs: 甲局牵头，乙局配合，…."""
    if not may_give_roles(sentence):
        return None
    best: NamedUnits | None = None
    ends = [*(match.start() for match in re.finditer("[，,]", sentence)), len(sentence)]
    for end in ends[:6]:
        listed = read_list(sentence[:end])
        if not (listed.verbs and _are_units(listed)):
            continue
        best = read_units(sentence[:end]) or best
    return best


def _after_time(sentence: str) -> int:
    """Where a sentence goes on behind a clause that is only a time: 5月至6月，…."""
    first = re.match("[^，,]{1,20}[，,]", sentence)
    return first.end() if first and is_time(first[0][:-1]) else 0


def _subjects(sentence: str) -> Iterator[NamedUnits]:
    start = _after_time(sentence)
    both = _BESIDE.match(sentence, start)
    if both is not None:
        lead, helping = _names(both["names"]), _names(both["others"])
        if lead and helping:
            yield NamedUnits(lead=lead, responsible=helping)
            return
    match = _OWES.match(sentence, start)
    if match is not None:
        names = _names(match["names"].removeprefix("由"))
        if names:
            yield NamedUnits(lead=names) if match["does"] == "牵头" else NamedUnits(responsible=names)
            others = _WITH.match(sentence, match.end())
            helping = _names(others["names"]) if others is not None else ()
            yield NamedUnits(lead=names, responsible=helping) if helping else NamedUnits()
    by = _BY.search(sentence)
    if by is not None:
        yield spoken_at(sentence[by.start("names") - 1 :]) or NamedUnits(responsible=_names(by["names"]))


def _names(words: str) -> tuple[str, ...]:
    """The names of a list that holds nothing else, each of which says whose unit it is."""
    listed = read_list(words)
    if words.startswith(("关于", "印发")):
        return ()
    return tuple(listed.looks) if _are_units(listed) and not (listed.verbs or listed.times) else ()


def _are_units(listed: Listed) -> bool:
    return (
        bool(listed.looks)
        and not (listed.odd or listed.weak)
        and all(look == "strong" and is_seated(name) for name, look in listed.looks.items())
    )
