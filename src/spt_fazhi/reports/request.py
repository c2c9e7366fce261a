"""What a report is asked about, and the look-ups that every report needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.query import Answering
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.period import Period
from spt_fazhi.model.plan import Task
from spt_fazhi.model.register import Entry
from spt_fazhi.model.unit import Unit
from spt_fazhi.reports.names import ourselves
from spt_fazhi.text.plain import plain
from spt_fazhi.views.findings.lines import FindingLine, Visit, visits_of

_WHOEVER = "发文单位"
_CLOSING = re.compile(r"[。；;，,、.\s]+\Z")


@dataclass(frozen=True, kw_only=True)  # not slotted: its properties are cached
class ReportRequest:
    """One report to build. `unusable` counts the files and records that could not be used, `number` is its 文号.

    `inspection` is the first file of the visit that it is about.

    `signed_by_office`: the office speaks of itself as 我办; else its name is printed like that of others.
    """

    assessment: Assessment
    period: Period | None = None
    unit: Unit | None = None
    inspection: Entry[Inspection] | None = None
    unusable: int = 0
    revision: str | None = None
    number: str | None = None
    signed_by_office: bool = False

    @cached_property
    def directory(self) -> Directory:
        """The units by name."""
        return self.assessment.directory

    @cached_property
    def tasks(self) -> dict[int, Task]:
        """Tasks by number."""
        return {task.id: task for task in reversed(self.assessment.register.tasks)}

    @cached_property
    def answers(self) -> Answering:
        """Who answers for a duty, and who of them is judged."""
        return Answering(assessment=self.assessment)

    @property
    def leads(self) -> dict[int, tuple[str, ...]]:
        """Lead units by task, canonical names."""
        return self.answers.leads

    @cached_property
    def duties_by_task(self) -> dict[int, list[Assessed]]:
        """Obligation duties by task."""
        return _by_task(self.assessment.duties)

    @cached_property
    def progress_by_task(self) -> dict[int, list[Assessed]]:
        """Progress duties by task."""
        return _by_task(self.assessment.progress)

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """The inspections that had ended by the day, each with its findings, the earliest first."""
        return visits_of(self.assessment) if self.assessment.register.inspections else ()

    @property
    def findings(self) -> tuple[FindingLine, ...]:
        """Every finding there is on the day."""
        return tuple(line for visit in self.visits for line in visit.lines)

    @property
    def unit_order(self) -> dict[str, int]:
        """Place of each unit in units.yaml."""
        return self.answers.order

    @cached_property
    def ourselves(self) -> str:
        """What the office calls itself in what it signs; who signs where no office is set, 发文单位 where nobody is."""
        info = self.assessment.register.info
        if info.office:
            return ourselves(info.office, info.signature)
        return ourselves(info.signature) if info.signature else _WHOEVER

    def called(self, name: str) -> str:
        """A unit as the text calls it: the office itself 我办 in what it signs."""
        return self.ourselves if self.signed_by_office and name == self.answers.office else name

    def evidence(self, each: Assessed) -> tuple[Entry[Evidence], ...]:
        """The evidence of a duty that is known on the day, proved or not, oldest first."""
        known, found = set(each.records), self.assessment.matching.evidence
        keys = (each.duty.key, *(each.duty.key._replace(unit=name) for name in each.former))
        return tuple(entry for key in keys for entry in found.get(key, ()) if entry.id in known)

    def is_outside(self, name: str) -> bool:
        """Whether a unit is outside the government, and not the office."""
        return self.answers.is_outside(name)

    def is_listed(self, name: str) -> bool:
        """Whether a bulletin may name a unit as late: neither the office, nor a unit that acts through another one."""
        unit = self.directory.unit(name)
        return name != self.answers.office and not (unit and unit.acts_through)

    def answering(self, each: Assessed) -> tuple[str, ...]:
        """Who answers for a duty: the unit, for a joint duty the leads among its owners (all, when none leads)."""
        return self.answers.answering(each)

    def scored(self, each: Assessed) -> tuple[str, ...]:
        """The answering units that are judged; none for a duty that units outside the government are asked for."""
        return self.answers.judged(each)

    def invited(self, each: Assessed) -> tuple[str, ...]:
        """The answering units that are only asked."""
        return self.answers.asked(each)

    def group_names(self, names: Iterable[str]) -> tuple[str, ...]:
        """Names with whole groups put together: all townships become 各乡镇; groups first, then the rest."""
        left = dict.fromkeys(names)
        groups = sorted(
            ((name, [unit.name for unit in self.directory.members(name)]) for name in self.directory.groups),
            key=lambda pair: -len(pair[1]),
        )
        found = []
        for name, members in groups:
            if len(members) > 1 and all(member in left for member in members):
                found.append(name)
                for member in members:
                    del left[member]
        own = [name for name in left if self.signed_by_office and name == self.answers.office]
        return (*found, *(name for name in left if name not in own), *map(self.called, own))

    def in_order(self, names: Iterable[str]) -> list[str]:
        """Unit names, each once, in the order of units.yaml."""
        return sorted(dict.fromkeys(names), key=lambda name: self.unit_order.get(name, len(self.unit_order)))


def sentence(text: str) -> str:
    """Free text of one or more lines as one run of prose without a closing full stop."""
    end = "。；;，,、.！!？?：:"
    lines = [" ".join(line.split()) for line in plain(text).splitlines() if line.strip()]
    joined = "".join(line if line[-1] in end else f"{line}；" for line in lines[:-1]) + (lines[-1] if lines else "")
    return _CLOSING.sub("", joined)


def record_ids(duties: Sequence[Assessed]) -> tuple[str, ...]:
    """The records of duties, each once, in order of the duties."""
    return tuple(dict.fromkeys(record for each in duties for record in each.records))


def _by_task(duties: Iterable[Assessed]) -> dict[int, list[Assessed]]:
    found: dict[int, list[Assessed]] = {}
    for each in duties:
        found.setdefault(each.duty.task, []).append(each)
    return found
