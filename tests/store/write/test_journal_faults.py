"""A record on a disk that is full, read-only, forbidden or broken: all or nothing."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.builders.entries import entries, errors, fazhi_here, files, workspace
from tests.builders.processes.children import in_child

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "区")


def photo(folder: Path, size: int = 3000) -> Path:
    path = folder / "照片.jpg"
    path.write_bytes(os.urandom(size))
    return path


def record(root: Path, *options: str) -> int:
    return fazhi_here(
        root, "record", "evidence", "1.1", "--unit", "司法局", "--date", "2024-06-12", "--title", "讲法", *options
    )


@contextlib.contextmanager
def small_disk(folder: Path, options: str) -> Iterator[None]:
    """A tmpfs on `folder`; skips the test where one may not be mounted."""
    folder.mkdir()
    if shutil.which("mount") is None:
        pytest.skip("no mount")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@POSIX
def test_a_full_disk(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with small_disk(tmp_path / "小盘", "size=512k"):
        root = workspace(tmp_path / "小盘" / "区")
        assert record(root, "--file", str(photo(tmp_path, 900_000))) == 2
        said = capfd.readouterr().err
        assert "磁盘已满" in said
        assert "Traceback" not in said
        assert files(root) == []
        (tmp_path / "小盘" / "占满").write_bytes(b"x" * (os.statvfs(root).f_bavail * os.statvfs(root).f_frsize))
        assert record(root) == 2
        assert "磁盘已满" in capfd.readouterr().err
        assert files(root) == []
        (tmp_path / "小盘" / "占满").unlink()
        assert record(root) == 0
        assert errors(root) == []


@POSIX
def test_a_limit_on_file_size_leaves_nothing(root: Path, tmp_path: Path) -> None:
    big = photo(tmp_path, 900_000)

    def limited() -> int:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        return record(root, "--file", str(big))

    assert os.waitstatus_to_exitcode(in_child(limited)) == 2
    assert files(root) == []
    assert record(root, "--file", str(big)) == 0


@POSIX
def test_a_read_only_disk(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with small_disk(tmp_path / "小盘", "size=2m"):
        root = workspace(tmp_path / "小盘" / "区")
        subprocess.run(["mount", "-o", "remount,ro", str(tmp_path / "小盘")], check=True)
        assert record(root) == 2
        said = capfd.readouterr().err
        assert "只读" in said
        assert said.count("\n") <= 2
        assert files(root) == []


@POSIX
def test_a_folder_without_permission(root: Path, tmp_path: Path) -> None:
    assert record(workspace(tmp_path / "另一区")) == 0  # everything is imported while it may be read
    (root / "data" / "records").mkdir()
    (root / "data" / "records").chmod(0o555)
    for each in [root, *(above for above in root.parents if "pytest-" in str(above))]:
        each.chmod(each.stat().st_mode | 0o055)  # pytest's own folders are closed to others

    def as_nobody() -> int:
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        return record(root)

    assert os.waitstatus_to_exitcode(in_child(as_nobody)) == 2
    assert files(root) == []
    (root / "data" / "records").chmod(0o755)
    assert record(root) == 0
    assert len(entries(root)) == 1


@POSIX
@pytest.mark.parametrize("name", ["write", "fsync", "mkdir", "rename", "link"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_every_call_may_fail(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], name: str, code: int
) -> None:
    source = photo(tmp_path)
    real = getattr(os, name)
    for number in range(1, 30):
        seen = 0

        def failing(*args: object, at: int = number, **kwargs: object) -> object:
            nonlocal seen
            seen += 1
            if seen == at:
                raise OSError(code, os.strerror(code))
            return real(*args, **kwargs)

        monkeypatch.setattr(os, name, failing)
        ended = record(root, "--file", str(source))
        monkeypatch.setattr(os, name, real)
        said = capfd.readouterr().err
        if seen < number:
            assert ended == 0
            break
        assert ended == 2, said
        assert "错误：没有写成：磁盘" in said
        assert files(root) == []
    assert number > 1
    assert errors(root) == []
