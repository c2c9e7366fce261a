"""What `check` would newly report if one more record or decision were there: the gate before anything is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import date

from spt_fazhi.checks.context import CheckContext, FileFact
from spt_fazhi.checks.rules import duplicates
from spt_fazhi.checks.runner import run
from spt_fazhi.model.decision import Decision, Extend, Redact, Return, Waive
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.record import Record
from spt_fazhi.model.register import Entry, Register


def with_entry(register: Register, entry: Entry[Record] | Entry[Decision]) -> Register:
    """The register with one more record or decision in its place."""
    if isinstance(entry.value, Return | Extend | Waive | Redact):
        decisions = sorted((*register.decisions, entry), key=lambda each: each.id)
        return dataclasses.replace(register, decisions=tuple(decisions))
    records = sorted((*register.records, entry), key=lambda each: each.id)
    return dataclasses.replace(register, records=tuple(records))


def admission(
    register: Register, entry: Entry[Record] | Entry[Decision], today: date, files: Iterable[FileFact] = ()
) -> list[Problem]:
    """The problems, of every severity, that `entry` with its attachments `files` would bring.

    Those of its own file and attachments, and faults it causes elsewhere (a waiver makes earlier evidence faulty, a
    record with an earlier day of entry the one that was there first a repetition).
    """
    grown = with_entry(register, entry)
    facts = tuple(files)
    entry_files = frozenset(each.file for each in (*grown.records, *grown.decisions))
    context = CheckContext(register=grown, today=today, files=facts, entry_files=entry_files)
    known = set(_anywhere(CheckContext(register=register, today=today)))
    own = [each for each in run(context) if each.file == entry.file or each.file.startswith(f"{entry.folder}/")]
    elsewhere = [each for each in _anywhere(context) if each not in known and each not in own]
    return [*own, *elsewhere]


def _anywhere(context: CheckContext) -> Iterator[Problem]:
    """What a new entry may bring about in the file of another."""
    yield from context.matching.faults
    yield from duplicates.check(context)
