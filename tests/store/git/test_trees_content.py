"""What is read from a revision: odd names, links, submodules, objects that are missing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.builders.files import EVIDENCE, RECORD_PATH, TASKS, TASKS_PATH
from tests.builders.repositories import at, commit, git, start, write
from tests.builders.world import suffix

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.git.trees import Repository, open_repository
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import FileInfo, WorkTree

NAMES = [
    "区司法局.yaml",
    "空 格.txt",
    "引\"号'.txt",
    "换\n行.txt",
    "制\t表.txt",
    "反\\斜.txt",
    "*[a]?.txt",
    "-x",
    ":(top)a",
    "é.txt",
    "e\u0301.txt",
    "😀",
]


@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not allow")
def test_odd_file_names_are_taken_as_they_are(tmp_path: Path) -> None:
    root = start(tmp_path)
    for name in NAMES:
        write(root, f"data/records/jia/{name}", name)
    raw = os.fsdecode(b"\xff.txt")
    write(root, f"data/records/jia/{raw}", "raw")
    commit(root, "怪名字")
    tree, disk = at(root), WorkTree(root)
    assert tree.walk("data/records") == disk.walk("data/records")
    wanted = [f"data/records/jia/{name}" for name in (*NAMES, raw)]
    assert list(tree.read_many(wanted)) == list(disk.read_many(wanted))
    assert [tree.read(path) for path in wanted] == [disk.read(path) for path in wanted]


def test_links_are_listed_and_never_followed(tmp_path: Path) -> None:
    root = start(tmp_path)
    (root / "data" / "records" / "jia" / "2024-06-20-1.1-bbbb.yaml").symlink_to("2024-06-12-1.1-aaaa.yaml")
    (root / "data" / "records" / "yi").symlink_to("jia")
    shutil.rmtree(root / "data" / "decisions")
    (root / "data" / "decisions").symlink_to("records")
    commit(root, "链接")
    tree, disk = at(root), WorkTree(root)
    for folder in ("data/records", "data/decisions"):
        assert tree.walk(folder) == disk.walk(folder)
    link = "data/records/jia/2024-06-20-1.1-bbbb.yaml"
    assert tree.walk("data/decisions") == [FileInfo("data/decisions", is_link=True)]
    assert (tree.read(link), tree.stream(link), tree.read("data/records/yi/2024-06-12-1.1-aaaa.yaml")) == (
        None,
        None,
        None,
    )
    assert list(tree.read_many([link, RECORD_PATH])) == [(link, None), (RECORD_PATH, EVIDENCE.encode())]
    assert load(tree).unusable == load(disk).unusable > 0


def test_a_plan_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    root = start(tmp_path, tasks=None)
    write(root, "真正的.yaml", TASKS)
    (root / TASKS_PATH).symlink_to("../真正的.yaml")
    commit(root, "链接")
    assert load(at(root)).register is None


def test_a_submodule_is_no_file(tmp_path: Path) -> None:
    root = start(tmp_path)
    other = commit(root, "一")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{other},data/records/sub")
    git(root, "commit", "--quiet", "-m", "子模块")
    tree = at(root)
    assert [info.path for info in tree.walk("data/records")] == [RECORD_PATH]
    assert (tree.read("data/records/sub"), tree.stream("data/records/sub")) == (None, None)
    assert load(tree).unusable == 0


def test_a_plan_inside_a_submodule_is_not_there(tmp_path: Path) -> None:
    root = start(tmp_path)
    other = commit(root, "一")
    git(root, "rm", "-rq", "--cached", "data")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{other},data")
    git(root, "commit", "--quiet", "-m", "子模块")
    with pytest.raises(UsageError, match="里没有 data"):
        at(root)


@pytest.mark.parametrize(
    "path", ["none", "data", "data/records", "../x", "", "data//tasks.yaml", "/etc/passwd", "data/tasks.yaml/x"]
)
def test_what_is_no_file_reads_as_none(months: tuple[Path, dict[str, str]], path: str) -> None:
    tree = at(months[0])
    assert (tree.read(path), tree.stream(path), list(tree.read_many([path]))) == (None, None, [(path, None)])


def test_a_partial_clone_whose_origin_is_gone(tmp_path: Path) -> None:
    root = start(tmp_path / "仓库")
    git(root, "config", "uploadpack.allowFilter", "true")
    commit(root, "一")
    git(tmp_path, "clone", "--quiet", "--no-checkout", "--filter=blob:none", root.as_uri(), "部分")
    root.rename(tmp_path / "搬走了")
    with pytest.raises(FazhiError, match="缺少对象") as caught:
        load(at(tmp_path / "部分"))
    assert "git fetch" in caught.value.hint


@pytest.mark.parametrize("path", [RECORD_PATH, TASKS_PATH])
def test_a_missing_object_is_one_clear_line(tmp_path: Path, path: str) -> None:
    root = start(tmp_path)
    commit(root, "一")
    oid = git(root, "rev-parse", f"HEAD:{path}").strip()
    (root / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    with pytest.raises(FazhiError, match=f"缺少对象 {oid[:12]}"):
        load(at(root))


def test_a_missing_tree_is_one_clear_line(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, "一")
    oid = git(root, "rev-parse", "HEAD:data/records").strip()
    (root / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    with pytest.raises(FazhiError, match="git ls-tree 没有成功"):
        load(at(root))


def test_hashes_of_the_new_kind(tmp_path: Path) -> None:
    build_here = start(tmp_path / "甲")
    shutil.rmtree(build_here / ".git")
    git(build_here, "init", "--quiet", "--object-format=sha256")
    found = commit(build_here, "一")
    assert len(found) == 64
    assert at(build_here, "2024-05-01").revision == found
    assert load(at(build_here)).register == load(WorkTree(build_here)).register


def test_one_listing_and_one_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git's own trace counts the processes of a whole reading."""
    root = start(tmp_path / "仓库")
    for number in range(300):
        write(root, f"data/records/jia/2024-06-13-1.1-{suffix(number)}.yaml", EVIDENCE)
    found = commit(root, "许多")
    trace = tmp_path / "trace"
    monkeypatch.setenv("GIT_TRACE", str(trace))
    repository = Repository(git=Git(root), blobs=open_repository(root).blobs, prefix="")
    trace.unlink(missing_ok=True)
    assert len(load(repository.at(found)).files) == 302
    ran = [line.split("built-in: ")[1] for line in trace.read_text().splitlines() if "built-in: " in line]
    assert sorted(line.split()[1] for line in ran) == ["cat-file", "ls-tree"]


def test_a_folder_called_like_a_record_is_no_record(tmp_path: Path) -> None:
    root = start(tmp_path)
    path = "data/records/jia/2024-06-20-1.1-cccc.yaml"
    commit(root, "一", files={f"{path}/甲.txt": "x"})
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},data/records/jia/2024-06-21-1.1-cccc.yaml")
    git(root, "commit", "--quiet", "--message", "子模块")
    found = [info.path for info in at(root).walk("data/records") if info.is_folder]
    assert found == [path, "data/records/jia/2024-06-21-1.1-cccc.yaml"]
    assert load(at(root)).unusable == 2
