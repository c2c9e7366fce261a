"""What a branch itself changed: odd places and names, and the work tree."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.files import EVIDENCE, RECORD_PATH, TASKS, TASKS_PATH, WAIVE_PATH, write
from tests.builders.repositories import IDENTITY, NEW, OTHER, TEXT, branch, commit, committed, git
from tests.builders.texts import changed, signed

from spt_fazhi.store.git.comparison import compare

# places


def test_a_workspace_below_the_top_and_files_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    root = tmp_path / "仓库"
    inner = committed(root, "县区 台账/")
    branch(root, "报送")
    commit(
        root, files={f"县区 台账/{NEW}": TEXT, "县区 台账/说明.md": "x", "程序.py": "x", "data/tasks.yaml": "别的台账"}
    )
    found = compare(inner, None, None)
    assert signed(found) == [("+", NEW)]
    assert found.outside == ("data/tasks.yaml", "县区 台账/说明.md", "程序.py")
    assert found.prefix == "县区 台账/"
    write(inner, OTHER, TEXT)
    write(inner, "说明.md", "改了")
    found = compare(inner, None, None, worktree=True)
    assert signed(found) == [("+", NEW), ("+", OTHER)]
    assert found.new.read(OTHER) == TEXT.encode()
    assert "县区 台账/说明.md" in found.outside


@pytest.mark.parametrize("worktree", [False, True])
def test_names_with_spaces_quotes_and_line_breaks(repo: Path, *, worktree: bool) -> None:
    folder = RECORD_PATH.removesuffix(".yaml")
    names = [
        f"{folder}/{name}"
        for name in ("甲 乙.txt", '"引".txt', "a\nb.txt", "c\r", "tab\t.txt", "-x", "*[1]?.txt", "\\n")
    ]
    branch(repo, "报送")
    for name in names:
        write(repo, name, f"内容{name}")
    if not worktree:
        commit(repo)
    found = compare(repo, None, None, worktree=worktree)
    assert sorted(each.path for each in found.changes) == sorted(names)
    for name in names:
        assert found.new.read(name) == f"内容{name}".encode()


def test_a_workspace_whose_name_begins_with_a_quote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    inner = committed(tmp_path / "仓库", '"台账"/')
    write(inner, NEW, TEXT)
    assert changed(inner, worktree=True) == [("+", NEW)]


def test_links_modes_and_submodules(repo: Path) -> None:
    branch(repo, "报送")
    (repo / RECORD_PATH).chmod(0o755)
    commit(repo)
    assert changed(repo) == []
    (repo / RECORD_PATH).unlink()
    (repo / RECORD_PATH).symlink_to("/etc/passwd")
    commit(repo)
    assert changed(repo) == [("~", RECORD_PATH)]
    found = compare(repo, None, None)
    assert found.new.read(RECORD_PATH) is None
    assert found.old.read(RECORD_PATH) == EVIDENCE.encode()
    head = git(repo, "rev-parse", "HEAD").strip()
    git(repo, "update-index", "--add", "--cacheinfo", f"160000,{head},data/records/yi")
    git(repo, "commit", "-qm", "子模块")
    assert changed(repo) == [("~", RECORD_PATH), ("+", "data/records/yi")]


def test_a_renamed_record_is_one_deleted_and_one_added(repo: Path) -> None:
    branch(repo, "报送")
    git(repo, "mv", RECORD_PATH, RECORD_PATH.replace("aaaa", "zzzz"))
    commit(repo)
    assert changed(repo) == [("-", RECORD_PATH), ("+", RECORD_PATH.replace("aaaa", "zzzz"))]


# the work tree


def test_the_work_tree_as_git_would_commit_it(repo: Path) -> None:
    commit(repo, files={".gitignore": "*.tmp\n", "README.md": "x", OTHER: TEXT})
    branch(repo, "报送")
    write(repo, NEW, TEXT)  # untracked
    write(repo, RECORD_PATH, EVIDENCE + "detail: 改\n")  # modified
    (repo / WAIVE_PATH).unlink()  # deleted
    write(repo, "data/records/jia/忽略.tmp", "x")  # ignored
    write(repo, "data/records/jia/.fazhi-tmp-2024-06-20-1.1-gggg", "x")  # a write under way
    write(repo, TASKS_PATH, TASKS + "# 暂存\n")
    git(repo, "add", TASKS_PATH)
    write(repo, TASKS_PATH, TASKS + "# 又改\n")  # staged, then changed again
    write(repo, OTHER, TEXT + "#\n")
    git(repo, "add", OTHER)
    write(repo, OTHER, TEXT)  # staged, then put back
    write(repo, "README.md", "改了")
    (repo / "data/units.yaml").touch()  # only looks changed
    found = compare(repo, None, None, worktree=True)
    assert signed(found) == [("-", WAIVE_PATH), ("~", RECORD_PATH), ("+", NEW), ("~", TASKS_PATH)]
    assert found.outside == ("README.md",)
    assert (found.head, found.head_name) == (None, "工作区")
    assert found.new.read(TASKS_PATH) == (TASKS + "# 又改\n").encode()
    assert dict(found.new.read_many([NEW, RECORD_PATH, OTHER])) == {
        NEW: TEXT.encode(), RECORD_PATH: (EVIDENCE + "detail: 改\n").encode(), OTHER: TEXT.encode(),
    }  # fmt: skip
    assert found.old.read(RECORD_PATH) == EVIDENCE.encode()
    assert signed(compare(repo, None, None)) == []


def test_the_work_tree_against_a_base_that_moved_on(repo: Path) -> None:
    branch(repo, "报送")
    commit(repo, files={OTHER: TEXT})
    git(repo, "switch", "-q", "main")
    commit(repo, files={WAIVE_PATH: None})
    git(repo, "switch", "-q", "报送")
    write(repo, NEW, TEXT)
    (repo / OTHER).unlink()  # added by the branch, gone again
    assert changed(repo, worktree=True) == [("+", NEW)]


def test_links_in_the_work_tree_lead_nowhere(repo: Path, tmp_path: Path) -> None:
    away = tmp_path / "别处"
    (repo / "data/records/jia").rename(away)
    (repo / "data/records/jia").symlink_to(away)  # the same content, but outside the workspace
    (repo / NEW.replace("jia", "bing")).parent.mkdir()
    (repo / NEW.replace("jia", "bing")).symlink_to(away / Path(RECORD_PATH).name)
    found = compare(repo, None, None, worktree=True)
    assert signed(found) == [
        ("+", NEW.replace("jia", "bing")), ("+", "data/records/jia"), ("-", RECORD_PATH),
    ]  # fmt: skip
    assert found.new.read(RECORD_PATH) is None
    assert found.new.read(NEW.replace("jia", "bing")) is None


def test_line_endings_that_git_undoes_are_no_change(repo: Path) -> None:
    git(repo, "config", "core.autocrlf", "true")
    write(repo, RECORD_PATH, EVIDENCE.replace("\n", "\r\n"))
    assert changed(repo, worktree=True) == []
    git(repo, "config", "core.autocrlf", "false")
    assert changed(repo, worktree=True) == [("~", RECORD_PATH)]
