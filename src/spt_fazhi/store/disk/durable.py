"""Writes that survive a crash: synced to disk, published by link or rename, never over something that exists."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.text.system_words import advice, reason

_WAIT_SECONDS: Final = 30.0
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
READ_FLAGS: Final = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
"""Opens what lies there itself, never what a link names, and waits for nobody who would write into a pipe."""
TEMP_PREFIX: Final = ".fazhi-tmp-"
"""Names of files that are not finished begin so, and what a kill leaves is known by it."""


def write_fault(error: OSError, what: str) -> FazhiError:
    """A failed write as one Chinese sentence; `what` names the file or folder as the clerk knows it."""
    return FazhiError(f"没有写成：{reason(error)}（{what}）；什么也没有留下", advice(error))


def create(path: Path | str) -> int:
    """Open a new file for writing, never through a link and never over another; the descriptor is the caller's."""
    return os.open(path, _CREATE, 0o666)


def write_all(handle: int, data: bytes) -> None:
    """Write every byte."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def write_synced(path: Path, data: bytes) -> None:
    """Write a new file and sync it to disk."""
    handle = create(path)
    try:
        write_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, data: bytes, *, overwrite: bool, durable: bool = True) -> None:
    """Write a file in one step: who reads it, or cuts the power, finds the old one or the new one and no half.

    A link at `path` is replaced, never followed. Not `durable` spares the disk where a loss costs nothing (a cache).
    Raises FileExistsError when the name is taken and not to be overwritten, OSError when the disk refuses; both leave
    everything as it was.
    """
    temporary = path.parent / f"{TEMP_PREFIX}{os.urandom(6).hex()}"
    try:
        (write_synced if durable else write_new)(temporary, data)
        if overwrite:
            with contextlib.suppress(OSError):
                temporary.chmod(stat.S_IMODE(path.stat(follow_symlinks=False).st_mode))
            temporary.replace(path)
        else:
            publish(temporary, path)
        if durable:
            sync_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def write_new(path: Path | str, data: bytes) -> None:
    """Write a new file, for its folder to be synced or renamed as a whole later."""
    handle = create(path)
    try:
        write_all(handle, data)
    finally:
        os.close(handle)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable (Windows does so itself; some network drives cannot)."""
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:
            raise
    finally:
        os.close(handle)


def publish(temporary: Path, final: Path) -> None:
    """Give a finished temporary file its name in one step. Raises FileExistsError when the name is taken.

    The temporary name may remain after a crash; it is removed otherwise.
    """
    if sys.platform == "win32":
        temporary.rename(final)  # refuses an existing name by itself
        return
    try:
        os.link(temporary, final, follow_symlinks=False)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}:
            raise
        if os.path.lexists(final):  # a disk without links (FAT, some network drives)
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(final)) from None
        temporary.rename(final)
        return
    with contextlib.suppress(OSError):  # the record exists by now; readers pass over the temporary name
        temporary.unlink()


@contextlib.contextmanager
def exclusive(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Keep other `fazhi` processes from writing below `folder` meanwhile; the system frees it when a process dies.

    Yields whether the lock is held: False on a disk that has no locks, where clearing up after others is not safe,
    and, not to `wait`, False when another process holds it. Raises FazhiError when that one does not finish within half
    a minute, OSError when the folder cannot be opened.
    """
    handle = _lock_handle(folder)
    try:
        yield _wait_for_lock(handle, _WAIT_SECONDS if wait else None)
    finally:
        os.close(handle)


def _lock_handle(folder: Path) -> int:
    if sys.platform != "win32":
        return os.open(folder, os.O_RDONLY)  # the folder itself is locked: no lock file to leave behind
    import hashlib
    import tempfile

    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return os.open(Path(tempfile.gettempdir(), f"fazhi-{name}.lock"), os.O_RDWR | os.O_CREAT)


def _wait_for_lock(handle: int, seconds: float | None) -> bool:
    deadline = time.monotonic() + (seconds or 0)
    while True:
        try:
            _lock(handle)
        except OSError as error:
            if error.errno not in {errno.EACCES, errno.EAGAIN, errno.EDEADLK}:
                return False
        else:
            return True
        if seconds is None:
            return False
        if time.monotonic() > deadline:
            raise FazhiError("另一个 fazhi 正在写入本工作区，等了半分钟还没有结束", "请等它完成后重试")
        time.sleep(0.05)


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
