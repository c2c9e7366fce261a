"""Brackets of units inside a task's text, each after the sentences it speaks of: …。（县司法局负责）…。"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from typing import Final

from spt_fazhi.intake.obligations.who.groups import is_clear, is_group
from spt_fazhi.intake.obligations.who.inline import InlineUnits
from spt_fazhi.intake.structure.unit_lists import NamedUnits, read_units
from spt_fazhi.model.frozen import frozen, replace

_OPEN, _CLOSE = "（(〔[【［", "）)〕]】］"
_BRACKETS: Final = re.compile("[（(〔\\[【［）)〕\\]】］]")
_LONGEST: Final = 300
_OWES: Final = re.compile(
    "(?:负责|牵头|配合|落实|承办|主办|参加|参与|协助)[^，,；;。]{0,6}$|"
    "(?:牵头|责任|配合|承办|主办|落实|协办|主责)(?:单位|部门|科室)?[ \u3000]*[:：]"
    "|(?:牵头|负责|配合)[，,；;]"
)
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


def read_inline(text: str, tail: NamedUnits, given: Sequence[InlineUnits] = ()) -> Inline:
    """The brackets inside a task's text. `tail` are the units named at its end, which are no part of it.

    Where other brackets stand inside the text, the tail may be the last of them: then its names owe the last sentences
    only. `given` are those that are known already.
    """
    known = {each.start for each in given}
    lines = _items(text)
    found = list(given)
    named: list[NamedUnits] = []
    unread: list[str] = []
    for start, end in _brackets(text):
        units = _units(text, start, end)
        if start in known or units is None:
            continue
        if units.is_empty:
            unread.append(text[start:end])
            continue
        found.append(InlineUnits(start=start, end=end, names=_owing(units), deadline=units.deadline))
        named.append(replace(units, deadline=""))
    if not found:
        return Inline(inline=(), units=tail, unread=tuple(unread))
    found.sort(key=lambda each: each.start)
    is_last = _is_last(text, tail, found, named)
    if is_last:
        found.append(InlineUnits(start=len(text), end=len(text), names=_owing(tail), deadline=tail.deadline))
        whole = _once(NamedUnits().joined(*named, replace(tail, deadline="")))
    else:
        others = frozenset(tail.names)
        whole = tail.joined(_once(NamedUnits().joined(*(_without(each, others) for each in named))))
    return Inline(inline=tuple(_since(found, lines)), units=whole, unread=tuple(unread))


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


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """The outermost balanced brackets that are not too long, in order."""
    depth = opened = 0
    for match in _BRACKETS.finditer(text):
        if match[0] in _OPEN:
            opened = match.start() if depth == 0 else opened
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and match.end() - opened <= _LONGEST:
                yield opened, match.end()


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
    if names <= set(tail.names):
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
    for each in found:
        place = bisect_right(items, each.start - (each.start == each.end))
        yield replace(each, since=max(before, items[place - 1] if place else 0))
        before = each.end
