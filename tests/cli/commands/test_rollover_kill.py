"""kill -9 at any call of `rollover` that changes the disk: the old year, the new one, or what the next command completes."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.entries import fazhi_here
from tests.builders.files import TASKS, build, write
from tests.builders.processes.children import in_child
from tests.builders.processes.doomed import deaths, kill_at, was_killed
from tests.builders.trees import settled, tree

from spt_fazhi.model.paths import MARKER_FILE
from spt_fazhi.store.write.resume import resume

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL")

NEXT = """示例区法治政府建设2025年工作要点
示例区人民政府
2025年4月9日
一、第一部分
1.任务一。至少开展1次甲事。（牵头单位：甲局；责任单位：丁局）
"""


class Year:
    """A workspace of 2024 to be turned, again and again, and what it is before and after."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pristine = folder / "原样"
        build(self.pristine, waive=None, tasks=TASKS.replace("count: 1", "count: 2"))
        write(self.pristine, "data/source/原文.txt", "至少开展1次甲事。\n")
        write(self.pristine, "data/records/jia/附件/照片.jpg", os.urandom(3000))
        write(self.pristine, "templates/quarter.md.j2", "通报\n")
        write(self.pristine, "README.md", "说明\n")
        self.document = folder / "2025.txt"
        self.document.write_text(NEXT, "utf-8")
        self.root = folder / "台账"
        self.old = tree(self.pristine)
        self.fresh()
        assert self.turn() == 0
        self.new = tree(self.root)

    def fresh(self) -> None:
        """The workspace of 2024 once more."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.pristine, self.root)

    def turn(self) -> int:
        """Turn the year; the exit code."""
        return fazhi_here(self.root, "rollover", "2025", "--from", str(self.document), "--carry", "1.1")

    def doomed(self, number: int, moment: str) -> bool:
        """Turn the year and die at the `number`-th call; whether it did."""
        self.fresh()

        def work() -> int:
            kill_at(number, moment)
            return self.turn()

        return was_killed(in_child(work))


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    return Year(tmp_path_factory.mktemp("年"))


def test_what_is_compared(year: Year) -> None:
    archived = {path.removeprefix("archive/2024/"): data for path, data in year.new.items() if "archive/2024/" in path}
    kept = {path: data for path, data in year.old.items() if path.startswith(("data", "templates"))}
    assert archived == kept
    assert year.new["data/tasks.yaml"] != year.old["data/tasks.yaml"]
    assert not [path for path in year.new if ".fazhi-" in path]


@pytest.mark.slow
@pytest.mark.parametrize("command", ["status", "check", "review"])
def test_killed_at_every_call(year: Year, command: str) -> None:
    seen = {"old": 0, "undone": 0, "finished": 0, "new": 0}
    died = 0
    for moment in deaths(
        year.doomed, 1 if command == "status" else 3
    ):  # which comes next makes no difference to a call
        died += moment == "after"
        marked = (year.root / MARKER_FILE).exists()
        before = tree(year.root)
        ran = fazhi(command, root=year.root)
        assert ran.code in {0, 1} or command == "review", ran.err
        now = settled(tree(year.root))
        told = [line for line in ran.err.splitlines() if "换年度" in line]
        if not marked:
            assert told == []
            assert settled(before) == now
            seen["old" if now == year.old else "new"] += 1
        elif now == year.old:
            assert told == ["上次换年度没有做完就中断了，已退回：仍是 2024 年的台账。"]
            seen["undone"] += 1
        else:
            assert told == ["上次换年度中断在半路，已接着做完：2024 年归档在 archive/2024，现在是 2025 年的台账。"]
            seen["finished"] += 1
        assert now in (year.old, year.new)
        assert not (year.root / MARKER_FILE).exists()
        assert [line for line in fazhi("status", root=year.root).err.splitlines() if "换年度" in line] == []
    assert settled(tree(year.root)) == year.new
    assert died >= (50 if command == "status" else 17)
    assert all(seen.values())


@pytest.mark.slow
def test_the_next_rollover_finishes_or_begins_anew_and_sweeps(year: Year) -> None:
    for _ in deaths(year.doomed):
        half = settled(tree(year.root)) not in (year.old, year.new)
        ran = fazhi("rollover", "2025", "--from", str(year.document), "--carry", "1.1", root=year.root)
        assert tree(year.root) == year.new or settled(tree(year.root)) == year.new
        assert ran.code == 0 or "应在本年度 2025 之后" in ran.err
        assert not half or "上次换年度" in ran.err


@pytest.mark.slow
def test_the_next_record_sweeps(year: Year) -> None:
    words = [
        "record",
        "evidence",
        "1.1",
        "--unit",
        "甲局",
        "--date",
        "2024-06-12",
        "--title",
        "开展甲事",
        "--link",
        "x",
    ]
    left = 0
    for moment in deaths(year.doomed):
        left += moment == "after" and any(path.startswith(".fazhi-new-") for path in tree(year.root))
        ran = fazhi(*words, root=year.root)
        assert ran.code == 0 or "1.1" in ran.err, ran.err
        assert ran.code != 0 or not [path for path in tree(year.root) if ".fazhi-" in path]
    assert left > 30


@pytest.mark.slow
def test_killed_while_it_is_finished_or_undone(year: Year) -> None:
    """The command that brings it to an end is killed too, at every call, and the one after it ends it."""
    half, ended = year.folder / "一半", 0
    for moment in deaths(year.doomed, 2):  # every other call: each is as many deaths as it takes to end what it left
        if not (year.root / MARKER_FILE).exists():
            continue
        shutil.rmtree(half, ignore_errors=True)
        year.root.rename(half)

        def ending(number: int, moment: str) -> bool:
            shutil.rmtree(year.root, ignore_errors=True)
            shutil.copytree(half, year.root, symlinks=True)

            def work() -> None:
                kill_at(number, moment)
                resume(year.root)

            dead = was_killed(in_child(work))
            resume(year.root)
            assert settled(tree(year.root)) in (year.old, year.new)
            assert not (year.root / MARKER_FILE).exists()
            return dead

        ended += sum(each == moment == "after" for each in deaths(ending))
    assert ended > 50
