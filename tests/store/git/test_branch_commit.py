"""Commits on a branch that nobody has checked out: nothing else changes, all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.repositories import NEW, OTHER, TEXT, committed, git

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.store.git.branch_commit import author_typed, branch_tip, commit_on_branch
from spt_fazhi.store.git.git import Git

BRANCH = "collect/2024Q2/jia"
DATA = TEXT.encode()


@pytest.fixture(autouse=True)
def identity(monkeypatch: pytest.MonkeyPatch) -> None:
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "示例")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@example.invalid")


@pytest.mark.parametrize("prefix", ["", "台账/示例区"])
def test_files_are_added_and_nothing_else_changes(tmp_path: Path, prefix: str) -> None:
    root = committed(tmp_path, prefix)
    (root / "data" / "units.yaml").write_text("改到一半", "utf-8")
    head, before = git(root, "rev-parse", "HEAD"), git(root, "status", "--porcelain")
    image = f"{NEW.removesuffix('.yaml')}/照片 1.jpg"
    made = commit_on_branch(
        Git(root), BRANCH, {NEW: DATA, image: b"\0jpg\r\n"}, "收：甲局\n\n二季度", author=("甲局", "j@example.cn")
    )
    assert (git(root, "rev-parse", "HEAD"), git(root, "status", "--porcelain")) == (head, before)
    assert not (root / NEW).exists()
    assert git(root, "rev-parse", BRANCH).strip() == made == branch_tip(Git(root), BRANCH)
    assert git(root, "rev-parse", f"{BRANCH}~1") == head
    whole = f"{prefix}/{NEW}" if prefix else NEW
    assert git(root, "show", f"{BRANCH}:{whole}") == TEXT
    listed = git(root, "diff", "--name-status", "-z", "HEAD", BRANCH).split("\0")
    assert listed[:4:2] == ["A", "A"]
    assert git(root, "log", "-1", "--format=%an %ae %cn %s", BRANCH).strip() == "甲局 j@example.cn 示例 收：甲局"


def test_a_second_commit_goes_on_top_and_the_same_again_is_refused(tmp_path: Path) -> None:
    root = committed(tmp_path)
    first = commit_on_branch(Git(root), BRANCH, {NEW: DATA}, "一")
    second = commit_on_branch(Git(root), BRANCH, {OTHER: DATA}, "二")
    assert git(root, "rev-parse", f"{second}~1").strip() == first
    with pytest.raises(FazhiError, match="已有 data/records/jia/2024-06-21"):
        commit_on_branch(Git(root), BRANCH, {OTHER: DATA, f"{OTHER}.txt": b"x"}, "三")
    assert branch_tip(Git(root), BRANCH) == second


def test_a_branch_that_is_checked_out_is_left_alone(tmp_path: Path) -> None:
    root = committed(tmp_path / "库")
    git(root, "worktree", "add", "-q", "-b", BRANCH, str(tmp_path / "别处"))
    for branch in ("main", BRANCH):
        with pytest.raises(FazhiError, match="正检出着"):
            commit_on_branch(Git(root), branch, {NEW: DATA}, "一")


@pytest.mark.parametrize("name", ["-x", "a..b", "a b", "x.lock", "HEAD", "@{-1}", "a/", "x\ny"])
def test_names_that_git_does_not_take(tmp_path: Path, name: str) -> None:
    with pytest.raises(FazhiError):
        commit_on_branch(Git(committed(tmp_path)), name, {NEW: DATA}, "一")


def test_before_the_first_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    with pytest.raises(FazhiError, match="还没有提交"):
        commit_on_branch(Git(tmp_path), BRANCH, {NEW: DATA}, "一")


def test_without_a_repository(tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match="不在 git 仓库里"):
        commit_on_branch(Git(tmp_path), BRANCH, {NEW: DATA}, "一")


def test_the_branch_moved_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = committed(tmp_path)
    run = Git.run

    def slower(self: Git, *arguments: str, **more: object) -> bytes:
        if arguments[0] == "commit-tree":
            git(root, "branch", BRANCH, "HEAD")
        return run(self, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Git, "run", slower)
    with pytest.raises(FazhiError):
        commit_on_branch(Git(root), BRANCH, {NEW: DATA}, "一")
    assert branch_tip(Git(root), BRANCH) == git(root, "rev-parse", "HEAD").strip()


@pytest.mark.parametrize(
    ("typed", "found"),
    [("东镇司法所 <dz@example.cn>", ("东镇司法所", "dz@example.cn")), (" 张 三<a@b.c> ", ("张 三", "a@b.c"))],
)
def test_authors(typed: str, found: tuple[str, str]) -> None:
    assert author_typed(typed) == found


@pytest.mark.parametrize("typed", ["", "东镇", "<a@b.c>", "东镇 <a>", "东镇 a@b.c", "东镇 <a@b.c> x"])
def test_what_is_no_author(typed: str) -> None:
    with pytest.raises(UsageError, match="--author"):
        author_typed(typed)
