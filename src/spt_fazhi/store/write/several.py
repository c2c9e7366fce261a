"""Files of `data/` that people edit, replaced together: a kill leaves all the old ones, or the next command ends it.

The new files are built and synced in `.fazhi-new-<8 hex digits>/data`, then the marker is written (see `marker`; its
old year is the register's): from there on the change is made. Each file is moved over the old one; then the folder
and the marker go. Whoever finds the marker moves what is left.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError, RefusedError
from spt_fazhi.model.paths import DATA_DIR, MARKER_FILE, SOURCE_DIR, TASKS_FILE, UNITS_FILE
from spt_fazhi.store.disk.durable import exclusive, sync_folder, write_fault
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.workspace.sources import WorkTree
from spt_fazhi.store.write.marker import Marker, retire, write_marker
from spt_fazhi.store.write.staging import discard, new_staging, sweep_staging, write_tree
from spt_fazhi.store.write.uninterrupted import uninterrupted
from spt_fazhi.text.system_words import advice, reason

_PLAN: Final = frozenset({TASKS_FILE, UNITS_FILE})


def replace_files(root: Path, year: int, files: Mapping[str, bytes], ready: Callable[[], None]) -> None:
    """Write files of the register of `year` (relative to the workspace: the plan, the units, source texts) as one.

    `ready` is asked when nobody else can write any more; what it raises stops it. Raises RefusedError and FazhiError:
    nothing has changed then, or the message says what is to be done.
    """
    tree = WorkTree(root)
    for path in files:
        if not tree.is_inside(path.rpartition("/")[0]) and os.path.lexists((root / path).parent):
            raise RefusedError(f"{path} 的路径中有链接，没有改动任何文件", "请换成真正的文件夹（工作区里不用链接）")
    try:
        with exclusive(root) as alone, exclusive(root / DATA_DIR):
            if os.path.lexists(root / MARKER_FILE):
                raise RefusedError("上次的改动还没有收拾好，没有改动任何文件", "请先运行 fazhi status，照它说的做")
            ready()
            if alone:
                sweep_staging(root)
            _replace(root, year, files)
    except OSError as error:
        raise write_fault(error, str(root)) from None


def _replace(root: Path, year: int, files: Mapping[str, bytes]) -> None:
    staging = new_staging(root)
    begun = False
    try:
        write_tree(staging, files)
        for path in files:
            with contextlib.suppress(OSError):  # a new file has no mode to keep
                (staging / path).chmod(stat.S_IMODE((root / path).stat(follow_symlinks=False).st_mode))
        sync_folder(staging)
        sync_folder(root)
        with uninterrupted():
            marker = Marker(staging=staging.name, old_year=year)
            write_marker(root, marker)
            begun = True
            try:
                _move_all(root, marker)
            except OSError as error:
                said = f"台账没有更新完：{reason(error)}（{root}）"
                raise FazhiError(said, f"{advice(error)}；再运行任何一个 fazhi 命令，会接着做完") from None
    finally:
        if not begun:
            discard(staging)


def _move_all(root: Path, marker: Marker) -> None:
    for path in list(_waiting(root, marker)):
        target = root / path
        target.parent.mkdir(exist_ok=True)
        (root / marker.staging / path).replace(target)
        sync_folder(target.parent)
        sync_folder((root / marker.staging / path).parent)
    retire(root, marker)


def _waiting(root: Path, marker: Marker) -> Iterator[str]:
    """What waits to be moved: nothing but the plan, the units and source texts ever is. The plan comes last."""
    if not os.path.lexists(root / marker.staging):
        return
    found = [each.path for each in WorkTree(root / marker.staging).walk(DATA_DIR) if not each.is_link]
    for path in sorted(found, key=lambda path: (path == TASKS_FILE, path)):
        if path in _PLAN or path.rpartition("/")[0] == SOURCE_DIR:
            yield path


def settle_files(root: Path, marker: Marker) -> str:
    """Bring an update that was cut short to its end; what became of it, as one Chinese sentence.

    For the holder of the root's lock. Raises OSError and FazhiError when it cannot be done.
    """
    git = Git(root)
    if git.is_inside_repository() and git.run("ls-files", "-z", "--", MARKER_FILE):
        raise RefusedError(f"{MARKER_FILE} 是提交到仓库里的，不照它做", f"请核对后删去：git rm --cached {MARKER_FILE}")
    _move_all(root, marker)
    return "上次更新台账中断在半路，已接着做完。"
