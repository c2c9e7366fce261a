"""Findings of inspections as rows."""

from __future__ import annotations

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.board.entries import EntryIndex, by_day
from spt_fazhi.views.board.rows import note_text
from spt_fazhi.views.board.scope import Scope, finding_anchor
from spt_fazhi.views.board.values import FindingRow
from spt_fazhi.views.counted import notes_on
from spt_fazhi.views.findings.lines import FindingLine, finding_lines
from spt_fazhi.views.findings.words import due_text_of, progress_text


def finding_rows(scope: Scope, entries: EntryIndex) -> tuple[FindingRow, ...]:
    """The chosen findings, by visit, the earliest first; the public edition has none.

    Without any nothing is looked up.
    """
    if not scope.found or scope.options.public:
        return ()
    chosen = {each.duty.key.finding: each for each in scope.found}
    notes = notes_on(scope.assessment, scope.found)
    lines = (line for line in finding_lines(scope.assessment) if line.id in chosen)
    return tuple(_row(scope, entries, line, chosen[line.id], notes.get(line.id, "")) for line in lines)


def _row(scope: Scope, entries: EntryIndex, line: FindingLine, each: Assessed, note: str) -> FindingRow:
    key, task = line.id, each.duty.task
    stage = progress_text(line, scope.day)
    return FindingRow(
        name=line.name,
        anchor=finding_anchor(key),
        unit=scope.unit_link(line.unit),
        kind=one_line(line.finding.kind or ""),
        problem=one_line(line.finding.problem),
        demand=one_line(line.finding.demand or ""),
        due=due_text_of(line),
        lamp=scope.lamp(each),
        days=stage,
        note="；".join(filter(None, (note, note_text(scope, each)))),
        was=scope.was_word(each),
        task=task if task >= 0 else None,
        invited=each.invited,
        entries=by_day(entries.records_of.get(key, ()), entries.letters.get(key, ()), entries.decisions.get(key, ())),
    )
