"""What a branch itself changed, whatever its history: merged, crossed, shallow, bare."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.files import EVIDENCE, RECORD_PATH, SOUND, TASKS, TASKS_PATH, WAIVE_PATH, write
from tests.builders.repositories import IDENTITY, NEW, OTHER, TEXT, branch, commit, committed, git, merge
from tests.builders.texts import changed

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.store.git.comparison import compare

# histories


def test_the_base_moved_on(repo: Path) -> None:
    branch(repo, "报送")
    commit(repo, files={NEW: TEXT})
    git(repo, "switch", "-q", "main")
    commit(repo, files={OTHER: TEXT, RECORD_PATH: EVIDENCE + "detail: 主分支改的\n", WAIVE_PATH: None})
    assert changed(repo, head="报送") == [("+", NEW)]
    git(repo, "branch", "-m", "报送", "换了名字")
    assert changed(repo, head="换了名字") == [("+", NEW)]


def test_main_merged_into_the_branch_and_the_branch_merged_several_times(repo: Path) -> None:
    branch(repo, "报送")
    commit(repo, files={NEW: TEXT})
    git(repo, "switch", "-q", "main")
    commit(repo, files={TASKS_PATH: TASKS + "# 主分支\n"})
    git(repo, "switch", "-q", "报送")
    merge(repo, "main")
    assert changed(repo) == [("+", NEW)]
    git(repo, "switch", "-q", "main")
    merge(repo, "报送")
    git(repo, "switch", "-q", "报送")
    assert changed(repo) == []
    commit(repo, files={OTHER: TEXT})
    assert changed(repo) == [("+", OTHER)]
    git(repo, "switch", "-q", "main")
    merge(repo, "报送")
    commit(repo, files={WAIVE_PATH: None})
    assert changed(repo, head="报送") == []


def test_a_merge_that_drops_what_main_did(repo: Path) -> None:
    branch(repo, "报送")
    commit(repo, files={NEW: TEXT})
    git(repo, "switch", "-q", "main")
    commit(repo, files={OTHER: TEXT})
    git(repo, "switch", "-q", "报送")
    merge(repo, "main", "-s", "ours")
    assert changed(repo) == [("+", NEW), ("-", OTHER)]


def criss_cross(repo: Path, *, evil: bool) -> None:
    """Main and branch each take in the other's first commit; then both are merge bases."""
    branch(repo, "报送")
    one = commit(repo, files={NEW: TEXT})
    git(repo, "switch", "-q", "main")
    two = commit(repo, files={OTHER: TEXT})
    merge(repo, one)
    git(repo, "switch", "-q", "报送")
    merge(repo, two, *(["-s", "ours"] if evil else []))
    assert len(git(repo, "merge-base", "--all", "main", "报送").split()) == 2


def test_criss_cross(repo: Path) -> None:
    criss_cross(repo, evil=False)
    assert changed(repo) == []
    third = "data/records/jia/2024-06-22-1.1-dddd.yaml"
    commit(repo, files={third: TEXT, NEW: TEXT + "detail: 改\n"})
    assert changed(repo) == [("~", NEW), ("+", third)]


def test_criss_cross_that_drops_what_one_side_did(repo: Path) -> None:
    """The file is as in one of the merge bases; merging the branch would delete it all the same."""
    criss_cross(repo, evil=True)
    assert changed(repo) == [("-", OTHER)]
    git(repo, "switch", "-q", "main")
    merge(repo, "报送")
    assert not (repo / OTHER).exists()


@pytest.mark.parametrize("evil", [False, True])
def test_criss_cross_where_both_changed_the_plan(repo: Path, *, evil: bool) -> None:
    first, second = TASKS.replace("title: 任务一", "title: 任务甲"), TASKS.replace("title: 任务二", "title: 任务乙")
    both = first.replace("title: 任务二", "title: 任务乙")
    branch(repo, "报送")
    one = commit(repo, files={TASKS_PATH: first})
    git(repo, "switch", "-q", "main")
    two = commit(repo, files={TASKS_PATH: second})
    merge(repo, one, "-X", "ours")
    commit(repo, files={TASKS_PATH: both})
    git(repo, "switch", "-q", "报送")
    merge(repo, two, "-X", "ours")
    commit(repo, files={TASKS_PATH: first if evil else both})
    assert changed(repo) == ([("~", TASKS_PATH)] if evil else [])
    if evil:
        assert compare(repo, None, None).old.read(TASKS_PATH) == both.encode()


def test_criss_cross_twice_over(repo: Path) -> None:
    criss_cross(repo, evil=False)
    late = "data/records/jia/2024-06-23-1.1-eeee.yaml"
    one = commit(repo, files={RECORD_PATH.replace("aaaa", "ffff"): TEXT})
    git(repo, "switch", "-q", "main")
    two = commit(repo, files={late: TEXT})
    merge(repo, one)
    git(repo, "switch", "-q", "报送")
    merge(repo, two)
    assert changed(repo) == []
    commit(repo, files={late: None})
    assert changed(repo) == [("-", late)]


def test_unrelated_histories(repo: Path) -> None:
    git(repo, "switch", "-q", "--orphan", "另起")
    for path, content in SOUND.items():
        write(repo, path, content)
    commit(repo)
    with pytest.raises(UsageError, match="没有共同的历史"):
        compare(repo, None, None)


def test_a_shallow_clone(repo: Path, tmp_path: Path) -> None:
    branch(repo, "报送")
    commit(repo, files={NEW: TEXT})
    git(repo, "switch", "-q", "main")
    commit(repo)
    shallow = tmp_path / "浅"
    git(tmp_path, "clone", "-q", "--depth=1", "--no-single-branch", f"file://{repo}", str(shallow))
    with pytest.raises(UsageError) as caught:
        compare(shallow, "origin/main", "origin/报送")
    assert "git fetch --unshallow" in caught.value.hint
    git(shallow, "fetch", "-q", "--unshallow")
    assert changed(shallow, "origin/main", "origin/报送") == [("+", NEW)]


@pytest.mark.parametrize("prefix", ["", "县区台账/二〇二四/"])
def test_a_bare_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prefix: str) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    work = tmp_path / "工作"
    committed(work, prefix)
    branch(work, "报送")
    commit(work, files={prefix + NEW: TEXT})
    bare = tmp_path / "裸.git"
    git(tmp_path, "clone", "-q", "--bare", str(work), str(bare))
    assert changed(bare, "main", "报送") == [("+", NEW)]
    with pytest.raises(FazhiError):
        compare(bare, "main", None, worktree=True)


def test_a_workspace_moved_in_a_bare_repository_is_not_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    work = tmp_path / "工作"
    committed(work, "甲/")
    branch(work, "报送")
    git(work, "mv", "甲", "乙")
    commit(work, files={f"乙/{RECORD_PATH}": EVIDENCE + "detail: 改写了\n"})
    bare = tmp_path / "裸.git"
    git(tmp_path, "clone", "-q", "--bare", str(work), str(bare))
    with pytest.raises(UsageError, match="移到了 乙/"):
        compare(bare, "main", "报送")


def test_the_first_commit_adds_the_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    root = tmp_path / "仓库"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    commit(root, files={"README.md": "空的\n"})
    branch(root, "起步")
    commit(root, files=SOUND)
    assert [each[0] for each in changed(root)] == ["+"] * len(SOUND)


def test_outside_a_repository_and_without_commits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for path, content in SOUND.items():
        write(tmp_path, path, content)
    with pytest.raises(FazhiError, match="不在 git 仓库里"):
        compare(tmp_path, None, None)
    git(tmp_path, "init", "-q")
    with pytest.raises(UsageError, match="还没有提交"):
        compare(tmp_path, None, None)
