"""Builds the one-folder program for the machine it runs on: `python -m offline.program.build [-o DIR]`, `make program`.

The program is an installed bundle, frozen: the same wheels, held by the same hashes; PyInstaller has a lock of its own.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from offline.archive import hash_of
from offline.bundle import ROOT, build, program_wheel
from offline.targets import own
from spt_fazhi import __version__

HERE: Final = Path(__file__).resolve().parent
_NEEDED: Final = re.compile(rb"GLIBC_2\.(\d+)\b")


def main(argv: Sequence[str] | None = None) -> int:
    """Build it; says where it is, how large, and what it needs of the system."""
    parser = argparse.ArgumentParser(
        prog="python -m offline.program.build", description="生成不用装 Python 的程序文件夹"
    )
    parser.add_argument("--output", "-o", type=Path, default=ROOT / "dist" / "program", help="放在哪个文件夹")
    parser.add_argument("--bundle", type=Path, help="装好的安装包的文件夹；不写就现做一个")
    parser.add_argument("--pack", action="store_true", help="再压成一个文件，写出指纹")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as work:
        folder = freeze(asked.bundle or installed_bundle(Path(work)), asked.output, Path(work, "build"))
    files = [path for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    needed = glibc_of(files)
    print(f"{folder}  {size / 1e6:.1f} MB，{len(files)} 个文件" + (f"，要 glibc {needed} 或更新的" if needed else ""))
    if asked.pack:
        packed = pack(folder)
        print(f"{packed}  {packed.stat().st_size / 1e6:.1f} MB  sha256 {hash_of(packed)}")
    return 0


def installed_bundle(work: Path) -> Path:
    """A bundle for this machine and this Python, built and installed below `work`."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    file = build(ROOT, own(), program_wheel(ROOT, work / "program"), work, pythons=[python])
    with zipfile.ZipFile(file) as archive:
        archive.extractall(work)
    subprocess.run([sys.executable, str(work / file.stem / "install.py")], check=True)
    return work / file.stem


def freeze(bundle: Path, output: Path, work: Path) -> Path:
    """The folder with the program below `output`, made of what an installed bundle has; PyInstaller is added to it."""
    python = bundle.resolve() / "env" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", str(HERE / "requirements.lock")], check=True)
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    paths = ["--distpath", str(output), "--workpath", str(work)]
    plain = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}  # what is installed alone
    subprocess.run([*command, *paths, str(HERE / "fazhi.spec")], env=plain, check=True)
    return output / "fazhi"


def pack(folder: Path) -> Path:
    """The folder as one file beside it, in the form of the system it is for; times and permissions are kept."""
    name = f"fazhi-{__version__}-program-{own().name}"
    kind = "zip" if sys.platform == "win32" else "gztar"
    return Path(shutil.make_archive(str(folder.parent / name), kind, folder.parent, folder.name))


def glibc_of(files: Sequence[Path]) -> str:
    """The oldest glibc that programs and libraries among `files` run with; "" where none asks for it."""
    needed = [
        int(each)
        for path in files
        if path.read_bytes()[:4] == b"\x7fELF"
        for each in _NEEDED.findall(path.read_bytes())
    ]
    return f"2.{max(needed)}" if needed else ""


if __name__ == "__main__":
    sys.exit(main())
