"""The side of this program: another of its processes is given bytes and says what it read, or is stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spt_fazhi.errors import FazhiError
from spt_fazhi.store.documents.apart.settings import MEMORY, SECONDS, Limits, reading_limits


class StoppedError(FazhiError):
    """A process that read foreign bytes met a limit of memory or time, or was killed."""


class BrokenError(FazhiError):
    """A process that read foreign bytes met what its reader does not know, or said nothing that can be understood."""


def read_apart(  # noqa: PLR0913 - what is read, by whom, and within which limits
    module: str, arguments: Sequence[str], data: bytes, name: str, advice: str, *, limits: Limits | None = None
) -> dict[str, Any]:
    """What a module of this program says of `data`, called `name`; it is told the limits before its `arguments`.

    `advice` is what to do where nothing could be read, without a full stop; the `limits` are those of the environment
    unless others are given. Raises StoppedError and BrokenError, FazhiError for a fault that the module itself tells,
    UsageError for nonsense in the settings.
    """
    limits = limits or reading_limits()
    done = _ended(module, [str(limits.memory), str(limits.seconds), *arguments], data, limits)
    found = None if done is None else _said(done.stdout)
    if done is None or (found is None and done.returncode < 0) or (found is not None and "stopped" in found):
        raise _stopped(name, limits, advice)
    if found is None or "broken" in found:
        kind = "" if found is None else f"（{found['broken']}）"
        raise BrokenError(f"“{name}”读不懂：可能已损坏{kind}", advice)
    if "fault" in found:
        raise FazhiError(found["fault"], found.get("hint", ""))
    return found


def _ended(
    module: str, arguments: Sequence[str], data: bytes, limits: Limits
) -> subprocess.CompletedProcess[bytes] | None:
    """How the module ended; None when it took too long."""
    package = str(Path(__file__).resolve().parents[4])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        return subprocess.run(  # noqa: S603 - this program itself, without a shell
            [sys.executable, "-P", "-m", module, *arguments],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    except subprocess.TimeoutExpired:
        return None


def _said(out: bytes) -> dict[str, Any] | None:
    """The JSON object that a process wrote; None for anything else."""
    try:
        found = json.loads(out)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _stopped(name: str, limits: Limits, advice: str) -> StoppedError:
    return StoppedError(
        f"“{name}”太大或太复杂，{limits.seconds} 秒、{limits.memory} MiB 内存之内读不下来",
        f"{advice}；也可以用环境变量 {SECONDS}（秒）、{MEMORY}（MiB）放宽",
    )
