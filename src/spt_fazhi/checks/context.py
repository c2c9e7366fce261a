"""What a rule may look at: the register, the day, and facts about the files that the store has gathered."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final, TypeVar

from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.entries.matching import Matching, attach
from spt_fazhi.model.entries.decision import Decision
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import Record
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Obligation, Section, Task
from spt_fazhi.model.problem import Problem, Where
from spt_fazhi.model.register import Entry, Register, entered_order
from spt_fazhi.model.unit import Group, Unit
from spt_fazhi.text.lfs_pointer import LfsPointer

T = TypeVar("T")
AnyEntry = Entry[Record] | Entry[Decision] | Entry[Inspection] | Entry[Issued]

PLAN: Final = "plan"
UNITS: Final = "units"


@frozen
class FileFact:
    """One file below the folders of entries that is no entry itself: an attachment, a stray, a link.

    Or a folder that is called like one.

    `size` is in bytes, None when the file could not be read; `sha256` (lower-case hex) is worked out only where an
    entry names the file with this very size; `text` holds the (beginning of the) content of text files and
    `text_cut` says that it is only the beginning. `pointer` is what Git LFS left in the place of a file that an entry
    names; `line_ends` says that such a file differs from what was recorded in its line ends alone.
    """

    path: str
    is_link: bool = False
    is_folder: bool = False
    size: int | None = None
    sha256: str | None = None
    text: str | None = None
    text_cut: bool = False
    pointer: LfsPointer | None = None
    line_ends: bool = False

    @property
    def folder(self) -> str:
        """The folder it lies in, relative to the workspace."""
        return self.path.rpartition("/")[0]

    @property
    def name(self) -> str:
        """Its bare name."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, kw_only=True)  # not slotted: its properties are cached
class CheckContext:
    """Everything the rules read. Pure data: no disk, no clock.

    `source_text` is the official document, None when it was not read; then `source_problem` says why, if the file
    is there. `entry_files` are the paths of the files of all entries, readable or not. `lacking` names what
    could not be read at all (`PLAN`, `UNITS`): the register then holds an empty one. `rewritable` are the attachments
    whose line ends git has leave to convert. `new` are the files of entries that are about to be written.
    """

    register: Register
    today: date
    source_text: str | None = None
    source_problem: Problem | None = None
    files: tuple[FileFact, ...] = ()
    entry_files: frozenset[str] = frozenset()
    lacking: frozenset[str] = field(default=frozenset())
    known_matching: Matching | None = None
    rewritable: tuple[str, ...] = ()
    new: frozenset[str] = frozenset()

    def arrival(self, entry: AnyEntry) -> tuple[bool, date, str]:
        """What sorts entries by when they came: what is about to be written comes after all that is there."""
        return (entry.file in self.new, *entered_order(entry))

    @cached_property
    def matching(self) -> Matching:
        """The duties and what stands for each; worked out once for all rules, unless it is known already."""
        return self.known_matching or attach(self.register)

    def differing(self, other: Matching) -> CheckContext:
        """The same less the evidence, reports and accounts of a duty that stand alike in `other`.

        What is twice the same there is twice the same here.
        """
        own = self.matching
        return dataclasses.replace(
            self,
            known_matching=dataclasses.replace(
                own,
                evidence={key: lot for key, lot in own.evidence.items() if other.evidence.get(key) != lot},
                rectify={key: lot for key, lot in own.rectify.items() if other.rectify.get(key) != lot},
                progress={key: lot for key, lot in own.progress.items() if other.progress.get(key) != lot},
            ),
        )

    @property
    def directory(self) -> Directory:
        """The units by name."""
        return self.matching.directory

    @property
    def entries(self) -> Iterator[AnyEntry]:
        """Records, decisions, inspections, then what was issued."""
        yield from self.register.records
        yield from self.register.decisions
        yield from self.register.inspections
        yield from self.register.issued

    def tasks(self) -> Iterator[tuple[Task, Where]]:
        """Every task with its place in tasks.yaml."""
        return _placed("tasks", self.register.tasks, self.register.place.tasks)

    def obligations(self) -> Iterator[tuple[Task, Obligation, Where]]:
        """Every obligation with its task and its place in tasks.yaml."""
        for task, where in self.tasks():
            for index, obligation in enumerate(task.obligations):
                yield task, obligation, (*where, "obligations", index)

    def sections(self) -> Iterator[tuple[Section, Where]]:
        """Every section with its place in tasks.yaml."""
        return _placed("sections", self.register.sections, self.register.place.sections)

    def units(self) -> Iterator[tuple[Unit, Where]]:
        """Every unit with its place in units.yaml."""
        return _placed("units", self.register.units, self.register.place.units)

    def groups(self) -> Iterator[tuple[Group, Where]]:
        """Every group with its place in units.yaml."""
        return _placed("groups", self.register.groups, self.register.place.groups)


def _placed(key: str, items: tuple[T, ...], places: tuple[int, ...]) -> Iterator[tuple[T, Where]]:
    indexes = places if len(places) == len(items) else range(len(items))
    for item, index in zip(items, indexes, strict=True):
        yield item, (key, index)
