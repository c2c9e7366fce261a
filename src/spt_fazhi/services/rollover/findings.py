"""Findings go on in the next year as they are, with all that was reported and decided on them.

Those that are not closed go on to be closed; those closed in the year that ends, so that it is known when a problem
comes again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.repeated import repeated
from spt_fazhi.engine.states import MET
from spt_fazhi.errors import FazhiError
from spt_fazhi.model.entries.decision import Close, Decision, Extend, Redact, Return, Waive
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.record import Record, Rectify, Void
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.paths import DATA_DIR, SCHEMA_HEADS, attachment_of, id_parts
from spt_fazhi.model.references import finding_id, finding_name
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.yaml_text import entry_text


@frozen
class GoingOn:
    """Of a year the inspections with what goes on in them, the `paths` of the entries about it, and what is open.

    An inspection keeps its id and its days; it counts for nothing in the new plan, and bears on none of its tasks.
    """

    inspections: tuple[Entry[Inspection], ...]
    paths: tuple[str, ...]
    open: frozenset[str]

    @property
    def visits(self) -> int:
        """Of how many visits something is open."""
        firsts = {entry.id: entry.value.adds_to or entry.id for entry in self.inspections}
        return len({firsts[name.rpartition(".")[0]] for name in self.open})


@frozen
class CarriedFindings:
    """What goes on: the files (relative to `data/`), how many open findings, and of how many visits."""

    files: Mapping[str, bytes]
    findings: int
    visits: int


def carried_findings(workspace: Workspace) -> CarriedFindings:
    """The files of what goes on, entries and attachments byte for byte. Raises FazhiError for one that is not there."""
    found = going_on(workspace.assessment)
    files = {entry.file: entry_text(entry.value, SCHEMA_HEADS["inspection"]).encode() for entry in found.inspections}
    files.update((path, _content(workspace, path)) for path in found.paths)
    return CarriedFindings(
        files={path.removeprefix(f"{DATA_DIR}/"): data for path, data in files.items()},
        findings=len(found.open),
        visits=found.visits,
    )


def going_on(assessment: Assessment) -> GoingOn:
    """What goes on of a year as of the day."""
    left = open_findings(assessment)
    told = left | _known_again(assessment, left)
    inspections = assessment.register.inspections
    numbers = {
        entry.id: [each.id for each in entry.value.findings if finding_id(entry.id, each.id) in told]
        for entry in inspections
    }
    added_to = {entry.value.adds_to for entry in inspections if numbers[entry.id]}
    return GoingOn(
        inspections=tuple(
            replace(entry, value=entry.value.carried(numbers[entry.id]))
            for entry in inspections
            if numbers[entry.id] or entry.id in added_to
        ),
        paths=tuple(_about(assessment.register, told)),
        open=left,
    )


def open_findings(assessment: Assessment) -> frozenset[str]:
    """The full ids of the findings that are neither closed nor waived on the day, those found later included."""
    settled = {each.duty.key.finding for each in assessment.rectification if each.state in {*MET, "waived"}}
    known = {duty.key.finding for duty in assessment.matching.duties if duty.key.finding}
    return frozenset(known - settled - _closed_before(assessment))


def _closed_before(assessment: Assessment) -> frozenset[str]:
    """The findings that were closed in an earlier year: they are no duties of this one."""
    first, closed = assessment.register.info.first_day, assessment.matching.closed
    return frozenset(name for name, closing in closed.items() if closing.closed.day < first)


def _known_again(assessment: Assessment, left: frozenset[str]) -> frozenset[str]:
    """The closed findings that go on to be compared with: those of the year, and those that one of `left` repeats."""
    closed = assessment.matching.closed
    again = repeated(assessment.register, assessment.matching)
    known = {name for name, closing in closed.items() if closing.closed.day <= assessment.day}
    return frozenset((known - _closed_before(assessment)) | {again[name].id for name in left if name in again})


def _about(register: Register, findings: frozenset[str]) -> Iterator[str]:
    """The files of all records, attachments and decisions on these findings."""
    reports = {entry.id: entry for entry in register.records if _reports_on(entry.value, findings)}
    redacted = _redacted(register.decisions, reports, findings)
    for entry in register.records:
        if entry.id in reports:
            yield entry.file
            value = entry.value
            for each in value.files if isinstance(value, Rectify) else ():
                if (entry.id, each.name) not in redacted:
                    yield attachment_of(entry.id, each.name)
        elif isinstance(entry.value, Void) and _is_on(entry.value.record, reports, findings):
            yield entry.file
    for decision in register.decisions:
        if _decides_on(decision.value, reports, findings):
            yield decision.file


def _reports_on(record: Record, findings: frozenset[str]) -> bool:
    return isinstance(record, Rectify) and finding_id(record.inspection, record.finding) in findings


def _decides_on(decision: Decision, reports: Mapping[str, Entry[Record]], findings: frozenset[str]) -> bool:
    if isinstance(decision, Return | Redact):
        return _is_on(decision.record, reports, findings)
    if isinstance(decision, Extend | Waive | Close) and decision.inspection and decision.finding:
        return finding_id(decision.inspection, decision.finding) in findings
    return False


def _is_on(record: str, reports: Mapping[str, Entry[Record]], findings: frozenset[str]) -> bool:
    """Whether a record is a report on one of these findings, or was one before it was let go as a whole."""
    return record in reports or id_parts(record).subject in {finding_name(each) for each in findings}


def _redacted(
    decisions: Iterable[Entry[Decision]], reports: Mapping[str, Entry[Record]], findings: frozenset[str]
) -> frozenset[tuple[str, str]]:
    """The attachments that were let go: record and name."""
    return frozenset(
        (entry.value.record, each.name)
        for entry in decisions
        if isinstance(entry.value, Redact) and _is_on(entry.value.record, reports, findings)
        for each in entry.value.files
    )


def _content(workspace: Workspace, path: str) -> bytes:
    stream = workspace.source.stream(path)
    if stream is None:
        raise FazhiError(
            f"{path} 读不出来，没有换年度", "它属于没有销号的问题，要带到新年度；请先运行 fazhi check 改正"
        )
    with stream:
        return stream.read()
