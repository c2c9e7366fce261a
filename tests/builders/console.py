"""Running `fazhi` where a person looks on: a terminal of the system's own, in any encoding."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.builders.command import SRC, Ran


def on_console(
    *args: str | bytes, root: Path | None = None, encoding: str = "utf-8", typed: bytes = b"", **env: str
) -> Ran:
    """Run the program on a terminal that shows `encoding`; `out` is all it received, errors too.

    `env` is added to an environment that holds only what the program needs; `typed` is what is typed there.
    """
    pty = pytest.importorskip("pty", reason="no terminals of this kind", exc_type=ImportError)
    primary, secondary = pty.openpty()
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    if root is not None:
        kept["FAZHI_ROOT"] = str(root)
    process = subprocess.Popen(
        [sys.executable, "-m", "spt_fazhi", *args],
        env={**kept, "PYTHONPATH": str(SRC), "TERM": "xterm-256color", "FAZHI_CACHE": "off", **env},
        stdout=secondary, stderr=secondary, stdin=secondary,
    )  # fmt: skip
    os.close(secondary)
    if typed:
        os.write(primary, typed)
    seen = b""
    while True:
        try:
            more = os.read(primary, 65536)
        except OSError:
            break
        if not more:
            break
        seen += more
    code = process.wait()
    os.close(primary)
    return Ran(code, seen.decode(encoding), "")
