"""The installer of a bundle: installs with Python alone; whatever is wrong is one line in Chinese, and nothing is left."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from offline.bundle import build
from offline.targets import own
from tests.builders.places import REPOSITORY
from tests.offline.small import small_project

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="there is no bundle for this system that install.sh installs"
)
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


def load_installer() -> Any:
    spec = importlib.util.spec_from_file_location("install", REPOSITORY / "offline" / "kit" / "install.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


INSTALLER = load_installer()
BUNDLE = {
    "machine": "64 位 Linux", "sysconfig_platform": "linux-x86_64", "pythons": ["3.11", "3.12"], "glibc": [2, 17],
}  # fmt: skip


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of the small project for this machine, in a folder with a space and Chinese in its name."""
    place = tmp_path_factory.mktemp("install")
    project = small_project(place / "project")
    program = next((project / "program").glob("*.whl"))
    lock = project / "pip.lock"
    file = build(project, own(), program, place, pythons=[VERSION], local=project / "wheels", pip_lock=lock)
    with zipfile.ZipFile(file) as archive:
        archive.extractall(place / "政务 office")
    return next((place / "政务 office").iterdir())


@pytest.fixture
def bundle(unpacked: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(unpacked, tmp_path / "安装 here"))


def install(bundle: Path, python: str = sys.executable, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run install.sh with nothing but a Python: an empty home, no settings, an index that leads nowhere."""
    home = bundle.parent / "home"
    home.mkdir(exist_ok=True)
    return subprocess.run(
        ["sh", str(bundle / "install.sh")],
        env={"PATH": os.defpath, "HOME": str(home), "LANG": "C.UTF-8", "PYTHON": python, **environment},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("错误：")
    return line


@pytest.mark.slow
def test_it_installs_with_python_alone_whatever_pip_is_told(bundle: Path) -> None:
    done = install(bundle, PIP_INDEX_URL="none://nowhere", PIP_REQUIRE_VIRTUALENV="1", PYTHONPATH="/nowhere")
    assert done.stderr == ""
    assert done.returncode == 0
    program = bundle / "bin" / "fazhi"
    extras = json.loads((bundle / "bundle.json").read_text("utf-8"))["extras"][VERSION]
    assert "office" in extras
    assert f"装好了 fazhi 0.0.1，可选的包：{'、'.join(extras)}。" in done.stdout
    assert str(program) in done.stdout
    said = subprocess.run([program], capture_output=True, text=True, encoding="utf-8", check=True).stdout
    assert said == f"fazhi 0.0.1 {bundle / 'env'}\n"
    again = install(bundle)  # over what is there
    assert again.returncode == 0


@pytest.mark.slow
def test_a_program_that_does_not_run_is_not_left_behind(bundle: Path) -> None:
    said = json.loads((bundle / "bundle.json").read_text("utf-8"))
    rewrite(bundle, "bundle.json", json.dumps({**said, "version": "9.9"}).encode())
    assert install(bundle).stderr.startswith("错误：装上了却不能用（fazhi --version），请把 ")
    assert not (bundle / "env").exists()


def rewrite(bundle: Path, name: str, data: bytes) -> None:
    """Change a file and its hash in the list."""
    before = INSTALLER.sha256(str(bundle / name))
    (bundle / name).write_bytes(data)
    sums = bundle / "SHA256SUMS"
    sums.write_text(sums.read_text("ascii").replace(before, INSTALLER.sha256(str(bundle / name))), "ascii")


def test_a_damaged_or_missing_file_is_named(bundle: Path) -> None:
    wheel = next(bundle.glob("wheels/alpha-*.whl"))
    data = bytearray(wheel.read_bytes())
    data[50] ^= 1
    wheel.write_bytes(data)
    assert f"文件损坏或不全：wheels/{wheel.name}，请重新拷贝" in one_line(install(bundle))
    (bundle / "LICENSE").unlink()
    assert "文件损坏或不全：LICENSE 等 2 个，" in one_line(install(bundle))
    (bundle / "SHA256SUMS").unlink()
    assert "文件损坏或不全：SHA256SUMS，" in one_line(install(bundle))
    assert not (bundle / "env").exists()


def test_a_wheel_that_does_not_belong_is_refused(bundle: Path) -> None:
    (bundle / "wheels" / "other-1-py3-none-any.whl").write_bytes(b"")
    assert "多了一个不属于这个包的文件：other-1-py3-none-any.whl" in one_line(install(bundle))


@pytest.mark.slow
def test_pip_holds_the_hashes_too(bundle: Path) -> None:
    text = (bundle / "requirements.txt").read_text("ascii")
    digest = INSTALLER.sha256(str(next(bundle.glob("wheels/alpha-*.whl"))))
    rewrite(bundle, "requirements.txt", text.replace(digest, "0" * 64).encode())
    done = install(bundle)
    assert done.stderr.startswith("错误：没有装成，")
    assert len(done.stderr.splitlines()) == 1
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in (bundle / "install.log").read_text("utf-8")
    assert not (bundle / "env").exists()


def test_without_python_it_says_so(bundle: Path, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "dirname"):
        (tools / name).symlink_to(str(shutil.which(name)))
    assert "没有找到 Python，请先装 3.11 或更新的" in one_line(install(bundle, python="", PATH=str(tools)))
    (tools / "python3").write_text("#!/bin/sh\necho 308\n")
    (tools / "python3").chmod(0o755)
    assert "Python 太旧：这台电脑的 python3 低于 3.11" in one_line(install(bundle, python="", PATH=str(tools)))
    (tools / "python3.12").symlink_to(sys.executable)  # a newer one beside the old one is found
    (bundle / "LICENSE").unlink()
    assert "LICENSE" in one_line(install(bundle, python="", PATH=str(tools)))


@pytest.mark.parametrize("version", [(3, 10), (3, 6), (2, 7)])
def test_an_old_python_is_told_so(version: tuple[int, int]) -> None:
    with pytest.raises(INSTALLER.Fault, match=rf"Python 太旧：这是 {version[0]}.{version[1]}，"):
        INSTALLER.check_version(version)
    INSTALLER.check_version((3, 11))


def test_another_machine_is_told_so() -> None:
    INSTALLER.check_machine(BUNDLE, "linux-x86_64", [2, 17])
    INSTALLER.check_machine({**BUNDLE, "glibc": None}, "linux-x86_64", None)
    for platform, libc, said in (
        ("linux-aarch64", [2, 31], "这个包只能装在：64 位 Linux；这里的 Python 是 linux-aarch64 的"),
        ("win32", None, "换 64 位的 Python"),
        ("linux-x86_64", [2, 9], r"系统太旧：这个包要 glibc 2.17 或更新的，这台电脑是 2.9"),
        ("linux-x86_64", None, "这台电脑用的不是 glibc"),
    ):
        with pytest.raises(INSTALLER.Fault, match=said):
            INSTALLER.check_machine(BUNDLE, platform, libc)


def test_a_python_that_has_no_wheels_is_told_which_have() -> None:
    INSTALLER.check_python(BUNDLE, "3.12")
    with pytest.raises(INSTALLER.Fault, match=r"这个包配的是 Python 3.11、3.12，这里是 3.14，"):
        INSTALLER.check_python(BUNDLE, "3.14")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    INSTALLER.check_folder(str(tmp_path))
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(INSTALLER.Fault, match=r"文件夹不能写：.*none，请把整个文件夹拷到自己能写的地方"):
        INSTALLER.check_folder(str(tmp_path / "none"))


def test_a_path_too_long_for_windows_is_told_by_how_much() -> None:
    folder = "D:\\" + "办" * 117
    INSTALLER.check_length(folder, 138, limited=True)
    INSTALLER.check_length(folder, 999, limited=False)
    with pytest.raises(INSTALLER.Fault, match=r"路径太长（多了 1 个字）：D:.*D:\\fazhi"):
        INSTALLER.check_length(folder, 139, limited=True)


def test_what_is_not_its_own_is_never_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(INSTALLER, "ENVIRONMENT", str(tmp_path / "env"))
    INSTALLER.remove_old()
    (tmp_path / "env").mkdir()
    (tmp_path / "env" / "台账.yaml").write_text("x")
    with pytest.raises(INSTALLER.Fault, match="里是别的东西"):
        INSTALLER.remove_old()
    (tmp_path / "env" / "pyvenv.cfg").write_text("home = x\n")
    INSTALLER.remove_old()
    assert not (tmp_path / "env").exists()


def test_settings_of_python_and_pip_do_not_reach_the_installed_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "x")
    monkeypatch.setenv("PYTHONHOME", "x")
    kept = INSTALLER.plain_environment()
    assert [key for key in kept if key.startswith(("PIP_", "PYTHON"))] == ["PIP_CONFIG_FILE"]
    assert kept["PATH"] == os.environ["PATH"]
