"""What a write that was cut short may leave behind, and how a reader tells it from data.

A writer works under names that begin with `TEMP_PREFIX`, beside the place where its file will stand:

    .fazhi-tmp-<stem>      the record, complete, waiting to be linked to `<stem>.yaml`
    .fazhi-tmp-<stem>.d/   its attachments, waiting to be renamed to `<stem>/`

The record's temporary file is on disk before the attachments are renamed, so a folder of attachments without its
record but with that file beside it belongs to a write that did not finish: it is no data, and the next write
removes it. A folder of attachments alone is a fault like any other.
"""

from __future__ import annotations

from collections.abc import Iterable

from spt_fazhi.model.paths import SUFFIX
from spt_fazhi.store.disk.durable import TEMP_PREFIX
from spt_fazhi.store.workspace.sources import FileInfo


def settled(files: Iterable[FileInfo]) -> tuple[FileInfo, ...]:
    """The files less those of unfinished writes."""
    every = tuple(files)
    temporary = [info.path for info in every if TEMP_PREFIX in info.path]
    if not temporary:
        return every
    paths = {info.path for info in every}
    unfinished = tuple(f"{final}/" for path in temporary if (final := _final(path)) and f"{final}{SUFFIX}" not in paths)
    return tuple(info for info in every if not _is_temporary(info.path) and not info.path.startswith(unfinished))


def _is_temporary(path: str) -> bool:
    return path.startswith(TEMP_PREFIX) or f"/{TEMP_PREFIX}" in path


def _final(path: str) -> str:
    """The attachments folder that the waiting record `path` speaks of, "" for any other file."""
    folder, _, name = path.rpartition("/")
    stem = name.removeprefix(TEMP_PREFIX)
    return f"{folder}/{stem}" if stem != name and stem and f"/{TEMP_PREFIX}" not in f"/{folder}" else ""
