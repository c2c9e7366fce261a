"""Processes that die at a call of their choice."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

CALLS = ("open", "write", "fsync", "mkdir", "rename", "link", "unlink", "rmdir", "replace")


def kill_at(number: int, moment: str) -> None:
    """From now on, this process dies at the `number`-th call that changes the disk: before, after or halfway."""
    seen = 0

    def wrap(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            nonlocal seen
            if name == "open" and not args[1] & (os.O_WRONLY | os.O_RDWR):
                return real(*args, **kwargs)
            seen += 1
            if seen == number:
                if moment == "halfway" and name == "write":
                    real(args[0], args[1][: len(args[1]) // 2])
                elif moment != "before":
                    real(*args, **kwargs)
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        return wrapped

    for name in CALLS:
        setattr(os, name, wrap(name, getattr(os, name)))
