"""What is being renamed in a folder: written before the first rename, gone after the last.

One small file with a fixed name, so that a command sees with one look that a `rollover` or an `init` was killed between
two renames. It is data of the folder like any other, which a pull request may bring: it can name nothing but a folder
`.fazhi-new-<8 hex digits>` beside it and two years, and whoever goes by it removes and overwrites nothing else.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import MARKER_FILE
from spt_fazhi.store.disk.durable import READ_FLAGS, publish, sync_folder, write_synced
from spt_fazhi.store.write.staging import STAGING_NAME, discard, holds_a_year, new_name

_MOST_BYTES: Final = 4096
_YEARS: Final = range(1949, 3000)
_ABOUT: Final = "换年度、更新台账或新建工作区做到一半时留下的记号：下一个 fazhi 命令会接着做完或退回，并删去它"


@frozen
class Marker:
    """A staging folder, and the years when it is the turn of a year.

    Both are 0 for a new workspace; where files of the register are replaced together, the new year alone is.
    """

    staging: str
    old_year: int = 0
    new_year: int = 0


def write_marker(folder: Path, marker: Marker) -> None:
    """Write it, durably and in one step. Raises FileExistsError when there is one, OSError when the disk refuses."""
    fields = {"说明": _ABOUT, "staging": marker.staging, "old_year": marker.old_year, "new_year": marker.new_year}
    waiting = folder / marker.staging / MARKER_FILE
    write_synced(waiting, f"{json.dumps(fields, ensure_ascii=False)}\n".encode())
    publish(waiting, folder / MARKER_FILE)
    try:
        sync_folder(folder)
    except OSError:
        (folder / MARKER_FILE).unlink()
        raise


def read_marker(folder: Path) -> Marker | None:
    """The folder's marker, None when there is none. Raises FazhiError for one that cannot be read, OSError."""
    try:
        handle = os.open(folder / MARKER_FILE, READ_FLAGS)
    except FileNotFoundError:
        return None
    try:
        data = os.read(handle, _MOST_BYTES)
    finally:
        os.close(handle)
    with contextlib.suppress(ValueError, RecursionError):
        fields = json.loads(data)
        if isinstance(fields, dict) and _is_sound(fields):
            return Marker(staging=fields["staging"], old_year=fields["old_year"], new_year=fields["new_year"])
    raise FazhiError(f"{MARKER_FILE} 读不出来", f"请核对后删去 {folder / MARKER_FILE}")


def _is_sound(fields: dict[str, object]) -> bool:
    staging, old, new = (fields.get(key) for key in ("staging", "old_year", "new_year"))
    if not isinstance(staging, str) or STAGING_NAME.fullmatch(staging) is None:
        return False
    if type(old) is not int or type(new) is not int:
        return False
    return (old, new) == (0, 0) or (old in _YEARS and (new == 0 or (new in _YEARS and old < new)))


def retire(folder: Path, marker: Marker) -> None:
    """Nothing is to be renamed any more: the staging folder and the marker go, in this order and each in one step.

    Raises OSError, also when the data of a year turns out to lie in the staging folder: then it stays.
    """
    staging, gone = folder / marker.staging, folder / new_name()
    if os.path.lexists(staging):
        staging.rename(gone)  # from here on nobody can move a year into it
        if holds_a_year(gone):
            gone.rename(staging)
            raise FileExistsError(errno.EEXIST, "", str(staging))
        sync_folder(folder)
    (folder / MARKER_FILE).unlink(missing_ok=True)
    sync_folder(folder)
    discard(gone)


def set_aside(thing: Path, folder: Path, name: str) -> str:
    """Give something that must be neither lost nor swept a name of its own in `folder`; the name it got."""
    free = name
    while os.path.lexists(folder / free):
        free = f"{name}-{secrets.token_hex(2)}"
    thing.rename(folder / free)
    sync_folder(folder)
    return free
