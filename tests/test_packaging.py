"""What is shipped and how it is set up: version, wheel, locked requirements, the lines of the README."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.builders.places import REPOSITORY

import spt_fazhi
from spt_fazhi.reports.catalog import catalog

LOCKS = ["requirements.lock", "requirements-run.lock"]


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=REPOSITORY, check=True, capture_output=True,
    )  # fmt: skip
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_has_the_version_the_program_says(wheel: zipfile.ZipFile) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", spt_fazhi.__version__)
    metadata = wheel.read(f"spt_fazhi-{spt_fazhi.__version__}.dist-info/METADATA").decode()
    assert f"\nVersion: {spt_fazhi.__version__}\n" in metadata
    done = subprocess.run([sys.executable, "-m", "spt_fazhi", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"fazhi {spt_fazhi.__version__}\n"


def test_the_wheel_and_the_source_archive_carry_the_licence(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    info = f"spt_fazhi-{spt_fazhi.__version__}"
    text = (REPOSITORY / "LICENSE").read_bytes()
    assert wheel.read(f"{info}.dist-info/licenses/LICENSE") == text
    assert "\nLicense-Expression: MIT\n" in wheel.read(f"{info}.dist-info/METADATA").decode()
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    with tarfile.open(tmp_path / f"{info}.tar.gz") as archive:
        member = archive.extractfile(f"{info}/LICENSE")
        assert member is not None
        assert member.read() == text


def test_the_wheel_carries_every_template_and_module_and_no_data(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert {f"spt_fazhi/templates/{report.TEMPLATE}" for report in catalog().values()} <= names
    assert {f"spt_fazhi/sql/{path.name}" for path in (REPOSITORY / "sql").iterdir()} <= names
    sources = (REPOSITORY / "src" / "spt_fazhi").rglob("*.py")
    assert {path.relative_to(REPOSITORY / "src").as_posix() for path in sources} <= names
    assert {name.split("/")[0] for name in names} == {"spt_fazhi", f"spt_fazhi-{spt_fazhi.__version__}.dist-info"}
    assert not [name for name in names if name.endswith((".yaml", ".pyc"))]


def pinned(lock: str) -> dict[str, list[str]]:
    """Requirement (name==version, with its marker) → its hashes."""
    found: dict[str, list[str]] = {}
    for line in (REPOSITORY / lock).read_text("utf-8").replace("\\\n", " ").splitlines():
        requirement, *hashes = line.split("--hash=")
        found[requirement.strip()] = [each.strip() for each in hashes]
    return found


@pytest.mark.parametrize("lock", [*LOCKS, "integrations/spark/requirements.lock", "integrations/spark/build.lock"])
def test_a_lock_pins_everything_by_hash_and_names_no_host(lock: str) -> None:
    for requirement, hashes in pinned(lock).items():
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; [\w.' <>=!]+)?", requirement), requirement
        assert hashes
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes)
    assert not re.search(r"https?:|file:|--index|--find-links|[A-Z]:\\|/", (REPOSITORY / lock).read_text("utf-8"))


def test_the_short_lock_is_part_of_the_long_one() -> None:
    long = pinned("requirements.lock")
    assert {key: long[key] for key in pinned("requirements-run.lock")} == pinned("requirements-run.lock")


def test_the_locks_hold_what_the_project_declares(project: dict[str, Any]) -> None:
    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[\[<>=;~! ]", each)[0].lower().replace("_", "-") for each in requirements} - {"spt-fazhi"}

    def locked(lock: str) -> set[str]:
        return {each.split("==")[0] for each in pinned(lock)}

    extras = project["project"]["optional-dependencies"]
    needed = names(project["project"]["dependencies"])
    assert needed | names(extras["build"]) <= locked("requirements-run.lock")
    assert needed | {name for extra in extras.values() for name in names(extra)} <= locked("requirements.lock")


def readme_lines() -> list[str]:
    text = (REPOSITORY / "README.md").read_text("utf-8")
    return [line for line in text.splitlines() if line.startswith("python3 -m venv ")]


def test_the_readme_has_the_two_lines_that_ci_runs() -> None:
    first, second = readme_lines()
    assert first.endswith(" .venv/bin/fazhi status")
    assert second.endswith(" .venv/bin/python -m pytest")
    assert "-r requirements-run.lock" in first
    assert "-r requirements.lock" in second


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no executable bit")
def test_the_ci_script_can_be_run() -> None:
    script = REPOSITORY / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0


def test_every_package_has_its_layer_and_the_core_is_kept_pure(project: dict[str, Any]) -> None:
    layers, pure, use_cases, acyclic = project["tool"]["importlinter"]["contracts"]
    named = set(re.findall(r"\w+", " ".join(layers["layers"])))
    packages = {path.parent.name for path in (REPOSITORY / "src" / "spt_fazhi").glob("*/__init__.py")}
    assert packages <= named
    assert layers["exhaustive"]
    outside = {"cli", "services", "store", "render"}
    assert set(pure["source_modules"]) == {f"spt_fazhi.{name}" for name in packages - outside}
    assert {"os", "pathlib", "subprocess", "yaml", "typer", "click", "rich"} <= set(pure["forbidden_modules"])
    assert use_cases["source_modules"] == ["spt_fazhi.services"]
    assert {"typer", "click", "rich"} <= set(use_cases["forbidden_modules"])
    assert acyclic["type"] == "acyclic_siblings"
