"""One way of writing a whole file, used by all that write one."""

from __future__ import annotations

import ast
import os
import stat
import sys
from pathlib import Path

import pytest
from tests.builders.program import modules

from spt_fazhi.store.disk.durable import TEMP_PREFIX, write_fault, write_whole

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="files as POSIX has them")
WRITING = {"write_text", "write_bytes", "mkstemp", "NamedTemporaryFile", "TemporaryFile"}
ALLOWED = {
    ("cli/app.py", "mkstemp"),  # the account of a defect, in the folder for temporary files
    ("store/disk/scratch.py", "TemporaryFile"),  # what processes tell one another, nameless
    ("store/documents/readers/office.py", "write_bytes"),  # what LibreOffice is to convert, in a folder of its own
}


@pytest.mark.parametrize("sync", [True, False])
def test_new_and_overwritten(tmp_path: Path, sync: bool) -> None:
    place = tmp_path / "文件"
    write_whole(place, b"1", overwrite=False, durable=sync)
    with pytest.raises(FileExistsError):
        write_whole(place, b"2", overwrite=False, durable=sync)
    assert place.read_bytes() == b"1"
    write_whole(place, b"3", overwrite=True, durable=sync)
    assert place.read_bytes() == b"3"
    assert [each.name for each in tmp_path.iterdir()] == ["文件"]


@POSIX
def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "别的"
    other.write_bytes(b"1")
    (tmp_path / "链").symlink_to(other)
    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "链", b"2", overwrite=False)
    write_whole(tmp_path / "链", b"2", overwrite=True)
    assert other.read_bytes() == b"1"
    assert not (tmp_path / "链").is_symlink()


@POSIX
def test_the_mode_is_the_users_mask_or_the_old_files(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a", b"1", overwrite=False)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640
    (tmp_path / "a").chmod(0o600)
    write_whole(tmp_path / "a", b"2", overwrite=True)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_what_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(handle: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", fails)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "a", b"1", overwrite=True)
    assert not list(tmp_path.iterdir())


def test_a_long_name_has_room_for_its_temporary_one(tmp_path: Path) -> None:
    write_whole(tmp_path / ("n" * 255), b"1", overwrite=False)
    assert len(TEMP_PREFIX) < 20


@pytest.mark.parametrize(("number", "said"), [(28, "磁盘已满"), (30, "磁盘是只读的"), (999, "系统报错（odd）")])
def test_every_refusal_in_chinese(number: int, said: str) -> None:
    fault = write_fault(OSError(number, "odd"), "data/")
    assert fault.message == f"没有写成：{said}（data/）；什么也没有留下"
    assert fault.hint


def test_nobody_else_writes_files() -> None:
    found = {
        (name, node.func.attr)
        for name, tree in modules(WRITING)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITING
    }
    assert found == ALLOWED
