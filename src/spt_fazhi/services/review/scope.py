"""What a branch can touch, told from file names alone: which other records the review has to read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from spt_fazhi.model.decision import Decision, Return
from spt_fazhi.model.register import DECISIONS_DIR, RECORDS_DIR, Register, id_parts
from spt_fazhi.services.check import folder_of
from spt_fazhi.store.git.comparison import Comparison
from spt_fazhi.store.git.merge_bases import FileChange
from spt_fazhi.store.workspace.loader import is_entry_path

_PEERS: Final = 2000
"""About how many other records a review reads to compare with, however many are new."""
_LEAST: Final = 8
_OWN: Final = 6
"""How many of its own earlier records on the same subject a record is compared with at least."""
_RECORD: Final = 3
_ATTACHMENT: Final = 4
"""Slashes in the path of a record, and at least in that of an attachment."""


class _Wanted:
    """Which records of which units matter, by the subject in their names."""

    def __init__(self, plan: Register) -> None:
        self._joint = frozenset(each.id for task in plan.tasks for each in task.obligations if each.scope == "joint")
        self._codes: dict[str, set[str]] = defaultdict(set)
        self._everywhere: set[str] = set()

    def add(self, code: str, subject: str) -> None:
        """The records of a unit about an obligation or a task, and what withdraws them; of every unit, if joint."""
        if subject in self._joint or not code:
            self._everywhere.add(subject)
        self._codes[subject].add(code)

    def __contains__(self, record: str) -> bool:
        code, subject = id_parts(record)
        return subject in self._everywhere or code in self._codes.get(subject, ())


Peers = Mapping[str, tuple[str, ...]]
"""The records each new record is compared with, by id."""


def paths_of(comparison: Comparison, plan: Register, changed: Sequence[Register], peers: Peers) -> frozenset[str]:
    """Every file of the new side that bears on the duties the branch touches, or is compared with a new record.

    `changed` holds the records and decisions the branch changed, of both sides.
    """
    paths = {each.path for each in comparison.changes}
    wanted = _Wanted(plan)
    for path in paths:
        if path.startswith(f"{RECORDS_DIR}/"):
            wanted.add(*id_parts(record_of(path)))
    for register in changed:
        for entry in register.decisions:
            for code, subject, _ in about(entry.value, plan):
                wanted.add(code, subject)
    for others in twins_of(comparison).values():
        for path in others:
            wanted.add(*id_parts(record_of(path)))
    compared = {record for each in peers.values() for record in each}
    tree = comparison.new.tree
    found = _that_matter(tree, wanted, {folder_of(path) for path in paths}, compared)
    return frozenset((*found, *(paths & tree.keys())))


def _that_matter(paths: Iterable[str], wanted: _Wanted, folders: set[str], compared: set[str]) -> Iterator[str]:
    start, records = f"{RECORDS_DIR}/", len(RECORDS_DIR) + 1
    for path in paths:
        if path.startswith(start) and path.endswith(".yaml") and path.count("/") == _RECORD:
            record = path[records:-5]
            if record in wanted or record in compared or path[:-5] in folders:
                yield path
        elif is_entry_path(path, DECISIONS_DIR) or folder_of(path) in folders:
            yield path


def record_of(path: str) -> str:
    """The id of the record that a file below `data/records/` is or belongs to."""
    return folder_of(path)[len(RECORDS_DIR) + 1 :]


def about(decision: Decision, plan: Register) -> Iterator[tuple[str, str, str | None]]:
    """The duties a decision bears on: unit code ("" for every unit's), subject, and period where it tells."""
    if isinstance(decision, Return):
        yield *id_parts(decision.record), None
        return
    codes = [unit.code for unit in plan.units if decision.unit in {unit.name, *unit.aliases}]
    for code in codes or [""]:
        yield code, decision.obligation, decision.period


def twins_of(comparison: Comparison) -> dict[str, tuple[str, ...]]:
    """For each attachment the branch adds or changes: the other attachments with the same content."""
    fresh = [each for each in comparison.changes if each.new is not None and _is_attachment(each.path)]
    wanted = {each.new.oid for each in fresh if each.new is not None}
    if not wanted:
        return {}
    same: dict[str, list[str]] = defaultdict(list)
    for path, blob in comparison.new.tree.items():
        if blob.oid in wanted and _is_attachment(path):
            same[blob.oid].append(path)
    found = {}
    for each in fresh:
        others = [path for path in same[each.new.oid] if path != each.path] if each.new is not None else []
        if others:
            found[each.path] = tuple(sorted(others))
    return found


def _is_attachment(path: str) -> bool:
    return path.startswith(f"{RECORDS_DIR}/") and path.count("/") >= _ATTACHMENT


def peers_of(comparison: Comparison) -> Peers:
    """For each new record: its unit's last ones on the same subject, and the nearest by day of all."""
    fresh = [record_of(each.path) for each in comparison.changes if _is_new_record(each)]
    subjects = {id_parts(record)[1] for record in fresh}
    if not subjects:
        return {}
    listed: dict[str, list[str]] = defaultdict(list)
    for record in _records(comparison.new.tree):
        subject = id_parts(record)[1]
        if subject in subjects:
            listed[subject].append(record)
    for records in listed.values():
        records.sort(key=_by_day)
    number = max(_LEAST, _PEERS // len(fresh))
    return {record: _nearest(record, listed[id_parts(record)[1]], number) for record in fresh}


def _is_new_record(each: FileChange) -> bool:
    return each.old is None and each.new is not None and is_entry_path(each.path, RECORDS_DIR)


def _records(paths: Iterable[str]) -> Iterator[str]:
    return (path[len(RECORDS_DIR) + 1 : -5] for path in paths if is_entry_path(path, RECORDS_DIR))


def _by_day(record: str) -> tuple[str, str]:
    return record.rpartition("/")[2], record


def _nearest(record: str, ordered: list[str], number: int) -> tuple[str, ...]:
    """Up to `number` records before this one (where there are fewer, also after), and the last of its own unit."""
    place = ordered.index(record)
    before = ordered[max(place - number, 0) : place]
    after = ordered[place + 1 : place + 1 + number - len(before)]
    code = record.partition("/")[0]
    own = [each for each in ordered[:place] if each.partition("/")[0] == code]
    return tuple(dict.fromkeys((*own[-_OWN:], *before, *after)))
