"""Processes that die, as `kill -9` would have it, at a chosen one of the calls by which a program changes the disk."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from typing import Any, Final

MOMENTS: Final = ("after", "halfway")
"""After a call, which is just before the next, or with half of what a write was to write written."""
CALLS: Final = (
    "open", "write", "fsync", "mkdir", "rename", "link", "unlink", "rmdir", "replace", "remove", "symlink", "truncate",
    "ftruncate", "chmod", "utime", "sendfile", "copy_file_range",
)  # fmt: skip
_MOST: Final = 1000
"""Calls after which whatever is tried here has long been done."""


def kill_at(number: int, moment: str) -> None:
    """From now on, this process dies at the `number`-th call that changes the disk, or that starts a program.

    What a program that it starts does to the disk counts as one call. Halfway there are the writes alone: there is no
    half of any other call, so dying in it is dying before or after it.
    """
    seen = 0
    calls = CALLS if moment == "after" else ("write",)

    def wrap(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            nonlocal seen
            if name == "open" and not args[1] & (os.O_WRONLY | os.O_RDWR):
                return real(*args, **kwargs)
            seen += 1
            if seen != number:
                return real(*args, **kwargs)
            try:  # a call that fails is one to die at too
                if moment == "halfway":
                    real(args[0], args[1][: len(args[1]) // 2])
                else:
                    real(*args, **kwargs)
            finally:
                os.kill(os.getpid(), signal.SIGKILL)

        return wrapped

    for name in calls:
        if hasattr(os, name):
            setattr(os, name, wrap(name, getattr(os, name)))
    if moment == "after":
        subprocess.run = wrap("run", subprocess.run)


def deaths(work: Callable[[int, str], bool], step: int = 1) -> Iterator[str]:
    """Do `work` until it is done, and dies no more: of each call that changes the disk, then in each write; the moments.

    `work` is told of which call it dies, and how; it begins from where it began before and says whether it has died.
    With `step` only of so many calls one, and of the writes, which are few, four times as many.
    """
    for moment, apart in zip(MOMENTS, (step, max(step // 4, 1)), strict=True):
        for number in range(1, _MOST, apart):
            if not work(number, moment):
                break
            yield moment
        else:
            raise AssertionError("it never came to an end")


def was_killed(status: int) -> bool:
    """Whether a process with this wait status died so; False when it ended by itself and well."""
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0
    return False
