"""What `check` would newly report if more entries were there: the gate before anything is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from spt_fazhi.checks.context import CheckContext, FileFact
from spt_fazhi.checks.rules import duplicates, issued_again, issued_numbers
from spt_fazhi.checks.runner import run
from spt_fazhi.model.entries.decision import Close, Decision, Extend, Redact, Return, Waive
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import Record
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Entry, Register

Entries = Sequence[Entry[Record] | Entry[Decision] | Entry[Inspection] | Entry[Issued]]


@frozen
class Admission:
    """The problems, of every severity, that new entries would bring.

    `own` has those of each entry's own file and attachments, in the order of the entries; `elsewhere` the faults they
    cause in other files (a waiver makes earlier evidence faulty).
    """

    own: tuple[tuple[Problem, ...], ...]
    elsewhere: tuple[Problem, ...]


def with_entries(register: Register, entries: Entries) -> Register:
    """The register with more entries, each in its place."""
    issued: list[Any] = [each for each in entries if isinstance(each.value, Issued)]
    decided = [each for each in entries if isinstance(each.value, Return | Extend | Waive | Close | Redact)]
    visits: list[Any] = [each for each in entries if isinstance(each.value, Inspection)]
    recorded: list[Any] = [
        each for each in entries if each not in decided and each not in issued and each not in visits
    ]
    return dataclasses.replace(
        register,
        records=tuple(sorted((*register.records, *recorded), key=lambda each: each.id)),
        decisions=tuple(sorted((*register.decisions, *decided), key=lambda each: each.id)),
        inspections=tuple(sorted((*register.inspections, *visits), key=lambda each: each.id)),
        issued=tuple(sorted((*register.issued, *issued), key=lambda each: each.id)),
    )


def admission(register: Register, entries: Entries, today: date, files: Iterable[FileFact] = ()) -> Admission:
    """The problems that `entries` with their attachments `files` would bring."""
    grown = with_entries(register, entries)
    whole = (*grown.records, *grown.decisions, *grown.inspections, *grown.issued)
    entry_files = frozenset(each.file for each in whole)
    new = frozenset(each.file for each in entries)
    context = CheckContext(register=grown, today=today, files=tuple(files), entry_files=entry_files, new=new)
    known = set(_anywhere(CheckContext(register=register, today=today)))
    found = run(context)
    own = tuple(
        tuple(each for each in found if each.file == entry.file or each.file.startswith(f"{entry.folder}/"))
        for entry in entries
    )
    told = {each for each_own in own for each in each_own}
    elsewhere = tuple(each for each in _anywhere(context) if each not in known and each not in told)
    return Admission(own=own, elsewhere=elsewhere)


def _anywhere(context: CheckContext) -> Iterator[Problem]:
    """What a new entry may bring about in the file of another."""
    yield from context.matching.faults
    yield from duplicates.check(context)
    yield from issued_numbers.check(context)
    yield from issued_again.check(context)
