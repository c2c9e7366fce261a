"""What is recorded already: whether a row that came back is new, the same, changed, or withdrawn meanwhile.

The letters of a record's name follow from its form and the key of its row, so that a row which is collected again is
known by them. A row that was corrected is recorded under the next letters in the chain of that key; one that has no key
of its own, or repeats that of another, under letters that follow from what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal

from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.entries.accounts import AccountKey, accounts
from spt_fazhi.forms.form import RowKey
from spt_fazhi.forms.identity import letters
from spt_fazhi.model.entries.record import Evidence, Progress
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import id_parts
from spt_fazhi.model.period import period_of
from spt_fazhi.model.register import Entry
from spt_fazhi.services.collect.typed import Typed, comparable
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.alike.likeness import folded

Verdict = Literal["new", "same", "alike", "proved", "changed", "withdrawn"]
"""`alike` is of the same day and title as one that was recorded otherwise: taken for the same. `proved` says the same
and brings the proof that the record lacks: it takes its place."""
Recorded = Entry[Any]
_LONGEST_CHAIN: Final = 1000


@frozen
class Judged:
    """A row and what is known of it: `entry` is the record it is held against, `letters` name a new one."""

    typed: Typed
    verdict: Verdict
    entry: Recorded | None = None
    letters: str = ""


class Known:
    """The records that are there, by the form and row they came from, and by what they say."""

    def __init__(self, workspace: Workspace, form: str, keys: Sequence[RowKey]) -> None:
        """Look through the records for those of `form` ("": nobody knows which), whose rows have these `keys`."""
        self._matching = workspace.assessment.matching
        self._form = form
        self._own: dict[tuple[str, str, str], list[Recorded]] = {}
        self._day = workspace.day
        for entry in workspace.register.records:
            if form and getattr(entry.value, "form", None) == form:
                parts = id_parts(entry.id)
                self._own.setdefault((parts.code, parts.subject, parts.random), []).append(entry)
        self._first = _first_letters(self._form, keys)
        self._accounts = accounts(self._matching)

    def judge(self, rows: Iterable[Typed]) -> list[Judged]:
        """Each row once, whatever their order; those that say the same twice are one."""
        by_key: dict[RowKey, dict[str, Typed]] = {}
        for row in rows:
            by_key.setdefault(row.answer.key, {}).setdefault(row.content, row)
        found: list[Judged] = []
        for key, own in by_key.items():
            said = [own[content] for content in sorted(own)]
            found += map(self._extra, said) if key.slot == 0 or key not in self._first else self._of_one_key(key, said)
        return found

    def gone(self, judged: Iterable[Judged]) -> list[Recorded]:
        """The records of the form that stand and that no row says any more."""
        told = {each.entry.id for each in judged if each.entry is not None}
        return [
            entry
            for own in self._own.values()
            for entry in own
            if entry.id not in told and entry.id not in self._matching.withdrawn
        ]

    def _of_one_key(self, key: RowKey, said: Sequence[Typed]) -> Iterator[Judged]:
        """The rows of one key: the one that its latest record says, the others; more than one is written in besides."""
        chain = list(self._chain(key))
        last = chain[-1] if chain else None
        main = next((row for row in said if last is not None and _same(row, last)), None)
        others = [row for row in said if row is not main]
        besides = {id(row): judged for row in others if (judged := self._written_in(row)) is not None}
        yield from besides.values()
        rest = [row for row in others if id(row) not in besides]
        if main is None and rest:
            main = rest.pop(0)
        if main is not None:
            yield self._against(key, main, chain)
        yield from map(self._extra, rest)

    def _against(self, key: RowKey, row: Typed, chain: Sequence[Recorded]) -> Judged:
        """The row of a key against the latest record of its chain."""
        following = self._letters(key, len(chain))
        if not chain:
            return self._elsewhere(row, following)
        last = chain[-1]
        withdrawn = last.id in self._matching.withdrawn
        if _same(row, last):
            return Judged(typed=row, verdict="withdrawn" if withdrawn else "same", entry=last)
        if withdrawn:  # handed back, and sent again otherwise
            return self._elsewhere(row, following)
        verdict: Verdict = "proved" if _adds_proof(row, last) else "changed"
        return Judged(typed=row, verdict=verdict, entry=last, letters=following)

    def _extra(self, row: Typed) -> Judged:
        """A row without a key of its own, by what it says."""
        return self._written_in(row) or self._elsewhere(row, self._word(row))

    def _written_in(self, row: Typed) -> Judged | None:
        """A row that was recorded under letters that follow from what it says; None where it was not."""
        key = row.answer.key
        for entry in self._own.get((key.code, key.subject, self._word(row)), ()):
            if _same(row, entry):
                gone = entry.id in self._matching.withdrawn
                return Judged(typed=row, verdict="withdrawn" if gone else "same", entry=entry)
        return None

    def _word(self, row: Typed) -> str:
        key = row.answer.key
        return letters(f"{self._form}\n{key.subject}/{key.code}/{key.period}\n{row.content}")

    def _elsewhere(self, row: Typed, word: str) -> Judged:
        """A row that is not from this form yet: new, unless the same was recorded by hand or from another."""
        value = row.value
        if isinstance(value, Progress):
            for account in self._accounts.get(AccountKey(value.task, row.answer.unit.name, value.period), ()):
                if _same(row, account):
                    return Judged(typed=row, verdict="same", entry=account)
            return Judged(typed=row, verdict="new", letters=word)
        title = folded(value.title)
        for entry in self._matching.evidence.get(_duty(row), ()):
            if (entry.value.date, folded(entry.value.title)) != (value.date, title):
                continue
            own = row.answer.unit.name == self._matching.directory.canonical(entry.value.unit)
            brings = not entry.value.proves and (value.document or value.link or row.hashes)
            verdict: Verdict = "same" if own and _same(row, entry) else "alike"
            if brings and own:
                verdict = "proved" if _adds_proof(row, entry) else "changed"
            return Judged(typed=row, verdict=verdict, entry=entry, letters=word)
        return Judged(typed=row, verdict="new", letters=word)

    def _chain(self, key: RowKey) -> Iterator[Recorded]:
        """The records of a key, the first one first; where two clerks recorded one, the one that stands."""
        for number in range(_LONGEST_CHAIN):
            own = self._own.get((key.code, key.subject, self._letters(key, number)), ())
            found = [entry for entry in own if _period(entry) in {key.period, None}]
            if not found:
                return
            yield max(found, key=lambda entry: (entry.id not in self._matching.withdrawn, entry.id))

    def _letters(self, key: RowKey, number: int) -> str:
        return letters(f"{self._form}\n{key.text}\n{number}") if number else self._first[key]


def _first_letters(form: str, keys: Iterable[RowKey]) -> Mapping[RowKey, str]:
    """The letters of each row's first record: no two of one subject share them."""
    found: dict[RowKey, str] = {}
    taken: set[tuple[str, str, str]] = set()
    for key in keys:
        said = f"{form}\n{key.text}"
        while (name := (key.code, key.subject, letters(said))) in taken:
            said += "'"
        taken.add(name)
        found[key] = name[2]
    return found


def _same(row: Typed, entry: Recorded) -> bool:
    """Whether a record says what the row says, its attachments included."""
    value = entry.value
    if not isinstance(value, Evidence | Progress) or comparable(value) != comparable(row.value):
        return False
    return {each.sha256 for each in value.files} == row.hashes if isinstance(value, Evidence) else True


def _adds_proof(row: Typed, entry: Recorded) -> bool:
    """Whether the row says what the record says, and brings the proof that this lacks."""
    old, new = entry.value, row.value
    if not isinstance(old, Evidence) or not isinstance(new, Evidence) or old.proves:
        return False
    proof = {"document", "link"}
    same = [each for each in comparable(old) if each[0] not in proof] == [
        each for each in comparable(new) if each[0] not in proof
    ]
    return same and bool(new.document or new.link or row.hashes)


def _period(entry: Recorded) -> str | None:
    """The period a record says it is for; None where it leaves that to its day."""
    period: str | None = getattr(entry.value, "period", None)
    return period


def _duty(row: Typed) -> DutyKey:
    """The key of the duty that a row of evidence is for."""
    answer, value = row.answer, row.value
    obligation = answer.obligation
    assert obligation is not None and isinstance(value, Evidence), "a row of evidence"  # noqa: S101, PT018 - a defect
    period = value.period or (period_of(value.date, obligation.every).text if obligation.every else "")
    unit = "" if obligation.scope == "joint" else answer.unit.name
    return DutyKey(answer.task.id, obligation.id, unit, period)
