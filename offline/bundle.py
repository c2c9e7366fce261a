"""Builds a zip with all that installs `fazhi` on a machine without a network: wheels, hashes, installer, guide.

Usage: python -m offline.bundle [--machine NAME]… [--python 3.12]… [--own] [-o DIR] [--wheels DIR]   (see make bundle)
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from packaging.requirements import Requirement
from packaging.utils import parse_wheel_filename

from offline.archive import hash_of, sums, write_zip
from offline.targets import MACHINES, Machine, Target, own
from offline.wheels import MissingWheelError, Project, Source, collect, read_lock, read_project
from spt_fazhi.model.frozen import frozen

ROOT: Final = Path(__file__).resolve().parents[1]
KIT: Final = ROOT / "offline" / "kit"
PIP_LOCK: Final = ROOT / "offline" / "pip.lock"
KIT_FILES: Final = ("install.cmd", "install.ps1", "install.py", "install.sh")
GUIDE: Final = "使用说明.txt"
"""Left out of the list of hashes: old programs that unpack spoil its name, and nothing depends on it."""
PAGES: Final = ("LICENSE", "README.md", "CHANGELOG.md", "docs/**/*.md", "docs/img/*.png", "docs/img/*.svg")
_PYC: Final = len("__pycache__/") + len(".cpython-311.pyc") - len(".py")
_BELOW: Final = len("env/lib/python3.11/site-packages/")


@frozen
class Contents:
    """What one Python needs on a machine: wheels by name, and the extras that are among them."""

    wheels: dict[str, Path]
    extras: tuple[str, ...]


def main(argv: Sequence[str] | None = None) -> int:
    """Build what was asked for; says each file and its hash."""
    parser = argparse.ArgumentParser(prog="python -m offline.bundle", description="生成不能上网的电脑用的安装包")
    parser.add_argument(
        "--machine", action="append", choices=sorted(MACHINES), help="给哪种电脑，可写几次；不写就是全部"
    )
    parser.add_argument("--python", action="append", help="给哪个版本的 Python，可写几次；不写就是全部")
    parser.add_argument("--own", action="store_true", help="只给这台电脑和现在的 Python")
    parser.add_argument("--output", "-o", type=Path, default=ROOT / "dist", help="放在哪个文件夹")
    parser.add_argument("--wheels", type=Path, help="只从这个文件夹取各个库，不联网")
    asked = parser.parse_args(argv)
    names = [own().name] if asked.own else asked.machine or list(MACHINES)
    pythons = [f"{sys.version_info.major}.{sys.version_info.minor}"] if asked.own else asked.python
    with tempfile.TemporaryDirectory() as folder:
        try:
            program = program_wheel(ROOT, Path(folder))
            for name in names:
                build(ROOT, MACHINES[name], program, asked.output, pythons=pythons, local=asked.wheels)
        except MissingWheelError as error:
            print(f"没有做成：{error}", file=sys.stderr)
            return 1
    return 0


def program_wheel(root: Path, folder: Path) -> Path:
    """Build the wheel of the project in `root`, with the time of its last commit wherever a time is written.

    `folder` has no other wheel. Raises MissingWheelError where it cannot be built.
    """
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": done.stdout.strip() or "315532800"}
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    if built.returncode:
        raise MissingWheelError((built.stderr.strip().splitlines() or ["hatchling"])[-1])
    (wheel,) = folder.glob("*.whl")
    return wheel


def build(
    root: Path,
    machine: Machine,
    program: Path,
    output: Path,
    *,
    pythons: Sequence[str] | None = None,
    local: Path | None = None,
    pip_lock: Path = PIP_LOCK,
) -> Path:
    """Write the zip for a machine, and its hash beside it. Raises MissingWheelError where no Python has all wheels."""
    project = read_project(root)
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        source = Source(found=Path(folder), lock=read_lock(root / "requirements.lock", pip_lock), local=local)
        contents = {}
        for python in pythons or project.pythons:
            try:
                contents[python] = contents_for(Target(machine=machine, python=python), project, source)
            except MissingWheelError as error:
                print(f"{machine.name} 不带 Python {python}：{error}", file=sys.stderr)
        if not contents:
            raise MissingWheelError(f"{machine.name} 没有一个版本的 Python 配得齐")
        return _write(root, machine, program, contents, output)


def contents_for(target: Target, project: Project, source: Source) -> Contents:
    """The wheels for one Python. An extra that has none there is left out; raises MissingWheelError for the rest."""
    always = [*project.needs, Requirement("pip")]
    everything = [each for extra in project.extras.values() for each in extra]
    try:
        return Contents(wheels=collect(target, [*always, *everything], source), extras=tuple(sorted(project.extras)))
    except MissingWheelError:
        wheels, extras = collect(target, always, source), []
    for name, needs in sorted(project.extras.items()):
        try:
            wheels |= collect(target, needs, source)
        except MissingWheelError as error:
            print(f"{target.machine.name}、Python {target.python} 不带 {name}：{error}", file=sys.stderr)
        else:
            extras.append(name)
    return Contents(wheels=wheels, extras=tuple(extras))


def _write(root: Path, machine: Machine, program: Path, contents: Mapping[str, Contents], output: Path) -> Path:
    wheels = {path.name: path for each in contents.values() for path in each.wheels.values()}
    wheels[program.name] = program
    _, version, _, _ = parse_wheel_filename(program.name)
    files: dict[str, Path | bytes] = {f"wheels/{name}": path for name, path in wheels.items()}
    for name in KIT_FILES:
        files[name] = KIT / name
    for path in (path for pattern in PAGES for path in root.glob(pattern)):
        files[path.relative_to(root).as_posix()] = path
    files["requirements.txt"] = requirements(program, contents).encode("ascii")
    files["bundle.json"] = manifest(machine, str(version), wheels, contents)
    files["SHA256SUMS"] = sums(files)
    files[GUIDE] = KIT / GUIDE
    name = f"fazhi-{version}-{machine.name}"
    file = output / f"{name}.zip"
    digest = write_zip(file, name, files, frozenset({"install.sh"}))
    (output / f"{name}.zip.sha256").write_text(f"{digest}  {name}.zip\n", "ascii", newline="\n")
    print(f"{file}  {file.stat().st_size / 1e6:.1f} MB  sha256 {digest}")
    return file


def requirements(program: Path, contents: Mapping[str, Contents]) -> str:
    """What pip installs, each with the hashes of its wheels here; a marker where not every Python needs it."""
    lines = []
    for name in sorted({name for each in contents.values() for name in each.wheels} - {"pip"}):
        having = {python: each.wheels[name] for python, each in contents.items() if name in each.wheels}
        _, version, _, _ = parse_wheel_filename(next(iter(having.values())).name)
        lines.append(_pinned(f"{name}=={version}", having, contents))
    name, version, _, _ = parse_wheel_filename(program.name)
    for extras in sorted({each.extras for each in contents.values()}):
        having = {python: program for python, each in contents.items() if each.extras == extras}
        lines.append(_pinned(f"{name}[{','.join(extras)}]=={version}", having, contents))
    return "".join(lines)


def _pinned(requirement: str, wheels: Mapping[str, Path], contents: Mapping[str, Contents]) -> str:
    marker = " or ".join(f"python_version == '{python}'" for python in wheels) if len(wheels) < len(contents) else ""
    hashes = sorted({hash_of(path) for path in wheels.values()})
    head = f"{requirement} ; {marker}" if marker else requirement
    return " \\\n    ".join([head, *(f"--hash=sha256:{each}" for each in hashes)]) + "\n"


def manifest(machine: Machine, version: str, wheels: Mapping[str, Path], contents: Mapping[str, Contents]) -> bytes:
    """bundle.json: what install.py holds the machine against."""
    said: dict[str, Any] = {
        "version": version,
        "name": machine.name,
        "machine": machine.says,
        "sysconfig_platform": machine.sysconfig_platform,
        "pythons": list(contents),
        "extras": {python: list(each.extras) for python, each in contents.items()},
        "glibc": oldest_glibc(wheels),
        "pip": next(f"wheels/{name}" for name in wheels if name.startswith("pip-")),
        "longest_path": max(longest(path) for path in wheels.values()),
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def oldest_glibc(wheels: Mapping[str, Path]) -> list[int] | None:
    """The oldest glibc that all wheels run with; None when none of them asks for one."""
    legacy = {"manylinux1": (2, 5), "manylinux2010": (2, 12), "manylinux2014": (2, 17)}
    needed = []
    for name in wheels:
        found = []
        for tag in parse_wheel_filename(name)[3]:
            if match := re.match(r"manylinux_(\d+)_(\d+)_", tag.platform):
                found.append((int(match[1]), int(match[2])))
            elif (old := tag.platform.split("_")[0]) in legacy:
                found.append(legacy[old])
        needed += [min(found)] if found else []
    return list(max(needed)) if needed else None


def longest(wheel: Path) -> int:
    """The length of the longest path that a wheel has, installed and compiled, below the bundle's folder."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    return _BELOW + max(len(name) + (_PYC if name.endswith(".py") else 0) for name in names)


if __name__ == "__main__":
    sys.exit(main())
