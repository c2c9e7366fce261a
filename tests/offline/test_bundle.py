"""What is in a bundle: the wheels another machine needs, their hashes, the same bytes every time. Without a network."""

from __future__ import annotations

import hashlib
import json
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from offline.bundle import GUIDE, PIP_LOCK, build
from offline.targets import MACHINES, Target
from offline.wheels import MissingWheelError, Source, collect, fits, needs_of, read_lock, read_project
from packaging.requirements import Requirement
from tests.builders.places import REPOSITORY
from tests.offline.small import small_project, wheel

LINUX, WINDOWS = MACHINES["manylinux_x86_64"], MACHINES["win_amd64"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_project(tmp_path_factory.mktemp("bundle") / "project")


def made(project: Path, machine: Any, output: Path, **options: Any) -> zipfile.ZipFile:
    program = next((project / "program").glob("*.whl"))
    lock = project / "pip.lock"
    return zipfile.ZipFile(build(project, machine, program, output, local=project / "wheels", pip_lock=lock, **options))


@pytest.fixture(scope="module")
def linux(project: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    return made(project, LINUX, tmp_path_factory.mktemp("linux"))


@pytest.fixture(scope="module")
def windows(project: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    return made(project, WINDOWS, tmp_path_factory.mktemp("windows"), pythons=["3.12"])


def wheels_in(archive: zipfile.ZipFile) -> set[str]:
    return {Path(name).name.split("-")[0] for name in archive.namelist() if name.endswith(".whl")}


def content(archive: zipfile.ZipFile, name: str) -> bytes:
    return archive.read(f"{archive.namelist()[0].split('/')[0]}/{name}")


@pytest.mark.slow
def test_each_machine_gets_what_it_needs_and_nobody_what_only_developers_need(
    linux: zipfile.ZipFile, windows: zipfile.ZipFile
) -> None:
    always = {"alpha", "beta", "fast", "pip", "spt_fazhi"}
    assert wheels_in(linux) == always | {"gamma"}
    assert wheels_in(windows) == always | {"coloring"}


@pytest.mark.slow
def test_an_extra_without_a_wheel_is_left_out_there_and_said(linux: zipfile.ZipFile, windows: zipfile.ZipFile) -> None:
    said = json.loads(content(linux, "bundle.json"))
    assert said["extras"] == {"3.11": ["office", "rollup"], "3.12": ["office"]}
    assert json.loads(content(windows, "bundle.json"))["extras"] == {"3.12": ["office"]}
    lines = [line for line in content(linux, "requirements.txt").decode().splitlines() if not line.startswith(" ")]
    assert lines == [
        "alpha==1.5 \\",
        "beta==2.0 \\",
        "fast==3.1 \\",
        "gamma==0.9 ; python_version == '3.11' \\",
        "spt-fazhi[office]==0.0.1 ; python_version == '3.12' \\",
        "spt-fazhi[office,rollup]==0.0.1 ; python_version == '3.11' \\",
    ]


@pytest.mark.slow
def test_the_bundle_says_which_glibc_and_how_long_a_path_it_needs(
    linux: zipfile.ZipFile, windows: zipfile.ZipFile
) -> None:
    said = json.loads(content(linux, "bundle.json"))
    assert said["glibc"] == [2, 28]  # gamma
    assert said["pythons"] == ["3.11", "3.12"]
    assert said["longest_path"] > len("env/lib/python3.11/site-packages/spt_fazhi-0.0.1.dist-info/METADATA")
    assert json.loads(content(windows, "bundle.json"))["glibc"] is None


@pytest.mark.slow
def test_every_file_but_the_guide_has_its_hash_in_the_list(linux: zipfile.ZipFile) -> None:
    top = linux.namelist()[0].split("/")[0]
    listed = {line[66:]: line[:64] for line in content(linux, "SHA256SUMS").decode().splitlines()}
    assert set(linux.namelist()) == {f"{top}/{name}" for name in (*listed, "SHA256SUMS", GUIDE)}
    assert listed == {name: hashlib.sha256(content(linux, name)).hexdigest() for name in listed}
    assert {"install.py", "install.sh", "install.ps1", "install.cmd", "docs/install.md", "LICENSE"} <= set(listed)


@pytest.mark.slow
def test_every_wheel_that_pip_installs_has_its_hash_in_the_requirements(windows: zipfile.ZipFile) -> None:
    said = content(windows, "requirements.txt").decode()
    for name in windows.namelist():
        if name.endswith(".whl"):
            digest = hashlib.sha256(windows.read(name)).hexdigest()
            assert (f"--hash=sha256:{digest}" in said) is ("/pip-" not in name)


@pytest.mark.slow
def test_the_same_files_give_the_same_bytes_and_the_hash_beside_them(project: Path, tmp_path: Path) -> None:
    first = made(project, LINUX, tmp_path / "a", pythons=["3.11"]).filename
    again = made(project, LINUX, tmp_path / "b", pythons=["3.11"]).filename
    data = Path(str(first)).read_bytes()
    assert data == Path(str(again)).read_bytes()
    beside = Path(f"{first}.sha256").read_text("ascii")
    assert beside == f"{hashlib.sha256(data).hexdigest()}  {Path(str(first)).name}\n"


@pytest.mark.slow
def test_the_installer_can_be_run_on_unix_and_times_are_fixed(linux: zipfile.ZipFile) -> None:
    for entry in linux.infolist():
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert entry.external_attr >> 16 == (0o100755 if entry.filename.endswith("install.sh") else 0o100644)


def test_a_wheel_that_is_not_the_locked_one_is_refused(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    wheel(project / "wheels", "alpha", "1.5", needs=["coloring"])  # the same name, other bytes
    source = Source(found=tmp_path / "found", lock=read_lock(project / "requirements.lock"), local=project / "wheels")
    with pytest.raises(MissingWheelError):
        collect(Target(machine=LINUX, python="3.11"), [Requirement("alpha")], source)


def test_what_is_not_in_the_lock_is_named(tmp_path: Path) -> None:
    source = Source(found=tmp_path, lock=())
    with pytest.raises(MissingWheelError, match="omega 不在锁定文件里"):
        collect(Target(machine=LINUX, python="3.11"), [Requirement("Omega")], source)


@pytest.mark.slow
def test_a_machine_without_a_wheel_that_all_need_has_no_bundle(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = small_project(tmp_path / "project")
    next((project / "wheels").glob("alpha-*.whl")).unlink()
    with pytest.raises(MissingWheelError, match="没有一个版本"):
        made(project, LINUX, tmp_path, pythons=["3.11"])
    assert "manylinux_x86_64 不带 Python 3.11：" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.zip"))


@pytest.mark.parametrize(
    ("interpreter", "abi", "python", "fitting"),
    [("cp312", "cp312", "3.12", True), ("cp311", "cp311", "3.12", False), ("cp39", "abi3", "3.12", True), ("cp313", "abi3", "3.12", False),
     ("py3", "none", "3.12", True), ("py312", "none", "3.12", True), ("py2", "none", "3.12", False), ("pp311", "pypy311_pp73", "3.11", False)],
)  # fmt: skip
def test_which_wheels_a_python_takes(interpreter: str, abi: str, python: str, fitting: bool) -> None:
    assert fits(interpreter, abi, python) is fitting


def test_markers_are_judged_for_the_other_machine(project: Path) -> None:
    alpha, beta = project / "wheels" / "alpha-1.5-py3-none-any.whl", project / "wheels" / "beta-2.0-py3-none-any.whl"
    assert needs_of(alpha, Target(machine=LINUX, python="3.11")) == []
    assert [each.name for each in needs_of(alpha, Target(machine=WINDOWS, python="3.11"))] == ["coloring"]
    assert [each.name for each in needs_of(beta, Target(machine=LINUX, python="3.11"), ["quick"])] == ["fast"]


def test_the_real_project_offers_every_extra_for_users_and_locks_it() -> None:
    said = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    project = read_project(REPOSITORY)
    assert set(project.extras) == set(said["optional-dependencies"]) - {"dev", "build"}
    assert {"board", "intake", "office"} <= set(project.extras)
    assert project.pythons == ("3.11", "3.12", "3.13")
    locked = {each.requirement.name for each in read_lock(REPOSITORY / "requirements.lock", PIP_LOCK)}
    needs = [*project.needs, *(each for extra in project.extras.values() for each in extra)]
    assert {"pip", *(each.name for each in needs)} <= locked
    assert all(each.hashes for each in read_lock(PIP_LOCK))
