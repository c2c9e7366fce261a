"""Paths as a person typed them, and as they are shown again."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from spt_fazhi.errors import UsageError
from spt_fazhi.store.disk.typed import read_typed, whole_path


def test_a_path_to_be_shown_has_no_dots(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    (tmp_path / "乙").symlink_to(tmp_path / "甲")
    assert whole_path(tmp_path / "甲" / ".." / "丙") == tmp_path.resolve() / "丙"
    assert whole_path(tmp_path / "甲" / "..") == tmp_path.resolve()
    assert whole_path(tmp_path / "乙") == tmp_path / "乙"
    assert whole_path(Path("丁")) == Path.cwd() / "丁"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_on_disk_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.txt")
    with pytest.raises(UsageError, match="是管道"):
        read_typed(str(tmp_path / "管道.txt"), "文件", 100)


@pytest.mark.skipif(not hasattr(os, "mkfifo") or not os.access("/dev/shm", os.W_OK), reason="no disk in memory")
def test_a_pipe_on_a_disk_in_memory_is_not_waited_for() -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        pipe = Path(folder, "管道.txt")
        os.mkfifo(pipe)
        held = os.open(pipe, os.O_RDWR)  # with something in it: a program that read it would not hang
        try:
            os.write(held, b"plan")
            with pytest.raises(UsageError, match="是管道"):
                read_typed(str(pipe), "文件", 3)
        finally:
            os.close(held)


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no pipes of a shell")
def test_a_pipe_of_a_shell_is_read() -> None:
    ours, theirs = os.pipe()
    os.write(theirs, b"plan")
    os.close(theirs)
    try:
        assert read_typed(f"/dev/fd/{ours}", "文件", 100) == b"plan"
    finally:
        os.close(ours)


def test_a_name_with_a_line_break_is_one_line(tmp_path: Path) -> None:
    for name in ("甲\n乙", "甲\x1b[31m\u202e乙"):
        with pytest.raises(UsageError) as caught:
            read_typed(str(tmp_path / name), "文件", 100)
        assert caught.value.message.isprintable()
