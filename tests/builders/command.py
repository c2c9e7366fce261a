"""Running `fazhi` as the clerk does: a process of its own, on a workspace of an invented district."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

SRC = Path(__file__).parents[2] / "src"
DAY = "2024-06-20"


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def fazhi(*args: str, root: Path | None = None, encoding: str = "utf-8", **env: str) -> Ran:
    """Run the program; the environment holds only what it needs and what the test adds."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP") if key in os.environ}
    base = {**kept, "PYTHONPATH": str(SRC), "FAZHI_CACHE": "off", "PYTHONIOENCODING": encoding, **env}
    if root is not None:
        base["FAZHI_ROOT"] = str(root)
    done = subprocess.run(
        [sys.executable, "-m", "spt_fazhi", *args],
        env=base,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())  # a pipe gets UTF-8 on any machine
