"""What a branch itself changed, on real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.files import EVIDENCE, RECORD_PATH, WAIVE_PATH
from tests.builders.repositories import NEW, TEXT, branch, commit, git, merge
from tests.builders.texts import changed, signed

from spt_fazhi.errors import UsageError
from spt_fazhi.store.git.comparison import compare

# the base


def test_main_is_the_default(repo: Path) -> None:
    branch(repo, "报送")
    commit(repo, files={NEW: TEXT, RECORD_PATH: EVIDENCE + "detail: 改\n", WAIVE_PATH: None})
    found = compare(repo, None, None)
    assert signed(found) == [("-", WAIVE_PATH), ("~", RECORD_PATH), ("+", NEW)]
    assert (found.base_name, found.head_name, found.outside) == ("main", "HEAD", ())
    assert found.base == git(repo, "rev-parse", "main").strip()
    assert found.head == git(repo, "rev-parse", "HEAD").strip()
    assert found.old.read(RECORD_PATH) == EVIDENCE.encode()
    assert found.old.read(NEW) is None
    assert found.new.read(NEW) == TEXT.encode()


def test_master_and_no_main_branch(repo: Path) -> None:
    git(repo, "branch", "-m", "main", "master")
    branch(repo, "报送")
    commit(repo, files={NEW: TEXT})
    assert changed(repo) == [("+", NEW)]
    git(repo, "branch", "-D", "master")
    with pytest.raises(UsageError, match="找不到主分支"):
        compare(repo, None, None)


def test_a_branch_called_master_beside_main_is_not_its_own_base(repo: Path, tmp_path: Path) -> None:
    branch(repo, "master")
    commit(repo, files={NEW: TEXT})
    clone = tmp_path / "克隆"
    git(tmp_path, "clone", "-q", str(repo), str(clone))  # its origin/HEAD is master, which was checked out
    git(clone, "remote", "set-head", "origin", "main")
    git(clone, "switch", "-q", "--detach", "origin/master")
    assert changed(clone) == [("+", NEW)]
    git(clone, "remote", "set-head", "origin", "--delete")
    assert changed(clone) == [("+", NEW)]
    assert compare(clone, None, None).base_name == "origin/main"


def test_the_main_branch_of_the_remote(repo: Path, tmp_path: Path) -> None:
    git(repo, "branch", "-m", "main", "主干")
    clone = tmp_path / "克隆"
    git(tmp_path, "clone", "-q", str(repo), str(clone))
    branch(clone, "报送")
    commit(clone, files={NEW: TEXT})
    assert changed(clone) == [("+", NEW)]
    assert compare(clone, None, None).base_name == "origin/主干"
    git(clone, "switch", "-q", "主干")
    merge(clone, "报送")  # on the main branch itself, ahead of the remote
    assert changed(clone) == [("+", NEW)]


def test_on_the_main_branch(repo: Path) -> None:
    commit(repo, files={NEW: TEXT})
    with pytest.raises(UsageError, match="现在就在主分支上"):
        compare(repo, None, None)
    assert changed(repo, "HEAD~1") == [("+", NEW)]
    assert changed(repo, worktree=True) == []


@pytest.mark.parametrize("ahead", [False, True])
def test_a_branch_in_the_place_of_the_base_is_not_passed_over(repo: Path, tmp_path: Path, ahead: bool) -> None:
    branch(repo, "报送")
    commit(repo, files={NEW: TEXT})
    git(repo, "switch", "-q", "main")
    if ahead:
        commit(repo, files={RECORD_PATH: EVIDENCE + "detail: 改\n"})
    with pytest.raises(UsageError, match="报送 写在了基准的位置") as found:
        compare(repo, "报送", None)
    assert "fazhi review --head 报送" in found.value.hint
    assert changed(repo, head="报送") == [("+", NEW)]
    clone = tmp_path / "克隆"
    git(tmp_path, "clone", "-q", str(repo), str(clone))
    commit(repo, files={WAIVE_PATH: None})
    git(clone, "fetch", "-q")
    assert changed(clone, "origin/main") == []  # behind, not mistaken


def test_detached_and_named_in_other_ways(repo: Path) -> None:
    branch(repo, "报送")
    git(repo, "tag", "-a", "v1", "-m", "甲")
    tip = commit(repo, files={NEW: TEXT})
    git(repo, "switch", "-q", "--detach", "main")
    assert changed(repo) == []
    assert changed(repo, head="报送") == changed(repo, "v1", tip) == changed(repo, "main", "报送~0") == [("+", NEW)]
    git(repo, "switch", "-q", "--detach", tip)
    assert changed(repo) == [("+", NEW)]


def test_a_tag_of_the_same_name_as_the_base_is_not_the_base(repo: Path) -> None:
    branch(repo, "报送")
    commit(repo, files={NEW: TEXT})
    git(repo, "tag", "main")
    for base in ("main", "main~0", "refs/heads/main", None):
        assert changed(repo, base) == [("+", NEW)]
    assert changed(repo, "tags/main") == []


@pytest.mark.parametrize("name", ["没有", "-x", "", "a\0b", "@{u}"])
def test_unknown_revisions(repo: Path, name: str) -> None:
    with pytest.raises(UsageError):
        compare(repo, name, None)
    with pytest.raises(UsageError):
        compare(repo, "main", name or "没有")


def test_worktree_and_head_exclude_each_other(repo: Path) -> None:
    with pytest.raises(UsageError, match="--worktree"):
        compare(repo, None, "main", worktree=True)


def test_so_few_processes_of_git_tell(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git's own trace counts them: names, refs, both workspaces, the base, the files, what differs, who brought it."""
    branch(repo, "报送")
    commit(repo, files={NEW: TEXT, RECORD_PATH: EVIDENCE + "detail: 改\n"})
    trace = tmp_path / "trace"
    monkeypatch.setenv("GIT_TRACE", str(trace))
    found = compare(repo, None, None)
    assert dict(found.new.read_many([NEW, RECORD_PATH]))[NEW] == TEXT.encode()
    ran = [line.split("built-in: ")[1].split()[1] for line in trace.read_text().splitlines() if "built-in: " in line]
    wanted = ["cat-file", "diff-tree", "for-each-ref", "log", "log", "ls-tree", "merge-base", "rev-parse", "rev-parse"]
    assert sorted(ran) == wanted
