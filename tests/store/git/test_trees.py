"""A workspace at any revision, on real repositories."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.builders.files import EVIDENCE, RECORD_PATH, TASKS_PATH, UNITS, UNITS_PATH, WAIVE_PATH
from tests.builders.repositories import at, commit, git, start, write

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.store.git.trees import open_repository, resolve
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import WorkTree


@pytest.mark.parametrize(
    ("typed", "which"),
    [
        ("HEAD", "08"), ("@", "08"), ("main", "08"), ("refs/heads/main", "08"), ("司法局/六月", "side"), ("v1.0", "05"),
        ("印发稿", "05"), ("印发稿^{}", "05"), ("HEAD~1", "07"), ("HEAD^", "07"), ("HEAD~3", "05"), ("HEAD~1^2", "side"),
        (":/旁支", "side"), ("HEAD^{/六月}", "07"), ("main@{2024-06-30}", "06"), ("main@{2024-6-30}", "06"), ("@{2024-06-30}", "06"),
        ("HEAD@{2024-07-01}", "07"), ("司法局/六月@{2024-06-10}", "side"), ("司法局/六月@{2024-06-09}", "06"), ("v1.0@{2024-12-31}", "05"),
        ("2024-06-30", "06"), ("2024-06-15", "06"), ("2024-07-01", "07"), ("2099-01-01", "08"), ("main~1@{2024-12-31}", "07"),
        ("main@{2024-07-01 08:59}", "06"), ("main@{2024-07-01 09:00}", "07"), ("main@{2024-07-01T9:00:00}", "07"), ("main@{2024-07-01 8:59:59}", "06"),
    ],
)  # fmt: skip
def test_every_way_to_name_a_revision(months: tuple[Path, dict[str, str]], typed: str, which: str) -> None:
    root, ids = months
    assert resolve(open_repository(root), typed) == ids[which]
    assert resolve(open_repository(root), ids[which]) == ids[which]
    assert resolve(open_repository(root), ids[which][:9]) == ids[which]


@pytest.mark.parametrize(
    "typed",
    ["没有", "", " ", "-h", "--all", "-", "--output=x", "^main", "^HEAD@{2024-07-01}", "main..司法局/六月", "main...v1.0", "HEAD^@", "HEAD^!", "HEAD~99",
     "HEAD:data", "HEAD:data/tasks.yaml", ":data/tasks.yaml", "main main", "main\nmain", "main\0", "\x1b[31mred", "a\u202eb", "\udc80",
     "没有@{2024-06-30}", "-x@{2024-06-30}", "--all@{2024-06-30}", "x" * 5000, "2024-6-30", "2024Q2", "HEAD^{tree}", ":/没有这句话"],
)  # fmt: skip
def test_what_names_none_is_one_clear_line(months: tuple[Path, dict[str, str]], typed: str) -> None:
    with pytest.raises(UsageError, match=r"git 里没有“.*”这个版本") as caught:
        resolve(open_repository(months[0]), typed)
    assert len(caught.value.message) < 120
    assert caught.value.message.isprintable()
    assert "main@{2024-06-30}" in caught.value.hint


@pytest.mark.parametrize("typed", ["2024-02-30", "main@{2024-13-01}", "main@{2024-00-10}"])
def test_a_day_that_does_not_exist(months: tuple[Path, dict[str, str]], typed: str) -> None:
    with pytest.raises(UsageError, match=re.escape(typed)):
        resolve(open_repository(months[0]), typed)


def test_a_day_before_the_first_commit_names_the_first(months: tuple[Path, dict[str, str]]) -> None:
    for typed in ("2024-04-30", "main@{2023-12-31}"):
        with pytest.raises(UsageError, match="那天还没有提交") as caught:
            resolve(open_repository(months[0]), typed)
        assert "2024-05-01" in caught.value.hint


def test_a_day_is_a_day_whatever_is_called_like_it(tmp_path: Path) -> None:
    root = start(tmp_path)
    first = commit(root, "一", "2024-05-01")
    second = commit(root, "二", "2024-05-02")
    git(root, "tag", "2024-06-30", first)
    git(root, "branch", "2024-06-29", first)
    repository = open_repository(root)
    assert resolve(repository, "2024-06-30") == resolve(repository, "2024-06-29") == second
    assert resolve(repository, "tags/2024-06-30") == resolve(repository, "refs/heads/2024-06-29") == first


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/Los_Angeles"])
def test_a_day_is_that_of_the_commit_whoever_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    root = start(tmp_path)
    first = commit(root, "晚上", "2024-06-30 23:30:00 +0800")
    second = commit(root, "清晨", "2024-07-01 00:30:00 +0800")
    monkeypatch.setenv("TZ", zone)
    repository = open_repository(root)
    assert resolve(repository, "2024-06-30") == first
    assert resolve(repository, "2024-07-01") == second


def test_a_commit_dated_ahead_does_not_hide_the_ones_before(tmp_path: Path) -> None:
    root = start(tmp_path)
    first = commit(root, "一", "2024-05-01")
    commit(root, "时钟不准", "2030-01-01")
    third = commit(root, "三", "2024-05-03")
    assert resolve(open_repository(root), "2024-05-02") == first
    assert resolve(open_repository(root), "2024-05-03") == third


def test_the_work_tree_is_not_read(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, "一")
    write(root, RECORD_PATH, "改坏了")
    write(root, "data/records/jia/2024-06-20-1.1-bbbb.yaml", EVIDENCE)
    (root / UNITS_PATH).unlink()
    git(root, "add", "--all")
    tree = at(root)
    assert (tree.read(RECORD_PATH), tree.read(UNITS_PATH)) == (EVIDENCE.encode(), UNITS.encode())
    assert [info.path for info in tree.walk("data/records")] == [RECORD_PATH]


def test_what_is_no_longer_in_the_work_tree_is_found(tmp_path: Path) -> None:
    root = start(tmp_path, "台账")
    first = commit(root, "一")
    shutil.rmtree(root / "台账" / "data")
    commit(root, "删去")
    (root / "台账").mkdir(exist_ok=True)
    assert at(root / "台账", first).read(RECORD_PATH) == EVIDENCE.encode()
    with pytest.raises(UsageError, match="里没有 data"):
        at(root / "台账")


@pytest.mark.parametrize("inside", ["", "台账", "县区/示范 区", "a'b\"c", ":x", "@", "-x", "*[a]", "换\n行"])
def test_the_register_may_lie_in_any_folder(tmp_path: Path, inside: str) -> None:
    root = start(tmp_path / "仓库", inside)
    write(root, "data-other/records/x.yaml", "x")
    commit(root, "一")
    tree = at(root / inside)
    assert sorted(tree.tree) == [WAIVE_PATH, RECORD_PATH, TASKS_PATH, UNITS_PATH]
    assert load(tree).register == load(WorkTree(root / inside)).register
    deeper = root / inside / "data" / "records"
    assert at(deeper, exact=False).tree == tree.tree
    with pytest.raises(UsageError, match="里没有 data"):
        at(deeper)


@pytest.mark.parametrize("inside", ["", "台账", "县区/示范 区"])
def test_a_bare_repository(tmp_path: Path, inside: str) -> None:
    root = start(tmp_path / "仓库", inside)
    commit(root, "一")
    git(tmp_path, "clone", "--quiet", "--bare", str(root), "台账.git")
    for exact in (True, False):
        assert load(at(tmp_path / "台账.git", exact=exact)).register == load(WorkTree(root / inside)).register
    assert at(tmp_path / "台账.git" / "refs", "main@{2024-05-01}").read(RECORD_PATH) == EVIDENCE.encode()


def test_a_bare_repository_with_two_registers_does_not_guess(tmp_path: Path) -> None:
    root = start(tmp_path / "仓库", "甲区")
    start(root, "乙区")
    commit(root, "一")
    git(tmp_path, "clone", "--quiet", "--bare", str(root), "台账.git")
    with pytest.raises(UsageError, match="有 2 个工作区"):
        at(tmp_path / "台账.git")


def test_a_shallow_clone_reads_what_it_has_and_says_what_it_lacks(tmp_path: Path) -> None:
    root = start(tmp_path / "仓库")
    first = commit(root, "一", "2024-05-01")
    second = commit(root, "二", "2024-06-01")
    git(tmp_path, "clone", "--quiet", "--depth=1", root.as_uri(), "浅")
    shallow = tmp_path / "浅"
    assert at(shallow).revision == second
    assert at(shallow, "2024-06-30").read(RECORD_PATH) == EVIDENCE.encode()
    for typed in ("2024-05-15", "HEAD~1", first):
        with pytest.raises(UsageError) as caught:
            at(shallow, typed)
        assert "git fetch --unshallow" in caught.value.hint


def test_a_day_needs_no_reflog(tmp_path: Path) -> None:
    root = start(tmp_path / "仓库")
    first = commit(root, "一", "2024-05-01")
    commit(root, "二", "2024-06-01")
    git(tmp_path, "clone", "--quiet", root.as_uri(), "新克隆")
    assert at(tmp_path / "新克隆", "main@{2024-05-15}").revision == first


@pytest.mark.parametrize("typed", ["HEAD", "main", "2024-06-30", "main@{2024-06-30}"])
def test_an_empty_repository(tmp_path: Path, typed: str) -> None:
    with pytest.raises(UsageError, match="仓库里还没有提交"):
        resolve(open_repository(start(tmp_path)), typed)


def test_no_repository_and_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(FazhiError, match="不在 git 仓库里"):
        open_repository(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FazhiError, match="没有找到 git"):
        open_repository(tmp_path)
