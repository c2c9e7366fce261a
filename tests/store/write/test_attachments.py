"""Attachments: their names, what is taken and how much of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.builders.entries import files, workspace

from spt_fazhi.errors import RefusedError, UsageError
from spt_fazhi.store.write.attachments import gather
from spt_fazhi.store.write.batch import drafts

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


FOLDER = "data/records/sfj"


HEAD = "2024-06-12-1.1"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "区")


def photo(folder: Path, size: int = 3000) -> Path:
    path = folder / "照片.jpg"
    path.write_bytes(os.urandom(size))
    return path


def test_gather_names_files_safely(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    (tmp_path / "e\u0301.txt").write_text("x")
    (tmp_path / "甲" / "É.TXT").write_text("x")
    (tmp_path / "甲" / "无后缀").write_text("x")
    paths = [
        tmp_path / "e\u0301.txt",
        tmp_path / "甲" / "É.TXT",
        tmp_path / "甲" / "无后缀",
        tmp_path / "甲" / "无后缀",
    ]
    assert [source.name for source in gather(paths, 1)] == ["\u00e9.txt", "É-2.TXT", "无后缀", "无后缀-2"]


@POSIX
@pytest.mark.parametrize(
    "name",
    [
        "a:b.txt",
        "con.txt",
        " 首.txt",
        ".隐藏",
        "a\u202eb.txt",
        "x" * 220,
        "*.txt",
        "\udcff.txt",
        "GIT~1",
        ".git",
        "COM¹",
        "CONIN$",
        "\u3164.txt",
    ],
)
def test_gather_refuses_names_other_systems_cannot_hold(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    with pytest.raises(UsageError, match="文件名不能用"):
        gather([tmp_path / name], 1)


@POSIX
def test_gather_takes_regular_files_only(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道")
    with pytest.raises(UsageError, match="不是普通文件"):
        gather([tmp_path / "管道"], 1)
    with pytest.raises(UsageError, match="文件夹"):
        gather([tmp_path], 1)
    with pytest.raises(UsageError, match="找不到"):
        gather([tmp_path / "没有.txt"], 1)


def test_gather_refuses_what_proves_nothing(tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    with pytest.raises(RefusedError, match="空文件") as empty:
        gather([tmp_path / "空.txt"], 1)
    assert empty.value.hint
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 12345\n"
    (tmp_path / "照片.jpg").write_text(pointer)
    with pytest.raises(RefusedError, match="Git LFS 的指针") as unfetched:
        gather([tmp_path / "照片.jpg"], 1)
    assert "git lfs pull" in (unfetched.value.hint or "")
    (tmp_path / "说明.txt").write_text(f"关于指针的说明：\n{pointer}")
    assert gather([tmp_path / "说明.txt"], 1)[0].name == "说明.txt"


@pytest.mark.parametrize("now", ["", f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 1\n"])
def test_what_becomes_of_it_before_it_is_copied_is_refused_too(root: Path, tmp_path: Path, now: str) -> None:
    (source,) = gather([photo(tmp_path)], 1)
    source.path.write_text(now)
    with pytest.raises(RefusedError, match=r"空文件|指针"), drafts(root, [(FOLDER, HEAD)]) as (made,):
        made.attach(source, 1, lambda _: None)
    assert files(root) == []


def test_the_size_limit_counts_what_is_copied(root: Path, tmp_path: Path) -> None:
    path = photo(tmp_path, 1 << 20)
    (source,) = gather([path], 1)
    with path.open("ab") as growing:
        growing.write(b"x")
    with pytest.raises(RefusedError, match="超过 1 MiB"):
        gather([path], 1)
    with pytest.raises(RefusedError, match="超过 1 MiB"), drafts(root, [(FOLDER, HEAD)]) as (made,):
        made.attach(source, 1, lambda _: None)
    assert files(root) == []
