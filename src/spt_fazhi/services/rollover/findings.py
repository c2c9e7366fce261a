"""Findings that are not closed go on in the next year as they are, with all that was reported and decided on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spt_fazhi.engine.assess import Assessment
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
    """Of a year the inspections with what is not closed in them, and the `paths` of the entries about it.

    An inspection keeps its id and its days; it counts for nothing in the new plan, and bears on none of its tasks.
    """

    inspections: tuple[Entry[Inspection], ...]
    paths: tuple[str, ...]

    @property
    def findings(self) -> int:
        """How many findings go on."""
        return sum(len(entry.value.findings) for entry in self.inspections)


@frozen
class CarriedFindings:
    """What goes on: the files (relative to `data/`), how many findings, and of how many inspections."""

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
        findings=found.findings,
        visits=sum(entry.value.adds_to is None for entry in found.inspections),
    )


def going_on(assessment: Assessment) -> GoingOn:
    """What goes on of a year as of the day."""
    left = open_findings(assessment)
    numbers = {
        entry.id: [each.id for each in entry.value.findings if finding_id(entry.id, each.id) in left]
        for entry in assessment.register.inspections
    }
    return GoingOn(
        inspections=tuple(
            replace(
                entry,
                value=entry.value.carried(numbers[entry.id], with_first=bool(numbers.get(entry.value.adds_to or ""))),
            )
            for entry in assessment.register.inspections
            if numbers[entry.id]
        ),
        paths=tuple(_about(assessment.register, left)),
    )


def open_findings(assessment: Assessment) -> frozenset[str]:
    """The full ids of the findings that are neither closed nor waived on the day, those found later included."""
    settled = {each.duty.key.finding for each in assessment.rectification if each.state in {*MET, "waived"}}
    known = {duty.key.finding for duty in assessment.matching.duties if duty.key.finding}
    return frozenset(known - settled)


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
