"""A whole new workspace on disk: all of its files appear together, or none."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from spt_fazhi.errors import RefusedError
from spt_fazhi.store.disk.durable import write_fault, write_new

_PREFIX: Final = ".fazhi-new-"


def refuse_occupied(folder: Path) -> None:
    """Raise RefusedError unless `folder` does not exist or is an empty, real folder."""
    try:
        mode = os.lstat(folder).st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise write_fault(error, str(folder)) from None
    if not stat.S_ISDIR(mode):
        raise RefusedError(f"{folder} 已经存在，而且不是文件夹", "请换一个名字")
    try:
        occupied = any(folder.iterdir())
    except OSError as error:
        raise write_fault(error, str(folder)) from None
    if occupied:
        raise RefusedError(f"{folder} 里已经有内容，没有改动它", "请换一个还不存在的文件夹名")


def create_workspace(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` (relative path with forward slashes → content) as the new workspace `folder`.

    They are built under a temporary name beside it (inside it where it exists already, empty) and then renamed, so
    that a failure or a kill leaves no half workspace under the name asked for. Raises RefusedError when the folder
    is occupied and FazhiError when the disk refuses; both leave nothing behind.
    """
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - a link must not be resolved, it is refused below
    refuse_occupied(folder)
    made: list[Path] = []
    building: Path | None = None
    try:
        for each in reversed([each for each in folder.parents if not each.exists()]):
            each.mkdir()
            made.append(each)
        exists = folder.exists()
        place = (folder if exists else folder.parent) / f"{_PREFIX}{secrets.token_hex(4)}"
        place.mkdir()
        building = place
        _write(building, files)
        if exists:
            _move_up(building, folder)
        else:
            building.rename(folder)
        building = None
    except OSError as error:
        raise write_fault(error, str(folder)) from None
    finally:
        if building is not None:
            shutil.rmtree(building, ignore_errors=True)
            for each in reversed(made):
                with contextlib.suppress(OSError):
                    each.rmdir()


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    """No file is synced by itself: until the rename at the end there is nothing worth keeping."""
    prefix = str(root)
    for name in sorted({path.rpartition("/")[0] for path in files}):
        Path(prefix, name).mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        write_new(f"{prefix}/{path}", data)


def _move_up(building: Path, folder: Path) -> None:
    """Move the parts into their folder; taken back when one fails."""
    moved: list[Path] = []
    try:
        for part in sorted(building.iterdir()):
            target = folder / part.name
            part.rename(target)
            moved.append(target)
        building.rmdir()
    except OSError:
        for each in moved:
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        raise
