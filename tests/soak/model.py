"""What a workspace must hold, kept in memory: every entry that was written, and what the contract makes of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from tests.builders.reference.world import World

from spt_fazhi.model.entries.decision import Close, Extend, Redact, Return, Waive
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import Attachment, Evidence, Progress, Rectify, Void
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.paths import DECISIONS_DIR, INSPECTIONS_DIR, ISSUED_DIR, id_of
from spt_fazhi.model.register import Entry, Register

FOLDERS: dict[type, str] = {
    Return: DECISIONS_DIR, Extend: DECISIONS_DIR, Waive: DECISIONS_DIR, Close: DECISIONS_DIR, Redact: DECISIONS_DIR,
    Inspection: INSPECTIONS_DIR, Issued: ISSUED_DIR,
}  # fmt: skip
Files = Mapping[str, bytes]
Told = dict[tuple[Any, ...], tuple[str, frozenset[str]]]
"""The state of each duty and the records it rests on, by task, obligation, unit, period and finding."""


class Wanted(NamedTuple):
    """An entry that a command is to write.

    `start` begins its path; `fields` are its keys that the model knows, all of them where it is `whole`; `files` are
    its attachments by name (None: some that the model does not know).
    """

    start: str
    cls: type
    fields: Mapping[str, Any]
    files: Files | None = {}
    whole: bool = True

    def fits(self, path: str, value: Any) -> bool:
        """Whether this is what stands in a file, as far as the model knows it."""
        if not path.startswith(self.start) or type(value) is not self.cls:
            return False
        if self.files is not None and attachments(self.files) != set(attached(value)):
            return False
        known = {name: said for name, said in self.fields.items() if getattr(value, name) == said}
        if not self.whole:
            return len(known) == len(self.fields)
        return bool(value == self.cls(**self.fields, **({"files": attached(value)} if attached(value) else {})))


def attachments(files: Files) -> set[Attachment]:
    """What a record says of its files."""
    return {
        Attachment(name=name, sha256=hashlib.sha256(data).hexdigest(), size=len(data)) for name, data in files.items()
    }


def attached(value: Any) -> tuple[Attachment, ...]:
    """The attachments that an entry lists; a tombstone lists what is gone."""
    return () if isinstance(value, Redact) else tuple(getattr(value, "files", ()))


class Held(NamedTuple):
    """An entry that is there: its value, the bytes of its file, its attachments by name."""

    value: Any
    data: bytes
    files: Files


class Model:
    """The entries of one workspace by their paths, and what was already decided on, which is not decided on again."""

    def __init__(self, plan: Register) -> None:
        """Nothing is written yet."""
        self.plan = plan
        self.held: dict[str, Held] = {}
        self.used: set[str] = set()
        self.serial = 0

    def number(self) -> int:
        """A number no other entry bears: in titles and reasons it tells a record that is lost or there twice."""
        self.serial += 1
        return self.serial

    def entries(self, *classes: type) -> Iterator[Entry[Any]]:
        """The entries of these classes, by path."""
        for path in sorted(self.held):
            held = self.held[path]
            if not classes or isinstance(held.value, classes):
                yield Entry(id=id_of(path), file=path, value=held.value)

    def standing(self, *classes: type) -> list[Entry[Any]]:
        """Those that nothing withdraws or lets go."""
        gone = {each.value.record for each in self.entries(Void, Return)}
        gone |= {each.value.record for each in self.entries(Redact) if each.value.whole}
        return [each for each in self.entries(*classes) if each.id not in gone]

    def unused(self, *classes: type) -> list[Entry[Any]]:
        """Those that stand, and that no operation has ever spoken of."""
        return [each for each in self.standing(*classes) if each.id not in self.used]

    def excused(self, obligation: str, unit: str) -> bool:
        """Whether a decision may stand in the way of a record."""
        return any(
            each.value.obligation == obligation and each.value.unit in {unit, None} for each in self.entries(Waive)
        )

    def findings(self) -> list[tuple[Entry[Inspection], Any]]:
        """Every finding with its inspection."""
        return [(entry, each) for entry in self.entries(Inspection) for each in entry.value.findings]

    def register(self) -> Register:
        """The plan with all entries."""
        every = sorted(self.entries(), key=lambda each: each.id)
        return replace(
            self.plan,
            records=tuple(each for each in every if isinstance(each.value, Evidence | Progress | Rectify | Void)),
            decisions=tuple(each for each in every if isinstance(each.value, Return | Extend | Waive | Close | Redact)),
            inspections=tuple(each for each in every if isinstance(each.value, Inspection)),
            issued=tuple(each for each in every if isinstance(each.value, Issued)),
        )

    def judged(self, day: date) -> Told:
        """What docs/states.md says of every duty."""
        answers = World(self.register()).all_answers(day)
        return {key: (answer.state, frozenset(answer.records)) for key, answer in answers.items()}


def merged(base: Mapping[str, Held], ours: Mapping[str, Held], theirs: Mapping[str, Held]) -> dict[str, Held]:
    """What a merge of two branches holds: all that either has, less what either has removed, attachments too."""
    removed = (base.keys() - ours.keys()) | (base.keys() - theirs.keys())
    found = {path: held for path, held in {**theirs, **ours}.items() if path not in removed}
    for path in found.keys() & ours.keys() & theirs.keys():
        both = {name: data for name, data in ours[path].files.items() if name in theirs[path].files}
        found[path] = found[path]._replace(files=both)
    return found


def one_of_each(batches: Sequence[Sequence[Wanted]]) -> Iterator[Wanted]:
    """All that is wanted."""
    for batch in batches:
        yield from batch
