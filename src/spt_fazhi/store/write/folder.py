"""Several result files in one folder that a person names: all of them are there, or none of them.

A folder that does not exist yet is built under a temporary name and renamed in one step. In one that exists, the files
are written whole beside their places first, then named one after another; a failure takes back what was named.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.store.disk.durable import exclusive, publish, sync_folder, write_fault
from spt_fazhi.store.disk.named_file import is_there, refuse_kept
from spt_fazhi.store.write.staging import discard, new_staging, sweep_staging, sweep_unused, write_tree
from spt_fazhi.store.write.uninterrupted import uninterrupted

_SHOWN = 3


@contextlib.contextmanager
def written_folder(
    folder: Path, shown: str, files: Mapping[str, bytes], *, overwrite: bool, durable: bool = True
) -> Iterator[None]:
    """Have `files` (name → content) in `folder`, which the person called `shown`, while and after the block runs.

    A name may lead into folders below, `duties/year=2024/data.parquet`, which are made where they are not there. When
    the block fails, what was there before is there again. Not `durable` spares the disk where a power cut costs nothing
    that cannot be made again. Raises UsageError for a folder or a file that must not be written, and for files that
    exist and are not to be overwritten; FazhiError when the disk refuses.
    """
    refuse_kept(folder, shown)
    exists = _is_folder(folder, shown)
    if exists:
        _refuse_existing(folder, shown, files, overwrite=overwrite)
        sweep_unused(folder.parent)  # where it was built, perhaps by one that was killed
    elif not folder.parent.is_dir():
        raise FazhiError(f"没有文件夹“{folder.parent}”", "请先建好上一级文件夹，或换一个位置")
    base = folder if exists else folder.parent
    with contextlib.ExitStack() as stack:
        try:
            if stack.enter_context(exclusive(base)):
                sweep_staging(base)
            staging = new_staging(base)
        except OSError as error:
            raise write_fault(error, shown) from None
        stack.callback(discard, staging)
        undo = stack.enter_context(contextlib.ExitStack())
        try:
            new = staging / "new"
            write_tree(new, files, durable=durable)
            with uninterrupted():
                if exists:
                    _name_each(new, staging, folder, sorted(files), undo)
                else:
                    new.rename(folder)
                    undo.callback(shutil.rmtree, folder, ignore_errors=True)
                sync_folder(base)
        except FileExistsError:  # it came to be in this very moment
            raise UsageError(f"“{shown}”里同时有别的程序在写，没有写", "请稍后再试") from None
        except OSError as error:
            raise write_fault(error, shown) from None
        yield
        undo.pop_all()


def _is_folder(folder: Path, shown: str) -> bool:
    try:
        mode = os.lstat(folder).st_mode
    except FileNotFoundError:
        return False
    except OSError as error:
        raise write_fault(error, shown) from None
    if not stat.S_ISDIR(mode):
        raise UsageError(f"“{shown}”已经存在，不是文件夹", "请写一个文件夹的名字，如 七月催办")
    return True


def _refuse_existing(folder: Path, shown: str, files: Mapping[str, bytes], *, overwrite: bool) -> None:
    for below in sorted({str(each) for name in files for each in list(PurePosixPath(name).parents)[:-1]}):
        _is_folder(folder / below, f"{shown}/{below}")  # a link could lead anywhere
    found = [name for name in sorted(files) if is_there(folder / name, f"{shown}/{name}")]
    if found and not overwrite:
        more = f"等 {len(found)} 个文件" if len(found) > _SHOWN else ""
        names = "、".join(found[:_SHOWN])
        raise UsageError(f"“{shown}”里已有{names}{more}，没有覆盖", "要覆盖请加 --force，或换一个文件夹")


def _name_each(new: Path, staging: Path, folder: Path, names: Sequence[str], undo: contextlib.ExitStack) -> None:
    """Give every file its name; what had the name waits in `staging` until all is well."""
    before = staging / "before"
    before.mkdir()
    for name in names:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(target):
            (before / name).parent.mkdir(parents=True, exist_ok=True)
            target.rename(before / name)
            undo.callback((before / name).replace, target)
        publish(new / name, target)
        undo.callback(target.unlink, missing_ok=True)
