"""What a rule of the review may look at: both registers, what differs, and what was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeVar

from spt_fazhi.changes.identity import renames
from spt_fazhi.changes.values import PLAN_SUBJECTS, Change, Finding, Level, Spot
from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.entries.locating import holds
from spt_fazhi.model.entries.record import Evidence, Record
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.history import Arrival
from spt_fazhi.model.plan import Obligation, ReviewSettings
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Entry
from spt_fazhi.model.unit import Unit

R = TypeVar("R", bound=Record)

FileAction = Literal["added", "modified", "deleted"]
FileForm = Literal["file", "link", "repository"]
"""`repository` is a submodule: a folder whose content lies elsewhere."""
FileKind = Literal["record", "decision", "inspection", "issued", "enclosure", "attachment", "plan", "source", "other"]


@frozen
class FileDifference:
    """A file that differs: what happened to it and what it is. `folder` is the unit code of records and attachments.

    `form` is what stands there now, `empty` says that it has no content.
    """

    path: str
    action: FileAction
    kind: FileKind
    folder: str = ""
    form: FileForm = "file"
    empty: bool = False

    @property
    def spot(self) -> Spot:
        """The file, on the side where it is."""
        return Spot(file=self.path, side="old" if self.action == "deleted" else "new")


@dataclass(frozen=True, kw_only=True)  # not slotted: its properties are cached
class ReviewContext:
    """Everything the rules read. Pure data.

    `introduced` are problems `check` finds after and not before. `files` lists every file of the workspace that
    differs, `outside` those of the repository beside it. `twins` maps an added attachment to the attachments with the
    same content elsewhere, `near_twins` to those that differ from it in next to nothing, `peers` an added record's id
    to the ids it may be compared with (the nearest by name). `arrivals` says how each new entry came,
    `old_hashes` holds the SHA-256 of what stood in a changed file that a redaction speaks of, both by path. `archived`
    are the changed files whose content before lies unchanged in the archive of its year; none unless a later one began.
    """

    before: Assessment
    after: Assessment
    changes: tuple[Change, ...]
    files: tuple[FileDifference, ...] = ()
    outside: tuple[str, ...] = ()
    introduced: tuple[Problem, ...] = ()
    twins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    near_twins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    arrivals: Mapping[str, Arrival] = field(default_factory=dict)
    old_hashes: Mapping[str, str] = field(default_factory=dict)
    archived: frozenset[str] = frozenset()
    peers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only_unit: Unit | None = None
    allow_register: bool = False

    @property
    def settings(self) -> ReviewSettings:
        """The thresholds, from before: a branch cannot loosen the rules it is judged by."""
        known = self.before.register if self.before.register.info.title else self.after.register  # a plan has a title
        return known.info.review

    @cached_property
    def plan_changed(self) -> bool:
        """Whether anything of the plan or the list of units differs."""
        return any(change.subject in PLAN_SUBJECTS for change in self.changes)

    @cached_property
    def renames(self) -> Mapping[str, str]:
        """The units that are called otherwise: the name before → the name after."""
        return renames(self.before.register, self.after.register)

    def came(self, file: str) -> date | None:
        """The day on which a new record or decision came; None where that is not known."""
        arrival = self.arrivals.get(file)
        return arrival.day(self.after.day) if arrival is not None else None

    @cached_property
    def records(self) -> Mapping[str, Entry[Record]]:
        """The records after, by id."""
        return {entry.id: entry for entry in self.after.register.records}

    @cached_property
    def records_before(self) -> Mapping[str, Entry[Record]]:
        """The records before, by id."""
        return {entry.id: entry for entry in self.before.register.records}

    @cached_property
    def obligations(self) -> Mapping[str, Obligation]:
        """The obligations after, by id."""
        return {each.id: each for task in self.after.register.tasks for each in task.obligations}

    @cached_property
    def joined(self) -> tuple[tuple[Entry[Evidence], ...], ...]:
        """All live evidence, oldest first, of each duty for which the branch adds some, in the order of their keys."""
        fresh = {change.key for change, _ in self.added("record", Evidence)}
        lots = self.after.matching.evidence.items()
        added = sorted((key, tuple(lot)) for key, lot in lots if any(entry.id in fresh for entry in lot))
        return tuple(lot for _, lot in added)

    @cached_property
    def evidence_of(self) -> Mapping[str, tuple[Entry[Evidence], ...]]:
        """For each live piece of evidence that the branch adds all that stands for the same duty, itself included."""
        fresh = {change.key for change, _ in self.added("record", Evidence)}
        return {entry.id: lot for lot in self.joined for entry in lot if entry.id in fresh}

    def compared(self, record: str, kind: type[R]) -> Iterator[Entry[R]]:
        """The records of a kind that a new one may be compared with, less those that were withdrawn."""
        for other in self.peers.get(record, ()):
            entry = self.records.get(other)
            if entry is not None and other not in self.after.matching.withdrawn and holds(entry, kind):
                yield entry

    def added(self, subject: str, kind: type | None = None) -> Iterator[tuple[Change, Any]]:
        """Every added entry of a subject (and a kind) with its value."""
        for change in self.changes:
            if (
                change.subject == subject
                and change.action == "added"
                and (kind is None or isinstance(change.new, kind))
            ):
                yield change, change.new


def finding(level: Level, rule: str, message: str, hint: str, spot: Spot, **more: Any) -> Finding:
    """A finding at a place."""
    return Finding(level=level, rule=rule, message=message, hint=hint, spot=spot, **more)


def at(change: Change, *where: str | int) -> Spot:
    """A place inside what was changed, on the side where it is."""
    return Spot(file=change.spot.file, where=where, side="old" if change.action == "deleted" else "new")
