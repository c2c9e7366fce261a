"""What is recorded already: whether a row that came back is new, the same, changed, or withdrawn meanwhile.

The letters of a record's name follow from its form and the key of its row, so that a row which is collected again is
known by them. A row that was corrected is recorded under the next letters in the chain of that key; one that has no key
of its own, or repeats that of another, under letters that follow from what it says. Where a row is gone and a new one
tells of the same thing (see `sharing`), that one is its correction, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from spt_fazhi.engine.entries.accounts import AccountKey, accounts
from spt_fazhi.forms.form import RowKey
from spt_fazhi.forms.identity import letters
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.paths import id_parts
from spt_fazhi.services.collect.held.alike import (
    Recorded,
    adds_proof,
    duty_of,
    finding_of,
    goes_further,
    is_from,
    is_same,
    sharing,
)
from spt_fazhi.services.collect.typed import Typed
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.alike.likeness import folded

Verdict = Literal["new", "same", "alike", "proved", "changed", "withdrawn"]
"""`alike` is of the same day and title as one that was recorded otherwise: taken for the same. `proved` says the same
and brings the proof that the record lacks: it takes its place."""
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
        self._withdrawn: list[Recorded] = []
        self._loose: list[Typed] = []
        self._own: dict[tuple[str, str, str], list[Recorded]] = {}
        self._day = workspace.day
        for entry in workspace.register.records:
            if entry.id in self._matching.withdrawn and isinstance(entry.value, Evidence | Progress | Rectify):
                self._withdrawn.append(entry)
            if form and getattr(entry.value, "form", None) == form:
                parts = id_parts(entry.id)
                self._own.setdefault((parts.code, parts.subject, parts.random), []).append(entry)
        self._first = _first_letters(self._form, keys)
        self._accounts = accounts(self._matching)

    def judge(self, rows: Iterable[Typed], unread: Iterable[RowKey] = ()) -> list[Judged]:
        """Each row once, whatever their order; those that say the same twice are one.

        `unread` are the keys of rows that are at fault: their records are not taken for gone.
        """
        by_key: dict[RowKey, dict[str, Typed]] = {}
        for row in rows:
            by_key.setdefault(row.answer.key, {}).setdefault(row.content, row)
        rows = [row for own in by_key.values() for row in own.values()]
        claimed = self._claimed(rows)
        self._loose = [row for row in rows if id(row) not in claimed]
        found = list(claimed.values())
        said = {each.entry.id for each in found if each.entry is not None}
        for key, own in by_key.items():
            rest = [own[content] for content in sorted(own) if id(own[content]) not in claimed]
            of_key = key.slot > 0 and key in self._first
            found += self._of_one_key(key, rest, said) if of_key else map(self._extra, rest)
        held = {entry.id for key in unread if key in self._first for entry in self._chain(key)}
        return self._corrected(found, held)

    def _claimed(self, rows: Iterable[Typed]) -> dict[int, Judged]:
        """The rows that say what a record of the form says that stands, wherever they were moved; each record once."""
        found: dict[int, Judged] = {}
        taken: set[str] = set()
        for row in sorted(rows, key=lambda row: (row.answer.key.slot == 0, row.answer.key, row.content)):
            entry = next((each for each in self._standing() if each.id not in taken and is_from(row, each)), None)
            if entry is not None:
                found[id(row)] = Judged(typed=row, verdict="same", entry=entry)
                taken.add(entry.id)
        return found

    def _standing(self) -> Iterator[Recorded]:
        """The records of the form that stand."""
        withdrawn = self._matching.withdrawn
        yield from (entry for own in self._own.values() for entry in own if entry.id not in withdrawn)

    def _corrected(self, found: list[Judged], held: Collection[str]) -> list[Judged]:
        """With a new row that tells of the same as a record whose own row is gone, as its correction."""
        told = {each.entry.id for each in found if each.entry is not None and each.verdict != "alike"}
        for entry in self._standing():
            if entry.id in told or entry.id in held:
                continue
            fits = [
                (sharing(each.typed, entry), -at)
                for at, each in enumerate(found)
                if each.verdict == "new" or (each.verdict == "alike" and each.entry == entry)
            ]
            most, at = max(fits, default=(0, 0))
            if most:
                verdict: Verdict = "proved" if adds_proof(found[-at].typed, entry) else "changed"
                found[-at] = replace(found[-at], verdict=verdict, entry=entry)
        return found

    def gone(self, judged: Iterable[Judged]) -> list[Recorded]:
        """The records of the form that stand and that no row says any more."""
        judged = list(judged)
        told = {each.entry.id for each in judged if each.entry is not None}
        return [
            entry
            for entry in self._standing()
            if entry.id not in told and not any(goes_further(each.typed, entry) for each in judged)
        ]

    def _of_one_key(self, key: RowKey, said: Sequence[Typed], claimed: Collection[str]) -> Iterator[Judged]:
        """The rows of one key: that of its latest record (`claimed`: said by another row); the others are besides."""
        chain = list(self._chain(key))
        others = [(row, self._written_in(row)) for row in said]
        yield from (judged for _, judged in others if judged is not None)
        rest = [row for row, judged in others if judged is None]
        main = max(rest, key=lambda row: sharing(row, chain[-1]) if chain else 0, default=None)
        if main is not None and not (chain and self._is_told_elsewhere(chain[-1], main, claimed)):
            rest = [row for row in rest if row is not main]
            yield self._against(key, main, chain)
        yield from map(self._extra, rest)

    def _is_told_elsewhere(self, last: Recorded, main: Typed, claimed: Collection[str]) -> bool:
        """Whether another row says what a record says, or the same thing while `main` tells of something else."""
        if last.id in claimed:
            return True
        return not sharing(main, last) and any(sharing(row, last) for row in self._loose)

    def _against(self, key: RowKey, row: Typed, chain: Sequence[Recorded]) -> Judged:
        """The row of a key against the latest record of its chain."""
        following = self._letters(key, len(chain))
        if not chain:
            return self._elsewhere(row, following)
        last = chain[-1]
        withdrawn = last.id in self._matching.withdrawn
        if is_same(row, last):
            return Judged(typed=row, verdict="withdrawn" if withdrawn else "same", entry=last)
        if withdrawn or goes_further(row, last):  # handed back, and sent again otherwise; or the rest was done since
            return self._elsewhere(row, following)
        verdict: Verdict = "proved" if adds_proof(row, last) else "changed"
        return Judged(typed=row, verdict=verdict, entry=last, letters=following)

    def _extra(self, row: Typed) -> Judged:
        """A row without a key of its own, by what it says."""
        return self._written_in(row) or self._elsewhere(row, self._word(row))

    def _written_in(self, row: Typed) -> Judged | None:
        """A row that was recorded under letters that follow from what it says; None where it was not."""
        key = row.answer.key
        for entry in self._own.get((key.code, key.about, self._word(row)), ()):
            if is_same(row, entry):
                gone = entry.id in self._matching.withdrawn
                return Judged(typed=row, verdict="withdrawn" if gone else "same", entry=entry)
        return None

    def _word(self, row: Typed) -> str:
        key = row.answer.key
        return letters(f"{self._form}\n{key.subject}/{key.code}/{key.period}\n{row.content}")

    def _elsewhere(self, row: Typed, word: str) -> Judged:
        """A row that is not from this form yet: new, unless the same was recorded by hand or from another."""
        return (
            self._standing_elsewhere(row, word)
            or self._handed_back(row)
            or Judged(typed=row, verdict="new", letters=word)
        )

    def _standing_elsewhere(self, row: Typed, word: str) -> Judged | None:
        """A row of which the same stands."""
        value = row.value
        if isinstance(value, Progress):
            for account in self._accounts.get(AccountKey(value.task, row.answer.unit.name, value.period), ()):
                if is_same(row, account):
                    return Judged(typed=row, verdict="same", entry=account)
            return None
        title = folded(value.title)
        entries: Sequence[Recorded] = (
            self._matching.rectify.get(finding_of(value), ())
            if isinstance(value, Rectify)
            else self._matching.evidence.get(duty_of(row), ())
        )
        for entry in entries:
            if (entry.value.date, folded(entry.value.title)) != (value.date, title):
                continue
            own = row.answer.unit.name == self._matching.directory.canonical(entry.value.unit)
            brings = not entry.value.proves and (value.document or value.link or row.hashes)
            verdict: Verdict = "same" if own and is_same(row, entry) else "alike"
            if brings and own:
                verdict = "proved" if adds_proof(row, entry) else "changed"
            return Judged(typed=row, verdict=verdict, entry=entry, letters=word)
        return None

    def _handed_back(self, row: Typed) -> Judged | None:
        """A row that says what was withdrawn: sent again unchanged, in whichever form, it is not recorded again."""
        for entry in self._withdrawn:
            if self._matching.directory.canonical(entry.value.unit) == row.answer.unit.name and is_same(row, entry):
                return Judged(typed=row, verdict="withdrawn", entry=entry)
        return None

    def _chain(self, key: RowKey) -> Iterator[Recorded]:
        """The records of a key, the first one first; where two clerks recorded one, the one that stands."""
        for number in range(_LONGEST_CHAIN):
            own = self._own.get((key.code, key.about, self._letters(key, number)), ())
            found = [entry for entry in own if _is_of(entry, key)]
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
        while (name := (key.code, key.about, letters(said))) in taken:
            said += "'"
        taken.add(name)
        found[key] = name[2]
    return found


def _is_of(entry: Recorded, key: RowKey) -> bool:
    """Whether a record with the letters of a key is of its period, or leaves that to its day, or of its finding."""
    value = entry.value
    if isinstance(value, Rectify):
        return finding_of(value) == key.subject
    return getattr(value, "period", None) in {key.period, None}
