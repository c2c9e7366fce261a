"""What lies on disk, read without the program's own ideas of what is finished, held against the model."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.soak.model import Held, Model, Wanted, attached, attachments, one_of_each

from spt_fazhi.model.paths import DATA_DIR, folder_of, kind_of
from spt_fazhi.store.disk.durable import TEMP_PREFIX
from spt_fazhi.store.workspace.entries import entry_classes
from spt_fazhi.store.yaml.reader import decode, read_tree
from spt_fazhi.store.yaml.validate import validate

ENTRY_KINDS = frozenset({"record", "decision", "inspection", "issued"})
BESIDE = frozenset({"attachment", "enclosure"})
PLACES = ("records", "decisions", "inspections", "issued")


class SoakError(AssertionError):
    """The workspace is not as it must be."""


class Seen(NamedTuple):
    """Every file below the folders of entries, with its bytes; and those that a write has not finished."""

    files: dict[str, bytes]
    unfinished: frozenset[str]


def look(root: Path) -> Seen:
    """What is there. A temporary name, and a folder of attachments that waits for its record, are unfinished."""
    files: dict[str, bytes] = {}
    for name in PLACES:
        for place, _, names in os.walk(root / DATA_DIR / name):
            for each in names:
                path = Path(place, each)
                files[path.relative_to(root).as_posix()] = path.read_bytes()
    temporary = {path for path in files if TEMP_PREFIX in path}
    waiting = {path.replace(TEMP_PREFIX, "", 1) for path in temporary if f"/{TEMP_PREFIX}" in path}
    loose = {
        path
        for path in files
        if path not in temporary and folder_of(path) in waiting and f"{folder_of(path)}.yaml" not in files
    }
    return Seen(files, frozenset(temporary | loose))


def value_of(path: str, data: bytes) -> Any:
    """The value of an entry's file. Raises SoakError for half of one."""
    kind = kind_of(path)
    if kind not in ENTRY_KINDS:
        raise SoakError(f"a file that is no entry: {path}")
    text, _ = decode(data)
    tree = read_tree(text)
    classes = entry_classes(kind)  # type: ignore[arg-type]  # one of the four
    value, problems = validate(classes[tree.get("kind", "") if "" not in classes else ""], tree, path)
    if problems or not text.endswith("\n"):
        raise SoakError(f"torn or unsound: {path}: {[each.message for each in problems]}")
    return value


def settle(model: Model, seen: Seen, batches: Sequence[Sequence[Wanted]], gone: Sequence[str] = ()) -> list[bool]:
    """Hold what is there against the model, which takes over what is new; whether each batch is there.

    A batch is there as a whole or not at all; `gone` are paths that may be missing. Raises SoakError for anything else: a
    record that is lost, altered, there twice, that nobody wrote, or without its attachments.
    """
    files = {path: data for path, data in seen.files.items() if path not in seen.unfinished}
    _kept(model, files, gone)
    fresh = {
        path: value_of(path, data)
        for path, data in files.items()
        if path not in model.held and kind_of(path) not in BESIDE
    }
    there = []
    for batch in batches:
        found: list[str] = []
        for wanted in batch:
            found.append(_taken(wanted, batch.count(wanted), fresh, found))
        if any(found) and not all(found):
            raise SoakError(f"half of what stands or falls together: {found} of {batch}")
        there.append(all(found))
        for path in filter(None, found):
            beside = {
                each.rpartition("/")[2]: files[each]
                for each in files
                if kind_of(each) in BESIDE and folder_of(each) == path[:-5]
            }
            if attachments(beside) != set(attached(fresh[path])):
                raise SoakError(f"a record and its attachments differ: {path}: {sorted(beside)}")
            model.held[path] = Held(fresh.pop(path), files[path], beside)
    if fresh:
        raise SoakError(f"nobody wrote {fresh}; wanted were {list(one_of_each(batches))}")
    _attached(model, files)
    return there


def _taken(wanted: Wanted, times: int, fresh: Mapping[str, Any], others: Sequence[str]) -> str:
    """The path of a new file that is what was wanted so many times and none of `others`; "" without one."""
    found = [path for path, value in fresh.items() if wanted.fits(path, value)]
    if len(found) > times:
        raise SoakError(f"written twice: {found}")
    return next((path for path in found if path not in others), "")


def _kept(model: Model, files: Mapping[str, bytes], gone: Sequence[str]) -> None:
    for path, held in list(model.held.items()):
        if path not in files:
            if path not in gone:
                raise SoakError(f"lost: {path}")
            del model.held[path]
        elif files[path] != held.data:
            raise SoakError(f"altered: {path}")
        else:
            left = {
                name: data
                for name, data in held.files.items()
                if f"{path[:-5]}/{name}" not in gone or f"{path[:-5]}/{name}" in files
            }
            model.held[path] = held._replace(files=left)


def _attached(model: Model, files: Mapping[str, bytes]) -> None:
    """Every attachment is one that a record has, with the bytes it had."""
    due = {f"{path[:-5]}/{name}": data for path, held in model.held.items() for name, data in held.files.items()}
    there = {path: data for path, data in files.items() if kind_of(path) in BESIDE}
    if due != there:
        odd = sorted(path for path in due.keys() | there.keys() if due.get(path) != there.get(path))
        raise SoakError(f"attachments that are missing, altered or nobody's: {odd}")
