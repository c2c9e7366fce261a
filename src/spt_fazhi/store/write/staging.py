"""Where a whole new folder is built before it gets its name: `.fazhi-new-<8 hex digits>/`, beside that name.

What a kill leaves under such a name is swept by the next write, `rollover` or `init`, unless a marker speaks of it
(`marker`): then renames have begun, and the next command finishes or undoes them (`resume`).
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from spt_fazhi.model.paths import DATA_DIR, MARKER_FILE
from spt_fazhi.store.disk.durable import exclusive, sync_folder, write_new, write_synced

_PREFIX: Final = ".fazhi-new-"
STAGING_NAME: Final = re.compile(rf"{re.escape(_PREFIX)}[0-9a-f]{{8}}")
"""What a folder that is being built is called."""


def new_name() -> str:
    """A name for a folder that is to be built, or removed."""
    return f"{_PREFIX}{secrets.token_hex(4)}"


def new_staging(folder: Path) -> Path:
    """A new, empty folder to build in, below `folder`."""
    place = folder / new_name()
    place.mkdir()
    return place


def write_tree(root: Path, files: Mapping[str, bytes], *, durable: bool = True) -> None:
    """Write new files (path below the folder `root`, with forward slashes → content) and the folders they need.

    `durable` syncs every file and folder; without it nothing is synced. Raises OSError, with some of them written.
    """
    prefix = str(root)
    folders = {path.rpartition("/")[0] for path in files}
    for name in sorted(folders):
        Path(prefix, name).mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        (write_synced if durable else write_new)(Path(prefix, path), data)
    if durable:
        sync_folders(root)


def sync_folders(root: Path) -> None:
    """Make the names in a folder and in all the folders below it durable."""
    for folder, _, _ in os.walk(root, topdown=False):
        sync_folder(Path(folder))


def sync_tree(root: Path) -> None:
    """Make everything below a folder durable that another program (git) wrote there."""
    for folder, _, names in os.walk(root, topdown=False):
        for name in names if sys.platform != "win32" else ():  # Windows syncs what is open for writing alone
            handle = os.open(Path(folder, name), os.O_RDONLY | os.O_NOFOLLOW)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        sync_folder(Path(folder))


def discard(staging: Path) -> None:
    """Remove a folder that was being built, as far as it can be removed."""
    shutil.rmtree(staging, ignore_errors=True)


def is_left_over(entry: os.DirEntry[str]) -> bool:
    """Whether an entry of a folder is one that was being built: no data, and free to be swept."""
    return STAGING_NAME.fullmatch(entry.name) is not None and entry.is_dir(follow_symlinks=False)


def sweep_unused(folder: Path) -> None:
    """Remove the folders that killed programs were building below `folder`, unless somebody is at work there."""
    with contextlib.suppress(OSError), exclusive(folder, wait=False) as alone:
        if alone:
            sweep_staging(folder)


def sweep_staging(folder: Path) -> None:
    """The same for the holder of the folder's lock. One that a marker may speak of, or that holds a year, stays."""
    if os.path.lexists(folder / MARKER_FILE):
        return
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for staging in [Path(entry.path) for entry in entries if is_left_over(entry)]:
            if not holds_a_year(staging):
                discard(staging)


def holds_a_year(staging: Path) -> bool:
    """Whether the data of a year that was to be archived lies in there."""
    with os.scandir(staging) as entries:
        return any(entry.name.isdigit() and os.path.lexists(Path(entry.path, DATA_DIR)) for entry in entries)
