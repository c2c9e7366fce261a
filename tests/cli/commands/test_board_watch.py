"""`fazhi board --watch`: written anew when the data change, never ended by what is broken for a moment."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.builders.command import environment, fazhi
from tests.builders.repositories import commit

from spt_fazhi.cli.commands.board import AGAIN
from spt_fazhi.services.board.watch import changes

DAY = "2024-06-30"


def steps(monkeypatch: pytest.MonkeyPatch, *taken: Callable[[], object]) -> None:
    """Instead of waiting do the next step; after the last a person presses Ctrl-C."""
    left = iter(taken)

    def wait(_: float) -> None:
        step = next(left, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    monkeypatch.setattr("spt_fazhi.cli.commands.board.time.sleep", wait)


def test_it_is_written_when_something_changes_and_only_then(
    own_demo_in_git: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, plan = tmp_path / "看板.html", own_demo_in_git / "data/tasks.yaml"
    good = plan.read_text("utf-8")
    seen: list[bytes] = []

    def keep() -> None:
        seen.append(out.read_bytes())

    def write(text: str) -> Callable[[], object]:
        def step() -> None:
            keep()
            plan.write_text(text, "utf-8")

        return step

    steps(
        monkeypatch, keep, write(good.replace("示范区法治", "样板区法治")), write("tasks: ["), write(good),
        write(good), lambda: commit(own_demo_in_git, "什么也没改", "2024-06-29"), keep,
    )  # fmt: skip
    git_ran = fazhi("board", "-o", str(out), "--as-of", DAY, "--watch", root=own_demo_in_git)
    assert git_ran.code == 130
    lines = git_ran.err.splitlines()
    assert lines[0].startswith("已写入")
    assert sum(line.startswith(f"已更新 {out}（") for line in lines) == 4  # the last for a commit alone
    (broken,) = [line for line in lines if line.startswith("没有更新：")]
    assert "tasks.yaml" in broken
    assert seen[0] == seen[1]
    assert "样板区法治" in seen[2].decode()
    assert seen[3] == seen[2]  # while it was broken the last good one stayed
    assert "样板区法治" not in seen[4].decode()


def test_what_must_not_be_public_keeps_the_last_file(
    own_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, plan = tmp_path / "看板.html", own_demo / "data/tasks.yaml"
    text = plan.read_text("utf-8").replace("issuer: ", "issuer: 13812345678 ", 1)
    steps(monkeypatch, lambda: plan.write_text(text, "utf-8"))
    ran = fazhi("board", "-o", str(out), "--as-of", DAY, "--watch", "--public", root=own_demo)
    assert ran.code == 130
    assert "公开版没有写" in ran.err
    assert "138******78" in ran.out
    assert "13812345678" not in out.read_text("utf-8")


def test_changes_are_told_once_each() -> None:
    looked = iter([1, 1, 2, 2, 3])
    waited: list[None] = []
    told = changes(1, lambda: next(looked), lambda: waited.append(None))
    next(told)
    assert len(waited) == 3
    next(told)
    assert len(waited) == 5


def test_what_could_not_be_written_is_tried_again_and_told_once(
    own_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, plan = tmp_path / "出", own_demo / "data/tasks.yaml"
    folder.mkdir()

    def gone() -> None:
        shutil.rmtree(folder)
        plan.write_text(plan.read_text("utf-8") + "# 改\n", "utf-8")

    nothing = [lambda: None] * AGAIN
    steps(monkeypatch, gone, *nothing, *nothing, folder.mkdir, *nothing)
    ran = fazhi("board", "-o", str(folder / "看板.html"), "--as-of", DAY, "--watch", root=own_demo)
    assert ran.code == 130
    assert ran.err.count("没有更新：") == 1
    assert ran.err.count("已更新") == 1
    assert (folder / "看板.html").is_file()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no signals to send")
def test_in_a_process_until_ctrl_c(own_demo: Path, tmp_path: Path) -> None:
    out, plan = tmp_path / "看板.html", own_demo / "data/tasks.yaml"
    command = [sys.executable, "-m", "spt_fazhi", "board", "-o", str(out), "--as-of", DAY, "--watch"]
    with subprocess.Popen(command, env=environment(own_demo), stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "按 Ctrl-C 停" in line:
                plan.write_text(plan.read_text("utf-8") + "# 改\n", "utf-8")
            if line.startswith("已更新"):
                process.send_signal(signal.SIGINT)
        assert process.wait() == 130
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["看板.html"]
