"""Line ends as git converts them: an attachment of a new workspace comes back as it was, whatever the settings."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.entries import workspace
from tests.builders.repositories import commit, git, in_git, start, write

from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.services.workspace.create import blank_files, create_demo, create_workspace
from spt_fazhi.store.git.attributes import rewritten
from spt_fazhi.store.git.git import Git

PATH = "data/records/jia/2024-06-12-1.1-aaaa/签到表.txt"
DAY = ("--as-of", "2024-06-20")


@pytest.mark.parametrize(
    ("attributes", "safe"),
    [
        ("", False), ("* text=auto\n", False), ("* text\n", False), ("*.txt eol=lf\n", False), ("*.jpg -text\n", False),
        ("* -text\n", True), ("* binary\n", True), ("*.txt filter=lfs -text\n", True), ("**/data/records/*/*/** -text !eol -diff\n", True),
        ("data/records/*/*/** -text\n* text=auto\n", False), ("* text=auto\ndata/records/*/*/** -text\n", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("inside", ["", "台账/区"])
def test_what_git_may_rewrite(tmp_path: Path, attributes: str, safe: bool, inside: str) -> None:
    root = start(tmp_path, inside) / inside
    write(root, ".gitattributes", attributes)
    write(root, PATH, "甲\r\n")
    assert rewritten(Git(root), [PATH]) == (() if safe else (PATH,))


def test_nothing_outside_a_repository_or_without_attachments(tmp_path: Path) -> None:
    assert rewritten(Git(tmp_path), [PATH]) == ()
    assert rewritten(Git(start(tmp_path)), []) == ()


def told(root: Path, *more: str) -> list[tuple[str, str]]:
    ran = fazhi("check", "--json", *more, *DAY, root=root)
    return [(each["rule"], each["severity"]) for each in ran.json["problems"]]


def record(root: Path, proof: Path) -> None:
    proof.write_bytes("签到表\r\n甲\r\n乙\r\n".encode())
    words = ("--unit", "司法局", "--date", "2024-06-12", "--title", "专题讲法一场", "--file", str(proof))
    assert fazhi("record", "evidence", "1.1", *words, "--recorded", DAY[1], root=root).code == 0


@pytest.mark.parametrize("setting", ["true", "input", "false"])
def test_with_the_attributes_of_a_new_workspace(tmp_path: Path, setting: str) -> None:
    made = workspace(tmp_path / "区")
    create_workspace(tmp_path / "新", "示例", "none", blank_files(2024, date(2024, 6, 20)), git=False)
    (made / ".gitattributes").write_bytes((tmp_path / "新" / ".gitattributes").read_bytes())
    record(made, tmp_path / "签到表.txt")
    subprocess.run(["git", "init", "-q", str(made)], check=True)
    git(made, "config", "core.autocrlf", setting)
    commit(made)
    assert told(made) == told(made, "--at", "HEAD") == []
    git(tmp_path, "-c", f"core.autocrlf={setting}", "clone", "--quiet", str(made), "副本")
    assert told(tmp_path / "副本") == []


def test_without_them_check_says_so_before_and_tells_line_ends_from_content_after(tmp_path: Path) -> None:
    made = workspace(tmp_path / "区")
    record(made, tmp_path / "签到表.txt")
    assert told(made) == []
    in_git(made)
    git(made, "config", "core.autocrlf", "true")
    assert told(made) == [("attachment-line-ends", "notice")]
    (attachment,) = made.glob("data/records/sfj/*/签到表.txt")
    attachment.touch()
    git(made, "add", "--renormalize", ".")
    commit(made)
    ran = fazhi("check", "--at", "HEAD", *DAY, root=made)
    assert "只有换行与登记的不同" in ran.out
    assert "改过" not in ran.out


def test_the_demo_brings_its_attributes(tmp_path: Path) -> None:
    create_demo(tmp_path / "示范", DemoRequest())
    in_git(tmp_path / "示范")
    assert "attachment-line-ends" not in {rule for rule, _ in told(tmp_path / "示范")}
