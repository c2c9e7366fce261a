"""How a command is run: here; in a process that is killed, or finds the disk full, at a moment that the seed chooses."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import resource
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple
from unittest import mock

from tests.builders.command import environment, fazhi
from tests.builders.processes.children import fork
from tests.builders.processes.doomed import MOMENTS, kill_at
from tests.builders.repositories import IDENTITY

from spt_fazhi.store.documents.tables import sheets
from spt_fazhi.store.documents.tables.sheet_worker import read

WAYS: Final = ("here", "killed", "process", "full", "filled", "short")
"""In this process; a fork that dies at a call; a process killed at a moment of the clock; a fork whose calls find no
room; a disk that is full; files that may not grow beyond a few bytes."""
_WRITING: Final = ("write", "fsync", "mkdir", "rename", "link", "replace", "open")


class Ended(NamedTuple):
    """How a command ended: its exit code (None: it was killed), what it said, and whether something went wrong for it."""

    code: int | None
    out: str
    err: str
    disturbed: bool


class Hands:
    """Runs commands in one workspace. All that is left to chance comes from `rng`, but for a process's own clock."""

    def __init__(self, root: Path, disk: Path | None, rng: random.Random) -> None:
        """`disk` is a small disk that the workspace lies on and that may be filled, where there is one."""
        self.root, self.disk, self.rng = root, disk, rng
        self.more: dict[str, Any] = {"FAZHI_CACHE": str(root.parent / "缓存"), "GIT_AUTHOR_DATE": "1718000000 +0800"}
        self.more["GIT_COMMITTER_DATE"] = self.more["GIT_AUTHOR_DATE"]

    def run(self, way: str, words: Sequence[str]) -> Ended:
        """Run a command in one of WAYS."""
        if way == "here":
            ran = self.here(words)
            return Ended(ran.code, ran.out, ran.err, disturbed=False)
        if way == "process":
            return self._process(words)
        if way == "filled":
            return self._filled(words)
        return self._forked(self._disturbance(way), words)

    def here(self, words: Sequence[str]) -> Any:
        """Run a command in this process, undisturbed."""
        with (
            mock.patch.object(secrets, "randbelow", self.rng.randrange),
            mock.patch.object(sheets, "_read_apart", _read_here),
        ):
            return fazhi(*words, root=self.root, **IDENTITY, **self.more)

    def _disturbance(self, way: str) -> Callable[[], None]:
        number = self.rng.randrange(1, self.rng.choice((25, 25, 70, 400)))
        if way == "killed":
            moment = self.rng.choice(MOMENTS)
            at = number if moment == "after" else number // 10 + 1  # few calls are writes
            return lambda: kill_at(at, moment)
        if way == "short":
            size = self.rng.choice((10, 100, 300, 1000, 5000))
            return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        once = self.rng.random() < 0.5
        return lambda: _no_room(number % 40, once=once)

    def _forked(self, disturb: Callable[[], None], words: Sequence[str]) -> Ended:
        return _awaited(*self._begun(disturb, words))

    def at_once(self, commands: Sequence[Sequence[str]]) -> list[Ended]:
        """Run several commands at the same time, undisturbed but by one another."""
        begun = [self._begun(lambda: None, words) for words in commands]
        return [_awaited(*each) for each in begun]

    def _begun(self, disturb: Callable[[], None], words: Sequence[str]) -> tuple[int, int]:
        """A forked process that runs a command, and the end of a pipe at which its messages are heard."""
        seed = self.rng.random()
        heard, told = os.pipe()  # no file: these are what is disturbed

        def work() -> int:
            self.rng.seed(seed)
            disturb()
            ran = self.here(words)
            _REAL_WRITE(told, ran.err.encode()[:_LONGEST])
            return int(ran.code)

        child = fork(work)
        os.close(told)
        return child, heard

    def _process(self, words: Sequence[str]) -> Ended:
        """A process begun anew, killed with all it has started after a while that ends before it does, or not."""
        env = {**environment(self.root), **IDENTITY, **self.more}
        command = [sys.executable, "-m", "spt_fazhi", *words]
        child = subprocess.Popen(
            command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )
        time.sleep(self.rng.uniform(0.05, 0.9))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        err = child.communicate()[1].decode("utf-8", "replace")
        return Ended(None if child.returncode == -signal.SIGKILL else child.returncode, "", err, disturbed=True)

    def _filled(self, words: Sequence[str]) -> Ended:
        if self.disk is None:
            return self._forked(self._disturbance("full"), words)
        with _without_room(self.disk, left=self.rng.choice((0, 0, 4096, 8192, 20480, 65536))):
            ran = self.here(words)
        return Ended(ran.code, ran.out, ran.err, disturbed=True)


def _read_here(data: bytes, _name: str) -> dict[str, Any]:
    """A workbook read in this process: that it is read in one of its own is tested elsewhere."""
    return read(data)


_REAL_WRITE: Final = os.write
_LONGEST: Final = 30_000
"""Bytes a pipe takes with nobody reading."""


def _awaited(child: int, heard: int) -> Ended:
    with os.fdopen(heard, "rb") as pipe:
        err = pipe.read().decode("utf-8", "replace")
    status = os.waitpid(child, 0)[1]
    if not os.WIFSIGNALED(status):
        return Ended(os.WEXITSTATUS(status), "", err, disturbed=True)
    if os.WTERMSIG(status) != signal.SIGKILL:
        raise AssertionError(f"died by signal {os.WTERMSIG(status)}")
    return Ended(None, "", err, disturbed=True)


def _no_room(number: int, *, once: bool) -> None:
    """From the `number`-th call that takes room on, or only at that one, there is none."""
    seen = 0

    def wrap(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            nonlocal seen
            if name == "open" and not args[1] & os.O_CREAT:
                return real(*args, **kwargs)
            seen += 1
            if seen == number or (seen > number and not once):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*args, **kwargs)

        return wrapped

    for name in _WRITING:
        setattr(os, name, wrap(name, getattr(os, name)))


@contextlib.contextmanager
def _without_room(disk: Path, left: int) -> Iterator[None]:
    """The disk is full but for `left` bytes meanwhile."""
    filler = disk / "占满"
    try:
        with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
            free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            file.write(b"x" * max(free - left, 0))
        yield
    finally:
        filler.unlink(missing_ok=True)


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path | None]:
    """A disk in memory on the new `folder`; None where none may be made: then it is a folder like others."""
    folder.mkdir()
    mounted = False
    with contextlib.suppress(OSError):
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=False)
