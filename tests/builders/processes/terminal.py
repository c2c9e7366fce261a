"""Running `fazhi` on a terminal of its own (POSIX only)."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Ran, environment

_HANGS = 300.0  # seconds; only so that a defect cannot hold up the whole suite


def on_terminal(*words: str, root: Path, **env: Any) -> str:
    """What a terminal of colours receives."""
    return on_console(*words, root=root, TERM="xterm-256color", **env).out


def on_console(*words: str, root: Path | None, encoding: str = "utf-8", typed: bytes = b"", **env: Any) -> Ran:
    """Run a command on a terminal that shows `encoding`, because it is told so or because its locale (LC_ALL) says so.

    `out` is all it received, errors too; `typed` is what is typed there.
    """
    pty = pytest.importorskip("pty", reason="no terminals of this kind", exc_type=ImportError)
    told = environment(root, encoding, **{"TERM": "dumb", **env})
    if "LC_ALL" in env:
        del told["PYTHONIOENCODING"]
    primary, secondary = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "spt_fazhi", *words], env=told, stdout=secondary, stderr=secondary, stdin=secondary
    )
    os.close(secondary)
    if typed:
        os.write(primary, typed)
    seen = b"".join(_output(primary, process.pid))
    code = process.wait()
    os.close(primary)
    return Ran(code, seen.decode(encoding), "")


def converse(root: Path | None, words: list[str], answers: list[tuple[str, str]], **env: str) -> Ran:
    """Run a command on a terminal; each answer is typed when its prompt has appeared. All output as `out`.

    Without a `root` it is a command that works on no workspace.
    """
    import pty

    env = environment(None, "utf-8", **({"TERM": "dumb", "LC_ALL": "C.UTF-8"} | env))
    child, terminal = pty.fork()
    if child == 0:
        where = [] if root is None else ["--root", str(root)]
        os.execve(sys.executable, [sys.executable, "-m", "spt_fazhi", *words, *where], env)
    shown, place = "", 0
    waiting = list(answers)
    for data in _output(terminal, child):
        shown += data.decode(errors="replace")
        while waiting and (found := shown.find(waiting[0][0], place)) >= 0:
            place = found + len(waiting[0][0])
            typed = waiting.pop(0)[1]
            if typed in {"\x03", "\x04"}:
                _wait_until_it_waits(child)
            os.write(terminal, typed.encode())
    status = os.waitpid(child, 0)[1]
    os.close(terminal)
    assert not waiting, f"never asked: {waiting}\n{shown}"
    return Ran(os.waitstatus_to_exitcode(status), shown.replace("\r\n", "\n"), "")


def _output(terminal: int, child: int | None = None) -> Iterator[bytes]:
    """What comes out of a terminal until its other end is closed."""
    while True:
        if child is not None and not select.select([terminal], [], [], _HANGS)[0]:
            os.kill(child, signal.SIGKILL)
            return
        data = b""
        with contextlib.suppress(OSError):  # Linux says so when the other end is closed
            data = os.read(terminal, 65536)
        if not data:
            return
        yield data


def _wait_until_it_waits(child: int) -> None:
    """Return when the process sleeps: it has written its prompt and now waits for a key.

    A Ctrl-C between the two would be noticed only at the next key, which no person's finger is fast enough to bring about.
    """
    while _state(child) not in {"S", "Z"}:
        time.sleep(0.001)


def _state(process: int) -> str:
    """`R` running or about to, `S` waiting, `Z` ended."""
    if Path("/proc/self/stat").exists():
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return told.stdout.strip()[:1] or "Z"
