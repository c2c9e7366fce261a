"""Reading foreign bytes in a process of its own, which may be stopped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def run_apart(module: str, arguments: Sequence[str], data: bytes, seconds: int) -> bytes | None:
    """What a module of this program writes when it is given `data`; None when it fails or takes too long."""
    done = ended_apart(module, arguments, data, seconds)
    return done.stdout if done is not None and done.returncode == 0 else None


def ended_apart(
    module: str, arguments: Sequence[str], data: bytes, seconds: int
) -> subprocess.CompletedProcess[bytes] | None:
    """How a module of this program ended that was given `data`, and what it wrote; None when it took too long."""
    package = str(Path(__file__).resolve().parents[3])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        return subprocess.run(  # noqa: S603 - this program itself, without a shell
            [sys.executable, "-P", "-m", module, *arguments],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    except subprocess.TimeoutExpired:
        return None
