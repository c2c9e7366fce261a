"""Records, letters, decisions and inspections in short, by what they are about: each is made once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from spt_fazhi.model.entries.decision import Extend, Redact, Return, Waive
from spt_fazhi.model.entries.record import Evidence, Progress, Record, Rectify
from spt_fazhi.model.paths import subject_of
from spt_fazhi.model.references import finding_id, finding_name, short_finding
from spt_fazhi.model.register import Entry, entered_order
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.board.pieces import EntryRow
from spt_fazhi.views.board.scope import Scope, known_by
from spt_fazhi.views.dossiers.entries import decided_finding, issued_finding, unit_entries
from spt_fazhi.views.dossiers.lines import DossierLine, decision_line, inspection_line, issued_line, record_line

Rows = dict[str, list[EntryRow]]


class EntryIndex:
    """All that was entered by the day, by obligation (`6.1`), task (`6`, what is about its reports) or finding.

    Findings are keyed by their full id. `records` holds every record by its id, `records_of` those about a key in
    order of day. In the public edition all of it is empty: what was entered stays in the office, its ids too.
    """

    def __init__(self, scope: Scope) -> None:
        """Go once through the register's entries."""
        self._scope = scope
        self.records: dict[str, EntryRow] = {}
        self.records_of: Rows = defaultdict(list)
        self.letters: Rows = defaultdict(list)
        self.decisions: Rows = defaultdict(list)
        self.inspections: Rows = defaultdict(list)
        self.returned: Rows = defaultdict(list)
        """By unit what was handed back to it, with the reason."""
        self._about: dict[str, str] = {}
        self._own = _own(scope) if scope.options.unit is not None else None
        if not scope.options.public:
            self._read_records()
            self._read_decisions()
            self._read_letters()
            self._read_inspections()

    def others(self, key: str, counted: Iterable[str]) -> tuple[EntryRow, ...]:
        """The records about an obligation, a task or a finding that are not among `counted`, by day."""
        seen = frozenset(counted)
        return tuple(each for each in self.records_of.get(key, ()) if each.id not in seen)

    def _is_left_out(self, entry: Entry[Any]) -> bool:
        """Whether an entry is no concern of the unit whose board it is."""
        return self._own is not None and entry.id not in self._own

    def _read_records(self) -> None:
        scope = self._scope
        withdrawn = scope.assessment.matching.withdrawn
        for entry in known_by(scope.assessment.register.records, scope.day):
            value = entry.value
            if self._is_left_out(entry):
                continue
            if isinstance(value, Evidence):
                key = value.obligation
            elif isinstance(value, Progress):
                key = str(value.task)
            elif isinstance(value, Rectify):
                key = finding_id(value.inspection, value.finding)
            else:
                continue  # what is taken back says so itself
            row = _row(record_line(entry, scope.assessment))
            by = withdrawn.get(entry.id)
            if by is not None and isinstance(by.value, Redact):  # what git still knows of it is not told
                row = row._replace(text="（已去除）", files=0)
            self.records[entry.id] = row
            self.records_of[key].append(row)
            self._about[entry.id] = key
        for rows in self.records_of.values():
            rows.sort(key=lambda row: (row.day, row.id))

    def _read_decisions(self) -> None:
        scope = self._scope
        findings = {finding_name(each.duty.key.finding): each.duty.key.finding for each in scope.found}
        for entry in sorted(known_by(scope.assessment.register.decisions, scope.day), key=entered_order):
            value = entry.value
            if self._is_left_out(entry):
                continue
            row = _row(decision_line(entry))
            if isinstance(value, Return | Redact):
                about = subject_of(value.record)
                self.decisions[self._about.get(value.record, findings.get(about, about))].append(row)
            elif (finding := decided_finding(value)) is not None:
                self.decisions[finding].append(row)
            elif isinstance(value, Extend | Waive):
                self.decisions[value.obligation or str(value.task)].append(row)

        canonical = scope.answering.directory.canonical
        for handed, by in scope.handed:
            unit = canonical(handed.value.unit)
            if unit is not None:
                row = _row(decision_line(by))
                self.returned[unit].append(row._replace(text=f"{handed_about(handed.value)}：{row.text}"))

    def _read_letters(self) -> None:
        scope = self._scope
        for entry in sorted(known_by(scope.assessment.register.issued, scope.day), key=entered_order):
            value = entry.value
            if self._is_left_out(entry):
                continue
            row = _row(issued_line(entry))
            keys = dict.fromkeys(each.obligation or issued_finding(each) or str(each.task) for each in value.duties)
            for key in keys:
                self.letters[key].append(row)
            if value.is_letter:
                named = (*value.to, *(each.unit for each in value.duties if each.unit))
                units = (scope.answering.directory.canonical(name) for name in named)
                for unit in dict.fromkeys(units):
                    if unit is not None:
                        self.letters[f"u-{scope.codes[unit]}"].append(row)

    def _read_inspections(self) -> None:
        scope = self._scope
        visits = scope.assessment.register.inspections
        for entry in sorted(visits, key=lambda each: (each.value.to, each.id)):
            if entry.value.to <= scope.day and not self._is_left_out(entry):
                row = self.records[entry.id] = _row(inspection_line(entry))
                for obligation in entry.value.obligation:
                    self.inspections[obligation].append(row)


def _row(line: DossierLine) -> EntryRow:
    text = "" if line.text == line.word else one_line(line.text)
    return EntryRow(line.id, line.day, line.word, line.unit, text, line.files, line.gone)


def handed_about(record: Record) -> str:
    """What a record that was handed back is about: `6.1`, `任务6进展`, `问题k7q2.1`."""
    if isinstance(record, Evidence):
        return record.obligation
    if isinstance(record, Rectify):
        return f"问题{short_finding(record.inspection, record.finding)}"
    return f"任务{record.task}进展" if isinstance(record, Progress) else ""


def _own(scope: Scope) -> frozenset[str]:
    """The ids of the entries that the board of one unit tells of: its own, and what its duties rest on."""
    register, directory = scope.assessment.register, scope.answering.directory
    unit = next(each for each in register.units if each.name == scope.options.unit)
    known = unit_entries(register, unit, directory)
    of_unit = {each.id for each in (*known.records, *known.decisions, *known.issued, *known.inspections)}
    counted = {name for each in scope.duties for name in each.records}
    decided = {name for each in scope.duties for name in (each.waived_by, each.extended_by) if name}
    let_go = {each.id for each in register.decisions if isinstance(each.value, Redact) and each.value.record in counted}
    return frozenset(of_unit | counted | decided | let_go)


def by_day(*lists: Sequence[EntryRow]) -> tuple[EntryRow, ...]:
    """Rows of several lists in order of day."""
    return tuple(sorted((row for rows in lists for row in rows), key=lambda row: (row.day, row.id)))
