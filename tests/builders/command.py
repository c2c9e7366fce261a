"""Running `fazhi` as the clerk does, on a workspace of an invented district.

`fazhi` runs it inside this process, which is twenty times faster; `fazhi_process` starts a process of its own, for tests
whose point is the process: encodings of a console, signals, closed streams, a terminal, what is imported at the start.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, cast
from unittest import mock

import pytest
from tests.builders.places import SRC

DAY = "2024-06-20"
_KEPT = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "COVERAGE_PROCESS_CONFIG", "PYTHONPYCACHEPREFIX")


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def environment(root: Path | None = None, encoding: str = "utf-8", **env: str) -> dict[str, str]:
    """Only what the program needs of this process's environment, and what the test adds."""
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    base = {**kept, "PYTHONPATH": str(SRC), "FAZHI_CACHE": "off", "PYTHONIOENCODING": encoding, **env}
    return base if root is None else {**base, "FAZHI_ROOT": str(root)}


def fazhi(*args: str, root: Path | None = None, tty: bool = False, **env: Any) -> Ran:
    """Run the program here: streams and environment are its own, as in `fazhi_process`.

    With `tty` the streams say that they are a terminal (of 80 columns that can do nothing), and nobody is at its keys.
    """
    if tty:
        env = {"TERM": "dumb", "COLUMNS": "80", **env}
    from spt_fazhi.cli.app import run

    with _streams(tty=tty) as (out, err), mock.patch.dict(os.environ, environment(root, **env), clear=True):
        code = run(args)
    return Ran(code, out.getvalue().decode(), err.getvalue().decode())


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@contextmanager
def _streams(*, tty: bool) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """The three standard streams of the program, as text over bytes like those of a process."""
    out, err = io.BytesIO(), io.BytesIO()
    shown = _Terminal if tty else io.TextIOWrapper
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(), "utf-8"), "stdout": shown(out, "utf-8"), "stderr": shown(err, "utf-8")
    }  # fmt: skip
    with mock.patch.multiple("sys", **cast("dict[str, Any]", streams)):
        yield out, err
        for stream in (streams["stdout"], streams["stderr"]):
            stream.flush()
            stream.detach()


def fazhi_process(*args: str, root: Path | None = None, encoding: str = "utf-8", stdin: bytes = b"", **env: Any) -> Ran:
    """Run the program in a process of its own; what it writes into a pipe is UTF-8 whatever the console's `encoding`."""
    done = start_process(*args, env=environment(root, encoding, **env), stdin=stdin)
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def start_process(*args: str, env: Mapping[str, str], stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The same, with the bytes it wrote."""
    return subprocess.run(
        [sys.executable, "-m", "spt_fazhi", *args], env=env, capture_output=True, input=stdin, check=False
    )


def on_day(words: Sequence[str], day: str = DAY) -> list[str]:
    """The option with which a command is run as of a day: entries call it the day they are recorded."""
    return ["--recorded" if words[0] in {"record", "decide"} else "--as-of", day]


class Say:
    """Runs commands in one workspace on one day, here, with what pytest caught as the answer."""

    def __init__(self, capfd: pytest.CaptureFixture[str], root: Path) -> None:
        self.capfd, self.root = capfd, root

    def __call__(self, *words: str, as_of: str = "2024-07-10") -> Ran:
        from spt_fazhi.cli.app import run

        code = run([*words, "--root", str(self.root), *on_day(words, as_of)])
        return Ran(code, *self.capfd.readouterr())
