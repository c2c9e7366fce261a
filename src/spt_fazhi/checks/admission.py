"""What `check` would newly report if more entries were there: the gate before anything is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from spt_fazhi.checks.context import AnyEntry, CheckContext, FileFact
from spt_fazhi.checks.rules import duplicates, inspected_again, issued_again, issued_numbers
from spt_fazhi.checks.runner import rules_of, run_with
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.entries.matching import Matching, attach, attach_more
from spt_fazhi.model.entries.decision import DECISION_KINDS
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import RECORD_KINDS
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Register

Entries = Sequence[AnyEntry]


@frozen
class Admission:
    """The problems, of every severity, that new entries would bring.

    `own` has those of each entry's own file and attachments, in the order of the entries; `elsewhere` the faults they
    cause in other files (a waiver makes earlier evidence faulty). `register` and `matching` are those with the entries;
    `differing` are the duties for which not the same entries stand with them, None where more may differ.
    """

    own: tuple[tuple[Problem, ...], ...]
    elsewhere: tuple[Problem, ...]
    register: Register
    matching: Matching
    differing: frozenset[DutyKey] | None


def with_entries(register: Register, entries: Entries) -> Register:
    """The register with more entries, each in its place."""

    def grown(known: Sequence[Any], kinds: Collection[type]) -> Sequence[Any]:
        more = [each for each in entries if type(each.value) in kinds]
        return tuple(sorted((*known, *more), key=lambda each: each.id)) if more else known

    return dataclasses.replace(
        register,
        records=grown(register.records, RECORD_KINDS.values()),
        decisions=grown(register.decisions, DECISION_KINDS.values()),
        inspections=grown(register.inspections, (Inspection,)),
        issued=grown(register.issued, (Issued,)),
    )


def admission(
    register: Register, entries: Entries, today: date, files: Iterable[FileFact] = (), matching: Matching | None = None
) -> Admission:
    """The problems that `entries` with their attachments `files` would bring; `matching` is the register's own."""
    before = matching or attach(register)
    grown = with_entries(register, entries)
    after, differing = attach_more(before, grown, entries)
    entry_files = frozenset(each.file for each in (*grown.records, *grown.decisions, *grown.inspections, *grown.issued))
    new = frozenset(each.file for each in entries)
    whole = CheckContext(
        register=grown, today=today, files=tuple(files), entry_files=entry_files, new=new, known_matching=after
    )
    part = dataclasses.replace(whole, register=with_entries(_emptied(register), entries))
    was = CheckContext(register=register, today=today, known_matching=before)
    old, changed = was.differing(after), whole.differing(before)
    context_of = {id(duplicates): changed, **{id(rule): part for rule in rules_of("entry")}}
    found = run_with(whole, rules_of("all", "entry"), context_of)
    known = {*_anywhere(was), *duplicates.check(old)}
    own = tuple(
        tuple(each for each in found if each.file == entry.file or each.file.startswith(f"{entry.folder}/"))
        for entry in entries
    )
    told = {each for each_own in own for each in each_own}
    anywhere = (*_anywhere(whole), *duplicates.check(changed))
    elsewhere = tuple(each for each in anywhere if each not in known and each not in told)
    return Admission(own=own, elsewhere=elsewhere, register=grown, matching=after, differing=differing)


def _emptied(register: Register) -> Register:
    return dataclasses.replace(register, records=(), decisions=(), inspections=(), issued=())


def _anywhere(context: CheckContext) -> Iterator[Problem]:
    """What a new entry may bring about in the file of another, beside what `duplicates` finds."""
    yield from context.matching.faults
    yield from inspected_again.check(context)
    yield from issued_numbers.check(context)
    yield from issued_again.check(context)
