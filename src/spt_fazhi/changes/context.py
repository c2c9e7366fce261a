"""What a rule of the review may look at: both registers, what differs, and what was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from spt_fazhi.changes.values import Change, Finding, Level, Spot
from spt_fazhi.engine.assess import Assessment
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import ReviewSettings
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.record import Record
from spt_fazhi.model.register import Entry
from spt_fazhi.model.unit import Unit

FileAction = Literal["added", "modified", "deleted"]
FileForm = Literal["file", "link", "repository"]
"""`repository` is a submodule: a folder whose content lies elsewhere."""
FileKind = Literal["record", "decision", "attachment", "plan", "source", "other"]


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


@dataclass(frozen=True, kw_only=True)  # not slotted: its properties are cached
class ReviewContext:
    """Everything the rules read. Pure data.

    `introduced` are problems `check` finds after and not before. `files` lists every file of the workspace that
    differs, `outside` those of the repository beside it. `twins` maps an added attachment to the attachments with the
    same content elsewhere, `peers` an added record's id to the ids it may be compared with (the nearest by name).
    """

    before: Assessment
    after: Assessment
    changes: tuple[Change, ...]
    files: tuple[FileDifference, ...] = ()
    outside: tuple[str, ...] = ()
    introduced: tuple[Problem, ...] = ()
    twins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    peers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only_unit: Unit | None = None
    allow_register: bool = False

    @property
    def settings(self) -> ReviewSettings:
        """The thresholds, from before: a branch cannot loosen the rules it is judged by."""
        known = self.before.register if self.before.register.info.title else self.after.register  # a plan has a title
        return known.info.review

    @cached_property
    def records(self) -> Mapping[str, Entry[Record]]:
        """The records after, by id."""
        return {entry.id: entry for entry in self.after.register.records}

    def added(self, subject: str, kind: type | None = None) -> Iterator[tuple[Change, Any]]:
        """Every added record or decision (of a kind) with its value."""
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
