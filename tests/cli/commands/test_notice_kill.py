"""kill -9 in the middle of `notice --issue`: the next command takes back what was entered, and says so."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.processes.children import in_child
from tests.builders.repositories import git

from spt_fazhi.store.write.journal import PendingFile

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL")

DAY = "2024-07-12"
SENT = ("--group", "各乡镇", "--issue", "--recorded", DAY, "--format", "md", "--as-of", DAY)


def send(root: Path, *more: str) -> Ran:
    return fazhi("notice", "-o", str(root.parent / "函"), *SENT, *more, root=root)


def entered(root: Path) -> list[Path]:
    return sorted((root / "data" / "issued").glob(f"{DAY}-*.yaml"))


@pytest.fixture(params=["link", "stage"])
def killed(own_demo_in_git: Path, request: pytest.FixtureRequest) -> Path:
    """A workspace in which the program died at the second of three letters, while it was linked or staged."""
    real = getattr(PendingFile, request.param)

    def dying(self: PendingFile, *args: str) -> None:
        if getattr(PendingFile, "begun", False):
            os.kill(os.getpid(), signal.SIGKILL)
        PendingFile.begun = True  # type: ignore[attr-defined]
        real(self, *args)

    def doomed() -> int:
        setattr(PendingFile, request.param, dying)
        return send(own_demo_in_git).code

    assert os.WTERMSIG(in_child(doomed)) == signal.SIGKILL
    assert len(entered(own_demo_in_git)) == (request.param == "link")
    return own_demo_in_git


@pytest.mark.parametrize("killed", ["link"], indirect=True)
def test_any_command_takes_back_what_was_entered_and_says_so(killed: Path) -> None:
    (first,) = entered(killed)
    ran = fazhi("status", "--as-of", DAY, root=killed)
    assert (ran.code, first.name in ran.err, "已经撤销" in ran.err) == (0, True, True), ran.err
    assert entered(killed) == []
    assert "撤销" not in fazhi("status", "--as-of", DAY, root=killed).err


def test_running_it_again_says_what_was_undone_and_keeps_the_commit(killed: Path) -> None:
    ran = send(killed)
    assert ran.code == 2  # the letters lie in the folder, and are not written over unasked
    assert "请重新运行" in ran.err
    assert "里有 4 份函还没有登记为已发出" in ran.err
    ran = send(killed, "--force")
    assert (ran.code, "请重新运行" in ran.err) == (0, False), ran.err
    assert len(entered(killed)) == 4
    assert [each.name for each in killed.parent.iterdir() if each.name.startswith(".")] == []
    assert all("\ncommit: " in each.read_text("utf-8") for each in entered(killed))


def test_completing_a_line_changes_nothing(killed: Path) -> None:
    before = entered(killed)
    fazhi("unit", root=killed, _FAZHI_COMPLETE="complete_bash", COMP_WORDS="fazhi unit ", COMP_CWORD="2")
    assert entered(killed) == before


def test_what_was_left_uncommitted_is_told_of_at_the_next_commit(own_demo_in_git: Path) -> None:
    """Entered, and stopped before git had it."""
    assert send(own_demo_in_git).code == 0
    words = ("issue", "--call", "示范东镇", "--recorded", "2024-07-13", "--commit")
    ran = fazhi(*words, root=own_demo_in_git)
    assert (ran.code, "还有以前写的没有提交，别人看不到：" in ran.out) == (0, True), ran.out
    left = entered(own_demo_in_git)
    told = [each.name for each in left if each.name in ran.out]
    assert (len(told), f"等 {len(left)} 个文件" in ran.out) == (3, True), ran.out
    git(own_demo_in_git, "add", "-A")
    git(own_demo_in_git, "-c", "user.name=甲", "-c", "user.email=a@example.com", "commit", "-qm", "补提交")
    ran = fazhi(*words, "--answer", "周五报", root=own_demo_in_git)
    assert (ran.code, "没有提交" in ran.out) == (0, False), ran.out
