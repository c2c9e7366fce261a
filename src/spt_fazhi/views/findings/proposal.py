"""Whom to visit next: units with most to be looked at on the spot, each with the reasons, and units only invited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final, Literal

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.query import Answering, Filter, overdue
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.unit import Unit
from spt_fazhi.views.findings.counting import everyone
from spt_fazhi.views.findings.lines import FindingLine, Visit, visits_of
from spt_fazhi.views.json_document import head_json
from spt_fazhi.views.lists.desks import desk_of
from spt_fazhi.views.wording import chinese_date, item_text, names_text

MOST: Final = 5
"""Units that are proposed unless a number is asked for."""
_NAMED: Final = 6
ReasonKind = Literal["never-visited", "overdue", "unproved", "returned", "finding-overdue", "finding-repeated"]
_WORDS: Final[dict[ReasonKind, tuple[str, str]]] = {
    "overdue": ("逾期", "条"),
    "unproved": ("待佐证", "条"),
    "returned": ("退回过材料", "条"),
    "finding-overdue": ("整改逾期", "个"),
    "finding-repeated": ("屡查屡犯", "个"),
}


@frozen
class Reason:
    """Why a unit is proposed: how many of what, the oldest by so many `days` (0: no matter), and which."""

    kind: ReasonKind
    number: int
    days: int = 0
    items: tuple[str, ...] = ()
    also: int = 0
    """How many of them were told of in another reason before."""

    @property
    def text(self) -> str:
        """`逾期 2 条，最久 81 天：2.2、4.2`."""
        if self.kind == "never-visited":
            return "本年度没有督察过"
        word, counter = _WORDS[self.kind]
        days = f"，最久 {self.days} 天" if self.days else ""
        also = f"（其中 {self.also} {counter}已计入整改逾期）" if self.also else ""
        whole = "个事项" if counter == "条" else counter
        return f"{word} {self.number} {counter}{also}{days}：{names_text(self.items, _NAMED, whole)}"


@frozen
class Proposed:
    """A unit with its reasons. `matters` is what it is ranked by: how many things there are to be looked at."""

    unit: Unit
    reasons: tuple[Reason, ...]
    matters: int
    last: Visit | None

    @property
    def last_text(self) -> str:
        """`上次督察：2024年5月22日，k7q2`; empty where there was none this year."""
        if self.last is None:
            return ""
        return f"上次督察：{chinese_date(self.last.entry.value.to)}，{self.last.id[11:]}"


@frozen
class Proposal:
    """The units proposed, those with most to be looked at first; the others with some, and those without, by number.

    `invited` are units outside the government: they may be visited, and are not ranked.
    """

    day: date
    proposed: tuple[Proposed, ...]
    others: int
    nothing: int
    invited: tuple[Proposed, ...]
    tied: int = 0
    """How many of the `others` come out the same as the last one proposed."""


def proposal(assessment: Assessment, duties: Iterable[Assessed], wanted: Filter, most: int = MOST) -> Proposal:
    """Rank the units there are on the day by what of `duties` is to be looked at; the office visits, and is left out.

    Who inspected this year is left out too, unless it was named. With filters only the units that were named are
    ranked. Of equal ones those not visited this year come first, then those whose last visit was longest ago; what is
    equal even so is spread over the kinds of units, each in the order of units.yaml. A unit that acts through another
    is visited there.
    """
    answering = Answering(assessment=assessment)
    chosen = tuple(duties)
    made = visits_of(assessment)
    found = _Matters(assessment, answering, chosen, [line for visit in made for line in visit.lines])
    visits = _last_visits(made, answering)
    inspecting = _inspecting(made, answering) - wanted.units
    units = [
        unit
        for unit in assessment.register.units
        if _may_be_visited(unit, answering, assessment.day, wanted) and unit.name not in inspecting
    ]
    judged = [unit for unit in units if not answering.is_outside(unit.name)]
    ranked = _ranked(found.of(unit, visits.get(unit.name)) for unit in judged)
    with_some = [each for each in ranked if each.matters]
    same = with_some[most - 1 : most]
    outside = (unit for unit in units if answering.is_outside(unit.name))
    return Proposal(
        day=assessment.day,
        proposed=tuple(with_some[:most]),
        others=len(with_some[most:]),
        nothing=len(ranked) - len(with_some),
        invited=tuple(_invited(unit, visits.get(unit.name)) for unit in outside),
        tied=sum(_rank(each) == _rank(last) for last in same for each in with_some[most:]),
    )


def _rank(each: Proposed) -> tuple[int, date]:
    """What units are ranked by, the first first."""
    return -each.matters, each.last.entry.value.to if each.last else date.min


def _ranked(found: Iterable[Proposed]) -> list[Proposed]:
    """Ranked; equal ones in turns, one of each kind of unit."""
    turns: dict[tuple[tuple[int, date], str], int] = defaultdict(int)
    placed: list[tuple[tuple[int, date], int, int, Proposed]] = []
    for at, each in enumerate(found):
        key = (_rank(each), each.unit.kind)
        placed.append((key[0], turns[key], at, each))
        turns[key] += 1
    return [each for *_, each in sorted(placed, key=lambda one: one[:3])]


def _inspecting(visits: Iterable[Visit], answering: Answering) -> frozenset[str]:
    """The units that inspected this year; `carried` visits are of an earlier one."""
    names = {name for each in visits if not each.carried for name in each.entry.value.by}
    return frozenset(answering.directory.canonical(name) or name for name in names)


def _may_be_visited(unit: Unit, answering: Answering, day: date, wanted: Filter) -> bool:
    there = unit.exists_on(day)
    named = (not wanted.units or unit.name in wanted.units) and (wanted.members is None or unit.name in wanted.members)
    return there and named and unit.name != answering.office and desk_of(unit.name, answering) == unit.name


def _last_visits(visits: Iterable[Visit], answering: Answering) -> dict[str, Visit]:
    """By unit the last visit there in the plan's year."""
    found: dict[str, Visit] = {}
    for visit in visits:
        if not visit.carried:
            found.update({desk_of(name, answering): visit for name in everyone(visit, answering)})
    return found


def _invited(unit: Unit, last: Visit | None) -> Proposed:
    """A unit outside the government: nothing is counted against it."""
    reasons = () if last else (Reason(kind="never-visited", number=1),)
    return Proposed(unit=unit, reasons=reasons, matters=0, last=last)


class _Matters:
    """What there is to be looked at, by the unit where it is looked at."""

    def __init__(
        self, assessment: Assessment, answering: Answering, duties: Sequence[Assessed], lines: Iterable[FindingLine]
    ) -> None:
        self._assessment, self._answering = assessment, answering
        self._late: dict[str, list[Assessed]] = defaultdict(list)
        self._unproved: dict[str, list[Assessed]] = defaultdict(list)
        self._returned: dict[str, list[str]] = defaultdict(list)
        self._findings: dict[str, list[FindingLine]] = defaultdict(list)
        if assessment.register.in_use:
            self._sort(duties, lines)

    def _sort(self, duties: Sequence[Assessed], lines: Iterable[FindingLine]) -> None:
        judged = self._answering.judged
        late = {each.duty.key for each in overdue(duties)}
        for each in duties:
            if each.duty.finding is None:
                for name in judged(each):
                    if each.duty.key in late:
                        self._late[self._desk(name)].append(each)
                    elif each.state == "unproved":
                        self._unproved[self._desk(name)].append(each)
            if each.duty.unit and not each.invited:
                self._returned[self._desk(each.duty.unit)] += [item_text(each)] * self._handed_back(each)
        passed = {each.duty.key.finding for each in duties}
        for line in lines:
            if line.id in passed and not line.invited and line.stage != "waived":
                self._findings[self._desk(line.unit)].append(line)

    def _desk(self, name: str) -> str:
        return desk_of(name, self._answering)

    def _handed_back(self, each: Assessed) -> int:
        """How many of its records were handed back, as far as they count by the day."""
        keys = (each.duty.key, *(each.duty.key._replace(unit=name) for name in each.former))
        back = (one for key in keys for one in self._assessment.matching.returned.get(key, ()))
        return sum(counts_on <= self._assessment.day for counts_on, _, _ in back)

    def of(self, unit: Unit, last: Visit | None) -> Proposed:
        """A unit with its reasons, worst first; a finding that is overdue and repeated is one matter."""
        reasons = tuple(self._reasons(unit.name, last))
        lines = [each for each in self._findings[unit.name] if each.state == "overdue" or each.earlier]
        others = sum(each.number for each in reasons if not each.kind.startswith("finding-"))
        return Proposed(unit=unit, reasons=reasons, matters=others + len(lines), last=last)

    def _reasons(self, name: str, last: Visit | None) -> Iterator[Reason]:
        if last is None:
            yield Reason(kind="never-visited", number=1)
        lines = self._findings[name]
        duties: tuple[tuple[ReasonKind, list[Assessed]], ...] = (
            ("overdue", self._late[name]),
            ("unproved", self._unproved[name]),
            ("finding-overdue", [each.each for each in lines if each.state == "overdue"]),
            ("finding-repeated", [each.each for each in lines if each.earlier]),
        )
        for kind, found in duties:
            if found:
                days = max(each.days_overdue(self._assessment.day) for each in found)
                items = tuple(dict.fromkeys(each.duty.key.finding[11:] or item_text(each) for each in found))
                if kind == "finding-repeated":
                    late = sum(each.state == "overdue" for each in found)
                    yield Reason(kind=kind, number=len(found), items=items, also=late)
                else:
                    yield Reason(kind=kind, number=len(found), days=days, items=items)
        if self._returned[name]:
            items = tuple(dict.fromkeys(self._returned[name]))
            yield Reason(kind="returned", number=len(self._returned[name]), items=items)


def proposal_json(assessment: Assessment, found: Proposal, revision: str | None) -> dict[str, Any]:
    """The document of `inspect plan`."""
    return {
        **head_json(assessment, revision),
        "proposed": [_json(each) | {"matters": each.matters} for each in found.proposed],
        "others": found.others,
        "nothing": found.nothing,
        "invited": [_json(each) for each in found.invited],
    }


def _json(each: Proposed) -> dict[str, Any]:
    return {
        "unit": each.unit.name,
        "code": each.unit.code,
        "phone": each.unit.phone,
        "last_visit": {"id": each.last.id, "to": each.last.entry.value.to.isoformat()} if each.last else None,
        "reasons": [
            {"kind": one.kind, "number": one.number, "days": one.days, "items": list(one.items), "text": one.text}
            for one in each.reasons
        ],
    }
