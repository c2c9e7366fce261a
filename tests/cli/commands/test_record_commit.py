"""`fazhi record` and git: the commands it suggests, and --commit."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest
from tests.builders.entries import entries, evidence, fazhi_here, files, workspace
from tests.builders.repositories import IDENTITY, git, in_git


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "区")


@pytest.fixture
def repo(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    return in_git(root)


def test_the_suggested_commands_work(repo: Path) -> None:
    ran = evidence(repo, title='引号 " 与 $HOME `x`')
    lines = [line.strip() for line in ran.out.splitlines() if line.strip().startswith("git ")]
    assert [shlex.split(line)[0] for line in lines] == ["git"] * 3
    for line in lines[:2]:
        subprocess.run(["sh", "-c", line], check=True, capture_output=True, env={**os.environ, **IDENTITY})
    assert git(repo, "status", "--porcelain") == ""
    assert git(repo, "log", "-1", "--pretty=%s").strip() == '佐证 1.1 区司法局：引号 " 与 $HOME `x`'


def test_commit_takes_only_the_record(repo: Path, tmp_path: Path) -> None:
    (repo / "别的.txt").write_text("x")
    git(repo, "add", "别的.txt")
    (tmp_path / "附.txt").write_text("x")
    assert fazhi_here(repo, "record", "evidence", "1.1", "--unit", "sfj", "--date", "2024-06-12", "--title", "甲",
                      "--file", str(tmp_path / "附.txt"), "--commit") == 0  # fmt: skip
    assert git(repo, "-c", "core.quotePath=false", "status", "--porcelain").splitlines() == ["A  别的.txt"]


def test_commit_in_json_names_the_commit(repo: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert fazhi_here(repo, "record", "evidence", "1.1", "--unit", "sfj", "--date", "2024-06-12", "--title", "甲",
                      "--commit", "--json") == 0  # fmt: skip
    assert json.loads(capfd.readouterr().out)["committed"] == git(repo, "rev-parse", "HEAD").strip()


def test_commit_outside_a_repository_writes_nothing(root: Path) -> None:
    ran = evidence(root, "--commit", GIT="")
    assert ran.code == 2
    assert "git" in ran.err
    assert files(root) == []


def test_a_commit_that_fails_says_that_the_file_stays(repo: Path, capfd: pytest.CaptureFixture[str]) -> None:
    hook = repo / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 不许 >&2\nexit 1\n")
    hook.chmod(0o755)
    assert fazhi_here(repo, "record", "evidence", "1.1", "--unit", "sfj", "--date", "2024-06-12", "--title", "甲",
                      "--commit") == 2  # fmt: skip
    said = capfd.readouterr()
    assert "文件已写好" in said.err
    assert "不许" in said.err
    assert len(entries(repo)) == 1
