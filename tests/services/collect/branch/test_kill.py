"""kill -9 at any point of `collect --branch`, and collected again: each branch is whole or not there, nothing twice."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from tests.builders.entries import fazhi_here, files
from tests.builders.forms import Filled, forms
from tests.builders.mails import mail
from tests.builders.processes.children import in_child
from tests.builders.processes.doomed import deaths, kill_at, was_killed
from tests.builders.repositories import IDENTITY, git, in_git

pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL"), pytest.mark.slow]

LECTURE = {"日期": "6月12日", "做了什么": "专题讲法", "数量": "1次", "附件文件名": "签到.pdf"}
REPORT = {"日期": "2月20日", "做了什么": "报送报告", "文号": "一号"}
_STEP = 9


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, said in {**IDENTITY, "GIT_AUTHOR_DATE": "1718000000 +0800", "FAZHI_CACHE": "off"}.items():
        monkeypatch.setenv(name, said)
    (tmp_path / "临时").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "临时"))


def trees(root: Path) -> dict[str, str]:
    """Each branch with everything that is on it."""
    lines = git(root, "for-each-ref", "--format=%(refname) %(tree)", "refs/heads/collect").splitlines()
    return {ref: tree for ref, _, tree in (line.partition(" ") for line in lines)}


def test_killed_while_it_commits_and_collected_again(root: Path, inbox: Path) -> None:
    in_git(root)
    made = forms(root)
    two = Filled(made["区司法局"]).write("1.1", LECTURE).write("2.1", REPORT).bytes()
    (inbox / "司法局.eml").write_bytes(mail(("表.xlsx", two), ("签到.pdf", b"signed")))
    Filled(made["西镇"]).write("2.1", REPORT).save(inbox / "西镇.xlsx")
    words = ("collect", str(inbox), "--recorded", "2024-06-20", "--branch")
    kept = root.parent / "原来的"
    shutil.copytree(root / ".git", kept)
    assert fazhi_here(root, *words) == 0
    whole = trees(root)
    assert len(whole) == 2

    def doomed(number: int, moment: str) -> bool:
        shutil.rmtree(root / ".git")
        shutil.copytree(kept, root / ".git")

        def work() -> int:
            kill_at(number, moment)
            return fazhi_here(root, *words)

        dead = was_killed(in_child(work))
        assert trees(root).items() <= whole.items()
        assert (git(root, "status", "--porcelain"), files(root)) == ("", [])
        assert fazhi_here(root, *words) == 0
        assert trees(root) == whole
        git(root, "fsck", "--strict", "--no-dangling")
        return dead

    assert sum(1 for _ in deaths(doomed, _STEP)) > 5
