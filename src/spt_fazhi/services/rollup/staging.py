"""A workspace or repository exported to where exports are looked at; many of them in several processes.

Such a process is `python -P -m spt_fazhi.services.rollup.staging`: on standard input it gets tasks as a JSON list, and
for each that is done it writes a line of JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from spt_fazhi.errors import FazhiError
from spt_fazhi.services.rollup.export import export_register, typed_identity
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.disk.durable import write_new
from spt_fazhi.store.disk.scratch import scratch
from spt_fazhi.store.parquet.exports import staged_file
from spt_fazhi.views.rollup.rows import Extras
from spt_fazhi.views.rollup.schema import TABLES

_MODULE: Final = "spt_fazhi.services.rollup.staging"
_WORTH_A_PROCESS: Final = 4
"""Registers from which on several processes share the work: one takes half a second to start."""


class StagingTask(NamedTuple):
    """A register to be exported: where it lies, at which revision, as of which day, and what it is called.

    `day` is "" where none was typed: then it is the day that the revision names, else `today`.
    """

    source: int
    path: str
    at: str | None
    day: str
    today: str
    register: str | None
    name: str | None
    staged: str


class Staged(NamedTuple):
    """What became of a task: which register of which year, and what tells its content; or why there is none."""

    source: int
    year: int = 0
    register: str = ""
    digest: str = ""
    fault: str = ""
    hint: str = ""


def stage_all(tasks: Sequence[StagingTask]) -> Iterator[Staged]:
    """Every register exported: a few here, many in as many processes as there are processors."""
    if len(tasks) < _WORTH_A_PROCESS:
        yield from map(stage_workspace, tasks)
        return
    number = min(len(tasks), os.cpu_count() or 1)
    with contextlib.ExitStack() as stack:
        running = [_Sharing(tasks[at::number], stack) for at in range(number)]
        for each in running:
            yield from each.done()


class _Sharing:
    """A process with its share of the tasks; it is stopped when the block it was begun in ends."""

    def __init__(self, tasks: Sequence[StagingTask], stack: contextlib.ExitStack) -> None:
        package = str(Path(__file__).resolve().parents[3])
        paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
        told = stack.enter_context(scratch())
        told.write(json.dumps(tasks).encode())
        told.seek(0)
        self._tasks = tasks
        self._said = stack.enter_context(scratch())
        self._process = subprocess.Popen(  # noqa: S603 - this program itself, without a shell
            [sys.executable, "-P", "-m", _MODULE],
            stdin=told,
            stdout=self._said,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        stack.callback(self._stop)

    def done(self) -> Iterator[Staged]:
        """What became of each; what a process that was killed had not done is done here."""
        self._process.wait()
        self._said.seek(0)
        told = {found.source: found for found in map(_read, self._said) if found is not None}
        for task in self._tasks:
            yield told.get(task.source) or stage_workspace(task)

    def _stop(self) -> None:
        self._process.kill()
        self._process.wait()


def _read(line: bytes) -> Staged | None:
    """What a line says; None for half a line."""
    try:
        return Staged(*json.loads(line))
    except (ValueError, TypeError):
        return None


def stage_workspace(task: StagingTask) -> Staged:
    """Export a register; a fault where it cannot be read, whatever the reason."""
    try:
        return _staged(task)
    except FazhiError as error:
        return Staged(task.source, fault=error.message, hint=error.hint)
    except Exception as error:  # noqa: BLE001 - the others are answered all the same
        return Staged(
            task.source, fault=f"读的时候出错（{type(error).__name__}）", hint="请用 fazhi check 看看这本台账"
        )


def _staged(task: StagingTask) -> Staged:
    workspace = _workspace(task)
    identity = typed_identity(workspace, task.register, task.name)
    made = export_register(workspace, identity, Extras())
    digest = sha256()
    with _room():
        for table in TABLES:
            data = next(data for path, data in made.files.items() if path.startswith(f"{table}/"))
            place = staged_file(Path(task.staged), table, task.source)
            place.parent.mkdir(exist_ok=True)
            place.unlink(missing_ok=True)
            write_new(place, data)
            digest.update(data)
    return Staged(task.source, made.year, identity.register, digest.hexdigest())


@contextlib.contextmanager
def _room() -> Iterator[None]:
    """A disk that is full is a fault to be told."""
    try:
        yield
    except OSError:
        raise FazhiError("临时文件夹里写不下", "请腾出磁盘空间") from None


def _workspace(task: StagingTask) -> Workspace:
    day = date.fromisoformat(task.day or task.today)
    if task.at is None:
        return Workspace.read(Path(task.path).absolute(), day)
    from spt_fazhi.store.git.trees import day_named

    if not task.day:
        day = day_named(task.at) or day
    return Workspace.read_at(Path(task.path).absolute(), task.at, day, exact=True)


def main() -> None:
    """Do the tasks of standard input."""
    for task in json.load(sys.stdin.buffer):
        sys.stdout.write(json.dumps(stage_workspace(StagingTask(*task))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
