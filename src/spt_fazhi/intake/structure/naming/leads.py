"""Who leads a task: as its units say, by a rule of the document, or as assumed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from spt_fazhi.intake.obligations.who.groups import is_group
from spt_fazhi.intake.structure.naming.lead_rules import LeadRule

_INSTITUTE: Final = re.compile("司法所|派出所|卫生院|(?:中心)?学校")
_SEATED: Final = re.compile("[县区市旗州]")


class Led(NamedTuple):
    """The units of a task by role; `said` is what was assumed of the lead, "" when nothing was."""

    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    cooperating: tuple[str, ...]
    said: str = ""


class Leads:
    """The rules of a document while its tasks are read in order."""

    def __init__(self, rules: Sequence[LeadRule] = ()) -> None:
        """Begin with the rules that hold for the document, or from a line on."""
        self._rules = tuple(rules)
        self._standing: LeadRule | None = None
        self._used: dict[str, list[int]] = {}

    def of(self, named: Led, own: LeadRule | None, line: int) -> Led:
        """The task at `line` with its lead; `own` is the rule in the task's own words for units."""
        if own is not None and own.lasting:
            self._standing = own
        if named.lead or not (named.responsible or named.cooperating):
            return named if named.lead else Led((), (), (), "没有读出单位")
        rule = own or self._standing or next((each for each in reversed(self._rules) if each.since <= line), None)
        if rule is None or not named.responsible:
            return _assumed(named)
        if len(named.responsible) > 1:
            self._used.setdefault(rule.words, []).append(rule.line or line)
        if rule.kind == "all":
            return Led(named.responsible, named.responsible, named.cooperating)
        return Led(named.responsible[:1], named.responsible[1:], named.cooperating)

    def told(self) -> Iterator[tuple[int, str]]:
        """For each rule that was used: a line it was used at, and what was done."""
        for words, lines in self._used.items():
            yield lines[0], f"原文写有“{words}”，据此定了 {len(lines)} 项任务的牵头单位"


def _is_here(name: str, named: Led) -> bool:
    """Whether 司法所 is the one of a township whose offices (党政综合办, 财政所) stand beside it."""
    beside = [each for each in named.responsible if each != name and not is_group(each)]
    return _INSTITUTE.fullmatch(name) is not None and bool(beside) and not any(map(_SEATED.match, beside))


def _assumed(named: Led) -> Led:
    """A lead where the document names none: the first responsible unit that is no group, else the first cooperating."""
    if named.responsible:
        first = next((name for name in named.responsible if not is_group(name) or _is_here(name, named)), "")
        first = first or named.responsible[0]
        others = tuple(name for name in named.responsible if name != first)
        said = f"原文没有写牵头单位，暂把“{first}”作牵头单位" if others else ""
        return Led((first,), others, named.cooperating, said)
    first = named.cooperating[0]
    said = f"原文只写了配合单位，暂把“{first}”作牵头单位"
    return Led((first,), (), named.cooperating[1:], said)
