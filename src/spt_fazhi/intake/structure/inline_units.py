"""Brackets of units inside a task's text, each after the sentences it speaks of: …。（县司法局负责）…。"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from operator import itemgetter
from typing import Final

from spt_fazhi.intake.obligations.who.groups import is_clear, is_group
from spt_fazhi.intake.obligations.who.inline import InlineUnits
from spt_fazhi.intake.structure.paragraph_ends import spoken_units
from spt_fazhi.intake.structure.unit_lists import NamedUnits, label_of, read_units
from spt_fazhi.model.frozen import frozen, replace

_OPEN, _CLOSE = "（(〔[【［", "）)〕]】］"
_BRACKETS: Final = re.compile("[（(〔\\[【［）)〕\\]】］]")
_LONGEST: Final = 300
_OWES: Final = re.compile(
    "(?:负责|牵头|配合|落实|承办|主办|参加|参与|协助)[^，,；;。]{0,6}$|"
    "(?:牵头|责任|配合|承办|主办|落实|协办|主责)(?:单位|部门|科室)?[ \u3000]*[:：]"
    "|(?:牵头|负责|配合)[，,；;]"
)
_SENTENCE: Final = re.compile(r"(?<=[。；;！])[ \u3000]*(?P<said>[^。！\n（(]{4,200})(?=[。！\n]|$)")
_LEADS: Final = re.compile("牵头|^由.*负责")
_AFTER: Final = " \u3000。；;"
_REFERRING: Final = frozenset(
    f"{each}{kind}{unit}"
    for each in ("", "各", "相关", "各相关")
    for kind in ("牵头", "责任", "配合")
    for unit in ("单位", "部门")
)
"""What refers to the units of a task and names none."""
_ENDS: Final = "。；;！!\n"
_LISTING: Final = re.compile("(?:单位|部门|机关|成员|乡镇|街道|地区|企业|机构|等|包括|其中)$")
_ITEM: Final = re.compile(r"[ \u3000]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳]|[一二三四五六七八九十]是)")


@frozen
class Inline:
    """What the brackets inside a text say.

    `units` are all that the task names, in the order of their words; `unread` are brackets that seem to name units and
    were not understood.
    """

    inline: tuple[InlineUnits, ...]
    units: NamedUnits
    unread: tuple[str, ...] = ()


def read_inline(text: str, tail: NamedUnits, given: Sequence[InlineUnits] = (), *, whole: bool = False) -> Inline:
    """The brackets and labelled lines of units inside a task's text; `tail` are the units named outside it.

    Where there are such brackets, a tail at the text's end may be the last of them: then its names owe the last
    sentences only, unless it is known to be that of the `whole` task. `given` are stretches that are known already.
    """
    if not _REFERRING.issuperset(tail.names):
        tail = _without(tail, _REFERRING)
    found: list[InlineUnits] = []
    named: list[NamedUnits] = []
    unread: list[str] = []
    reach = 0
    for start, end, said in sorted([*_bracketed(text), *_lines(text), *_sentences(text)], key=itemgetter(0)):
        if start < reach:
            continue  # a bracket within a labelled line
        reach = end
        if said.is_empty:
            unread.append(text[start:end])
            continue
        units = _without(said, _REFERRING)
        found.append(InlineUnits(start=start, end=end, names=_owing(units), deadline=units.deadline))
        named.append(replace(units, deadline=""))
    if not found:
        return Inline(inline=tuple(given), units=tail, unread=tuple(unread))
    if not whole and _is_last(text, tail, found, named):
        found.append(InlineUnits(start=len(text), end=len(text), names=_owing(tail), deadline=tail.deadline))
        units = _once(NamedUnits().joined(*named, replace(tail, deadline="")))
    else:
        others = frozenset(tail.names)
        units = tail.joined(_once(NamedUnits().joined(*(_without(each, others) for each in named))))
    return Inline(inline=tuple(_since([*found, *given], _items(text))), units=units, unread=tuple(unread))


def _without(units: NamedUnits, names: Container[str]) -> NamedUnits:
    return replace(
        units,
        lead=tuple(each for each in units.lead if each not in names),
        responsible=tuple(each for each in units.responsible if each not in names),
        cooperating=tuple(each for each in units.cooperating if each not in names),
    )


def _once(units: NamedUnits) -> NamedUnits:
    """Each name in the first of its roles only."""
    lead, led = frozenset(units.lead), frozenset((*units.lead, *units.responsible))
    return replace(
        units,
        responsible=tuple(each for each in units.responsible if each not in lead),
        cooperating=tuple(each for each in units.cooperating if each not in led),
    )


def names_inside(text: str) -> bool:
    """Whether a bracket inside a paragraph says who owes the sentences before it."""
    return any(not units.is_empty for _, _, units in _bracketed(text))


def with_title(title: str, units: NamedUnits) -> NamedUnits:
    """The units of a task with those a bracket in its title names."""
    found = [each for _, _, each in _bracketed(title)]
    return units.joined(*(_without(each, frozenset(units.names)) for each in found)) if found else units


def _bracketed(text: str) -> Iterator[tuple[int, int, NamedUnits]]:
    """The outermost balanced brackets that speak of units, in order; without units where they were not understood."""
    depth = opened = 0
    for match in _BRACKETS.finditer(text):
        if match[0] in _OPEN:
            opened = match.start() if depth == 0 else opened
            depth += 1
        elif depth:
            depth -= 1
            units = _units(text, opened, match.end()) if depth == 0 and match.end() - opened <= _LONGEST else None
            if units is not None:
                yield opened, match.end(), units


def _lines(text: str) -> Iterator[tuple[int, int, NamedUnits]]:
    """The lines that are nothing but labelled units; those one after another (牵头单位, 配合单位) are one."""
    first = last = -1
    units = NamedUnits()
    for match in re.finditer(r"[^\n]+", text):
        alone = label_of(match[0]) is not None and "。" not in match[0].rstrip(_AFTER)
        found = read_units(match[0].strip()) if alone else None
        if found is None or found.is_empty:
            if first >= 0:
                yield first, last, units
            first, units = -1, NamedUnits()
            continue
        first = match.start() if first < 0 else first
        last, units = match.end(), units.joined(found)
    if first >= 0:
        yield first, last, units


def _sentences(text: str) -> Iterator[tuple[int, int, NamedUnits]]:
    """The sentences inside a line that only name units: 责任单位：甲局。 and 由甲局牵头，乙局配合。"""
    for match in _SENTENCE.finditer(text):
        start, end = match.span("said")
        told = match["said"]
        units = read_units(told) if label_of(told) is not None else spoken_units(told) if _LEADS.search(told) else None
        if units is not None and not units.is_empty:
            yield start, end, units


def reads_inside(words: str) -> bool:
    """Whether units that stand inside a text are read there: a bracket, or a labelled line."""
    return words.strip()[:1] in tuple(_OPEN) or label_of(words) is not None


def _units(text: str, start: int, end: int) -> NamedUnits | None:
    """The units of a bracket that says who owes what stands before it; empty when it was not understood, else None."""
    inside = text[start + 1 : end - 1].strip(" \u3000。；;")
    told = _OWES.search(inside)
    if not told and not _stands_apart(text, start, end):
        return None
    units = read_units(inside)
    if units is None or units.is_empty:
        return NamedUnits() if told and len(inside) > 4 else None
    if not told and not all(is_group(name) or is_clear(name) for name in units.names):
        return None
    return units


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether a bracket without a verb stands behind a sentence, and does not list what the noun before it means."""
    before = text[max(0, start - 8) : start].rstrip(" \u3000")
    if before[-1:] in _ENDS:
        return True
    after = text[end : end + 1]
    return (not after or after in _ENDS) and _LISTING.search(before) is None


def _owing(units: NamedUnits) -> tuple[str, ...]:
    """Who owes it by the words of the bracket: who leads, else who is responsible, else who helps."""
    return units.lead or units.responsible or units.cooperating


def _is_last(text: str, tail: NamedUnits, found: Sequence[InlineUnits], named: Sequence[NamedUnits]) -> bool:
    """Whether the units at the end are those of the last sentences only, not of the whole task."""
    if tail.is_empty or not text[found[-1].end :].strip(" \u3000\n。；;，,"):
        return False
    names = {name for each in found for name in each.names}
    if tail.lead and names <= set(tail.names):
        return False
    led = bool(tail.lead and (tail.responsible or tail.cooperating))
    return not led or any(each.lead for each in named)


def _items(text: str) -> list[int]:
    """Where the lines begin that have a number of their own."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return [start for start in starts if _ITEM.match(text, start)]


def _since(found: Sequence[InlineUnits], items: Sequence[int]) -> Iterator[InlineUnits]:
    """Each bracket speaks of what follows the one before it, of its own numbered line at most."""
    before = 0
    for each in sorted(found, key=lambda each: (each.start, each.end)):
        place = bisect_right(items, each.start - (each.start == each.end))
        yield replace(each, since=max(before, each.since, items[place - 1] if place else 0))
        before = each.end
