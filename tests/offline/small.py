"""A small project and the wheels it needs, all made on the spot: bundles of it are built without a network."""

from __future__ import annotations

import base64
import ensurepip
import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

PROJECT = """
[project]
name = "spt-fazhi"
version = "0.0.1"
dependencies = ["alpha>=1"]
classifiers = ["Programming Language :: Python :: 3", "Programming Language :: Python :: 3.11", "Programming Language :: Python :: 3.12"]
[project.optional-dependencies]
office = ["beta[quick]>=2"]
rollup = ["gamma"]
build = ["delta"]
dev = ["spt-fazhi[office]", "delta"]
"""
PROGRAM = {
    "tiny.py": "import sys\ndef main():\n    print('fazhi 0.0.1', sys.prefix)\n",
    "spt_fazhi-0.0.1.dist-info/entry_points.txt": "[console_scripts]\nfazhi = tiny:main\n",
}


def wheel(
    folder: Path, name: str, version: str, *, tag: str = "py3-none-any", needs: Iterable[str] = (),
    extras: Iterable[str] = (), files: Mapping[str, str] | None = None,
) -> Path:  # fmt: skip
    """A wheel that pip installs."""
    info = f"{name}-{version}.dist-info"
    head = ["Metadata-Version: 2.1", f"Name: {name.replace('_', '-')}", f"Version: {version}"]
    head += [f"Provides-Extra: {each}" for each in extras] + [f"Requires-Dist: {each}" for each in needs]
    content = {
        f"{name}_module.py": "",
        **(files or {}),
        f"{info}/METADATA": "\n".join(head) + "\n\n",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    record = "".join(f"{path},sha256={_digest(text)},{len(text)}\n" for path, text in content.items())
    place = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(place, "w") as archive:
        for path, text in (*content.items(), (f"{info}/RECORD", f"{record}{info}/RECORD,,\n")):
            archive.writestr(zipfile.ZipInfo(path), text)
    return place


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def lock(file: Path, wheels: Iterable[Path]) -> None:
    """A requirements file with the hashes of all these wheels."""
    hashes: dict[str, list[str]] = {}
    for path in wheels:
        name, version = path.name.split("-")[:2]
        pin = f"{name.replace('_', '-')}=={version}"
        hashes.setdefault(pin, []).append(f"--hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}")
    file.write_text("".join(f"{pin} \\\n    {' '.join(each)}\n" for pin, each in hashes.items()), "utf-8")


def small_project(folder: Path) -> Path:
    """A project folder with its locks; `wheels` in it has the wheels, `program` the project's own.

    `alpha` needs `coloring` on Windows alone; the extra `office` needs `beta`, and that `fast`, by an extra of its own;
    `gamma`, which the extra `rollup` needs, has a wheel for Python 3.11 on Linux and no other.
    """
    wheels = folder / "wheels"
    (folder / "docs").mkdir(parents=True)
    wheels.mkdir()
    (folder / "program").mkdir()
    (folder / "pyproject.toml").write_text(PROJECT, "utf-8")
    (folder / "LICENSE").write_text("MIT", "utf-8")
    (folder / "docs" / "install.md").write_text("# 安装\n", "utf-8")
    made = [
        wheel(wheels, "alpha", "1.5", needs=["coloring ; sys_platform == 'win32'"]),
        wheel(
            wheels,
            "beta",
            "2.0",
            needs=["fast ; extra == 'quick'", "slow ; extra == 'other'"],
            extras=["quick", "other"],
        ),
        wheel(wheels, "coloring", "0.4"),
        *(
            wheel(wheels, "fast", "3.1", tag=tag)
            for tag in (
                "cp311-abi3-manylinux_2_17_x86_64",
                "cp311-abi3-manylinux_2_17_aarch64",
                "cp311-cp311-win_amd64",
                "cp312-cp312-win_amd64",
            )
        ),
        wheel(wheels, "gamma", "0.9", tag="cp311-cp311-manylinux_2_28_x86_64"),
    ]
    lock(folder / "requirements.lock", made)
    (bundled,) = (Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl")
    (wheels / bundled.name).write_bytes(bundled.read_bytes())
    lock(folder / "pip.lock", [wheels / bundled.name])
    wheel(folder / "program", "spt_fazhi", "0.0.1", needs=["alpha", "beta[quick] ; extra == 'office'", "gamma ; extra == 'rollup'"],
          extras=["office", "rollup"], files=PROGRAM)  # fmt: skip
    return folder
