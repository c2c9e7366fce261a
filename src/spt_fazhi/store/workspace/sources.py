"""Where files come from: the work tree here, a git revision in `revisions`. Everything above reads a `Source`."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.paths import SUFFIX
from spt_fazhi.store.disk.durable import READ_FLAGS
from spt_fazhi.store.yaml.reader import MAX_BYTES

# Nothing there, a folder (EACCES on Windows), a link, a name too long, no permission: one fault of many, not the end.
_NO_FILE = frozenset(
    {
        errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENXIO, errno.ENAMETOOLONG, errno.EACCES,
        errno.EPERM,
    }
)  # fmt: skip


Stamp = list[int] | str
"""What tells that a file is the one it was: size, times of content and of any change, inode; at a revision its id."""


class FileInfo(NamedTuple):  # a tuple: one for each file, sorted by path
    """A file below the workspace: path with forward slashes, and whether it is a symbolic link.

    Also a folder where a record or decision should be, whose name ends in `.yaml`.
    """

    path: str
    is_link: bool = False
    is_folder: bool = False


def folders_named_as_files(paths: Iterable[str], above: str) -> set[str]:
    """The folders below `above` that are on the way to `paths` and are called like a record."""
    found = set()
    for path in paths:
        at = path.find(f"{SUFFIX}/", len(above))
        while at >= 0:
            found.add(path[: at + len(SUFFIX)])
            at = path.find(f"{SUFFIX}/", at + 1)
    return found


class Source(Protocol):
    """Read access to one workspace at one revision."""

    @property
    def revision(self) -> str | None:
        """The revision read, None for the work tree."""

    @property
    def name(self) -> str:
        """What tells this workspace from others, for the cache."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, None when there is none (a link counts as none); long files are cut above 16 MiB."""

    def read_many(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """`read` for many paths, in order."""

    def stream(self, path: str) -> BinaryIO | None:
        """A seekable stream of a regular file of any length, the caller's to close; None where `read` gives None.

        Raises OSError when it lies there and cannot be read.
        """

    def stamp(self, path: str) -> Stamp | None:
        """The stamp of a regular file; None of anything else, and where nothing tells."""

    def expect(self, paths: Iterable[str]) -> None:
        """Be told which files are about to be read: where each reading costs, all are fetched with the first."""

    def walk(self, folder: str) -> list[FileInfo]:
        """Every file below `folder`, sorted by path; links are listed and never followed.

        So are folders called like a record, empty ones too where a source has those.
        """


class WorkTree:
    """The files as they lie on disk."""

    revision: str | None = None

    def __init__(self, root: Path) -> None:
        """Read below `root`, an absolute path."""
        self.root = root
        self._prefix = str(root)
        self._inside: dict[str, bool] = {}

    @property
    def name(self) -> str:
        """The absolute path of the workspace."""
        return self._prefix

    def path(self, relative: str) -> str:
        """The file on disk for a path of the workspace."""
        return f"{self._prefix}/{relative}"

    def is_inside(self, relative: str) -> bool:
        """Whether no part of the path is a symbolic link, so that it cannot lead out of the workspace."""
        current = self._prefix
        for part in relative.split("/"):
            current = f"{current}/{part}"
            try:
                if os.path.islink(current) or part in {"", ".", ".."}:
                    return False
            except (OSError, ValueError):
                return False
        return True

    def read(self, path: str) -> bytes | None:
        """See `Source.read`."""
        return self._read(path) if self.is_inside(path) else None

    def _read(self, path: str) -> bytes | None:
        try:
            handle = os.open(f"{self._prefix}/{path}", READ_FLAGS)
        except ValueError:  # a name no file can have
            return None
        except OSError as error:
            if error.errno in _NO_FILE:
                return None
            raise
        try:
            return _content(handle)
        except OSError:  # a folder, a broken disk, a pipe somebody else writes to
            return None
        finally:
            os.close(handle)

    def read_many(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """See `Source.read_many`; the paths come from `walk`, which follows no links."""
        for path in paths:
            yield path, self._read(path)

    def stream(self, path: str) -> BinaryIO | None:
        """See `Source.stream`."""
        if not self.is_inside(path):
            return None
        try:
            handle = os.open(f"{self._prefix}/{path}", READ_FLAGS)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):
            return None
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            return None
        return os.fdopen(handle, "rb")

    def stamp(self, path: str) -> Stamp | None:
        """See `Source.stamp`. What cannot be read, for a link is on its way, has none."""
        folder = path.rpartition("/")[0]
        if folder not in self._inside:
            self._inside[folder] = not folder or self.is_inside(folder)
        if not self._inside[folder]:
            return None
        try:
            found = os.lstat(f"{self._prefix}/{path}")
        except (OSError, ValueError):
            return None
        if not stat.S_ISREG(found.st_mode):
            return None
        return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]

    def expect(self, paths: Iterable[str]) -> None:
        """See `Source.expect`: a disk needs no telling."""

    def walk(self, folder: str) -> list[FileInfo]:
        """See `Source.walk`."""
        if not self.is_inside(folder):
            exists = os.path.lexists(f"{self._prefix}/{folder}")
            return [FileInfo(folder, is_link=True)] if exists else []
        found: list[FileInfo] = []
        waiting = [folder]
        while waiting:
            current = waiting.pop()
            try:
                entries = list(os.scandir(f"{self._prefix}/{current}"))
            except (FileNotFoundError, NotADirectoryError):
                continue
            except PermissionError:
                raise FazhiError(f"没有权限读取文件夹 {current}", "请检查该文件夹的权限") from None
            for entry in entries:
                path = f"{current}/{entry.name}"
                if entry.is_symlink():
                    found.append(FileInfo(path, is_link=True))
                elif entry.is_dir():
                    waiting.append(path)
                    if entry.name.endswith(SUFFIX):
                        found.append(FileInfo(path, is_folder=True))
                else:
                    found.append(FileInfo(path))
        found.sort()
        return found


def _content(handle: int) -> bytes:
    """All bytes of an open file, cut above MAX_BYTES; one call for a small one."""
    data = os.read(handle, 65536)
    if len(data) < 65536:
        return data
    parts = [data]
    size = len(data)
    while size <= MAX_BYTES and (more := os.read(handle, 1 << 20)):
        parts.append(more)
        size += len(more)
    return b"".join(parts)
