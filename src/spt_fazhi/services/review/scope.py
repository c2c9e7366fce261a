"""What a branch can touch, told from file names alone: which other records the review has to read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from spt_fazhi.engine.directory import Directory
from spt_fazhi.model.entries.decision import Redact
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import (
    FilePlace,
    IdParts,
    PathKind,
    file_of,
    folder_of,
    id_of,
    id_parts,
    is_of_finding,
    kind_of,
    place_of,
    subject_of,
)
from spt_fazhi.model.register import Register
from spt_fazhi.services.review.about import about, counted, spoken_of
from spt_fazhi.store.disk.durable import TEMP_PREFIX
from spt_fazhi.store.git.comparison import Comparison
from spt_fazhi.store.git.raw_diff import FileChange
from spt_fazhi.store.git.trees import Tree

_PEERS: Final = 2000
"""About how many other records a review reads to compare with, however many are new."""
_LEAST: Final = 8
_FINDINGS: Final = "findings"
VOID: Final = re.compile(rb"void|\\")
"""What a void has in it: its kind, unless that is written in escapes."""
_OWN: Final = 6
"""How many of its own earlier records on the same subject a record is compared with at least."""

Peers = Mapping[str, tuple[str, ...]]
"""The records each new record is compared with, by id."""
Twins = Mapping[str, tuple[FilePlace, ...]]
"""For the path of each attachment the branch adds or changes: all that have its content, if there are others.

It is the same tuple for all of one content."""

_Listed = tuple[str, str, str, str]
"""A record to be found by day: its day, the random part of its name, its path, its unit's code."""

Kinds = Mapping[str, PathKind]
Named = Mapping[str, IdParts]


@frozen
class ChangedFile:
    """A file the branch changed: what its path says, and what was and is there."""

    place: FilePlace
    change: FileChange


@frozen
class Scope:
    """What the names of a branch's files tell: the changed files, and what they are compared with.

    `kinds` says of every path of the new side what it is, `named` of those of records what their names say.
    """

    files: tuple[ChangedFile, ...]
    kinds: Kinds
    named: Named
    peers: Peers
    twins: Twins

    @property
    def paths(self) -> frozenset[str]:
        """The paths of the changed files."""
        return frozenset(each.place.path for each in self.files)

    @property
    def same(self) -> tuple[tuple[FilePlace, ...], ...]:
        """The lots of attachments with the same content, each once."""
        return tuple({id(each): each for each in self.twins.values()}.values())

    @property
    def records(self) -> frozenset[str]:
        """The ids of the records that are looked at whatever their period."""
        found = {each.place.id for each in self.files}
        found.update(record for each in self.peers.values() for record in each)
        found.update(twin.id for each in self.same for twin in each)
        return frozenset(found)


def scope_of(comparison: Comparison) -> Scope:
    """Ask once what the changed paths mean, and what else the tree holds that is to be compared with them."""
    files = tuple(ChangedFile(place=place_of(each.path), change=each) for each in comparison.changes)
    kinds = {path: kind_of(path) for path in comparison.new.tree}
    named = {path: id_parts(id_of(path)) for path, kind in kinds.items() if kind == "record"}
    twins = _twins(files, kinds, comparison.new.tree)
    return Scope(files=files, kinds=kinds, named=named, peers=_peers(files, named), twins=twins)


def kin_of(plan: Register) -> Mapping[str, str]:
    """One code for all units whose records may bear on one another's duties: for each of them that has others.

    A unit's records may lie with the unit it acts through, and what it has not met goes to its successor.
    """
    directory = Directory(plan.units, plan.groups)
    head: dict[str, str] = {}

    def find(code: str) -> str:
        while code in head:
            code = head[code]
        return code

    for unit in plan.units:
        for name in (unit.acts_through, unit.succeeded_by):
            known = directory.unit(name) if name else None
            one, other = find(unit.code), find(known.code if known else unit.code)
            if one != other:
                head[max(one, other)] = min(one, other)
    return {code: find(code) for code in head}


class _Wanted:
    """Which records of which units matter, by the subject in their names."""

    def __init__(self, plan: Register) -> None:
        self._kin = kin_of(plan)
        self._joint = frozenset(each.id for task in plan.tasks for each in task.obligations if each.scope == "joint")
        self._codes: dict[str, set[str]] = defaultdict(set)
        self._everywhere: set[str] = set()

    def add(self, code: str, subject: str) -> None:
        """The records of a unit about an obligation or a task, and what withdraws them; of every unit, if joint."""
        if subject in self._joint or not code:
            self._everywhere.add(subject)
        self._codes[subject].add(self._kin.get(code, code))

    def add_record(self, record: str) -> None:
        """The records that a record, known by its id, may share a duty with."""
        parts = id_parts(record)
        self.add(parts.code, parts.subject)

    def add_own(self, record: str) -> None:
        """What its own unit said about the subject of a record, joint or not: a void of it is among that."""
        parts = id_parts(record)
        self._codes[parts.subject].add(self._kin.get(parts.code, parts.code))

    def __contains__(self, record: IdParts) -> bool:
        if record.subject in self._everywhere:
            return True
        codes = self._codes.get(record.subject)
        return codes is not None and self._kin.get(record.code, record.code) in codes


def paths_of(scope: Scope, plan: Register, changed: Sequence[Register]) -> frozenset[str]:
    """The paths of the new side that bear on the duties the branch touches, or are compared with a new record.

    `changed` holds the records and decisions the branch changed, of both sides.
    """
    wanted = _Wanted(plan)
    for each in scope.files:
        if each.place.code and each.place.stem:
            wanted.add_record(each.place.id)
    for register in changed:
        for record in register.records:
            wanted.add(*spoken_of(record))
        for entry in register.decisions:
            for code, subject, _ in about(entry.value, plan):
                wanted.add(code, subject)
        for visit in register.inspections:
            for code, subject in counted(visit, plan):
                wanted.add(code, subject)
    for lot in scope.same:
        for twin in lot:
            wanted.add_record(twin.id)
    return frozenset(_that_matter(wanted, scope, redacted(changed)))


def beside_peers(scope: Scope, plan: Register, read: frozenset[str]) -> list[str]:
    """Where else a void of a record that a new one is compared with may lie: a copy of what was withdrawn is none.

    A void lies with its unit, is named for the same subject, and is `VOID`.
    """
    beside = _Wanted(plan)
    for record in {each for peers in scope.peers.values() for each in peers}:
        beside.add_own(record)
    return [path for path, parts in scope.named.items() if path not in read and parts in beside]


def redacted(changed: Iterable[Register]) -> tuple[FilePlace, ...]:
    """The records that changed redactions name: they and their attachments may be right or wrong because of them."""
    targets = [entry.value.record for each in changed for entry in each.decisions if isinstance(entry.value, Redact)]
    return tuple(place_of(file_of("record", record)) for record in dict.fromkeys(targets))


def _that_matter(wanted: _Wanted, scope: Scope, let_go: Iterable[FilePlace]) -> Iterator[str]:
    folders = {each.place.folder for each in scope.files} | {each.folder for each in let_go}
    changed = {each.place.id for each in scope.files if each.place.id}
    compared = {record for each in scope.peers.values() for record in each}
    looked_at = {file_of("record", record) for record in changed | compared}
    paths = scope.paths
    for path, kind in scope.kinds.items():
        if kind == "record":
            if path in looked_at or scope.named[path] in wanted:
                yield path
        elif (
            kind in {"decision", "inspection", "issued"}
            or path in paths
            or folder_of(path) in folders
            or TEMP_PREFIX in path
        ):
            yield path  # what an unfinished write left tells what beside it is no data


def _twins(files: Iterable[ChangedFile], kinds: Kinds, tree: Tree) -> Twins:
    fresh = {
        each.place.path: each.change.new.oid
        for each in files
        if each.change.new is not None and each.place.kind == "attachment"
    }
    wanted = frozenset(fresh.values())
    if not wanted:
        return {}
    same: dict[str, list[str]] = defaultdict(list)
    for path, blob in tree.items():
        if blob.oid in wanted and kinds[path] == "attachment":
            same[blob.oid].append(path)
    lots = {oid: tuple(map(place_of, sorted(found))) for oid, found in same.items()}
    return {path: lots[oid] for path, oid in fresh.items() if len(lots[oid]) > 1}


def _peers(files: Iterable[ChangedFile], named: Named) -> Peers:
    """For each new record: its unit's last ones on the same subject, and the nearest by day of all.

    What is said about one finding is compared with what is said about any.
    """
    fresh = [
        each.place
        for each in files
        if each.place.kind == "record" and each.change.old is None and each.change.new is not None
    ]
    subjects = {_subject(place.id) for place in fresh}
    if not subjects:
        return {}
    listed: dict[str, list[_Listed]] = defaultdict(list)
    for path, (code, day, subject, random) in named.items():
        known = subject if subject in subjects else _FINDINGS if is_of_finding(subject) else ""
        if known in subjects:
            listed[known].append((day, random, path, code))
    codes = {place.code for place in fresh}
    ordered = {subject: _Ordered(sorted(found), codes) for subject, found in listed.items()}
    number = max(_LEAST, _PEERS // len(fresh))
    return {place.id: ordered[_subject(place.id)].nearest(place.path, named[place.path], number) for place in fresh}


def _subject(record: str) -> str:
    subject = subject_of(record)
    return _FINDINGS if is_of_finding(subject) else subject


class _Ordered:
    """The records on one subject by day, and where those of some units stand among them."""

    def __init__(self, records: list[_Listed], codes: Collection[str]) -> None:
        self._records = records
        self._of_unit: dict[str, list[int]] = defaultdict(list)
        for at, (_, _, _, code) in enumerate(records):
            if code in codes:
                self._of_unit[code].append(at)

    def nearest(self, path: str, parts: IdParts, number: int) -> tuple[str, ...]:
        """Up to `number` records before that at `path` (where there are fewer, also after), and the last of its unit.

        Its unit is one of those given.
        """
        records = self._records
        place = bisect_left(records, (parts.day, parts.random, path, parts.code))
        before = records[max(place - number, 0) : place]
        after = records[place + 1 : place + 1 + number - len(before)]
        own = self._of_unit[parts.code]
        until = bisect_left(own, place)
        last = [records[at] for at in own[max(until - _OWN, 0) : until]]
        return tuple(dict.fromkeys(id_of(other) for _, _, other, _ in (*last, *before, *after)))
