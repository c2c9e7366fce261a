"""Tells when what a board is made from has changed: files of the workspace, and the last commit."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.paths import DATA_DIR
from spt_fazhi.services.origin import last_commit
from spt_fazhi.store.workspace.sources import WorkTree


def changes(
    before: Hashable, look: Callable[[], Hashable], wait: Callable[[], None], is_due: Callable[[], bool] = lambda: False
) -> Iterator[None]:
    """Each time that what `look` gives is not as before, or that it `is_due`, after another `wait`; never ends."""
    while True:
        wait()
        now = look()
        if is_due() or now != before:
            before = now
            yield


class Retry:
    """What has failed is tried again after some waits, and its reason is told once."""

    def __init__(self, waits: int) -> None:
        """Try again after so many."""
        self._waits = waits
        self._waited = 0
        self._reason = ""

    def is_due(self) -> bool:
        """Whether to try again; called once a wait."""
        self._waited += 1
        return bool(self._reason) and self._waited % self._waits == 0

    def failed(self, reason: str) -> bool:
        """Note a failure; whether its reason is another than that of the last one."""
        is_new = reason != self._reason
        self._reason, self._waited = reason, 0
        return is_new

    def worked(self) -> None:
        """Note that it worked."""
        self._reason = ""


def state_of(root: Path) -> Hashable:
    """Every file of the data by path, size and time, and the last commit; what cannot be looked at is none."""
    try:
        listed = WorkTree(root).walk(DATA_DIR)
    except (FazhiError, OSError):
        listed = []
    return tuple((each.path, _stamp(f"{root}/{each.path}")) for each in listed), last_commit(root)


def _stamp(path: str) -> tuple[int, int] | None:
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
