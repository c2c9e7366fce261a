"""A whole new workspace on disk: all of its files appear together, or none.

It is built under a temporary name beside its own and renamed in one step. A folder that exists already, empty, cannot
be replaced so (somebody may stand in it): there it is built inside, and moved up part by part under a marker.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from spt_fazhi.errors import RefusedError
from spt_fazhi.model.paths import MARKER_FILE
from spt_fazhi.store.disk.durable import exclusive, sync_folder, write_fault
from spt_fazhi.store.write.marker import Marker, retire, set_aside, write_marker
from spt_fazhi.store.write.staging import (
    discard,
    is_left_over,
    new_staging,
    sweep_staging,
    sync_folders,
    sync_tree,
    write_tree,
)
from spt_fazhi.store.write.uninterrupted import uninterrupted

_ASIDE: Final = "新建时没有放好的文件"


def refuse_occupied(folder: Path) -> None:
    """Raise RefusedError unless `folder` does not exist or is an empty, real folder.

    What a killed `init` was still building in there is no content.
    """
    try:
        mode = os.lstat(folder).st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise write_fault(error, str(folder)) from None
    if not stat.S_ISDIR(mode):
        raise RefusedError(f"{folder} 已经存在，而且不是文件夹", "请换一个名字")
    try:
        with os.scandir(folder) as entries:
            occupied = any(not is_left_over(entry) for entry in entries)
    except OSError as error:
        raise write_fault(error, str(folder)) from None
    if occupied:
        raise RefusedError(f"{folder} 里已经有内容，没有改动它", "请换一个还不存在的文件夹名")


def create_workspace(
    folder: Path, files: Mapping[str, bytes], *, prepare: Callable[[Path], None] | None = None, durable: bool = True
) -> None:
    """Write `files` (relative path with forward slashes → content) as the new workspace `folder`.

    `prepare` is told where they are built, and may add to them (a repository). A failure leaves nothing behind; a kill
    leaves nothing under the name asked for, or the whole workspace, or what the next command completes. Not `durable`
    spares the disk where a power cut costs nothing. Raises RefusedError when the folder is occupied, FazhiError when
    the disk refuses.
    """
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - a link must not be resolved, it is refused below
    refuse_occupied(folder)
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    inside = missing[-1].parent if missing else folder
    try:
        with _alone(inside):
            staging = new_staging(inside)
            begun = False
            try:
                root = staging / folder.relative_to(missing[-1]) if missing else staging
                _build(root, staging, files, prepare, durable=durable)
                with uninterrupted():
                    begun = True
                    if missing:
                        _rename(staging, missing[-1], durable=durable)
                    else:
                        _move_up(staging, folder)
            finally:
                if not begun:
                    discard(staging)
    except OSError as error:
        raise write_fault(error, str(folder)) from None


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody sweeps meanwhile what is built in `folder`; what others were killed at is swept, where that is safe."""
    with contextlib.ExitStack() as stack:
        alone = False
        with contextlib.suppress(PermissionError):  # a folder one may write in and not look into
            alone = stack.enter_context(exclusive(folder))
        if alone:
            sweep_staging(folder)
        yield


def _build(
    root: Path, staging: Path, files: Mapping[str, bytes], prepare: Callable[[Path], None] | None, *, durable: bool
) -> None:
    root.mkdir(parents=True, exist_ok=True)
    write_tree(root, files, durable=durable)
    if prepare is not None:
        prepare(root)
        if durable:
            sync_tree(root)
    if durable:
        sync_folders(staging)


def _rename(staging: Path, name: Path, *, durable: bool) -> None:
    try:
        staging.rename(name)
    except OSError:
        discard(staging)
        raise
    if durable:
        sync_folder(name.parent)


def _move_up(staging: Path, folder: Path) -> None:
    """Move the parts into their folder; taken back when one fails. Raises OSError."""
    marker = Marker(staging=staging.name)
    try:
        write_marker(folder, marker)
    except OSError:
        discard(staging)
        raise
    moved: list[Path] = []
    try:
        for part in _parts(staging):
            target = folder / part.name
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, "", str(target))
            part.rename(target)
            moved.append(target)
        sync_folder(folder)
    except OSError:
        for each in moved:
            each.rename(staging / each.name)
        retire(folder, marker)
        raise
    with contextlib.suppress(OSError):  # all is there but the clearing up, which the next command makes good
        retire(folder, marker)


def _parts(staging: Path) -> list[Path]:
    """What is to be moved, the marker's own temporary name apart."""
    return [each for each in sorted(staging.iterdir()) if each.name != MARKER_FILE]


def settle_workspace(folder: Path, marker: Marker) -> str:
    """Move the parts that a killed `init` had not moved; what became of it, as one Chinese sentence.

    For the holder of the folder's lock. Raises OSError when it cannot be done; the next command tries again.
    """
    staging = folder / marker.staging
    kept = ""
    if os.path.lexists(staging):
        for part in _parts(staging):
            if not os.path.lexists(folder / part.name):
                part.rename(folder / part.name)
        sync_folder(folder)
        taken = [each.name for each in _parts(staging)]
        if taken:
            name = set_aside(staging, folder, _ASIDE)
            kept = f"已有同名的{'、'.join(taken)}，没有覆盖，新建的放在“{name}”里，请核对。"
    retire(folder, marker)
    return f"上次新建工作区中断在半路，已接着建完。{kept}"
