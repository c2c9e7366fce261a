"""Git on real repositories."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.builders.repositories import IDENTITY, git, in_git

from spt_fazhi.errors import FazhiError
from spt_fazhi.store.git.git import Git


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    root = tmp_path / "仓库 一"
    (root / "data").mkdir(parents=True)
    (root / "data" / "起点.txt").write_text("x")
    return in_git(root)


def test_commits_exactly_what_it_is_told(repo: Path) -> None:
    (repo / "别人暂存的.txt").write_text("x")
    (repo / "data" / "起点.txt").write_text("改了，没有暂存")
    git(repo, "add", "别人暂存的.txt")
    (repo / "data" / "新[1]*.txt").write_text("x")
    (repo / "data" / "新1.txt").write_text("x")
    (repo / "data" / "夹").mkdir()
    (repo / "data" / "夹" / "附 件.txt").write_text("x")
    sha = Git(repo).commit(["data/新[1]*.txt", "data/夹"], "佐证 1.1：甲")
    assert sha == git(repo, "rev-parse", "HEAD").strip()
    names = git(repo, "show", "--pretty=", "--name-only", "-z", "HEAD").split("\0")
    assert sorted(filter(None, names)) == ["data/夹/附 件.txt", "data/新[1]*.txt"]
    assert git(repo, "log", "-1", "--pretty=%s").strip() == "佐证 1.1：甲"
    status = git(repo, "-c", "core.quotePath=false", "status", "--porcelain").splitlines()
    assert status == [" M data/起点.txt", "A  别人暂存的.txt", "?? data/新1.txt"]


def test_a_workspace_below_the_top(repo: Path) -> None:
    inner = repo / "县区"
    inner.mkdir()
    (inner / "新.txt").write_text("x")
    assert Git(inner).top() == repo
    Git(inner).commit(["新.txt"], "甲")
    assert git(repo, "-c", "core.quotePath=false", "show", "--pretty=", "--name-only").strip() == "县区/新.txt"


def test_settings_of_another_repository_are_not_used(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "别处"))  # as inside a hook of another repository
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "索引"))
    (repo / "新.txt").write_text("x")
    Git(repo).require_ready()
    Git(repo).commit(["新.txt"], "甲")
    monkeypatch.delenv("GIT_DIR")
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert git(repo, "status", "--porcelain") == ""


def test_outside_a_repository(tmp_path: Path) -> None:
    assert Git(tmp_path).top() is None
    assert not Git(tmp_path).is_inside_repository()
    with pytest.raises(FazhiError, match="不在 git 仓库里"):
        Git(tmp_path).require_ready()


def test_the_git_folder_itself_is_no_work_tree(repo: Path) -> None:
    assert not Git(repo / ".git").is_inside_repository()
    with pytest.raises(FazhiError, match="不在 git 仓库里"):
        Git(repo / ".git").require_ready()


def test_who_is_asking_is_not_known(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in IDENTITY:
        if name.endswith(("NAME", "EMAIL")):
            monkeypatch.delenv(name)
    git(repo, "config", "user.useConfigOnly", "true")
    with pytest.raises(FazhiError) as caught:
        Git(repo).require_ready()
    assert caught.value.exit_code == 2
    assert "git config user.name" in caught.value.hint
    assert "git config user.email" in caught.value.hint


def test_in_the_middle_of_a_merge(repo: Path) -> None:
    git(repo, "checkout", "-q", "-b", "旁支")
    (repo / "data" / "起点.txt").write_text("旁")
    git(repo, "commit", "-qam", "旁")
    git(repo, "checkout", "-q", "-")
    (repo / "data" / "起点.txt").write_text("主")
    git(repo, "commit", "-qam", "主")
    with pytest.raises(Exception, match="non-zero"):
        git(repo, "merge", "-q", "旁支")
    with pytest.raises(FazhiError, match="正在进行合并"):
        Git(repo).require_ready()


def test_git_is_not_installed(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert Git(repo).top() is None
    with pytest.raises(FazhiError, match="没有找到 git"):
        Git(repo).require_ready()


def test_a_hook_that_says_no_is_quoted_plainly(repo: Path) -> None:
    hook = repo / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nprintf '\\033[31m不许\\033[0m\\n' >&2\nexit 1\n")
    hook.chmod(0o755)
    (repo / "新.txt").write_text("x")
    with pytest.raises(FazhiError, match=r"git commit 没有成功：.*不许") as caught:
        Git(repo).commit(["新.txt"], "甲")
    assert "\x1b" not in caught.value.message
    assert (repo / "新.txt").exists()


def test_ignored_files_are_named_as_such(repo: Path) -> None:
    (repo / ".gitignore").write_text("data/records/\n")
    (repo / "data" / "records").mkdir()
    (repo / "data" / "records" / "甲.yaml").write_text("x")
    with pytest.raises(FazhiError, match="gitignore"):
        Git(repo).commit(["data/records/甲.yaml"], "甲")


def test_run_gives_bytes_as_they_are(repo: Path) -> None:
    listed = Git(repo).run("ls-files", "-z").split(b"\0")
    assert [os.fsdecode(name) for name in listed if name] == ["data/起点.txt"]


def test_a_command_works_while_another_does(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = os.urandom(1 << 17).hex().encode()  # more than a pipe holds
    (repo / "long.txt").write_bytes(long)
    oid = Git(repo).run("hash-object", "-w", "long.txt").decode().strip()
    with Git(repo).beside("cat-file", "blob", oid) as content:
        assert Git(repo).run("cat-file", "-t", oid) == b"blob\n"
        assert content().read() == long
    with (
        Git(repo).beside("cat-file", "blob", "0" * 40) as content,
        pytest.raises(FazhiError, match="cat-file 没有成功"),
    ):
        content()
    with Git(repo).beside("cat-file", "blob", "0" * 40):
        pass  # nobody asked
    monkeypatch.setenv("PATH", str(repo))
    with pytest.raises(FazhiError, match="没有找到 git"), Git(repo).beside("version"):
        pass


def _with_filter(repo: Path, name: str = "x") -> Path:
    """The repository runs a program of its own choice for each of its files; what that program leaves."""
    left = repo.parent / "跑过了"
    git(repo, "config", f"filter.{name}.clean", f"sh -c 'echo x > \"{left}\"; cat'")
    git(repo, "config", f"filter.{name}.required", "true")
    (repo / ".git" / "info").mkdir(exist_ok=True)
    (repo / ".git" / "info" / "attributes").write_text(f"* filter={name}\n")
    os.utime(repo / "data" / "起点.txt", (1, 1))  # git looks at the content then
    return left


@pytest.mark.skipif(os.name == "nt", reason="sh")
@pytest.mark.parametrize("name", ["x", "X.y", "一", "lfs"])
def test_looking_for_changes_runs_nothing_that_a_repository_brings_along(repo: Path, name: str) -> None:
    left = _with_filter(repo, name)
    assert Git(repo).changed(["data"]) == ()
    assert not Git(repo).unsaved(["data"])
    assert not left.exists()
    (repo / "data" / "起点.txt").write_text("y")
    assert [each.path for each in Git(repo).changed(["data"])] == ["data/起点.txt"]
    assert not left.exists()
    git(repo, "status")
    assert left.exists()  # it would have been run


@pytest.mark.skipif(os.name == "nt", reason="sh")
def test_a_filter_that_cannot_be_turned_off_is_refused(repo: Path) -> None:
    left = _with_filter(repo, "a=b")
    with pytest.raises(FazhiError, match="不照办"):
        Git(repo).changed(["data"])
    assert not left.exists()


@pytest.mark.skipif(os.name == "nt", reason="sed")
def test_the_filters_of_the_user_are_used(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "gitconfig"
    settings.write_text('[filter "mine"]\n\tclean = sed s/y/x/\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    (repo / ".git" / "info").mkdir(exist_ok=True)
    (repo / ".git" / "info" / "attributes").write_text("* filter=mine\n")
    (repo / "data" / "起点.txt").write_text("y")
    assert not Git(repo).unsaved(["data"])


def test_a_command_beside_that_ends_without_a_word_has_had_no_room(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git cannot say why where what it says has no room either."""
    silent = tmp_path / "git"
    silent.write_text("#!/bin/sh\nexit 128\n", "utf-8")
    silent.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with (
        pytest.raises(FazhiError, match="多半是临时文件夹满了") as found,
        Git(repo).beside("ls-tree", "-r", "HEAD") as listed,
    ):
        listed()
    assert "TMPDIR" in found.value.hint
