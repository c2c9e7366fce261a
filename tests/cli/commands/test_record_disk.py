"""A full or read-only disk: one clear line, exit 2, nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.builders.command import DAY, environment, fazhi

RECORD = [
    "record",
    "evidence",
    "1.1",
    "--unit",
    "教育局",
    "--date",
    "2024-06-18",
    "--title",
    "专题讲法",
    "--recorded",
    DAY,
]


def files_of(root: Path) -> dict[str, bytes]:
    return {str(each.relative_to(root)): each.read_bytes() for each in sorted(root.rglob("*")) if each.is_file()}


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits are POSIX")
def test_a_file_that_cannot_grow_leaves_nothing(own_demo: Path, tmp_path: Path) -> None:
    proof = tmp_path / "照片.jpg"
    proof.write_bytes(os.urandom(300_000))
    before = files_of(own_demo)
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000));"
        "from spt_fazhi.cli.app import main; main(sys.argv[1:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *RECORD, "--file", str(proof), "--root", str(own_demo)],
        env=environment() | {"COVERAGE_PROCESS_CONFIG": ""},  # which could not write what it counted
        capture_output=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    said = done.stderr.decode()
    assert done.returncode == 2, said
    assert said.startswith("错误：")
    assert "Traceback" not in said
    assert files_of(own_demo) == before
    assert fazhi("check", "--as-of", DAY, root=own_demo).code == 0


def _mounted(place: Path, options: str) -> bool:
    place.mkdir()
    return (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True, check=False
        ).returncode
        == 0
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs root")
def test_a_full_disk_and_a_read_only_one(demo: Path, tmp_path: Path) -> None:
    place = tmp_path / "小盘"
    if not _mounted(place, "size=4m"):
        pytest.skip("this machine may not mount")
    try:
        subprocess.run(["cp", "-r", str(demo), str(place / "区")], check=True)
        root = place / "区"
        with (place / "占满").open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"x" * 4096)
            except OSError:
                pass
        before = files_of(root)
        ran = fazhi(*RECORD, root=root)
        assert ran.code == 2
        assert "磁盘已满" in ran.err
        assert "Traceback" not in ran.err
        assert files_of(root) == before
        (place / "占满").unlink()
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        ran = fazhi(*RECORD, root=root)
        assert ran.code == 2
        assert "只读" in ran.err
        assert fazhi("status", "--as-of", DAY, root=root).code == 0
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)
