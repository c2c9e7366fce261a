"""Visits and their findings as of a day: one value each, for lists, screens and reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.entries.closings import Closing
from spt_fazhi.engine.states import MET, State
from spt_fazhi.model.entries.decision import Return
from spt_fazhi.model.entries.inspection import Finding, Inspection
from spt_fazhi.model.entries.record import Rectify
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.references import finding_id, finding_name
from spt_fazhi.model.register import Entry, Register

Stage = Literal["closed", "waived", "submitted", "partial", "open"]
"""How far a finding is put right; each is in exactly one: closed, excused, waiting for closing, in part, not yet."""


@frozen
class Earlier:
    """The closed finding that a later one repeats: its full id, its unit, what it said, and the day it was closed."""

    id: str
    unit: str
    problem: str
    closed: date


@frozen
class FindingLine:
    """A finding as of the day.

    `visit` is the file it stands in, `first` the visit it belongs to (the same but for what was added later). `each`
    is its duty. `reports` are the live reports by the day, the oldest first; `closing` is None as long as it is not
    closed. `returned` is the day on which its last report was handed back, None once there is another. `earlier` is
    the closed finding of its unit that it repeats (屡查屡犯), `kindred` without one a closed finding of the same kind
    at another unit that it is like (同类问题).
    """

    id: str
    finding: Finding
    visit: Entry[Inspection]
    first: Entry[Inspection]
    each: Assessed
    reports: tuple[Entry[Rectify], ...]
    closing: Closing | None
    returned: date | None = None
    earlier: Earlier | None = None
    kindred: Earlier | None = None

    @property
    def name(self) -> str:
        """What people call it: `k7q2.1`."""
        return finding_name(self.id)

    @property
    def unit(self) -> str:
        """Who bears it on the day."""
        return self.each.duty.owners[0]

    @property
    def invited(self) -> bool:
        """Whether its unit stands outside the government: asked, never chased or scored."""
        return self.each.invited

    @property
    def state(self) -> State:
        """The state of its duty."""
        return self.each.state

    @property
    def stage(self) -> Stage:
        """How far it is put right."""
        if self.state in MET:
            return "closed"
        if self.state == "waived":
            return "waived"
        if self.state == "submitted":
            return "submitted"
        return "partial" if any(not each.value.is_whole for each in self.reports) else "open"

    @property
    def at_once(self) -> bool:
        """Whether it was to be put right before the visit ended (立行立改)."""
        return self.visit.value.is_at_once(self.finding)

    @property
    def measures(self) -> tuple[str, ...]:
        """What was done about it, a title a report."""
        return tuple(dict.fromkeys(each.value.title for each in self.reports))


class _Files(NamedTuple):
    """The file a finding stands in, and that of the visit it belongs to."""

    visit: Entry[Inspection]
    first: Entry[Inspection]


@frozen
class Visit:
    """An inspection with its findings as of the day, those added later included.

    `carried` says that it was made before the register's year; of such only what was open then is there (上年结转).
    """

    entry: Entry[Inspection]
    added: tuple[Entry[Inspection], ...]
    lines: tuple[FindingLine, ...]
    carried: bool = False

    @property
    def id(self) -> str:
        """The id of the first file."""
        return self.entry.id


def finding_lines(assessment: Assessment) -> tuple[FindingLine, ...]:
    """Every finding there is on the day whose unit is known: by visit, the earliest first, then by number."""
    return tuple(line for visit in visits_of(assessment) for line in visit.lines)


def visits_of(assessment: Assessment) -> tuple[Visit, ...]:
    """Every visit that had ended by the day, the earliest first; what was added to one stands in it."""
    register, day = assessment.register, assessment.day
    by_id = {entry.id: entry for entry in register.inspections}
    again = assessment.repeats
    back = _returned(assessment)
    duties = {each.duty.key.finding: each for each in assessment.rectification}
    lines: dict[str, list[FindingLine]] = {}
    added: dict[str, list[Entry[Inspection]]] = {}
    for entry in register.inspections:
        first = _first(entry, by_id)
        if first is not entry and entry.value.recorded <= day:
            added.setdefault(first.id, []).append(entry)
        for finding in entry.value.findings:
            name = finding_id(entry.id, finding.id)
            if name in duties:
                line = _line(assessment, duties[name], finding, _Files(entry, first), back.get(name))
                if name in again:
                    known = _earlier(again[name].id, assessment, by_id)
                    same = again[name].same_unit
                    line = replace(line, earlier=known) if same else replace(line, kindred=known)
                lines.setdefault(first.id, []).append(line)
    return tuple(
        Visit(
            entry=entry,
            added=tuple(sorted(added.get(entry.id, ()), key=lambda each: (each.value.recorded, each.id))),
            lines=tuple(sorted(lines.get(entry.id, ()), key=lambda each: (each.finding.id, each.id))),
            carried=entry.value.to < register.info.first_day,
        )
        for entry in sorted(register.inspections, key=lambda each: (each.value.to, each.id))
        if _first(entry, by_id) is entry
        and (entry.id in lines or (entry.value.to <= day and not _is_past((entry, *added.get(entry.id, ())), register)))
    )


def _is_past(files: Iterable[Entry[Inspection]], register: Register) -> bool:
    """Whether a visit of which nothing is left is of an earlier year, and is there to be compared with alone."""
    first = register.info.first_day
    return all(each.value.to < first for each in files) and any(each.value.findings for each in files)


def _first(entry: Entry[Inspection], by_id: dict[str, Entry[Inspection]]) -> Entry[Inspection]:
    """The visit that an addition belongs to; what names none that is there stands for itself."""
    parent = by_id.get(entry.value.adds_to or "")
    return parent if parent is not None and parent.value.adds_to is None else entry


def _returned(assessment: Assessment) -> dict[str, date]:
    """By finding the day on which the last report on it was handed back; the others are absent."""
    withdrawn = assessment.matching.withdrawn
    found: dict[str, date] = {}
    for entry in assessment.register.records:
        value = entry.value
        by = withdrawn.get(entry.id) if isinstance(value, Rectify) else None
        if isinstance(value, Rectify) and by is not None and isinstance(by.value, Return):
            name, day = finding_id(value.inspection, value.finding), by.value.recorded
            if day <= assessment.day:
                found[name] = max(day, found.get(name, day))
    return found


def _line(assessment: Assessment, each: Assessed, finding: Finding, files: _Files, back: date | None) -> FindingLine:
    name = each.duty.key.finding
    matching, day = assessment.matching, assessment.day
    closing = matching.closed.get(name)
    later = [entry.value for entry in matching.rectify.get(name, ()) if entry.value.date <= day]
    return FindingLine(
        id=name,
        finding=finding,
        visit=files.visit,
        first=files.first,
        each=each,
        reports=tuple(entry for entry in matching.rectify.get(name, ()) if entry.value.date <= day),
        closing=closing if closing is not None and closing.closed.day <= day else None,
        returned=None if back is None or any(one.recorded > back for one in later) else back,
    )


def _earlier(name: str, assessment: Assessment, by_id: dict[str, Entry[Inspection]]) -> Earlier | None:
    visit, _, number = name.rpartition(".")
    finding, closing = by_id[visit].value.finding(int(number)), assessment.matching.closed[name]
    if finding is None:
        return None
    unit = assessment.directory.canonical(finding.unit) or finding.unit
    return Earlier(id=name, unit=unit, problem=finding.problem, closed=closing.closed.day)


@frozen
class FindingCounts:
    """Findings by how far they are put right: `closed`, `waived`, `submitted`, `partial`, `open` make up `found`.

    Across these go `overdue` (among `partial` and `open`), `late` (closed after the day), `at_once` (立行立改) and
    `repeated` (屡查屡犯).
    """

    found: tuple[FindingLine, ...]
    closed: tuple[FindingLine, ...]
    waived: tuple[FindingLine, ...]
    submitted: tuple[FindingLine, ...]
    partial: tuple[FindingLine, ...]
    open: tuple[FindingLine, ...]
    overdue: tuple[FindingLine, ...]
    late: tuple[FindingLine, ...]
    at_once: tuple[FindingLine, ...]
    repeated: tuple[FindingLine, ...]


def counted(lines: Iterable[FindingLine]) -> FindingCounts:
    """Count findings; whoever counts judged units alone gives `judged(lines)`."""
    found = tuple(lines)

    def at(stage: Stage) -> tuple[FindingLine, ...]:
        return tuple(each for each in found if each.stage == stage)

    return FindingCounts(
        found=found,
        closed=at("closed"),
        waived=at("waived"),
        submitted=at("submitted"),
        partial=at("partial"),
        open=at("open"),
        overdue=tuple(each for each in found if each.state == "overdue"),
        late=tuple(each for each in found if each.state == "done-late"),
        at_once=tuple(each for each in found if each.at_once),
        repeated=tuple(each for each in found if each.earlier is not None),
    )


def judged(lines: Iterable[FindingLine]) -> tuple[FindingLine, ...]:
    """The findings of units of the government (and of the office)."""
    return tuple(each for each in lines if not each.invited)


def only_asked(lines: Iterable[FindingLine]) -> tuple[FindingLine, ...]:
    """The findings of units outside the government."""
    return tuple(each for each in lines if each.invited)


def by_kind(lines: Iterable[FindingLine], kinds: Sequence[str]) -> dict[str, tuple[FindingLine, ...]]:
    """Findings by kind: those of the register's list in its order, then others, "" for those without; none empty."""
    found: dict[str, list[FindingLine]] = {kind: [] for kind in kinds}
    for each in lines:
        found.setdefault(each.finding.kind or "", []).append(each)
    ordered = sorted(found, key=lambda kind: kind == "")
    return {kind: tuple(found[kind]) for kind in ordered if found[kind]}
