"""Units that a text names as the subjects of its sentences: 县司法局要会同县政府办公室…; 由县法院轮流召集."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spt_fazhi.intake.structure.naming.clauses import Listed, read_list
from spt_fazhi.intake.structure.naming.names import is_seated
from spt_fazhi.intake.structure.unit_lists import NamedUnits, read_units

_SENTENCE: Final = re.compile(r"[^。；;！\n]+")
_OWES: Final = re.compile(
    r"(?P<names>[^，,：:（(]{3,60}?)(?:分别|均|都|共同|具体)?(?:(?P<must>要(?!求|点|素)|应当?(?!急)|须|需要?(?!求))|(?P<does>负责(?!人)|牵头(?!人)))"
)
_BY: Final = re.compile(
    r"[，,]由(?P<names>[^，,：:（(]{3,40}?)(?:轮流|分别|共同|具体|统一)?(?:召集|负责|牵头|组织|承办|实施|汇总|督促|统筹)"
)
_WITH: Final = re.compile(r"[，,、]?(?:会同|联合|商)(?P<names>[^，,：:（(]{3,40})")
_MOST: Final = 60  # sentences of a text that are looked at
_LONGEST: Final = 200


def subjects_in(text: str) -> NamedUnits:
    """The units before 要, 应, 负责, 牵头 at the beginning of a sentence, or after 由; empty when none are."""
    found = NamedUnits()
    for index, match in enumerate(_SENTENCE.finditer(text)):
        if index >= _MOST:
            break
        said = match[0].strip()[:_LONGEST]
        found = found.joined(*(units for units in (spoken_at(said), *_subjects(said)) if units is not None))
    return found


def spoken_at(sentence: str) -> NamedUnits | None:
    """The units of the clauses a sentence begins with that are nothing but names and verbs: 甲局牵头，乙局配合，…."""
    best: NamedUnits | None = None
    ends = [*(match.start() for match in re.finditer("[，,]", sentence)), len(sentence)]
    for end in ends[:6]:
        listed = read_list(sentence[:end])
        if not (listed.verbs and _are_units(listed)):
            continue
        best = read_units(sentence[:end]) or best
    return best


def _subjects(sentence: str) -> Iterator[NamedUnits]:
    match = _OWES.match(sentence)
    if match is not None:
        names = _names(match["names"].removeprefix("由"))
        if names:
            leads = match["does"] == "牵头"
            yield NamedUnits(lead=names) if leads else NamedUnits(responsible=names)
            others = _WITH.match(sentence, match.end())
            if others is not None:
                helping = _names(others["names"])
                yield NamedUnits(lead=names, responsible=helping) if helping else NamedUnits()
    by = _BY.search(sentence)
    if by is not None:
        yield NamedUnits(responsible=_names(by["names"]))


def _names(words: str) -> tuple[str, ...]:
    """The names of a list that holds nothing else, each of which says whose unit it is."""
    listed = read_list(words)
    return tuple(listed.looks) if _are_units(listed) and not (listed.verbs or listed.times) else ()


def _are_units(listed: Listed) -> bool:
    return (
        bool(listed.looks)
        and not (listed.odd or listed.weak)
        and all(look == "strong" and is_seated(name) for name, look in listed.looks.items())
    )
