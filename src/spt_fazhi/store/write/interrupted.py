"""Entries whose write was killed half-way: taken back, and said in a sentence, by the next command."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from spt_fazhi.model.paths import DATA_DIR, DECISIONS_DIR, INSPECTIONS_DIR, ISSUED_DIR, RECORDS_DIR, SUFFIX
from spt_fazhi.store.disk.durable import TEMP_PREFIX, exclusive, sync_folder
from spt_fazhi.store.workspace.sources import WorkTree
from spt_fazhi.store.workspace.unfinished import BATCH_PREFIX, batch_finals

_AGAIN = "请重新运行那条命令"


def take_back(final: Path) -> None:
    """Remove a record that was linked and must not be, its attachments first. Raises OSError."""
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(final)
    final.with_name(f"{final.name}{SUFFIX}").unlink(missing_ok=True)
    sync_folder(final.parent)


def sweep(root: Path) -> tuple[str, ...]:
    """Remove what cut-short writes left below the folders of entries; only the holder of the lock may.

    The entries that will not be, each as its path less `.yaml`.
    """
    undone = list(undo_batches(root))
    folders = [root / DECISIONS_DIR, root / INSPECTIONS_DIR, root / ISSUED_DIR]
    with contextlib.suppress(OSError), os.scandir(root / RECORDS_DIR) as entries:
        folders += [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
    tree = WorkTree(root)
    for folder in folders:
        if not tree.is_inside(folder.relative_to(root).as_posix()):
            continue
        with contextlib.suppress(OSError):
            for name in _named(folder, TEMP_PREFIX):
                with contextlib.suppress(OSError):
                    if _undo(folder, name):
                        undone.append((folder / name.removeprefix(TEMP_PREFIX)).relative_to(root).as_posix())
    return tuple(dict.fromkeys(undone))


def undo_batches(root: Path) -> tuple[str, ...]:
    """Take back what is linked of batches that did not come to their end, then their lists; what was taken back."""
    place = root / RECORDS_DIR
    undone: list[str] = []
    if not WorkTree(root).is_inside(RECORDS_DIR):
        return ()
    with contextlib.suppress(OSError):
        for name in _named(place, BATCH_PREFIX):
            with contextlib.suppress(OSError):
                for final in batch_finals(root, f"{RECORDS_DIR}/{name}"):
                    take_back(root / final)
                    undone.append(final)
                (place / name).unlink()
    return tuple(undone)


def _named(folder: Path, prefix: str) -> list[str]:
    """What is called so in a folder, of thousands of names. Raises OSError."""
    return [name for name in os.listdir(folder) if name.startswith(prefix)]  # noqa: PTH208 - a path for each is slow


def _undo(folder: Path, name: str) -> bool:
    """Remove one temporary name, after the attachments that were renamed for it when its record never came to be.

    Whether it was a record, or began to be one, that never came to be.
    """
    temporary = folder / name
    if temporary.is_dir() and not temporary.is_symlink():
        shutil.rmtree(temporary)
        return False
    if not os.path.lexists(temporary):
        return False
    stem = name.removeprefix(TEMP_PREFIX)
    final = folder / stem
    lost = bool(stem) and not os.path.lexists(folder / f"{stem}{SUFFIX}")
    if lost and final.is_dir() and not final.is_symlink():
        shutil.rmtree(final)
    temporary.unlink()
    return lost


def take_back_batches(root: Path) -> str | None:
    """Take back the entries of batches that were killed half-way; a sentence that says so.

    None where nothing was half-way, another command is writing, or the disk does not let us: readers pass over them.
    """
    with contextlib.suppress(OSError), exclusive(root / DATA_DIR, wait=False) as alone:
        if alone and _linked(root):
            return _batches(undo_batches(root)) or None
    return None


def take_back_all(root: Path) -> str | None:
    """The same with single entries, of which nothing but temporary files is there; for a command that writes."""
    with contextlib.suppress(OSError), exclusive(root / DATA_DIR, wait=False) as alone:
        if alone:
            undone = undo_batches(root)
            waiting = [each for each in sweep(root) if each not in undone]
            said = f"上次写{_files(waiting)}中断了，没有写成，已清理，{_AGAIN}。" if waiting else ""
            return f"{_batches(undone)}{said}" or None
    return None


def _linked(root: Path) -> tuple[str, ...]:
    """What is there of batches that did not come to their end, each as its path less `.yaml`."""
    with contextlib.suppress(OSError):
        lists = sorted(_named(root / RECORDS_DIR, BATCH_PREFIX))
        return tuple(final for name in lists for final in batch_finals(root, f"{RECORDS_DIR}/{name}"))
    return ()


def _batches(finals: Sequence[str]) -> str:
    if not finals:
        return ""
    return f"上次一起写几个文件，中断在半路：已写下的{_files(finals)}已经撤销，一个也没有写入台账，{_AGAIN}。"


def _files(finals: Sequence[str]) -> str:
    more = f"等 {len(finals)} 个文件" if len(finals) > 1 else ""
    return f" {finals[0]}{SUFFIX} {more}"
