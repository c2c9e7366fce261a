"""Writes that survive a crash: synced to disk, published by link or rename, never over something that exists."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError

_WAIT_SECONDS: Final = 30.0
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_REASONS = {
    errno.ENOSPC: ("磁盘已满", "请清理磁盘后重试"),
    errno.EDQUOT: ("磁盘配额已用完", "请清理文件或请管理员增加配额"),
    errno.EFBIG: ("文件超过系统允许的大小", "请缩小附件后重试"),
    errno.EROFS: ("磁盘是只读的", "请换一个可写的位置，或重新挂载后重试"),
    errno.EACCES: ("没有写入权限", "请检查该文件夹的权限后重试"),
    errno.EPERM: ("系统不允许写入", "请检查该文件夹的权限或保护属性后重试"),
    errno.EIO: ("磁盘读写出错", "请检查磁盘或网络盘后重试"),
    errno.ENAMETOOLONG: ("路径过长", "请把工作区放到较浅的文件夹里"),
}


def write_fault(error: OSError, what: str) -> FazhiError:
    """A failed write as one Chinese sentence; `what` names the file or folder as the clerk knows it."""
    said, hint = _REASONS.get(
        error.errno or 0, (f"系统报错（{error.strerror or type(error).__name__}）", "请处理后重试")
    )
    return FazhiError(f"没有写成：{said}（{what}）；什么也没有留下", hint)


def create(path: Path) -> int:
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
def exclusive(folder: Path) -> Iterator[bool]:
    """Keep other `fazhi` processes from writing below `folder` meanwhile; the system frees it when a process dies.

    Yields whether the lock is held: False on a disk that has no locks, where clearing up after others is not safe.
    Raises FazhiError when another process does not finish within half a minute.
    """
    handle = _lock_handle(folder)
    try:
        yield _wait_for_lock(handle)
    finally:
        os.close(handle)


def _lock_handle(folder: Path) -> int:
    if sys.platform != "win32":
        return os.open(folder, os.O_RDONLY)  # the folder itself is locked: no lock file to leave behind
    import tempfile

    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return os.open(Path(tempfile.gettempdir(), f"fazhi-{name}.lock"), os.O_RDWR | os.O_CREAT)


def _wait_for_lock(handle: int) -> bool:
    deadline = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            _lock(handle)
        except OSError as error:
            if error.errno not in {errno.EACCES, errno.EAGAIN, errno.EDEADLK}:
                return False
        else:
            return True
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
