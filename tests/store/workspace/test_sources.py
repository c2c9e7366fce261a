"""The work tree as a source: inside stays inside."""

import os

import pytest
from tests.builders.files import write

from spt_fazhi.store.workspace.sources import FileInfo, WorkTree
from spt_fazhi.store.yaml.reader import MAX_BYTES


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 3_000_000])
def test_a_file_is_read_whole(tmp_path, size):
    content = os.urandom(size)
    write(tmp_path, "data/文件.bin", content)
    tree = WorkTree(tmp_path)
    assert tree.read("data/文件.bin") == content
    assert list(tree.read_many(["data/文件.bin", "data/none"])) == [("data/文件.bin", content), ("data/none", None)]
    assert (tree.revision, tree.name) == (None, str(tmp_path))


def test_a_huge_file_is_cut_so_that_it_is_refused_and_not_held(tmp_path):
    (tmp_path / "huge").touch()
    os.truncate(tmp_path / "huge", 3 * MAX_BYTES)
    assert MAX_BYTES < len(WorkTree(tmp_path).read("huge") or b"") <= MAX_BYTES + (1 << 20)


@pytest.mark.parametrize(
    "path",
    ["none", "data", "data/none", "data/a/b", "../outside", "data/../../outside", "/etc/passwd", "", ".", "data//a",
     "a\0b", "\ud800", "x" * 5000, "link", "linked/a", "loop/a"],
)  # fmt: skip
def test_what_is_no_file_inside_reads_as_none(tmp_path, path):
    root = tmp_path / "w"
    write(root, "data/a", "a")
    write(tmp_path, "outside", "secret")
    (root / "link").symlink_to(tmp_path / "outside")
    (root / "linked").symlink_to(root / "data")
    (root / "loop").symlink_to("loop")
    tree = WorkTree(root)
    assert tree.read(path) is None
    assert tree.read("data/a") == b"a"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    tree = WorkTree(tmp_path)
    assert not tree.read("pipe")
    writer = os.open(tmp_path / "pipe", os.O_RDWR | os.O_NONBLOCK)
    assert not tree.read("pipe")
    os.close(writer)


def test_a_walk_lists_every_file_in_order_and_links_without_following(tmp_path):
    for path in ("r/b/2.yaml", "r/b/1.yaml", "r/a.yaml", "r/b/x/y/z.txt", "other"):
        write(tmp_path, path, "")
    (tmp_path / "r/loop").symlink_to(tmp_path / "r")
    (tmp_path / "r/dead").symlink_to("nowhere")
    (tmp_path / "r/empty").mkdir()
    assert WorkTree(tmp_path).walk("r") == [
        FileInfo("r/a.yaml"),
        FileInfo("r/b/1.yaml"),
        FileInfo("r/b/2.yaml"),
        FileInfo("r/b/x/y/z.txt"),
        FileInfo("r/dead", is_link=True),
        FileInfo("r/loop", is_link=True),
    ]
    assert WorkTree(tmp_path).walk("none") == []
    assert WorkTree(tmp_path).walk("other") == []


def test_a_walk_does_not_start_through_a_link(tmp_path):
    write(tmp_path, "real/a.yaml", "")
    (tmp_path / "r").symlink_to(tmp_path / "real")
    assert WorkTree(tmp_path).walk("r") == [FileInfo("r", is_link=True)]


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_names_that_are_not_text_are_listed_and_readable(tmp_path):
    name = os.fsdecode(b"\xff.yaml")
    try:
        write(tmp_path, f"r/{name}", "a")
    except OSError:
        pytest.skip("the file system takes text only")
    tree = WorkTree(tmp_path)
    assert tree.walk("r") == [FileInfo(f"r/{name}")]
    assert tree.read(f"r/{name}") == b"a"


def test_a_folder_called_like_a_record_is_listed_empty_or_not(tmp_path):
    for name in ("空.yaml", "有.yaml/里.yaml", "平常"):
        (tmp_path / "data/records" / name).mkdir(parents=True)
    (tmp_path / "data/records/有.yaml/甲.txt").write_text("x")
    folders = {info.path for info in WorkTree(tmp_path).walk("data/records") if info.is_folder}
    assert folders == {f"data/records/{name}" for name in ("空.yaml", "有.yaml", "有.yaml/里.yaml")}
    assert [info.path for info in WorkTree(tmp_path).walk("data/records") if not info.is_folder] == [
        "data/records/有.yaml/甲.txt"
    ]
