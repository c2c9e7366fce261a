"""Which wheels a bundle needs: from what pyproject.toml asks for, by their own metadata, at the versions of the lock.

pip judges markers by the machine it runs on, so what another machine needs is worked out here, round by round; pip only
fetches, and refuses whatever has not the hash of the lock.
"""

from __future__ import annotations

import email
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

from offline.targets import Target
from spt_fazhi.model.frozen import frozen

NOT_FOR_USERS = frozenset({"build", "dev"})
"""Extras that nobody needs who only runs the program."""


class MissingWheelError(Exception):
    """There is no wheel for a target, or not the one that the lock names; the text is pip's last line."""


@frozen
class Project:
    """What pyproject.toml says: requirements of the program, and of each extra for users; versions of Python."""

    needs: tuple[Requirement, ...]
    extras: dict[str, tuple[Requirement, ...]]
    pythons: tuple[str, ...]


@frozen
class Locked:
    """One entry of a lock."""

    requirement: Requirement
    hashes: tuple[str, ...]


@frozen
class Source:
    """Where wheels come from: `found` keeps them; `local` is a folder to take them from, else pip's own index."""

    found: Path
    lock: tuple[Locked, ...]
    local: Path | None = None


def read_project(root: Path) -> Project:
    """The project whose pyproject.toml lies in `root`."""
    said = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    extras = {
        name: tuple(map(Requirement, lines))
        for name, lines in said.get("optional-dependencies", {}).items()
        if name not in NOT_FOR_USERS
    }
    classifiers = " ".join(said.get("classifiers", []))
    pythons = tuple(re.findall(r":: Python :: (3\.\d+)(?=\s|$)", classifiers))
    return Project(needs=tuple(map(Requirement, said["dependencies"])), extras=extras, pythons=pythons)


def read_lock(*files: Path) -> tuple[Locked, ...]:
    """The entries of requirements files in which everything is pinned by hash."""
    entries = []
    for file in files:
        for line in file.read_text("utf-8").replace("\\\n", " ").splitlines():
            requirement, *hashes = line.split("--hash=")
            if requirement.strip():
                entries.append(
                    Locked(requirement=Requirement(requirement), hashes=tuple(each.strip() for each in hashes))
                )
    return tuple(entries)


def collect(target: Target, wanted: Iterable[Requirement], source: Source) -> dict[str, Path]:
    """The wheels for `wanted` and all they need on `target`: name → file. Raises MissingWheelError."""
    wheels: dict[str, Path] = {}
    asked: dict[str, set[str]] = {}
    waiting = list(wanted)
    while waiting:
        new = {}
        for each in waiting:
            name = canonicalize_name(each.name)
            extras = asked.setdefault(name, set())
            if name not in new and (name not in wheels or not each.extras <= extras):
                new[name] = each
            extras |= each.extras
        wheels |= _fetch(target, [name for name in new if name not in wheels], source)
        waiting = [each for name in new for each in needs_of(wheels[name], target, asked[name])]
    return dict(sorted(wheels.items()))


def needs_of(wheel: Path, target: Target, extras: Iterable[str] = ()) -> list[Requirement]:
    """What a wheel requires on `target`, its own `extras` included."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", each))
        metadata = email.message_from_bytes(archive.read(name))
    contexts = [target.environment(extra) for extra in ("", *extras)]
    required = [Requirement(each) for each in metadata.get_all("Requires-Dist", [])]
    return [each for each in required if each.marker is None or any(each.marker.evaluate(here) for here in contexts)]


def _fetch(target: Target, names: Sequence[str], source: Source) -> dict[str, Path]:
    """Have pip fetch wheels by name, all at once."""
    if not names:
        return {}
    locked = {name: _locked(name, target, source.lock) for name in names}
    source.found.mkdir(parents=True, exist_ok=True)
    asked = source.found / "asked.txt"
    asked.write_text("".join(_line(each) for each in locked.values()), "utf-8")
    tags = [word for tag in target.machine.tags for word in ("--platform", tag)]
    local = ["--no-index", "--find-links", str(source.local)] if source.local else []
    done = subprocess.run(
        [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "--require-hashes",
         "--disable-pip-version-check", "--no-input", *local, *tags, "--implementation", "cp",
         "--python-version", target.python, "-r", str(asked), "-d", str(source.found)],
        capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    if done.returncode:
        raise MissingWheelError((done.stderr.strip().splitlines() or ["pip"])[-1])
    return {name: _file(each, target, source.found) for name, each in locked.items()}


def _locked(name: str, target: Target, lock: Sequence[Locked]) -> Locked:
    here = target.environment()
    for each in lock:
        marker = each.requirement.marker
        if canonicalize_name(each.requirement.name) == name and (marker is None or marker.evaluate(here)):
            return each
    raise MissingWheelError(f"{name} 不在锁定文件里")


def _line(each: Locked) -> str:
    """A line of a requirements file, its marker left out: it was judged for the target already."""
    return f"{each.requirement.name}{each.requirement.specifier} {' '.join(f'--hash={one}' for one in each.hashes)}\n"


def _file(locked: Locked, target: Target, folder: Path) -> Path:
    """The wheel of an entry that fits a target, among those fetched for every version of Python."""
    (pin,) = locked.requirement.specifier
    wanted = (canonicalize_name(locked.requirement.name), Version(pin.version))
    for path in sorted(folder.glob("*.whl")):
        name, version, _, tags = parse_wheel_filename(path.name)
        if (name, version) == wanted and any(fits(tag.interpreter, tag.abi, target.python) for tag in tags):
            return path
    raise MissingWheelError(f"{wanted[0]} 没有取到")


def fits(interpreter: str, abi: str, python: str) -> bool:
    """Whether a wheel of this tag runs with a Python: its own, the stable interface of an older one, or pure."""
    own = f"cp{python.replace('.', '')}"
    if abi == "abi3":
        return interpreter[:3] == "cp3" and int(interpreter[3:]) <= int(own[3:])
    return interpreter == own or (interpreter in {"py3", f"py{own[2:]}"} and abi == "none")
