"""Tells when what a board is made from has changed: files of the workspace, and the last commit."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.paths import DATA_DIR
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.workspace.sources import WorkTree


def changes(before: Hashable, look: Callable[[], Hashable], wait: Callable[[], None]) -> Iterator[None]:
    """Each time that what `look` gives is not as before, after another `wait`; never ends by itself."""
    while True:
        wait()
        now = look()
        if now != before:
            before = now
            yield


def state_of(root: Path) -> Hashable:
    """Every file of the data by path, size and time, and the last commit; what cannot be looked at is none."""
    try:
        listed = WorkTree(root).walk(DATA_DIR)
    except (FazhiError, OSError):
        listed = []
    return tuple((each.path, _stamp(f"{root}/{each.path}")) for each in listed), _head(root)


def _stamp(path: str) -> tuple[int, int] | None:
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _head(root: Path) -> str | None:
    try:
        return Git(root).ask("rev-parse", "--verify", "HEAD")
    except FazhiError:
        return None
