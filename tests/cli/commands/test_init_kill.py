"""kill -9 at any call of `init` that changes the disk: nothing, the whole workspace, or what the next command completes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.files import SOUND, WAIVE_PATH
from tests.builders.processes.children import in_child
from tests.builders.processes.doomed import deaths, kill_at, was_killed
from tests.builders.repositories import IDENTITY, git
from tests.builders.trees import settled, tree

from spt_fazhi.cli.app import run
from spt_fazhi.model.paths import MARKER_FILE
from spt_fazhi.store.write.new_workspace import create_workspace

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL")

FILES = {path: text.encode() for path, text in SOUND.items() if path != WAIVE_PATH} | {
    "README.md": b"x",
    "templates/a/b.md.j2": b"y",
}
WHOLE = dict(FILES) | dict.fromkeys(("data", "data/records", "data/records/jia", "templates", "templates/a"))
COMMANDS = {
    "status": ["status", "--root", "{}"],
    "init": ["init", "{}", "--no-git", "--forge", "none"],
    "demo": ["demo", "{}", "--tasks", "8", "--units", "10", "--records", "50"],
}
FINISHED = "上次新建工作区中断在半路，已接着建完。"


def doomed(number: int, moment: str, work: Callable[[], object]) -> bool:
    """Do `work` in a process that dies at its `number`-th call; whether it did."""

    def dying() -> None:
        kill_at(number, moment)
        work()

    return was_killed(in_child(dying))


@pytest.mark.slow
def test_a_new_folder_and_those_above_it_appear_at_once(tmp_path: Path) -> None:
    place = tmp_path / "区" / "科" / "台账"
    left = 0

    def doomed_there(number: int, moment: str) -> bool:
        shutil.rmtree(tmp_path / "区", ignore_errors=True)
        return doomed(number, moment, lambda: create_workspace(place, FILES))

    for moment in deaths(doomed_there):
        left += moment == "after" and any(path.startswith(".fazhi-new-") for path in tree(tmp_path))
        assert settled(tree(tmp_path)) == {} or tree(place) == WHOLE
    assert tree(place) == WHOLE
    assert set(tree(tmp_path)) - {f"区/科/台账/{path}" for path in WHOLE} == {
        "区",
        "区/科",
        "区/科/台账",
    }  # all is swept
    assert left > 20


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_an_empty_folder_is_filled_or_completed(tmp_path: Path, command: str) -> None:
    place = tmp_path / "台账"
    seen = {"nothing": 0, "completed": 0, "whole": 0}

    def doomed_there(number: int, moment: str) -> bool:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        return doomed(number, moment, lambda: create_workspace(place, FILES))

    for _ in deaths(doomed_there):
        begun = (place / MARKER_FILE).exists()
        ran = fazhi(*(each.format(place) for each in COMMANDS[command]))
        now = settled(tree(place))
        if begun:
            assert FINISHED in ran.err
            assert now == WHOLE
            assert ran.code == (0 if command == "status" else 2)
            seen["completed"] += 1
        elif now == WHOLE:
            assert "新建工作区" not in ran.err
            seen["whole"] += 1
        elif command == "status":
            assert now == {}
            assert ran.code == 2
            seen["nothing"] += 1
        else:  # made as if nothing had been
            assert ran.code == 0, ran.err
            assert "data/tasks.yaml" in now
            assert not [path for path in tree(place) if ".fazhi-" in path]
            seen["nothing"] += 1
        assert not (place / MARKER_FILE).exists()
    assert tree(place) == WHOLE
    assert all(seen.values())


@pytest.mark.slow
@pytest.mark.parametrize("there", [False, True], ids=["new", "empty"])
def test_the_command_with_its_repository(tmp_path: Path, there: bool) -> None:
    place = tmp_path / "台账"
    number = 1

    def init() -> None:
        os.environ.update(IDENTITY)
        os._exit(run(["init", str(place), "--year", "2024"]))

    while True:
        shutil.rmtree(place, ignore_errors=True)
        if there:
            place.mkdir()
        if not doomed(number, "after", init):
            break
        number += 1 if number < 20 else 7
        begun = (place / MARKER_FILE).exists()
        ran = fazhi("status", "--root", str(place))
        assert (FINISHED in ran.err) == begun
        found = settled(tree(place)) if place.exists() else {}
        assert not found or {"data/tasks.yaml", "README.md", ".git/HEAD", "templates/quarter.md.j2"} <= set(found)
        if found:
            assert git(place, "rev-parse", "--show-toplevel").strip() == str(place.resolve())
    assert number > 80
    assert git(place, "status", "--porcelain") != ""


def test_a_second_init_sweeps_what_the_first_was_killed_at(tmp_path: Path) -> None:
    left = tmp_path / ".fazhi-new-0123abcd" / "data"
    left.mkdir(parents=True)
    mine = tmp_path / ".fazhi-new-mine"
    mine.mkdir()
    create_workspace(tmp_path / "台账", FILES)
    assert sorted(each.name for each in tmp_path.iterdir()) == [".fazhi-new-mine", "台账"]
