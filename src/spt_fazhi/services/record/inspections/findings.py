"""Findings on their way into a file: what each says, where that was typed, and the numbers they get."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date

from spt_fazhi.errors import UsageError
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.references import LAST_FINDING, short_finding
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.inspection.find import with_additions
from spt_fazhi.services.record.faults import Fault
from spt_fazhi.views.wording import names_text


@frozen
class NewFinding:
    """A problem of one unit that is to be entered.

    `number` is 0 as long as nobody gave it one. `place` is the row or the option it was typed in, `places` are the
    cells of its parts.
    """

    unit: Unit
    problem: str
    due: date
    demand: str | None = None
    task: int | None = None
    kind: str | None = None
    severity: str | None = None
    number: int = 0
    place: str = ""
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, str]:
        """The keys of the file, those that say nothing left out."""
        said = {
            "id": str(self.number),
            "unit": self.unit.name,
            "task": None if self.task is None else str(self.task),
            "kind": self.kind,
            "severity": self.severity,
            "problem": self.problem,
            "demand": self.demand,
            "due": self.due.isoformat(),
        }
        return {key: text for key, text in said.items() if text is not None}

    def is_same_as(self, other: NewFinding) -> bool:
        """Whether two speak of the same problem of the same unit."""
        return (self.unit.name, self.problem) == (other.unit.name, other.problem)


def for_each(finding: NewFinding, units: Sequence[Unit]) -> tuple[NewFinding, ...]:
    """The finding for each of several units; the first keeps the number that was typed."""
    return tuple(replace(finding, unit=unit, number=0 if at else finding.number) for at, unit in enumerate(units))


@frozen
class Given:
    """What a visit has already: the numbers of its findings, and what each is called by unit and problem."""

    numbers: frozenset[int] = frozenset()
    problems: Mapping[tuple[str, str], str] = field(default_factory=dict)


def given_in(register: Register, inspection: Entry[Inspection]) -> Given:
    """What stands in a visit and in what was added to it."""
    found = [(entry.id, each) for entry in with_additions(register, inspection) for each in entry.value.findings]
    return Given(
        numbers=frozenset(each.id for _, each in found),
        problems={(each.unit, each.problem): short_finding(entry, each.id) for entry, each in found},
    )


def numbered(
    findings: Iterable[NewFinding], given: Given | None = None
) -> tuple[tuple[NewFinding, ...], tuple[Fault, ...]]:
    """The findings with a number each: those that were typed, the others after the highest of all; and what is wrong.

    Raises UsageError when there are more than may be numbered.
    """
    whole, given = tuple(findings), given or Given()
    faults = (*_taken(whole, given.numbers), *_said_twice(whole, given.problems))
    last = max((*given.numbers, *(each.number for each in whole)), default=0)
    most = last + sum(not each.number for each in whole)
    if most > LAST_FINDING:
        raise UsageError(f"问题编号最大到 {LAST_FINDING}，这里要编到 {most}", "请把编号改小，或分成几次督察登记")
    found = []
    for each in whole:
        last += not each.number
        found.append(each if each.number else replace(each, number=last))
    return tuple(found), faults


def _taken(findings: Iterable[NewFinding], used: Collection[int]) -> Iterator[Fault]:
    """Numbers that were typed and are given already."""
    first: dict[int, NewFinding] = {}
    for each in findings:
        place = each.places.get("id", each.place)
        if each.number and each.number in used:
            hint = f"请写 {max(used) + 1} 及以后的编号，或留空（接着编）"
            yield Fault(index=None, place=place, message=f"编号 {each.number} 在本次督察里已经用过", hint=hint)
        elif each.number in first:
            before = first[each.number]
            message = f"编号 {each.number} 与 {before.places.get('id', before.place)} 重复"
            yield Fault(index=None, place=place, message=message, hint="请改成不同的编号，或都留空（按先后编号）")
        elif each.number:
            first[each.number] = each


def _said_twice(findings: Iterable[NewFinding], known: Mapping[tuple[str, str], str]) -> Iterator[Fault]:
    """Problems that the visit or the table has already for the same unit."""
    first: dict[tuple[str, str], str] = {}
    for each in findings:
        key = (each.unit.name, each.problem)
        before = f"已登记的 {known[key]} " if key in known else f" {first[key]} " if key in first else ""
        if before:
            message = f"“{each.unit.name}”的这个问题与{before}相同"
            hint = "已经登记的不用再写；确实是两个问题的，请写出不同之处"
            yield Fault(index=None, place=each.places.get("problem", each.place), message=message, hint=hint)
        first.setdefault(key, each.places.get("problem", each.place))


def counts_text(findings: Iterable[NewFinding]) -> str:
    """`滨河镇 2 个、区司法局 1 个`: which units have how many findings, in the order they first come."""
    counts: dict[str, int] = {}
    for each in findings:
        counts[each.unit.name] = counts.get(each.unit.name, 0) + 1
    return names_text([f"{unit} {count} 个" for unit, count in counts.items()], 0)
