"""What a write that was cut short may leave behind, and how a reader tells it from data.

A writer works under names that begin with `TEMP_PREFIX`, beside the place where its file will stand:

    .fazhi-tmp-<stem>      the record, complete, waiting to be linked to `<stem>.yaml`
    .fazhi-tmp-<stem>.d/   its attachments, waiting to be renamed to `<stem>/`

The record's temporary file is on disk before the attachments are renamed, so a folder of attachments without its
record but with that file beside it belongs to a write that did not finish: it is no data, and the next write
removes it. A folder of attachments alone is a fault like any other.

Several records that stand or fall together are named, before the first of them is linked, in

    data/records/.fazhi-tmp-batch-<random>   a line for each: when its file was made, and its path less `.yaml`

The batch exists from the moment this list is removed; while it is there none of its files is data. A file counts as
the batch's only if it bears the time in the list, to the nanosecond, which nobody can know who was not there: a list
that came with a clone or a merge hides nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from spt_fazhi.model.paths import DECISIONS_DIR, INSPECTIONS_DIR, ISSUED_DIR, RECORDS_DIR, SUFFIX
from spt_fazhi.store.disk.durable import TEMP_PREFIX
from spt_fazhi.store.workspace.sources import FileInfo, WorkTree

BATCH_PREFIX: Final = f"{TEMP_PREFIX}batch-"
_PLACES: Final = tuple(f"{folder}/" for folder in (RECORDS_DIR, DECISIONS_DIR, INSPECTIONS_DIR, ISSUED_DIR))


def settled(files: Iterable[FileInfo], root: Path | None = None) -> tuple[FileInfo, ...]:
    """The files less those of unfinished writes; of unfinished batches too where `root` is the work tree."""
    every = tuple(files)
    temporary = [info.path for info in every if TEMP_PREFIX in info.path]
    if not temporary:
        return every
    paths = {info.path for info in every}
    unfinished = [final for path in temporary if (final := _final(path)) and f"{final}{SUFFIX}" not in paths]
    if root is not None:
        lists = [path for path in temporary if path.startswith(f"{RECORDS_DIR}/{BATCH_PREFIX}")]
        unfinished += [final for path in lists for final in batch_finals(root, path)]
    hidden = {f"{final}{SUFFIX}" for final in unfinished}
    folders = tuple(f"{final}/" for final in unfinished)
    return tuple(
        info for info in every if not (_is_temporary(info.path) or info.path in hidden or info.path.startswith(folders))
    )


def is_interrupted(root: Path) -> bool:
    """Whether the list of a batch lies in the workspace, which is being written or was cut short; one look."""
    try:
        with os.scandir(root / RECORDS_DIR) as entries:
            return any(each.name.startswith(BATCH_PREFIX) for each in entries)
    except OSError:
        return False


def batch_line(final: str, waiting: Path) -> str:
    """The line of a batch's list for the record that will be `<final>.yaml` and still lies at `waiting`."""
    return f"{os.lstat(waiting).st_mtime_ns} {final}\n"


def batch_finals(root: Path, listed: str) -> Iterator[str]:
    """The records of an unfinished batch that are linked already, each as its path less `.yaml`."""
    tree = WorkTree(root)
    text = (tree.read(listed) or b"").decode(errors="replace")
    for line in text.splitlines():
        made, _, final = line.partition(" ")
        path = f"{final}{SUFFIX}"
        if final.startswith(_PLACES) and tree.is_inside(path):
            try:
                if str(os.lstat(root / path).st_mtime_ns) == made:
                    yield final
            except OSError:  # not linked yet
                continue


def _is_temporary(path: str) -> bool:
    return path.startswith(TEMP_PREFIX) or f"/{TEMP_PREFIX}" in path


def _final(path: str) -> str:
    """The attachments folder that the waiting record `path` speaks of, "" for any other file."""
    folder, _, name = path.rpartition("/")
    stem = name.removeprefix(TEMP_PREFIX)
    return f"{folder}/{stem}" if stem != name and stem and f"/{TEMP_PREFIX}" not in f"/{folder}" else ""
