"""kill -9 at any point of `record` leaves a workspace on which `check` passes, old or new and nothing between."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tests.builders.entries import entries, errors, fazhi_here, files, workspace
from tests.builders.processes.children import fork, in_child, silent
from tests.builders.processes.doomed import deaths, kill_at, was_killed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL")


def record(root: Path, proof: list[Path]) -> int:
    """Enter evidence unlike any before: other proof, another title."""
    title = os.urandom(8).hex()
    for path in proof:
        with path.open("a", encoding="utf-8") as file:
            file.write(title)
    options = [part for path in proof for part in ("--file", str(path))]
    return fazhi_here(
        root, "record", "evidence", "1.1", "--unit", "司法局", "--date", "2024-06-12", "--title", title, *options
    )


def record_many(root: Path, proof: list[Path]) -> int:
    options = [part for path in proof for part in ("--file", str(path))]
    return fazhi_here(
        root, "record", "evidence", "2.1", "--unit", "各镇", "--unit", "司法局", "--date", "2024-06-12", "--title", "报告",
        "--yes", *options,
    )  # fmt: skip


def check_after(root: Path, before: set[str], at_once: int = 1) -> set[str]:
    """The workspace is sound and holds what it held, or that and what one command writes `at_once`."""
    assert errors(root) == []
    trees = entries(root)
    now = set(trees)
    assert before <= now
    assert len(now - before) in {0, at_once}
    for each in now:
        names = {item["name"] for item in trees[each].get("files", [])}
        assert names == {path.name for path in (root / "data/records" / each).iterdir()}
    return now


@pytest.fixture
def proof(tmp_path: Path) -> list[Path]:
    (tmp_path / "照片.jpg").write_bytes(os.urandom(300_000))
    (tmp_path / "纪要.txt").write_text("会议纪要\n" * 200)
    return [tmp_path / "照片.jpg", tmp_path / "纪要.txt"]


@pytest.mark.slow
@pytest.mark.parametrize(("work", "at_once"), [(record, 1), (record_many, 3)], ids=["one", "many"])
def test_killed_at_every_call_that_changes_the_disk(
    tmp_path: Path, proof: list[Path], work: Callable[[Path, list[Path]], int], at_once: int
) -> None:
    root = workspace(tmp_path / "区")
    known: set[str] = set()
    written = 0

    def doomed(number: int, moment: str) -> bool:
        nonlocal known, written

        def dying() -> int:
            kill_at(number, moment)
            return work(root, proof)

        dead = was_killed(in_child(dying))
        now = check_after(root, known, at_once)
        written += len(now - known) // at_once if moment == "after" else 0
        for each in now - known if at_once > 1 else ():  # looked at and sound: not to be read again and again
            (root / f"data/records/{each}.yaml").unlink()
            shutil.rmtree(root / "data/records" / each)
        known = now if at_once == 1 else set()
        return dead

    assert list(deaths(doomed)).count("after") >= 15 * at_once
    assert written >= 2  # the last of the first round, and at least one that died after its record existed
    assert not [name for name in files(root) if ".fazhi-tmp-" in name]  # the last run swept up after the dead


def used(work: Callable[[], object], limit: float = 0.0) -> tuple[int, float]:
    """Run `work` in a process that dies after `limit` seconds of its own work (0: never): its wait status, its work.

    The system counts the work, in the program and for it, and ends the process on the spot, as `kill -9` would; how busy
    the machine is makes no difference.
    """

    def timed() -> None:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, limit)
        work()

    _, status, usage = os.wait4(fork(silent(timed)), 0)
    return status, usage.ru_utime + usage.ru_stime


@pytest.mark.slow
def test_killed_at_random_moments(tmp_path: Path, proof: list[Path]) -> None:
    root = workspace(tmp_path / "区")
    (tmp_path / "大.bin").write_bytes(os.urandom(2 << 20))
    known: set[str] = set()
    chance = random.Random(2024)
    status, usual = used(partial(record, root, [*proof, tmp_path / "大.bin"]))
    assert status == 0
    dead = 0
    for _ in range(60):
        status, _ = used(partial(record, root, [*proof, tmp_path / "大.bin"]), usual * chance.uniform(0.1, 1.0))
        assert status in {0, signal.SIGPROF}
        dead += os.WIFSIGNALED(status)
        known = known or set(entries(root))
        for each in check_after(root, known) - known:  # looked at and sound: not to be read again sixty times
            (root / f"data/records/{each}.yaml").unlink()
            shutil.rmtree(root / "data/records" / each)
    assert dead
    assert in_child(partial(record, root, proof)) == 0
    assert not [name for name in files(root) if ".fazhi-tmp-" in name]
