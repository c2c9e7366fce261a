"""Files that are taken away for good: each gone from disk before the next, and what a kill leaves a rerun removes."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from spt_fazhi.errors import FazhiError, RefusedError
from spt_fazhi.store.disk.durable import exclusive, sync_folder
from spt_fazhi.store.workspace.sources import WorkTree
from spt_fazhi.store.write.interrupted import sweep
from spt_fazhi.text.system_words import advice, reason


def left_of(root: Path, paths: Sequence[str]) -> tuple[str, ...]:
    """Those of the paths (relative to the workspace) at which something still lies, a broken link included."""
    return tuple(path for path in paths if os.path.lexists(root / path))


def remove(root: Path, paths: Sequence[str]) -> None:
    """Remove files, and folders with all that is in them; never through a link. What is gone already is no fault.

    What earlier, cut-short writes left goes first; a folder that has become empty goes with its last file. Raises
    FazhiError for what cannot be removed; what came before it is gone then.
    """
    tree = WorkTree(root)
    for path in paths:
        if os.path.lexists((root / path).parent) and not tree.is_inside(path.rpartition("/")[0]):
            raise RefusedError(f"{path} 的路径中有链接，没有删除", "请把它换成真正的文件夹（工作区里不用链接）")
    try:
        with exclusive(root / "data") as alone:
            if alone:
                sweep(root)
            for path in paths:
                _remove(root / path)
    except OSError as error:
        where = Path(error.filename).name if isinstance(error.filename, str) else ""
        raise FazhiError(f"没有全部删去：{reason(error)}（{where}）", advice(error)) from None


def _remove(place: Path) -> None:
    if not os.path.lexists(place):
        return
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink()
    sync_folder(place.parent)
    with contextlib.suppress(OSError):  # others lie there still
        place.parent.rmdir()
        sync_folder(place.parent.parent)
