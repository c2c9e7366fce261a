"""What files of the past said: versions of the plan, and records and decisions that were deleted since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from spt_fazhi.model.paths import TASKS_FILE, id_of, kind_of
from spt_fazhi.model.plan import Task
from spt_fazhi.model.register import Entry
from spt_fazhi.store.git.blobs import Blobs
from spt_fazhi.store.git.file_history import Gone
from spt_fazhi.store.workspace.entries import ENTRY_KINDS, entry_classes
from spt_fazhi.store.yaml.reader import YamlFault, decode, read_tree
from spt_fazhi.store.yaml.validate import validate


def task_versions(blobs: Blobs, oids: Iterable[str | None], number: int) -> dict[str, Task | None]:
    """One task as each version of tasks.yaml has it: None where it is not there. Unreadable versions are left out."""
    wanted = list(dict.fromkeys(oid for oid in oids if oid is not None))
    found: dict[str, Task | None] = {}
    for oid, data in zip(wanted, blobs.read_many(wanted), strict=True):
        tree = _tree(data)
        if tree is None or not isinstance(tree.get("tasks"), list):
            continue
        own = [each for each in tree["tasks"] if isinstance(each, Mapping) and each.get("id") == str(number)]
        task = validate(Task, own[0], TASKS_FILE)[0] if own else None
        if task is not None or not own:
            found[oid] = task
    return found


def deleted_entries(blobs: Blobs, gone: Iterable[Gone]) -> Iterator[Entry[Any]]:
    """The deleted entries that can be read, records first."""
    listed = list(gone)
    for place in ENTRY_KINDS:
        wanted = sorted((each for each in listed if kind_of(each.path) == place), key=lambda each: each.path)
        yield from _read(blobs, wanted, entry_classes(place))


def _read(blobs: Blobs, wanted: Sequence[Gone], classes: Mapping[str, type]) -> Iterator[Entry[Any]]:
    for each, data in zip(wanted, blobs.read_many(each.oid for each in wanted), strict=True):
        tree = _tree(data)
        kind = None if tree is None else "" if "" in classes else tree.get("kind")
        cls = classes.get(kind) if isinstance(kind, str) else None
        value = validate(cls, tree, each.path)[0] if cls is not None else None
        if value is not None:
            yield Entry(id=id_of(each.path), file=each.path, value=value)


def _tree(data: bytes) -> dict[str, Any] | None:
    try:
        return read_tree(decode(data)[0])
    except YamlFault:
        return None
