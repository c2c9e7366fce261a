"""Files a clerk hands in as proof: named safely, measured, copied and hashed in one pass."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError, RefusedError, UsageError
from spt_fazhi.model.entries.record import Attachment
from spt_fazhi.model.file_names import file_name_fault
from spt_fazhi.model.frozen import frozen
from spt_fazhi.store.disk.durable import create, write_all
from spt_fazhi.store.disk.typed import name_text
from spt_fazhi.text.lfs_pointer import LONGEST_POINTER, lfs_pointer
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.system_words import advice, reason

_CHUNK: Final = 1 << 20
_MIB: Final = 1 << 20
Advance = Callable[[int], object]


@frozen
class SourceFile:
    """A file to attach: where it lies, the name it will have, its size in bytes when it was looked at."""

    path: Path
    name: str
    size: int


def gather(paths: Iterable[Path], limit_mib: int) -> tuple[SourceFile, ...]:
    """Look at the files before anything is written. Raises UsageError or RefusedError for the first that will not do.

    Names are brought to NFC; a second file of the same name (letter case apart) gets `-2`, a third `-3`.
    """
    taken: set[str] = set()
    found = []
    for path in paths:
        size = _size(path)
        if size > limit_mib * _MIB:
            raise RefusedError(*_too_large(path, size, limit_mib))
        if size == 0:
            raise RefusedError(*_empty(path))
        name = _free_name(_safe_name(path), taken)
        taken.add(name.casefold())
        found.append(SourceFile(path=path, name=name, size=size))
    return tuple(found)


def copy_in(source: SourceFile, target: Path, limit_mib: int, advance: Advance) -> Attachment:
    """Copy `source` to the new file `target`, hash it on the way and sync it; `advance` is told of bytes copied.

    Raises UsageError or RefusedError about the source, OSError about the target.
    """
    reading = _open(source.path)
    try:
        writing = create(target)
        try:
            digest, size = hashlib.sha256(), 0
            while data := _read(reading, source.path):
                if size == 0 and lfs_pointer(data) is not None:
                    raise RefusedError(*_unfetched(source.path))
                size += len(data)
                if size > limit_mib * _MIB:  # it grew since `gather`
                    raise RefusedError(*_too_large(source.path, size, limit_mib))
                digest.update(data)
                write_all(writing, data)
                advance(len(data))
            if size == 0:  # it was emptied since `gather`
                raise RefusedError(*_empty(source.path))
            os.fsync(writing)
        finally:
            os.close(writing)
    finally:
        os.close(reading)
    return Attachment(name=source.name, sha256=digest.hexdigest(), size=size)


def sha256_of(path: Path) -> str:
    """The hash that the file will be known by. Raises UsageError or FazhiError for what cannot be read."""
    reading = _open(path)
    try:
        digest = hashlib.sha256()
        while data := _read(reading, path):
            digest.update(data)
    finally:
        os.close(reading)
    return digest.hexdigest()


def _open(path: Path) -> int:
    """A descriptor of a regular file; a pipe or device is never waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if path.is_dir():
            raise UsageError(f"附件“{path}”是文件夹", "请逐个文件用 --file 给出，或先打包成一个压缩文件")
        handle = os.open(path, flags)
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(f"找不到附件“{path}”", "请核对文件名和路径；路径含空格时请加引号") from None
    except PermissionError:
        raise UsageError(f"没有权限读取附件“{path}”", "请检查文件权限") from None
    except OSError as error:
        raise UsageError(f"附件“{path}”打不开：{reason(error)}", advice(error)) from None
    except ValueError:
        raise UsageError(f"附件“{path}”打不开", "请核对文件名和路径") from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise UsageError(f"附件“{path}”不是普通文件", "请给出一个普通文件")
    return handle


def _size(path: Path) -> int:
    """How long it is. Raises RefusedError when Git LFS has left a pointer in its place."""
    handle = _open(path)
    try:
        size = os.fstat(handle).st_size
        if size < LONGEST_POINTER and lfs_pointer(_read(handle, path)) is not None:
            raise RefusedError(*_unfetched(path))
        return size
    finally:
        os.close(handle)


def _read(handle: int, path: Path) -> bytes:
    try:
        return os.read(handle, _CHUNK)
    except OSError as error:
        raise FazhiError(
            f"附件“{path}”读到一半出错（{reason(error)}）；什么也没有留下", "请检查该文件所在的磁盘"
        ) from None


def _safe_name(path: Path) -> str:
    name = unicodedata.normalize("NFC", name_text(path.name))
    fault = file_name_fault(name)
    if fault is not None:
        shown = one_line(name.encode(errors="replace").decode(), 60)
        raise UsageError(f"附件“{shown}”的文件名不能用：{fault}", "请先给文件改名再录入")
    return name


def _free_name(name: str, taken: set[str]) -> str:
    stem, dot, suffix = name.rpartition(".") if "." in name else (name, "", "")
    candidate, number = name, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem}-{number}{dot}{suffix}"
    return candidate


def _empty(path: Path) -> tuple[str, str]:
    return f"附件“{path.name}”是空文件（0 字节），什么也证明不了", "请核对是不是选错了文件，或没有保存"


def _unfetched(path: Path) -> tuple[str, str]:
    return (
        f"附件“{path.name}”只是 Git LFS 的指针，文件本身还没有取下来",
        "请在它所在的仓库里运行 git lfs pull，再重新录入",
    )


def _too_large(path: Path, size: int, limit_mib: int) -> tuple[str, str]:
    return (
        f"附件“{path.name}”有 {size / _MIB:.1f} MiB，超过 {limit_mib} MiB 的上限",
        "请压缩或拆分；上限由 data/tasks.yaml 的 register.attachment_limit_mib 规定",
    )
